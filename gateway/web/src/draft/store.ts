import Dexie, { type EntityTable } from 'dexie'

/** Something begun and not yet sent. It stays on this device until it was sent, thrown away, or its writer signed out. */
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
}

/** A command as it was to be sent, under the draft's key. */
export interface Waiting {
  act: 'record' | 'meeting'
  body: unknown
}

class Drafts extends Dexie {
  drafts!: EntityTable<Draft, 'id'>

  constructor() {
    super('zhibu')
    this.version(1).stores({ drafts: 'id, [account+unit], account' })
  }
}

let database: Drafts | undefined

function table(): EntityTable<Draft, 'id'> {
  database ??= new Drafts()
  return database.drafts
}

export async function keepDraft(draft: Draft): Promise<void> {
  // What the form holds is reactive; the store wants it plain.
  await table().put({ ...draft, values: JSON.parse(JSON.stringify(draft.values)) as unknown })
}

/** A draft is found by its writer only. */
export async function findDraft(id: string, account: string): Promise<Draft | undefined> {
  const draft = await table().get(id)
  return draft?.account === account ? draft : undefined
}

export async function draftsOf(account: string, unit: string): Promise<Draft[]> {
  const found = await table().where({ account, unit }).toArray()
  return found.sort((one, other) => other.savedAt - one.savedAt)
}

export function countDrafts(account: string): Promise<number> {
  return table()
    .where({ account })
    .count()
    .catch(() => 0)
}

export async function dropDraft(id: string): Promise<void> {
  await table().delete(id)
}

export async function forgetDrafts(account: string): Promise<void> {
  await table().where({ account }).delete()
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
