import { nextTick, ref, shallowRef, type Ref } from 'vue'
import { Problem, faultsByPath, namedFaults } from '@/api/problem'

/** Puts the focus on the first field with a fault, in the order of the page. */
export async function focusFault(faults: Record<string, string>, within: ParentNode = document): Promise<void> {
  await nextTick()
  const fields = [...within.querySelectorAll<HTMLElement>('[data-path]')]
  const first = fields.find((field) => faults[field.dataset.path ?? ''] !== undefined)
  if (first === undefined) return
  first.scrollIntoView?.({ block: 'center' })
  const input = first.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select, [tabindex="0"], button')
  ;(input ?? first).focus({ preventScroll: true })
}

/** Puts each fault at its field, or at the nearest one around it; what finds no place is told with the problem. */
export function placeFaults(
  found: Record<string, string>,
  within: ParentNode = document,
  named: Record<string, string> = found,
): { faults: Record<string, string>; loose: string[] } {
  const places = new Set([...within.querySelectorAll<HTMLElement>('[data-path]')].map((field) => field.dataset.path))
  const faults: Record<string, string> = {}
  const loose: string[] = []
  for (const [path, detail] of Object.entries(found)) {
    const steps = path.split('.')
    while (steps.length > 0 && !places.has(steps.join('.'))) steps.pop()
    if (steps.length === 0) loose.push(named[path] ?? detail)
    else faults[steps.join('.')] ??= detail
  }
  return { faults, loose }
}

interface Submit<R> {
  pending: Ref<boolean>
  faults: Ref<Record<string, string>>
  problem: Ref<Problem | undefined>
  run: (send: () => Promise<R>, check?: () => Record<string, string>) => Promise<R | undefined>
  clear: (path: string) => void
}

/** Sends a form: checks first, then shows what the service found wrong, each sentence at its field. */
export function useSubmit<R>(): Submit<R> {
  const pending = ref(false)
  const faults = ref<Record<string, string>>({})
  const problem = shallowRef<Problem>()

  async function run(send: () => Promise<R>, check?: () => Record<string, string>): Promise<R | undefined> {
    if (pending.value) return undefined
    problem.value = undefined
    faults.value = check?.() ?? {}
    if (Object.keys(faults.value).length > 0) {
      await focusFault(faults.value)
      return undefined
    }
    pending.value = true
    try {
      return await send()
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      const placed = placeFaults(faultsByPath(failure), document, namedFaults(failure))
      faults.value = placed.faults
      failure.loose = placed.loose
      problem.value = failure
      await focusFault(faults.value)
      return undefined
    } finally {
      pending.value = false
    }
  }

  function clear(path: string): void {
    if (faults.value[path] !== undefined) {
      const { [path]: gone, ...rest } = faults.value
      void gone
      faults.value = rest
    }
  }

  return { pending, faults, problem, run, clear }
}
