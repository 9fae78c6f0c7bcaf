import type { AppraisalHolding } from '@/api/generated/activity'
import type { Appraisal, Attendee } from '@/api/types'
import { today } from '@/ui/format'

export const GRADES = ['EXCELLENT', 'QUALIFIED', 'BASICALLY_QUALIFIED', 'UNQUALIFIED'] as const
export type Grade = (typeof GRADES)[number]

/** What stands in the form: a grade and the day on which the member was told, by member. */
export interface AppraisalDraft {
  on: string
  grades: Record<string, Grade | ''>
  told: Record<string, string>
}

export function draftOf(appraisal: Appraisal): AppraisalDraft {
  const grades = appraisal.grades ?? []
  return {
    on: appraisal.on ?? '',
    grades: Object.fromEntries(grades.map((one) => [one.member, one.grade])),
    told: Object.fromEntries(grades.map((one) => [one.member, one.toldOn ?? ''])),
  }
}

/** Whoever has no grade is not sent; who is on probation takes part and gets none (AP-03). */
export function sentOf(draft: AppraisalDraft, people: Attendee[]): Pick<AppraisalHolding, 'on' | 'grades'> {
  return {
    on: draft.on,
    grades: people
      .filter((member) => member.votes && draft.grades[member.id])
      .map((member) => ({
        member: member.id,
        grade: draft.grades[member.id] as Grade,
        ...(draft.told[member.id] && { toldOn: draft.told[member.id] }),
      })),
  }
}

/** How many are graded, how many of them excellent. */
export function countOf(draft: AppraisalDraft, people: Attendee[]): { graded: number; excellent: number } {
  const { grades } = sentOf(draft, people)
  return { graded: grades.length, excellent: grades.filter((one) => one.grade === 'EXCELLENT').length }
}

export const dayFault = (draft: AppraisalDraft): string | undefined =>
  draft.on === '' ? 'form.required' : draft.on > today() ? 'form.future' : undefined
