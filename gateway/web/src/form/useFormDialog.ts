import { watch, type Ref } from 'vue'
import { newKey } from '@/api/http'
import { useSubmit } from './useSubmit'

interface Asked<O> {
  /** What it is about; nothing while it is closed. */
  open: Ref<O | undefined>
  /** Fills it anew each time it opens. */
  begin: (about: O) => void
  done: () => void
}

interface Sent<R> {
  /** Sends it under a key that is the same for every try of one opening. */
  send: (key: string) => Promise<R>
  check?: () => Record<string, string>
  /** Told of a refusal, once it is shown. */
  refused?: () => Promise<void>
}

/** The course of a form in a dialog: opened fresh, sent under one key, closed when it is saved. */
export function useFormDialog<O, R>({ open, begin, done }: Asked<O>) {
  const { pending, faults, problem, run, clear } = useSubmit<R>()
  let key = newKey()

  watch(open, (about) => {
    if (about === undefined) return
    key = newKey()
    problem.value = undefined
    faults.value = {}
    begin(about)
  })

  async function save(sent: Sent<R>): Promise<void> {
    const saved = await run(() => sent.send(key), sent.check)
    if (saved === undefined) return sent.refused?.()
    open.value = undefined
    done()
  }

  return { pending, faults, problem, clear, save }
}
