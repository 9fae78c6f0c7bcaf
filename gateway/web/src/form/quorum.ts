import type { Attendance, Attendee, MeetingForm, Quorum, Votes } from '@/api/types'

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
    .filter((rule) => rule.present)
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
  const counts = rulesOf(forms, date, rules).map((rule) => counted(rule, branch, listed).filter((member) => here.has(member.id)).length)
  return counts.length > 0 ? Math.max(...counts) : here.size
}

/** Whether a resolution passes; undefined where no rule says when, or where the numbers cannot be right. */
export function passed(
  votes: Votes,
  most: number,
  forms: MeetingForm[],
  date: string,
  branch: Attendee[],
  listed: Attendee[],
  rules: Quorum[],
): boolean | undefined {
  const cast = votes.approve + votes.disapprove + votes.abstain
  const rule = rulesOf(forms, date, rules).find((one) => one.passes)
  return !rule?.passes || !Number.isFinite(cast) || cast > most
    ? undefined
    : votes.approve >= leastOf(rule.passes, counted(rule, branch, listed).length)
}
