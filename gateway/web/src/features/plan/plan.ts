import type { PlanCommon, PlanEntry, SeriesEntry } from '@/api/generated/activity'
import type { Duty, MeetingForm, MeetingLine, Plan } from '@/api/types'
import { today } from '@/ui/format'

export const REPEATS = ['ONCE', 'DAY', 'WEEKDAY'] as const
export type Repeat = (typeof REPEATS)[number]
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

/** What is typed of a meeting to come. `agenda` has a title a line, `asked` members; everybody where `some` is off. */
export interface PlanDraft {
  forms: MeetingForm[]
  date: string
  start: string
  place: string
  topic: string
  agenda: string
  groups: string[]
  some: boolean
  asked: string[]
  repeat: Repeat
  until: string
  etag: string
}

export function emptyPlan(forms: MeetingForm[] = [], date = ''): PlanDraft {
  return {
    forms,
    date,
    start: '',
    place: '',
    topic: '',
    agenda: '',
    groups: [],
    some: false,
    asked: [],
    repeat: 'ONCE',
    until: '',
    etag: '',
  }
}

export function draftOfPlan(plan: Plan, etag: string): PlanDraft {
  return {
    ...emptyPlan(plan.forms, plan.date),
    start: plan.start ?? '',
    place: plan.place ?? '',
    topic: plan.topic,
    agenda: plan.agenda.join('\n'),
    groups: plan.groups,
    some: plan.asked.length > 0,
    asked: plan.asked,
    etag,
  }
}

/** A day as numbers, free of any time zone. */
function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
const iso = (date: Date): string => date.toISOString().slice(0, 10)

export function addDays(day: string, days: number): string {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + days)
  return iso(date)
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (utc(day).getUTCDay() + 6) % 7
}

/** Which one of its weekday a day is within its month: 1 to 5. */
export function nthOf(day: string): number {
  return Math.ceil(Number(day.slice(8)) / 7)
}

const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day)

export function commonOf(draft: PlanDraft): PlanCommon {
  const text = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim())
  const common = {
    forms: draft.forms,
    topic: draft.topic.trim(),
    start: text(draft.start),
    place: text(draft.place),
    agenda: draft.agenda
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((title) => ({ title })),
    groups: draft.forms.includes('GROUP_MEETING') ? draft.groups : [],
    asked: draft.some ? draft.asked : [],
  }
  return JSON.parse(JSON.stringify(common)) as PlanCommon
}

export function sentPlan(unit: string, draft: PlanDraft): PlanEntry {
  return { unit, date: draft.date, common: commonOf(draft) }
}

export function sentSeries(unit: string, draft: PlanDraft): SeriesEntry {
  const when =
    draft.repeat === 'DAY'
      ? { day: Number(draft.date.slice(8)) }
      : { nth: nthOf(draft.date), weekday: WEEKDAYS[weekdayOf(draft.date)] ?? 'MONDAY' }
  return { unit, from: draft.date, until: draft.until, ...when, common: commonOf(draft) }
}

/** What must be there before anything is sent, by path: keys of texts. */
export function checkPlan(draft: PlanDraft, was: string | undefined): Record<string, string> {
  const faults: Record<string, string> = {}
  if (draft.forms.length === 0) faults['common.forms'] = 'form.required'
  if (draft.topic.trim() === '') faults['common.topic'] = 'form.required'
  if (!isDay(draft.date)) faults.date = 'form.required'
  else if (draft.date !== was && draft.date < today()) faults.date = 'plan.past'
  if (draft.forms.includes('GROUP_MEETING') && draft.groups.length === 0) faults['common.groups'] = 'form.required'
  if (draft.some && draft.asked.length === 0) faults['common.asked'] = 'form.required'
  if (draft.repeat !== 'ONCE' && !isDay(draft.until)) faults.until = 'form.required'
  else if (draft.repeat !== 'ONCE' && draft.until < draft.date) faults.until = 'plan.untilBefore'
  return faults
}

export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** The weeks of a month, Monday first, filled up with days of its neighbours. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const weeks: string[][] = []
  for (let monday = addDays(first, -weekdayOf(first)); monday.slice(0, 7) <= month; monday = addDays(monday, 7))
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days)))
  return weeks
}

export function monthAfter(month: string, months: number): string {
  const date = utc(`${month}-01`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return iso(date).slice(0, 7)
}

export function lastDayOf(month: string): string {
  return addDays(`${monthAfter(month, 1)}-01`, -1)
}

/** Something that stands on a day of the calendar. */
export type DayEntry =
  | { sort: 'plan'; id: string; date: string; plan: Plan }
  | { sort: 'held'; id: string; date: string; meeting: MeetingLine }
  | { sort: 'duty'; id: string; date: string; duty: Duty }

const ORDER = ['duty', 'plan', 'held']

/** What is planned, was held and is due, by day; duties that are met or not asked for are left out. */
export function byDay(plans: Plan[], meetings: MeetingLine[], duties: Duty[], from: string, until: string): Map<string, DayEntry[]> {
  const all: DayEntry[] = [
    ...plans.map((plan) => ({ sort: 'plan' as const, id: plan.id, date: plan.date, plan })),
    ...meetings.map((meeting) => ({ sort: 'held' as const, id: meeting.id, date: meeting.date, meeting })),
    ...duties
      .filter((duty) => ['DUE', 'OVERDUE', 'UPCOMING'].includes(duty.state))
      .map((duty) => ({ sort: 'duty' as const, id: duty.id, date: duty.due, duty })),
  ]
  const days = new Map<string, DayEntry[]>()
  all
    .filter((entry) => entry.date >= from && entry.date <= until)
    .sort((one, other) => one.date.localeCompare(other.date) || ORDER.indexOf(one.sort) - ORDER.indexOf(other.sort))
    .forEach((entry) => days.set(entry.date, [...(days.get(entry.date) ?? []), entry]))
  return days
}
