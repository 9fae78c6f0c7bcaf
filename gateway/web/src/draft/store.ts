import Dexie, { type EntityTable } from 'dexie'

/**
 * Something begun and not yet sent. It stays on this device until it was sent, thrown away, or its writer signed out; the
 * service keeps it for its writer's other devices.
 */
export interface Draft {
  id: string
  account: string
  /** Which form it belongs to, such as `record:pairing-assistance`. */
  form: string
  unit: string
  title: string
  /** The page on which it can be gone on with. */
  page: string
  values: unknown
  /** Sent with every attempt, so that trying again never makes a second record. */
  key: string
  savedAt: number
  /** It was to be sent and could not be: what is sent as soon as there is a way again. */
  waiting?: Waiting
  /** Why it was not taken when it was sent later, in the words of the service. */
  refused?: string
  /** Names of the changes that the service had from here or gave to here, the last one at the end. */
  editions?: string[]
  /** The {@link savedAt} of what the service has. */
  carriedAt?: number
  /** What another device has typed meanwhile: nothing is written over until its writer has chosen. */
  elsewhere?: Elsewhere
}

export interface Elsewhere {
  edition: string
  changedAt: number
  values: unknown
}

/** A draft that ended here, and of which the service was not told yet. */
export interface Ended {
  id: string
  account: string
}

/** A command as it was to be sent, under the draft's key. */
export interface Waiting {
  act: 'record' | 'meeting'
  body: unknown
}

class Drafts extends Dexie {
  drafts!: EntityTable<Draft, 'id'>
  ended!: EntityTable<Ended, 'id'>

  constructor() {
    super('zhibu')
    this.version(1).stores({ drafts: 'id, [account+unit], account' })
    this.version(2).stores({ drafts: 'id, [account+unit], account', ended: 'id, account' })
  }
}

let database: Drafts | undefined

function opened(): Drafts {
  database ??= new Drafts()
  return database
}

function table(): EntityTable<Draft, 'id'> {
  return opened().drafts
}

/** Keeps what was typed; what is known of the service and of other devices stays as it is. */
export async function keepDraft(draft: Draft): Promise<void> {
  // What the form holds is reactive; the store wants it plain.
  const plain = { ...draft, values: JSON.parse(JSON.stringify(draft.values)) as unknown }
  await opened().transaction('rw', table(), async () => {
    const { editions, carriedAt, elsewhere } = (await table().get(draft.id)) ?? {}
    const known = { ...(editions && { editions }), ...(carriedAt !== undefined && { carriedAt }), ...(elsewhere && { elsewhere }) }
    await table().put({ ...known, ...plain })
  })
}

/** Notes what the service said of a draft, whatever was typed meanwhile. */
export async function noteDraft(id: string, change: Pick<Draft, 'editions' | 'carriedAt' | 'elsewhere'>): Promise<void> {
  await table().update(id, change)
}

/** A draft is found by its writer only. */
export async function findDraft(id: string, account: string): Promise<Draft | undefined> {
  const draft = await table().get(id)
  return draft?.account === account ? draft : undefined
}

/** Of one unit, or of all. */
export async function draftsOf(account: string, unit?: string): Promise<Draft[]> {
  const found = await table()
    .where(unit === undefined ? { account } : { account, unit })
    .toArray()
  return found.sort((one, other) => other.savedAt - one.savedAt)
}

/** Whether the service has all of it, so that nothing is lost where it goes from this device. */
export function isCarried(draft: Draft): boolean {
  const open = draft.elsewhere ?? draft.waiting ?? draft.refused
  return draft.carriedAt === draft.savedAt && open === undefined
}

/** Takes a draft from this device; that it ended is kept until the service was told. */
export async function dropDraft(id: string): Promise<Ended | undefined> {
  return opened().transaction('rw', table(), opened().ended, async () => {
    const draft = await table().get(id)
    await table().delete(id)
    if (draft?.editions === undefined) return undefined
    const ended = { id, account: draft.account }
    await opened().ended.put(ended)
    return ended
  })
}

/** Takes it from this device alone. */
export async function leaveDraft(id: string): Promise<void> {
  await table().delete(id)
}

export function endedOf(account: string): Promise<Ended[]> {
  return opened().ended.where({ account }).toArray()
}

export async function noteEnded(ended: Ended): Promise<void> {
  await opened().ended.put(ended)
}

export async function settleEnded(id: string): Promise<void> {
  await opened().ended.delete(id)
}

export async function forgetDrafts(account: string): Promise<void> {
  await table().where({ account }).delete()
  await opened().ended.where({ account }).delete()
}

/** What others have left on this device and the service has goes; what only this device has stays for its writer. */
export async function forgetCarriedOfOthers(account: string): Promise<void> {
  const others = await table().where('account').notEqual(account).toArray()
  await table().bulkDelete(others.filter(isCarried).map((draft) => draft.id))
}

/** What waits to be sent, the one entered first before the others. */
export async function waitingOf(account: string): Promise<Draft[]> {
  const found = await table().where({ account }).toArray()
  return found.filter((draft) => draft.waiting !== undefined).sort((one, other) => one.savedAt - other.savedAt)
}

/** Sets what came of sending, unless its writer has gone on with it meanwhile. */
export async function settleDraft(sent: Draft, change: { waiting?: Waiting; refused?: string }): Promise<void> {
  const now = await table().get(sent.id)
  if (now?.savedAt !== sent.savedAt) return
  const { waiting, refused, ...rest } = now
  void waiting
  void refused
  await table().put({ ...rest, ...change })
}
