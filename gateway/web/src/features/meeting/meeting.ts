import { plainNumber } from '@/form/typed'
import type { SessionEntry } from '@/api/generated/activity'
import type { AgendaItem, Attendance, Attendee, Decision, Meeting, MeetingForm, Plan, Quorum } from '@/api/types'
import type { Grounded } from '@/form/conflict'
import { mayVote, withVote, type Deciding } from '@/form/quorum'
import { today } from '@/ui/format'

export const FORMS: MeetingForm[] = [
  'BRANCH_ASSEMBLY',
  'COMMITTEE_MEETING',
  'GROUP_MEETING',
  'PARTY_LECTURE',
  'THEME_PARTY_DAY',
  'ORG_LIFE_MEETING',
  'MEMBER_APPRAISAL',
]
export const AGENDA_KINDS: AgendaItem['kind'][] = ['STUDY', 'REPORT', 'DISCUSSION', 'RESOLUTION', 'OTHER']
/** Items on which the meeting decides, with votes. */
export const DECIDED: AgendaItem['kind'][] = ['RESOLUTION', 'ADMISSION', 'ELECTION']

/** What stands in the form; numbers as they are typed. */
export interface MeetingDraft extends Grounded {
  forms: MeetingForm[]
  date: string
  place: string
  topic: string
  chair: string
  chairGuest: string
  /** The secretary had asked who chairs to do so (BR-13). */
  delegated: boolean
  recorder: string
  recorderGuest: string
  hours: string
  groups: string[]
  absent: Record<string, string>
  /** Who stood on the list of a meeting that is corrected; of that day only, and nobody joins or leaves it unasked. */
  listed: string[] | undefined
  listedOn: string
  /** A second meeting of that form on that day is meant. */
  again: boolean
  /** Ids of attached files. */
  evidence: string[]
  agenda: AgendaDraft[]
  minutes: string
  start: string
  end: string
  lecturer: string
  lecturerGuest: string
  capacity: Capacity | ''
  /** Who sat in without a vote, one on a line: name, then post. */
  observers: string
  guests: string
  imported: boolean
  /** By which it was held. */
  plan: string
  /** Ids of the key tasks that it was about. */
  tasks: string[]
  reason: string
}
export type Capacity = NonNullable<SessionEntry['lecturer']>['capacity']
export const CAPACITIES: Capacity[] = ['SECRETARY', 'LEADER', 'MEMBER', 'EXPERT', 'MODEL', 'OTHER']
/** Stands in the choice of who led for somebody who is named in words. */
export const GUEST = '*'
const LEADING = ['SECRETARY', 'DEPUTY_SECRETARY']
export interface AgendaDraft {
  title: string
  kind: AgendaItem['kind']
  resolution: string
  approve: string
  disapprove: string
  abstain: string
  /** What is decided on, and whom it is about: members by id, others by name, one on a line. */
  decision: string
  members: string[]
  others: string
}

export function emptyAgenda(kind: AgendaItem['kind'] = 'STUDY'): AgendaDraft {
  return { title: '', kind, resolution: '', approve: '', disapprove: '', abstain: '', decision: '', members: [], others: '' }
}

export function emptyMeeting(forms: MeetingForm[], groups: string[], date?: string): MeetingDraft {
  return {
    forms,
    date: date ?? today(),
    place: '',
    topic: '',
    chair: '',
    chairGuest: '',
    delegated: false,
    recorder: '',
    recorderGuest: '',
    listed: undefined,
    listedOn: '',
    again: false,
    hours: '',
    groups,
    absent: {},
    evidence: [],
    agenda: [emptyAgenda(forms.includes('BRANCH_ASSEMBLY') ? 'DISCUSSION' : 'STUDY')],
    minutes: '',
    start: '',
    end: '',
    lecturer: '',
    lecturerGuest: '',
    capacity: '',
    observers: '',
    guests: '',
    imported: false,
    plan: '',
    tasks: [],
    reason: '',
    etag: '',
  }
}

/** What was planned, as far as it says what was held; the day is today at the latest. */
export function draftOfPlanned(plan: Plan): MeetingDraft {
  const asked = plan.asked.length > 0 ? { listed: plan.asked, listedOn: '' } : {}
  return {
    ...emptyMeeting(plan.forms, plan.groups, plan.date < today() ? plan.date : today()),
    topic: plan.topic,
    place: plan.place ?? '',
    start: plan.start ?? '',
    ...(plan.agenda.length > 0 && {
      agenda: plan.agenda.map((title) => ({ ...emptyAgenda(plan.forms.includes('BRANCH_ASSEMBLY') ? 'DISCUSSION' : 'STUDY'), title })),
    }),
    ...asked,
    plan: plan.id,
  }
}

export function draftOf(meeting: Meeting, etag: string): MeetingDraft {
  return {
    forms: meeting.forms,
    date: meeting.date,
    place: meeting.place ?? '',
    topic: meeting.topic,
    chair: meeting.chair ?? (meeting.chairGuest ? GUEST : ''),
    chairGuest: meeting.chairGuest ?? '',
    delegated: meeting.delegated,
    recorder: meeting.recorder ?? (meeting.recorderGuest ? GUEST : ''),
    recorderGuest: meeting.recorderGuest ?? '',
    listed: meeting.attendance.map((one) => one.member),
    listedOn: meeting.date,
    again: true,
    hours: meeting.hours === undefined || meeting.hours === null ? '' : String(meeting.hours),
    groups: meeting.groups ?? [],
    absent: Object.fromEntries(meeting.attendance.filter((one) => !one.present).map((one) => [one.member, one.reason ?? ''])),
    agenda: meeting.agenda.map((item) => ({
      title: item.title,
      kind: item.kind,
      resolution: item.resolution ?? '',
      approve: item.votes ? String(item.votes.approve) : '',
      disapprove: item.votes ? String(item.votes.disapprove) : '',
      abstain: item.votes ? String(item.votes.abstain) : '',
      decision: item.decision ?? '',
      members: item.about.flatMap((one) => (one.member ? [one.member] : [])),
      others: item.about.flatMap((one) => (one.name ? [one.name] : [])).join('\n'),
    })),
    evidence: meeting.evidence,
    minutes: meeting.minutes ?? '',
    start: meeting.start ?? '',
    end: meeting.end ?? '',
    lecturer: meeting.lecturer?.member ?? (meeting.lecturer?.name ? GUEST : ''),
    lecturerGuest: meeting.lecturer?.name ?? '',
    capacity: meeting.lecturer?.capacity ?? '',
    observers: meeting.observers.map((one) => [one.name, one.post].filter(Boolean).join(' ')).join('\n'),
    guests: meeting.guests > 0 ? String(meeting.guests) : '',
    imported: meeting.imported ?? false,
    plan: '',
    tasks: meeting.tasks,
    reason: '',
    etag,
  }
}

/** Somebody of the list of whom the branch of that day knows nothing any more, by id alone. */
const stranger = (id: string): Attendee => ({ id, name: '', status: 'FULL', votes: false })

/** Who should come: the committee to its own meeting, the groups to theirs, everybody to everything else; who stood on the list stays on it. */
export function expectedAt(draft: Pick<MeetingDraft, 'forms' | 'groups' | 'date' | 'listed' | 'listedOn'>, people: Attendee[]): Attendee[] {
  if (draft.listed !== undefined) {
    const byId = new Map(people.map((member) => [member.id, member]))
    return draft.listed.map((id) => byId.get(id) ?? stranger(id)).filter((member) => draft.listedOn === draft.date || byId.has(member.id))
  }
  const only = draft.forms.length === 1 ? draft.forms[0] : undefined
  if (only === 'COMMITTEE_MEETING') {
    const committee = people.filter((member) => member.post !== undefined)
    if (committee.length > 0) return committee
  }
  if (only === 'GROUP_MEETING' && draft.groups.length > 0) {
    const group = people.filter((member) => member.group !== undefined && draft.groups.includes(member.group))
    if (group.length > 0) return group
  }
  return people
}

export function attendanceOf(draft: Pick<MeetingDraft, 'absent'>, expected: Attendee[]): Attendance[] {
  return expected.map((member) => {
    const reason = draft.absent[member.id]
    if (reason === undefined) return { member: member.id, present: true }
    return reason.trim() === '' ? { member: member.id, present: false } : { member: member.id, present: false, reason: reason.trim() }
  })
}

export function votesOf(item: AgendaDraft): { approve: number; disapprove: number; abstain: number } | undefined {
  if (item.approve === '' && item.disapprove === '' && item.abstain === '') return undefined
  return { approve: Number(item.approve || 0), disapprove: Number(item.disapprove || 0), abstain: Number(item.abstain || 0) }
}

export function sentMeeting(unit: string, draft: MeetingDraft, expected: Attendee[]): SessionEntry {
  const text = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim())
  return plain({
    unit,
    forms: draft.forms,
    date: draft.date,
    place: text(draft.place),
    chair: draft.chair === GUEST ? undefined : text(draft.chair),
    chairGuest: draft.chair === GUEST ? text(draft.chairGuest) : undefined,
    delegated: draft.delegated && mayBeDelegated(draft, expected) ? true : undefined,
    recorder: draft.recorder === GUEST ? undefined : text(draft.recorder),
    recorderGuest: draft.recorder === GUEST ? text(draft.recorderGuest) : undefined,
    topic: draft.topic.trim(),
    hours: draft.hours.trim() === '' ? undefined : Number(plainNumber(draft.hours)),
    groups: draft.forms.includes('GROUP_MEETING') ? draft.groups : [],
    attendance: attendanceOf(draft, expected),
    agenda: draft.agenda
      .filter((item) => item.title.trim() !== '' || item.resolution.trim() !== '')
      .map((item) => ({
        title: item.title.trim(),
        kind: item.kind,
        resolution: DECIDED.includes(item.kind) ? text(item.resolution) : undefined,
        votes: DECIDED.includes(item.kind) ? votesOf(item) : undefined,
        ...(DECIDED.includes(item.kind) && item.decision ? { decision: item.decision, about: aboutOf(item) } : {}),
      })),
    minutes: text(draft.minutes),
    start: text(draft.start),
    end: text(draft.end),
    lecturer: draft.forms.includes('PARTY_LECTURE') ? lecturerOf(draft) : undefined,
    observers: observersOf(draft.observers),
    guests: draft.guests.trim() === '' ? undefined : Number(plainNumber(draft.guests)),
    evidence: draft.evidence,
    imported: draft.imported,
    again: draft.again,
    plan: text(draft.plan),
    tasks: draft.tasks ?? [],
  })
}

/** Whom a decision is about. */
function aboutOf(item: AgendaDraft): { member?: string; name?: string }[] {
  const names = item.others
    .split(/[\n、，,;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return [...item.members.map((member) => ({ member })), ...names.map((name) => ({ name }))]
}

/** Who chairs and is neither secretary nor deputy is asked by the secretary to do so (BR-13). */
export function mayBeDelegated(draft: Pick<MeetingDraft, 'forms' | 'chair'>, expected: Attendee[]): boolean {
  if (draft.chair === '' || draft.chair === GUEST) return false
  if (!draft.forms.some((form) => ['BRANCH_ASSEMBLY', 'COMMITTEE_MEETING'].includes(form))) return false
  const posts = expected.map((member) => [member.id, member.post] as const).filter(([, post]) => LEADING.includes(post ?? ''))
  return posts.length > 0 && !posts.some(([id]) => id === draft.chair)
}

/** The decisions that are a power of these forms, and the one that is chosen. */
export function decisionsOf(all: Decision[], forms: MeetingForm[], chosen: string): Decision[] {
  return all.filter((one) => one.id === chosen || one.forms.some((form) => forms.includes(form as MeetingForm)))
}

/** By what is voted where nobody said on what. */
export function decisionOf(all: Decision[], item: Pick<AgendaDraft, 'decision' | 'kind'>): Decision | undefined {
  const id = item.decision || { RESOLUTION: 'other', ADMISSION: 'admit', ELECTION: 'elect' }[item.kind as string]
  return all.find((one) => one.id === id)
}

function lecturerOf(draft: MeetingDraft): SessionEntry['lecturer'] {
  if (draft.lecturer === '' && draft.capacity === '') return undefined
  const capacity = (draft.capacity || 'MEMBER') as Capacity
  return draft.lecturer === GUEST ? { name: draft.lecturerGuest.trim(), capacity } : { member: draft.lecturer, capacity }
}

/** "孙悦 工会主席", "孙悦，工会主席" or "孙悦（工会主席）" on a line: a name and a post. */
export function observersOf(typed: string): { name: string; post?: string }[] {
  return typed
    .split('\n')
    .map((line) => /^\s*([^\s,，、:：(（]+)[\s,，、:：(（]*(.*?)[)）]?\s*$/.exec(line))
    .filter((found) => found !== null)
    .map((found) => ({ name: found[1] ?? '', ...(found[2] && { post: found[2] }) }))
}

/** Fields left empty are not sent at all. */
function plain(body: object): SessionEntry {
  return JSON.parse(JSON.stringify(body)) as SessionEntry
}

/** What must be there before anything is sent, by path: keys of texts. */
export function checkMeeting(
  draft: MeetingDraft,
  people: Attendee[],
  expected: Attendee[],
  rules: Quorum[],
  correcting: boolean,
  decisions: Decision[] = [],
): Record<string, string> {
  const faults: Record<string, string> = {}
  if (draft.forms.length === 0) faults.forms = 'form.required'
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.date)) faults.date = 'form.required'
  else if (draft.date > today()) faults.date = 'form.future'
  if (draft.topic.trim() === '') faults.topic = 'form.required'
  led(draft, 'chair', expected, faults)
  led(draft, 'recorder', expected, faults)
  if (draft.forms.includes('PARTY_LECTURE')) lectured(draft, expected, faults)
  if (draft.end !== '' && draft.start !== '' && draft.end <= draft.start) faults.end = 'meeting.endsBefore'
  if (draft.guests.trim() !== '' && !/^\d+$/.test(plainNumber(draft.guests) ?? '')) faults.guests = 'form.integer'
  if (draft.hours.trim() !== '' && !/^\d+(\.\d)?$/.test(plainNumber(draft.hours) ?? '')) faults.hours = 'form.number'
  if (draft.forms.includes('GROUP_MEETING') && draft.groups.length === 0) faults.groups = 'form.required'
  const present = expected.filter((member) => draft.absent[member.id] === undefined).length
  if (present === 0) faults.attendance = 'meeting.nobody'
  const meeting = decidingOf(draft, people, expected)
  draft.agenda.forEach((item, index) => {
    if (!DECIDED.includes(item.kind)) return
    if (item.title.trim() === '') faults[`agenda.${index}.title`] = 'form.required'
    if (item.resolution.trim() === '') faults[`agenda.${index}.resolution`] = 'form.required'
    const counts = [item.approve, item.disapprove, item.abstain]
    if (counts.some((count) => count !== '' && !/^\d+$/.test(count))) faults[`agenda.${index}.votes`] = 'form.integer'
    else if (counts.reduce((sum, count) => sum + Number(count || 0), 0) > mostVotes(item, meeting, rules, decisions))
      faults[`agenda.${index}.votes`] = 'meeting.tooManyVotes'
  })
  if (correcting && draft.reason.trim() === '') faults.reason = 'form.required'
  return faults
}

export function decidingOf(draft: Pick<MeetingDraft, 'forms' | 'date' | 'absent'>, branch: Attendee[], listed: Attendee[]): Deciding {
  return { forms: draft.forms, date: draft.date, branch, listed, attendance: attendanceOf(draft, listed) }
}

/** How many votes there can be on an item: of those with a vote who are there, or of all of them where an opinion in writing counts. */
export function mostVotes(item: AgendaDraft, meeting: Deciding, rules: Quorum[], decisions: Decision[]): number {
  return decisionOf(decisions, item)?.writtenVotes
    ? mayVote(meeting, rules)
    : withVote(meeting.forms, meeting.date, meeting.branch, meeting.listed, meeting.attendance, rules)
}

/** Who chairs or records was there, or is somebody named in words; a chair there must be. */
function led(draft: MeetingDraft, what: 'chair' | 'recorder', expected: Attendee[], faults: Record<string, string>): void {
  const who = draft[what]
  if (who === '') {
    if (what === 'chair') faults[what] = 'form.required'
  } else if (who === GUEST) {
    if (draft[`${what}Guest`].trim() === '') faults[`${what}Guest`] = 'form.required'
  } else if (!expected.some((member) => member.id === who && draft.absent[who] === undefined)) faults[what] = 'meeting.notThere'
}

/** Who lectured is said whole or not at all. */
function lectured(draft: MeetingDraft, expected: Attendee[], faults: Record<string, string>): void {
  if (draft.lecturer === '' && draft.capacity === '') return
  if (draft.capacity === '') faults['lecturer.capacity'] = 'form.required'
  if (draft.lecturer === '') faults['lecturer.member'] = 'form.required'
  else if (draft.lecturer === GUEST) {
    if (draft.lecturerGuest.trim() === '') faults['lecturer.name'] = 'form.required'
  } else if (!expected.some((member) => member.id === draft.lecturer && draft.absent[draft.lecturer] === undefined))
    faults['lecturer.member'] = 'meeting.notThere'
}
