import type { Attendance, MeetingForm, MemberName, Quorum, Votes } from '@/api/types'

/** The live line under the attendance: who should come, who came, and whether that is enough by the rules in force. */
export interface Standing { expected: number; present: number; checks: { rule: Quorum; needed: number; reached: boolean }[] }

type Share = NonNullable<Quorum['present']>

/** How many of all a share asks for: "half or more" of 15 is 8, "more than half" of 16 is 9. */
export function leastOf(share: Share, all: number): number {
  const [top = 0, bottom = 1] = share.atLeast ?? share.moreThan ?? []
  return share.atLeast !== undefined ? Math.ceil((all * top) / bottom) : Math.floor((all * top) / bottom) + 1
}

function counted(rule: Quorum, expected: MemberName[]): MemberName[] {
  return rule.of === 'VOTING' ? expected.filter((member) => member.status === 'FULL') : expected
}

export function standingOf(forms: MeetingForm[], expected: MemberName[], attendance: Attendance[], rules: Quorum[]): Standing {
  const absent = new Set(attendance.filter((one) => !one.present).map((one) => one.member))
  const here = (members: MemberName[]): number => members.filter((member) => !absent.has(member.id)).length
  const checks = rules
    .filter((rule) => forms.includes(rule.form as MeetingForm) && rule.present !== undefined)
    .map((rule) => {
      const members = counted(rule, expected)
      const needed = leastOf(rule.present ?? {}, members.length)
      return { rule, needed, reached: members.length > 0 && here(members) >= needed }
    })
  return { expected: expected.length, present: here(expected), checks }
}

/** Whether a resolution passes; undefined where no rule says when. */
export function passed(votes: Votes, forms: MeetingForm[], expected: MemberName[], rules: Quorum[]): boolean | undefined {
  const rule = rules.find((one) => forms.includes(one.form as MeetingForm) && one.passes !== undefined)
  return rule?.passes === undefined ? undefined : votes.approve >= leastOf(rule.passes, counted(rule, expected).length)
}
