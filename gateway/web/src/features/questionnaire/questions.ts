import type * as A from '@/api/generated/activity'
import { text } from '@/app/i18n'

export type Kind = A.QuestionnaireQuestionView['type']

export interface Drafted {
  type: Kind
  text: string
  options: string[]
  required: boolean
}

/** What somebody says to one question while answering. */
export interface Said {
  chosen: number[]
  text: string
}

export const KINDS: Kind[] = ['SCALE', 'ONE', 'SEVERAL', 'TEXT']
export const MOST_QUESTIONS = 40
export const MOST_OPTIONS = 12
export const MOST_PAPERS = 50
export const MOST_SLIPS = 200
const STEPS = 5
const CODE = 20

/** A question as it begins; a scale begins with its usual words. */
export function begun(type: Kind): Drafted {
  const options =
    type === 'SCALE' ? Array.from({ length: STEPS }, (_, step) => text(`questionnaire.step.${step + 1}`)) : type === 'TEXT' ? [] : ['', '']
  return { type, text: '', options, required: type !== 'TEXT' }
}

/** The same question asked in another way; what was typed stays where it still fits. */
export function turned(question: Drafted, type: Kind): Drafted {
  const choice = (kind: Kind): boolean => kind === 'ONE' || kind === 'SEVERAL'
  const options = choice(type) && choice(question.type) ? question.options : begun(type).options
  return { ...question, type, options }
}

export function draftOf(questions: A.QuestionnaireQuestionView[]): Drafted[] {
  return questions.map((one) => ({ ...one, options: [...one.options] }))
}

export function asked(questions: Drafted[]): A.QuestionnaireAsked[] {
  return questions.map((one) => ({
    type: one.type,
    text: one.text.trim(),
    required: one.required,
    ...(one.type !== 'TEXT' && { options: one.options.map((option) => option.trim()).filter((option) => option !== '') }),
  }))
}

/** What is wrong before anything is sent, by the path of its field. */
export function faultsOf(questions: Drafted[]): Record<string, string> {
  const faults: Record<string, string> = {}
  asked(questions).forEach((one, index) => {
    const options = one.options ?? []
    if (one.text === '') faults[`questions.${index}.text`] = text('form.required')
    if (one.type === 'SCALE' && options.length < STEPS) faults[`questions.${index}.options`] = text('questionnaire.fiveSteps')
    else if (one.type !== 'TEXT' && options.length < 2) faults[`questions.${index}.options`] = text('questionnaire.twoOptions')
    else if (new Set(options).size < options.length) faults[`questions.${index}.options`] = text('questionnaire.sameOption')
  })
  return faults
}

/** The code out of what was scanned or typed: without marks, in capitals, and without letters that look like others. */
export function codeOf(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

export const wholeCode = (code: string): boolean => code.length === CODE

export const inGroups = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-')

export const blankSaid = (questions: readonly unknown[]): Said[] => questions.map(() => ({ chosen: [], text: '' }))

export const nothingSaid = (said: Said): boolean => said.chosen.length === 0 && said.text.trim() === ''

export function answersOf(said: Said[]): A.QuestionnaireAnswerEntry[] {
  return said.flatMap((one, index) =>
    nothingSaid(one)
      ? []
      : [
          {
            question: index + 1,
            ...(one.chosen.length > 0 && { chosen: [...one.chosen].sort((first, other) => first - other) }),
            ...(one.text.trim() !== '' && { text: one.text.trim() }),
          },
        ],
  )
}

/**
 * What a cell of the grid says: numbers of options, with marks between them where there are ten and more. Nothing where it
 * cannot be read.
 */
export function readCell(question: A.QuestionnaireQuestionView, cell: string): Said | undefined {
  const typed = cell.trim()
  if (question.type === 'TEXT') return { chosen: [], text: typed }
  const parts = question.options.length > 9 ? typed.split(/[^0-9]+/) : typed.replace(/[^0-9]/g, '').split('')
  if (/[^0-9\s,，、.;；]/.test(typed)) return undefined
  const chosen = parts.filter((part) => part !== '').map(Number)
  const known = chosen.every((one) => one >= 1 && one <= question.options.length)
  const once = new Set(chosen).size === chosen.length
  return known && once && (question.type === 'SEVERAL' || chosen.length <= 1) ? { chosen, text: '' } : undefined
}

/** Whether a cell is full, so that the next one may be typed at once. */
export function fullCell(question: A.QuestionnaireQuestionView, cell: string): boolean {
  return (question.type === 'ONE' || question.type === 'SCALE') && question.options.length <= 9 && /^[1-9]$/.test(cell.trim())
}

export const shareOf = (count: number, all: number): number => (all === 0 ? 0 : Math.round((count * 100) / all))
