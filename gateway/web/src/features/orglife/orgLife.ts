import type { OrgLifeKeeping } from '@/api/generated/activity'
import type { OrgLife } from '@/api/types'
import { text } from '@/app/i18n'
import { today } from '@/ui/format'

export const PHASES = ['BEFORE', 'AT', 'AFTER'] as const

/** A measure as it stands in the form. */
export interface MeasureDraft {
  text: string
  owner: string
  due: string
  doneOn: string
}

/** What stands in the form: studies as "SESSION:id" or "RECORD:id", problems one on a line. */
export interface OrgLifeDraft {
  studies: string[]
  surveys: string[]
  meeting: string
  problems: string
  measures: MeasureDraft[]
}

export const emptyMeasure = (): MeasureDraft => ({ text: '', owner: '', due: '', doneOn: '' })

export function draftOf(life: OrgLife): OrgLifeDraft {
  return {
    studies: life.studies.map((one) => `${one.source}:${one.id}`),
    surveys: life.surveys,
    meeting: life.meeting ?? '',
    problems: life.problems.join('\n'),
    measures: life.measures.map((one) => ({ text: one.text, owner: one.owner ?? '', due: one.due ?? '', doneOn: one.doneOn ?? '' })),
  }
}

const lines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export function sentOf(draft: OrgLifeDraft): OrgLifeKeeping {
  return {
    studies: draft.studies.map((one) => {
      const [source = 'SESSION', ...id] = one.split(':')
      return { source: source as 'SESSION' | 'RECORD', id: id.join(':') }
    }),
    surveys: draft.surveys,
    ...(draft.meeting && { meeting: draft.meeting }),
    problems: lines(draft.problems).map((line) => ({ text: line })),
    measures: draft.measures
      .filter((one) => one.text.trim() !== '')
      .map((one) => ({
        text: one.text.trim(),
        ...(one.owner && { owner: one.owner }),
        ...(one.due && { due: one.due }),
        ...(one.doneOn && { doneOn: one.doneOn }),
      })),
  }
}

/** What must be right before anything is sent, by path. */
export function checkOf(draft: OrgLifeDraft): Record<string, string> {
  const faults: Record<string, string> = {}
  if (lines(draft.problems).some((line) => line.length > 200)) faults.problems = text('orgLife.lineTooLong')
  draft.measures.forEach((one, index) => {
    if (one.text.trim() === '' && (one.owner || one.due || one.doneOn)) faults[`measures.${index}.text`] = text('form.required')
    if (one.doneOn > today()) faults[`measures.${index}.doneOn`] = text('form.future')
  })
  return faults
}
