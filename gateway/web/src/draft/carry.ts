import { activityApi } from '@/api'
import { Problem } from '@/api/problem'
import type { DraftKept, DraftLine, DraftSort } from '@/api/types'
import {
  dropDraft,
  draftsOf,
  endedOf,
  findDraft,
  isCarried,
  keepDraft,
  leaveDraft,
  noteDraft,
  noteEnded,
  settleEnded,
  type Draft,
  type Ended,
} from './store'

/** After the last key. */
const PAUSE = 3000
/** Between two sendings of one draft, and at the latest after its first unsent key. */
const APART = 10_000
/** What the service does not take is not sent again for as long. */
const LET_BE = 600_000
/** For as long the service keeps what nobody goes on with. */
const KEPT = 30 * 86_400_000
/** A form does not wait longer for the service before it opens. */
const PATIENCE = 2500
const EDITIONS = 20

interface Pace {
  timer?: number
  since?: number
  sentAt?: number
  letBeUntil?: number
}

const paces = new Map<string, Pace>()
const running = new Map<string, Promise<void>>()

/** What stands sealed at the service: all by which the form goes on elsewhere. */
interface Content {
  form: string
  key: string
  values: unknown
}

/** The names of drafts at the service have no colons. */
function nameOf(id: string): string {
  return id.replaceAll(':', '.')
}

function sortOf(form: string): DraftSort {
  return form.split(':')[0]?.toUpperCase().replaceAll('-', '_') as DraftSort
}

function paceOf(id: string): Pace {
  const pace = paces.get(id) ?? {}
  paces.set(id, pace)
  return pace
}

/** Keeps on this device, and some seconds after the last key at the service. */
export async function keep(draft: Draft): Promise<void> {
  await keepDraft(draft)
  const pace = paceOf(draft.id)
  const now = Date.now()
  pace.since ??= now
  window.clearTimeout(pace.timer)
  const soon = Math.min(now + PAUSE, pace.since + APART)
  const at = Math.max(soon, (pace.sentAt ?? 0) + APART, now)
  pace.timer = window.setTimeout(() => void carry(draft.id, draft.account), at - now)
}

/** Sends what the service does not have of a draft. Two sendings of one draft do not overtake each other. */
export function carry(id: string, account: string): Promise<void> {
  const before = running.get(id) ?? Promise.resolve()
  const now = before.then(() => sent(id, account)).catch(() => undefined)
  running.set(id, now)
  void now.finally(() => running.get(id) === now && running.delete(id))
  return now
}

async function sent(id: string, account: string): Promise<void> {
  const draft = await findDraft(id, account)
  const pace = paceOf(id)
  window.clearTimeout(pace.timer)
  delete pace.since
  if (draft === undefined || draft.carriedAt === draft.savedAt || draft.elsewhere !== undefined) return
  if (!navigator.onLine || (pace.letBeUntil ?? 0) > Date.now()) return
  pace.sentAt = Date.now()
  const edition = crypto.randomUUID()
  const onto = (draft.editions ?? []).slice(-EDITIONS)
  // Before it leaves: where the answer is lost, this device knows its own words again.
  await noteDraft(id, { editions: [...onto.slice(1 - EDITIONS), edition] })
  try {
    await heard(
      draft,
      edition,
      await activityApi.keepDraft({
        draft: nameOf(id),
        unit: draft.unit,
        sort: sortOf(draft.form),
        title: [...draft.title].slice(0, 200).join(''),
        page: draft.page,
        values: JSON.stringify({ form: draft.form, key: draft.key, values: draft.values } satisfies Content),
        edition,
        onto,
      }),
    )
  } catch (failure) {
    if (failure instanceof Problem && [400, 403, 404, 409, 413, 422].includes(failure.status)) pace.letBeUntil = Date.now() + LET_BE
    else if (!(failure instanceof Problem)) throw failure
  }
}

async function heard(draft: Draft, edition: string, kept: DraftKept): Promise<void> {
  if (kept.kept) return noteDraft(draft.id, { editions: [edition], carriedAt: draft.savedAt })
  const { values } = JSON.parse(kept.values ?? '{}') as Content
  await noteDraft(draft.id, { elsewhere: { edition: kept.edition, changedAt: Date.parse(kept.changedAt), values } })
}

/** All that the service does not know yet: what was typed, and what ended. */
export async function carryAll(account: string): Promise<void> {
  for (const ended of await endedOf(account).catch(() => [])) await told(ended)
  for (const draft of await draftsOf(account).catch(() => [])) if (draft.carriedAt !== draft.savedAt) await carry(draft.id, account)
}

/** It was sent, or thrown away: gone here at once, and at the service as soon as it can be told. */
export async function drop(id: string): Promise<void> {
  window.clearTimeout(paces.get(id)?.timer)
  const before = running.get(id)
  const ended = await dropDraft(id)
  paces.delete(id)
  if (ended !== undefined) void (before ?? Promise.resolve()).then(() => told(ended))
}

/** Thrown away where it is not on this device at all. */
export async function dropElsewhere(id: string, account: string): Promise<void> {
  await noteEnded({ id, account })
  await told({ id, account })
}

async function told(ended: Ended): Promise<void> {
  if (!navigator.onLine) return
  await activityApi.removeDraft(nameOf(ended.id)).then(
    () => settleEnded(ended.id),
    () => undefined,
  )
}

/**
 * A draft as it is to be gone on with: what is on this device, or what another device has typed since. Where both have, it is
 * what was typed here, together with the other one's words.
 */
export async function takeBack(id: string, account: string): Promise<Draft | undefined> {
  const here = await findDraft(id, account).catch(() => undefined)
  if (!navigator.onLine || here?.waiting !== undefined) return here
  const there = await inTime(activityApi.draft(nameOf(id)))
  if (there === undefined) return here
  if (there === 'none') {
    if (here === undefined || !isCarried(here) || Date.now() - here.savedAt > KEPT) return here
    await leaveDraft(id)
    return undefined
  }
  const { draft: line } = there
  if (here?.editions?.includes(line.edition) || here?.elsewhere?.edition === line.edition) return here
  const changedAt = Date.parse(line.changedAt)
  const { form, key, values } = JSON.parse(there.values) as Content
  if (here !== undefined && !isCarried(here)) {
    const elsewhere = { edition: line.edition, changedAt, values }
    await noteDraft(id, { elsewhere })
    return { ...here, elsewhere }
  }
  const taken = { id, account, form, unit: line.unit, title: line.title, page: line.page, values, key, savedAt: changedAt }
  const known = { editions: [line.edition], carriedAt: changedAt }
  await keepDraft({ ...taken, ...known }).catch(() => undefined)
  return { ...taken, ...known }
}

async function inTime<R>(asked: Promise<R>): Promise<R | 'none' | undefined> {
  return Promise.race([
    asked.catch((failure: unknown) => (failure instanceof Problem && failure.status === 404 ? 'none' : undefined)),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE)),
  ])
}

/** After a choice between two devices: what stands in the form now was made knowing both. */
export async function chosen(id: string, account: string): Promise<void> {
  const draft = await findDraft(id, account)
  if (draft?.elsewhere === undefined) return
  await noteDraft(id, { editions: [...(draft.editions ?? []), draft.elsewhere.edition], elsewhere: undefined } as never)
}

/** One in the list of what was begun. */
export interface Unfinished {
  id: string
  unit: string
  title: string
  page: string
  at: number
  state: 'begun' | 'waiting' | 'refused' | 'both'
  refused?: string
  /** It is on this device; otherwise it is taken back when it is opened. */
  here: boolean
}

/** What one has begun, here and on other devices; without network, what is here. What ended elsewhere goes from here. */
export async function unfinished(account: string): Promise<Unfinished[]> {
  const [here, ended] = await Promise.all([draftsOf(account).catch(() => []), endedOf(account).catch(() => [])])
  const there = navigator.onLine ? await activityApi.drafts({ size: 100 }).catch(() => undefined) : undefined
  const lines = (there?.items ?? []).filter((line) => !ended.some((one) => nameOf(one.id) === line.id))
  const found: Unfinished[] = []
  for (const draft of here) {
    const line = lines.find((one) => one.id === nameOf(draft.id))
    if (there !== undefined && line === undefined && isCarried(draft) && Date.now() - draft.savedAt < KEPT) await leaveDraft(draft.id)
    else found.push(listed(draft, line))
  }
  for (const line of lines)
    if (!here.some((draft) => nameOf(draft.id) === line.id))
      found.push({
        id: line.id,
        unit: line.unit,
        title: line.title,
        page: line.page,
        at: Date.parse(line.changedAt),
        state: 'begun',
        here: false,
      })
  return found.sort((one, other) => other.at - one.at)
}

function listed(draft: Draft, line: DraftLine | undefined): Unfinished {
  const newer = line !== undefined && !draft.editions?.includes(line.edition)
  const taken = newer && isCarried(draft) ? line : undefined
  const both = draft.elsewhere !== undefined || (newer && taken === undefined)
  return {
    id: draft.id,
    unit: draft.unit,
    title: taken?.title ?? draft.title,
    page: draft.page,
    at: taken === undefined ? draft.savedAt : Date.parse(taken.changedAt),
    state: draft.refused !== undefined ? 'refused' : draft.waiting !== undefined ? 'waiting' : both ? 'both' : 'begun',
    ...(draft.refused !== undefined && { refused: draft.refused }),
    here: true,
  }
}
