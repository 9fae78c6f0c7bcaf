import type { LedgerEntry } from '@/api/types'
import zh from '@/locales/zh-CN.json'
import { i18n } from '@/app/i18n'

export const OUTCOMES = ['ACCEPTED', 'REFUSED', 'LOOKED'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** How many versions' worth of events fit between two sequences of a subject. */
const EVENTS_PER_VERSION = 1000

export function outcomeOf(entry: Pick<LedgerEntry, 'type'>): Outcome {
  return entry.type.startsWith('audit.refused') ? 'REFUSED' : entry.type.startsWith('audit.looked') ? 'LOOKED' : 'ACCEPTED'
}

export function bodyOf(entry: Pick<LedgerEntry, 'body'>): Record<string, unknown> {
  try {
    const body = JSON.parse(entry.body) as unknown
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** The version that the entry's event made. */
export function versionOf(entry: Pick<LedgerEntry, 'sequence'>): number {
  return Math.floor(entry.sequence / EVENTS_PER_VERSION)
}

/** The events that can be looked for: those that the service knows by name, without the looks and refusals that have a tab of their own. */
export const EVENT_TYPES: string[] = Object.keys(zh.ledger.type)
  .filter((key) => !key.startsWith('audit_refused') && !key.startsWith('audit_looked'))
  .map(typeOf)

/** The event's name again: report_written is report.written.v1, duty_due_soon is duty.due-soon.v1, org_life_kept is org-life.kept.v1. */
function typeOf(key: string): string {
  const [noun = '', ...rest] = key
    .replace(/^(org_life|public_page|dues_relief|study_exemption)_/, (noun) => noun.replace('_', '-'))
    .split('_')
  return `${noun}.${rest.join('-')}.v1`
}

export function typeText(type: string): string {
  const key = `ledger.type.${type.replace(/\.v\d+$/, '').replace(/[.-]/g, '_')}`
  return i18n.global.te(key) ? i18n.global.t(key) : type
}

/** Parts of an event that say nothing to a reader: ids of its own subject, the line of units above. */
const QUIET = new Set(['ancestors', 'record', 'session', 'evidence.id', 'imported', 'kindVersion'])

/** The parts of an event side by side with those of the one before, the changed ones first named. */
export function sideBySide(
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown>,
): { part: string; before: unknown; after: unknown; changed: boolean }[] {
  const parts = [...new Set([...Object.keys(after), ...Object.keys(before ?? {})])].filter((part) => !QUIET.has(part))
  return parts.map((part) => ({
    part,
    before: before?.[part],
    after: after[part],
    changed: before !== undefined && JSON.stringify(before[part]) !== JSON.stringify(after[part]),
  }))
}

/** Whether there is an id or a hash in it that nobody has a name for: that is for whoever asks for the technical side. */
export function technical(shown: string): boolean {
  return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}/.test(shown)
}

/** Where the subject of an entry can be read. */
export function pageOf(entry: LedgerEntry): { name: string; params: { id: string } } | undefined {
  const noun = entry.type.split('.')[0] ?? ''
  const PAGES: Record<string, string> = {
    record: 'record',
    session: 'meeting',
    opinion: 'opinion',
    survey: 'survey',
    unit: 'unit',
    committee: 'unit',
    report: 'report',
  }
  const name = PAGES[noun]
  return name === undefined ? undefined : { name, params: { id: entry.subject } }
}
