import { computed, nextTick, onBeforeUnmount, provide, ref, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { newKey } from '@/api/http'
import { useSession } from '@/app/session'
import { differences, put, type Difference } from '@/form/conflict'
import { carry, chosen, drop as dropKept, keep, takeBack } from './carry'
import { findDraft, settleDraft, type Draft, type Elsewhere, type Waiting } from './store'

const PAUSE = 400
/** How often it is looked whether another device has typed meanwhile; the store of this device knows. */
const LOOK = 2000

/** How the fields of a form are called, and what stands in them, for somebody who compares two devices. */
export interface FieldWords {
  label: (path: string) => string
  shown: (path: string, value: unknown) => string
}

interface Begun<V> {
  form: string
  unit: () => string
  title: (values: V) => string
  start: () => V
  words?: () => FieldWords
}

/** What is otherwise on another device, to be chosen field by field; nothing of it is sent or written over before. */
export interface Apart {
  found: Ref<Difference[]>
  open: ComputedRef<number>
  at: Ref<number | undefined>
  words: () => FieldWords | undefined
  choose: (one: Difference, which: 'mine' | 'theirs') => void
  take: () => Promise<void>
}

export const APART: InjectionKey<Apart> = Symbol('apart')

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
  /** Where the form stands; when it is left the route is another one already. */
  const path = route.path
  const query = { ...route.query }
  let key = newKey()
  let waiting: number | undefined
  let done = false
  let saving: Promise<void> = Promise.resolve()

  const found = ref<Difference[]>([])
  const open = computed(() => found.value.filter((one) => one.chosen === undefined).length)
  const otherAt = ref<number>()
  provide(APART, {
    found,
    open,
    at: otherAt,
    words: () => begun.words?.(),
    choose: (one, which) => (one.chosen = which),
    take,
  })

  const account = (): string => session.me?.account ?? ''

  /** Shows what differs on another device; where nothing does, there is nothing to choose. */
  function compare(elsewhere: Elsewhere | undefined): void {
    if (elsewhere === undefined || otherAt.value === elsewhere.changedAt) return
    otherAt.value = elsewhere.changedAt
    found.value = differences(undefined, { ...begun.start(), ...(elsewhere.values as V) }, values.value)
    if (found.value.length === 0) void take()
  }

  /** What was chosen stands in the form, and goes to the service as what both devices are followed by. */
  async function take(): Promise<void> {
    for (const one of found.value) if (one.chosen === 'theirs') put(values.value, one.path, one.theirs)
    found.value = []
    otherAt.value = undefined
    if (id === undefined) return
    await chosen(id, account()).catch(() => undefined)
    await save()
    void carry(id, account())
  }

  async function look(): Promise<void> {
    if (id === undefined || done) return
    compare((await findDraft(id, account()).catch(() => undefined))?.elsewhere)
  }

  async function load(): Promise<void> {
    if (id !== undefined) {
      const draft = await takeBack(id, account()).catch(() => undefined)
      if (draft?.form === begun.form) {
        values.value = { ...begun.start(), ...(draft.values as V) }
        key = draft.key
        savedAt.value = draft.savedAt
        compare(draft.elsewhere)
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

  function pageOf(name: string): string {
    return router.resolve({ path, query: { ...(route.path === path ? route.query : query), draft: name } }).fullPath
  }

  function draftAt(name: string, page: string, now: number): Draft {
    return {
      id: name,
      account: account(),
      form: begun.form,
      unit: begun.unit(),
      title: begun.title(values.value),
      page,
      values: values.value,
      key,
      savedAt: now,
    }
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
    const page = pageOf(id)
    try {
      await keep(draftAt(id, page, now))
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
    if (id !== undefined) await dropKept(id).catch(() => undefined)
  }

  /** It could not be sent for want of a way: it is sent later, under the same key. Answers whether it is kept for that. */
  async function wait(waiting: Waiting): Promise<boolean> {
    await save()
    const kept = id === undefined ? undefined : await findDraft(id, account()).catch(() => undefined)
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

  /** Whoever lays one device aside may take up the other at once. */
  async function hide(): Promise<void> {
    await flush()
    if (id !== undefined && !done) await carry(id, account())
  }

  function onHide(): void {
    if (document.visibilityState === 'hidden') void hide()
  }
  document.addEventListener('visibilitychange', onHide)
  const looking = window.setInterval(() => void look(), LOOK)
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', onHide)
    window.clearInterval(looking)
    if (done) return
    if (waiting === undefined) {
      if (id !== undefined) void carry(id, account())
      return
    }
    window.clearTimeout(waiting)
    const name = id ?? crypto.randomUUID()
    void keep(draftAt(name, pageOf(name), Date.now()))
      .then(() => carry(name, account()))
      .catch(() => undefined)
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
