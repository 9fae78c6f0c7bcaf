import { activityApi } from '@/api'
import { Problem } from '@/api/problem'
import { drop } from './carry'
import { settleDraft, waitingOf, type Draft, type Waiting } from './store'

type Send = (body: never, key: string) => Promise<unknown>

const ACTS: Record<Waiting['act'], Send> = {
  record: (body, key) => activityApi.enter(body, key),
  meeting: (body, key) => activityApi.hold(body, key),
}
const REFUSALS = [400, 403, 404, 409, 412, 413, 422]

export interface Sent {
  taken: Draft[]
  refused: Draft[]
  /** Nobody answers, or not now: they are sent the next time. */
  left: number
}

/**
 * Sends what waits, one after the other. Each goes under the key of its draft: what had arrived already, and only its answer
 * was lost, is answered and not entered again.
 */
export async function sendWaiting(account: string): Promise<Sent> {
  const sent: Sent = { taken: [], refused: [], left: 0 }
  const all = await waitingOf(account).catch(() => [])
  for (const [at, draft] of all.entries()) {
    const waiting = draft.waiting
    if (waiting === undefined) continue
    try {
      await ACTS[waiting.act](waiting.body as never, draft.key)
      await drop(draft.id)
      sent.taken.push(draft)
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      if (!REFUSALS.includes(failure.status)) {
        sent.left = all.length - at
        break
      }
      await settleDraft(draft, { refused: failure.errors[0]?.detail ?? failure.detail })
      sent.refused.push(draft)
    }
  }
  return sent
}
