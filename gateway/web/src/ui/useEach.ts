import { ref, type Ref } from 'vue'
import { newKey } from '@/api/http'
import { Problem } from '@/api/problem'

export interface Refused {
  id: string
  text: string
  why: string
}

export interface Item {
  id: string
  text: string
}

/**
 * One act on each of several things, one after the other, each under its own key: a second try repeats nothing that was done.
 * What is refused of one does not stop the others; what concerns all of them (no network, no right) does.
 */
export function useEach(): {
  begin: (items: Item[]) => void
  done: Ref<number | undefined>
  refused: Ref<Refused[]>
  problem: Ref<Problem | undefined>
  run: (items: Item[], act: (id: string, key: string) => Promise<unknown>) => Promise<string[]>
} {
  const done = ref<number>()
  const refused = ref<Refused[]>([])
  const problem = ref<Problem>()
  let keys = new Map<string, string>()

  function begin(items: Item[]): void {
    keys = new Map(items.map((one) => [one.id, newKey()]))
    refused.value = []
    problem.value = undefined
  }

  /** Answers the ids of those that were done. */
  async function run(items: Item[], act: (id: string, key: string) => Promise<unknown>): Promise<string[]> {
    if (done.value !== undefined) return []
    refused.value = []
    problem.value = undefined
    done.value = 0
    const ended: string[] = []
    try {
      for (const one of items) {
        try {
          await act(one.id, keys.get(one.id) ?? newKey())
          ended.push(one.id)
          done.value += 1
        } catch (failure) {
          if (!(failure instanceof Problem)) throw failure
          if (failure.errors.length === 0 && failure.status !== 409) {
            problem.value = failure
            break
          }
          refused.value.push({ ...one, why: failure.errors[0]?.detail ?? failure.detail })
        }
      }
    } finally {
      done.value = undefined
    }
    return ended
  }

  return { begin, done, refused, problem, run }
}
