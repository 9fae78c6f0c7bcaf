import { ref } from 'vue'
import type { Problem } from '@/api/problem'
import { today } from '@/ui/format'
import { useSession } from './session'

const FRESH = 45_000
const SHOWN = 3_000
const since = Date.now()

/** Whether a right given a moment ago is on its way to a service that does not know it yet. */
export const arriving = ref(false)
let shown: number | undefined

const TRIES = 8

/** What is given takes a few seconds to reach every service: on its first day, and only just after arriving, a refusal is asked again, a few times. */
export function onItsWay(refusal: Problem, tried: number): boolean {
  const fresh = Date.now() - since < FRESH && (useSession().me?.grants ?? []).some((grant) => grant.givenOn >= today())
  if (!fresh || tried >= TRIES || (refusal.status !== 403 && refusal.status !== 404)) return false
  arriving.value = true
  window.clearTimeout(shown)
  shown = window.setTimeout(() => (arriving.value = false), SHOWN)
  return true
}
