import type { RouteLocationRaw } from 'vue-router'
import type { Notice } from '@/api/types'
import { text } from '@/app/i18n'
import { longDate, periodText } from '@/ui/format'

const DUTIES = ['DUTIES_DUE_SOON', 'DUTIES_OVERDUE']
const MEETINGS = ['MEETING_PLANNED', 'MEETING_CHANGED', 'MEETING_CANCELLED']
const GIVINGS = ['GIVING_WAITS', 'GIVING_DISPUTED']
const MILESTONES = ['MILESTONE_DUE_SOON', 'MILESTONE_OVERDUE']
const TRANSFERS = ['TRANSFER_WAITS', 'TRANSFER_ANSWERED']
const RELIEFS = ['RELIEF_WAITS', 'RELIEF_ANSWERED']
const SHOWN = 6

/** How many duties there are still to do; of a notice whose duties are all settled, how many there were. */
export function countOf(notice: Notice): number {
  return notice.duties.filter((duty) => duty.settledAt === undefined).length || notice.duties.length
}

/** Where what a notice speaks of is to be found. */
export function placeOf(notice: Notice): RouteLocationRaw {
  if (DUTIES.includes(notice.what)) return { name: 'home', params: { unit: notice.unit } }
  if (['TERM_ENDS', 'TERM_REMINDED', 'MEMBERS_CROSSED', 'OWN_ROLE'].includes(notice.what))
    return { name: 'unit', params: { id: notice.unit } }
  if (MEETINGS.includes(notice.what)) return { name: 'invitation', params: { id: notice.subject } }
  if (MILESTONES.includes(notice.what)) return { name: 'task', params: { id: notice.subject } }
  if (notice.what === 'OPINION_OVERDUE') return { name: 'opinion', params: { id: notice.subject } }
  if (notice.what === 'CAMPAIGN_ASKED') return { name: 'campaign', params: { unit: notice.unit, campaign: notice.subject } }
  if (TRANSFERS.includes(notice.what)) return { name: 'transfer', params: { id: notice.subject } }
  if (RELIEFS.includes(notice.what)) return { name: 'dues-reliefs', params: { unit: notice.unit } }
  if (GIVINGS.includes(notice.what)) return { name: 'giving', params: { id: notice.subject } }
  return { name: 'report', params: { id: notice.subject } }
}

/** What a notice is about, beside the unit. */
export function lineOf(notice: Notice): string {
  if ([...DUTIES, ...GIVINGS, ...RELIEFS, 'TRANSFER_ANSWERED'].includes(notice.what)) return ''
  if (notice.what === 'OWN_ROLE') return text('inbox.ownRole', { date: longDate(notice.date) })
  if (MEETINGS.includes(notice.what)) return longDate(notice.date)
  if (['OPINION_OVERDUE', 'CAMPAIGN_ASKED', 'TRANSFER_WAITS', ...MILESTONES].includes(notice.what))
    return text('duty.until', { date: longDate(notice.date) })
  if (notice.what === 'MEMBERS_CROSSED') return crossedOf(notice)
  return ['TERM_ENDS', 'TERM_REMINDED'].includes(notice.what)
    ? text('inbox.termEnds', { date: longDate(notice.date) })
    : text('report.nameOfYear', { year: notice.year })
}

/** The rule that holds since the number of members was crossed, with its article. */
function crossedOf(notice: Notice): string {
  const rule = notice.rule
  return rule ? text('inbox.crossed', { members: rule.members, text: rule.text, article: rule.article }) : longDate(notice.date)
}

interface Detail {
  key: string
  text: string
  settled: boolean
}

/** The duties of a notice, those of one rule and period together (one per Party group), open ones first; many are only counted. */
export function detailsOf(notice: Notice): Detail[] {
  const same = new Map<string, Notice['duties']>()
  for (const duty of notice.duties) same.set(`${duty.rule}|${duty.period}`, [...(same.get(`${duty.rule}|${duty.period}`) ?? []), duty])
  const lines = [...same].map(([key, duties]) => ({
    key,
    text: textOf(duties),
    settled: duties.every((duty) => duty.settledAt !== undefined),
  }))
  const sorted = lines.sort((one, other) => Number(one.settled) - Number(other.settled))
  if (sorted.length <= SHOWN) return sorted
  return [...sorted.slice(0, SHOWN - 1), { key: 'more', text: text('inbox.more', { count: sorted.length - SHOWN + 1 }), settled: false }]
}

function textOf(duties: Notice['duties']): string {
  const [duty] = duties
  if (duty === undefined) return ''
  const open = duties.filter((one) => one.settledAt === undefined).length || duties.length
  const period = /^\d{4}-\d{2}-\d{2}$/.test(duty.period) ? '' : periodText(duty.period)
  const groups = open > 1 ? text('inbox.groups', { count: open }) : ''
  return [duty.name, period, groups, text('duty.until', { date: longDate(duty.due) })].filter(Boolean).join(' · ')
}
