import { nextTick, onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { newKey } from '@/api/http'
import { useSession } from '@/app/session'
import { dropDraft, findDraft, keepDraft, settleDraft, type Waiting } from './store'

const PAUSE = 400

interface Begun<V> {
  form: string
  unit: () => string
  title: (values: V) => string
  start: () => V
}

/**
 * The values of a form together with their draft. The draft's id stands in the address, so a reload, a lost session and
 * a link from the home page all lead back to what was typed.
 */
export function useDraft<V extends object>(begun: Begun<V>) {
  const route = useRoute()
  const router = useRouter()
  const session = useSession()
  const values = ref(begun.start()) as Ref<V>
  const savedAt = ref<number>()
  const ready = ref(false)
  const failed = ref(false)
  let id = typeof route.query.draft === 'string' ? route.query.draft : undefined
  let key = newKey()
  let waiting: number | undefined
  let done = false
  let saving: Promise<void> = Promise.resolve()

  async function load(): Promise<void> {
    if (id !== undefined) {
      const draft = await findDraft(id, session.me?.account ?? '').catch(() => undefined)
      if (draft?.form === begun.form) {
        values.value = { ...begun.start(), ...(draft.values as V) }
        key = draft.key
        savedAt.value = draft.savedAt
      } else {
        id = undefined
      }
    }
    ready.value = true
    watch(values, later, { deep: true })
  }

  function later(): void {
    if (done) return
    window.clearTimeout(waiting)
    waiting = undefined
    if (id === undefined && JSON.stringify(values.value) === JSON.stringify(begun.start())) return
    waiting = window.setTimeout(() => void save(), PAUSE)
  }

  function save(): Promise<void> {
    window.clearTimeout(waiting)
    waiting = undefined
    saving = saving.then(write)
    return saving
  }

  async function write(): Promise<void> {
    if (done) return
    id ??= crypto.randomUUID()
    const now = Date.now()
    const page = router.resolve({ path: route.path, query: { ...route.query, draft: id } }).fullPath
    try {
      await keepDraft({
        id,
        account: session.me?.account ?? '',
        form: begun.form,
        unit: begun.unit(),
        title: begun.title(values.value),
        page,
        values: values.value,
        key,
        savedAt: now,
      })
      savedAt.value = now
      failed.value = false
    } catch {
      failed.value = true
    }
    if (route.query.draft !== id && !done) await router.replace({ query: { ...route.query, draft: id } })
  }

  /** What was typed a moment ago is kept even if the page is left now. */
  async function flush(): Promise<void> {
    await (waiting === undefined ? saving : save())
  }

  async function drop(): Promise<void> {
    done = true
    window.clearTimeout(waiting)
    waiting = undefined
    await saving
    if (id !== undefined) await dropDraft(id).catch(() => undefined)
  }

  /** It could not be sent for want of a way: it is sent later, under the same key. Answers whether it is kept for that. */
  async function wait(waiting: Waiting): Promise<boolean> {
    await save()
    const kept = id === undefined ? undefined : await findDraft(id, session.me?.account ?? '').catch(() => undefined)
    if (kept === undefined || failed.value) return false
    await settleDraft(kept, { waiting: JSON.parse(JSON.stringify(waiting)) as Waiting })
    done = true
    return true
  }

  /** After sending, the form is empty again, for the next one of the same sort. */
  async function again(fresh: V): Promise<void> {
    await drop()
    id = undefined
    key = newKey()
    savedAt.value = undefined
    values.value = fresh
    await nextTick()
    done = false
    const { draft: sent, ...query } = route.query
    if (sent !== undefined) await router.replace({ query })
  }

  function onHide(): void {
    if (document.visibilityState === 'hidden') void flush()
  }
  document.addEventListener('visibilitychange', onHide)
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', onHide)
    if (waiting !== undefined && !done) {
      window.clearTimeout(waiting)
      void keepDraft({
        id: id ?? crypto.randomUUID(),
        account: session.me?.account ?? '',
        form: begun.form,
        unit: begun.unit(),
        title: begun.title(values.value),
        page: route.fullPath,
        values: values.value,
        key,
        savedAt: Date.now(),
      }).catch(() => undefined)
    }
  })

  return {
    values,
    ready,
    savedAt,
    failed,
    load,
    save,
    flush,
    drop,
    wait,
    again,
    /** The key of this command; a new one is made only when the server says it was used for other content. */
    key: () => key,
    renewKey: () => {
      key = newKey()
    },
  }
}
