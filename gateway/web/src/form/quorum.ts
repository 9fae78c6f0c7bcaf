import type { Attendance, Attendee, Decision, MeetingForm, MotionOutcome, Quorum, Votes } from '@/api/types'

/** The live line under the attendance: who should come, who came, and whether that is enough by the rules in force. */
export interface Standing {
  expected: number
  present: number
  checks: { rule: Quorum; needed: number; reached: boolean }[]
}

type Share = NonNullable<Quorum['present']>

/** How many of all a share asks for: "half or more" of 15 is 8, "more than half" of 16 is 9. */
export function leastOf(share: Share, all: number): number {
  const [top = 0, bottom = 1] = share.atLeast ?? share.moreThan ?? []
  return share.atLeast ? Math.ceil((all * top) / bottom) : Math.floor((all * top) / bottom) + 1
}

/** Whose number a rule counts: those of the branch of that day who vote or sit, whether they are on the list or not. */
function counted(rule: Quorum, branch: Attendee[], listed: Attendee[]): Attendee[] {
  if (rule.of === 'VOTING') return branch.filter((member) => member.votes)
  const seated = branch.filter((member) => member.post !== undefined)
  return rule.of === 'SEATED' && seated.length > 0 ? seated : listed
}

function rulesOf(forms: MeetingForm[], date: string, rules: Quorum[]): Quorum[] {
  return rules.filter(
    (rule) => forms.includes(rule.form as MeetingForm) && (!rule.from || rule.from <= date) && (!rule.until || date <= rule.until),
  )
}

export function standingOf(
  forms: MeetingForm[],
  date: string,
  branch: Attendee[],
  listed: Attendee[],
  attendance: Attendance[],
  rules: Quorum[],
): Standing {
  const here = new Set(attendance.filter((one) => one.present).map((one) => one.member))
  const checks = rulesOf(forms, date, rules)
    .filter((rule) => rule.present && !rule.decisions)
    .map((rule) => {
      const members = counted(rule, branch, listed)
      const needed = leastOf(rule.present ?? {}, members.length)
      return { rule, needed, reached: members.length > 0 && members.filter((member) => here.has(member.id)).length >= needed }
    })
  return { expected: listed.length, present: listed.filter((member) => here.has(member.id)).length, checks }
}

/** How many of those who are there have a vote in such a meeting. */
export function withVote(
  forms: MeetingForm[],
  date: string,
  branch: Attendee[],
  listed: Attendee[],
  attendance: Attendance[],
  rules: Quorum[],
): number {
  const here = new Set(attendance.filter((one) => one.present).map((one) => one.member))
  const quorums = rulesOf(forms, date, rules).filter((rule) => rule.present && !rule.decisions)
  const counts = quorums.map((rule) => counted(rule, branch, listed).filter((member) => here.has(member.id)).length)
  return counts.length > 0 ? Math.max(...counts) : here.size
}

/** A meeting as far as it decides. */
export interface Deciding {
  forms: MeetingForm[]
  date: string
  branch: Attendee[]
  listed: Attendee[]
  attendance: Attendance[]
}

export type Ruling = Pick<MotionOutcome, 'result' | 'why' | 'expected' | 'needed' | 'article' | 'mark'>

/** What becomes of a motion, as the service will say: by which rule, and why it cannot be said where it cannot. */
export function ruled(decision: Decision, votes: Votes | undefined, meeting: Deciding, rules: Quorum[]): Ruling {
  const said = (result: Ruling['result'], by: Pick<Quorum, 'article' | 'mark'>, more: Partial<Ruling> = {}): Ruling => ({
    result,
    expected: 0,
    needed: 0,
    article: by.article,
    mark: by.mark,
    ...more,
  })
  const form = decision.forms.find((one) => meeting.forms.includes(one as MeetingForm))
  if (form === undefined) return said('UNDECIDABLE', decision, { why: 'NOT_ITS_POWER' })
  const those = rulesOf([form as MeetingForm], meeting.date, rules)
  const majority =
    those.find((rule) => rule.passes && rule.decisions?.includes(decision.id)) ?? those.find((rule) => rule.passes && !rule.decisions)
  if (!majority?.passes) return said('UNDECIDABLE', decision, { why: 'NO_RULE' })
  const here = new Set(meeting.attendance.filter((one) => one.present).map((one) => one.member))
  for (const rule of [those.find((one) => one.present && !one.decisions), majority]) {
    if (!rule?.present) continue
    const members = counted(rule, meeting.branch, meeting.listed)
    const needed = leastOf(rule.present, members.length)
    if (members.length === 0 || members.filter((member) => here.has(member.id)).length < needed)
      return said('UNDECIDABLE', rule, { why: 'INQUORATE', expected: members.length, needed })
  }
  const expected = counted(majority, meeting.branch, meeting.listed).length
  const needed = leastOf(majority.passes, expected)
  if (votes === undefined || !Number.isFinite(votes.approve)) return said('UNDECIDABLE', majority, { why: 'NO_VOTES', expected, needed })
  return said(votes.approve >= needed ? 'PASSED' : 'NOT_PASSED', majority, { expected, needed })
}

/** How many may vote in all, whether they are there or not: where an opinion in writing counts (DM-17). */
export function mayVote(meeting: Deciding, rules: Quorum[]): number {
  const quorums = rulesOf(meeting.forms, meeting.date, rules).filter((rule) => rule.present && !rule.decisions)
  return quorums.length > 0
    ? Math.max(...quorums.map((rule) => counted(rule, meeting.branch, meeting.listed).length))
    : meeting.listed.length
}
