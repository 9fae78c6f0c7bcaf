import type { Attendance, MeetingForm, MemberName, Votes } from '@/api/types'

export interface Quorum { expected: number; present: number; needed: number | undefined; reached: boolean }

/** Meetings that are valid only with half or more of those who may vote (BR-07, BR-10). */
const WITH_QUORUM: MeetingForm[] = ['BRANCH_ASSEMBLY', 'COMMITTEE_MEETING']

/** The live line under the attendance: who should come, who came, and whether that is enough. The service judges anew. */
export function quorumOf(forms: MeetingForm[], expected: MemberName[], attendance: Attendance[]): Quorum {
  const absent = new Set(attendance.filter((one) => !one.present).map((one) => one.member))
  const present = expected.filter((member) => !absent.has(member.id)).length
  if (!forms.some((form) => WITH_QUORUM.includes(form))) return { expected: expected.length, present, needed: undefined, reached: true }
  const voters = expected.filter((member) => member.status === 'FULL')
  const here = voters.filter((member) => !absent.has(member.id)).length
  const needed = Math.ceil(voters.length / 2)
  return { expected: expected.length, present, needed, reached: voters.length > 0 && here >= needed }
}

/** A resolution passes with more than half of those who should attend and may vote (BR-07), not of those present. */
export function passed(votes: Votes, expected: MemberName[]): boolean {
  const voters = expected.filter((member) => member.status === 'FULL').length
  return votes.approve * 2 > voters
}
