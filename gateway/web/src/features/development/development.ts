import type { Development, DevelopmentBound, DevelopmentCard, DevelopmentLine, DevelopmentStep } from '@/api/types'
import { named, text } from '@/app/i18n'
import { longDate } from '@/ui/format'

/** Where a person stands, in the order of the rules. */
export const STAGES = ['APPLICANT', 'ACTIVIST', 'DEVELOPMENT_TARGET', 'ADMISSION', 'PROBATION'] as const
export type Stage = (typeof STAGES)[number]

export const ENDINGS = ['WITHDRAWN', 'REJECTED', 'CANCELLED', 'MOVED'] as const

/** The columns of the board; within one the order in which they came: by the day of what is due first. */
export const columnsOf = (cards: DevelopmentCard[]): { stage: Stage; cards: DevelopmentCard[] }[] =>
  STAGES.map((stage) => ({ stage, cards: cards.filter((card) => card.stage === stage) }))

/** What of a case has a day that is over, and what has one that is to come by then. */
export const dueBy = (card: DevelopmentCard, until: string): DevelopmentStep[] => card.due.filter((one) => one.by && one.by.day <= until)

/** The point of the rules behind a day: the rule with its article, and how far it was checked. */
export const pointOf = (bound: Pick<DevelopmentBound, 'rule' | 'article' | 'mark'>): string =>
  text('development.point', { article: named(bound.article), rule: bound.rule, mark: bound.mark })

const plain = (bound: DevelopmentBound): string => longDate(bound.day) + (bound.provisional ? text('development.provisional') : '')

/** When something is to be done, in words: by a day, past it, or not before one. */
export function whenOf(step: Pick<DevelopmentStep, 'from' | 'by'>, today: string): string[] {
  const said: string[] = []
  if (step.by) {
    const late = step.by.day < today
    said.push(text(late ? 'development.late' : 'development.until', { date: plain(step.by), point: pointOf(step.by) }))
  }
  if (step.from && step.from.day > today) said.push(text('development.notBefore', { date: plain(step.from), point: pointOf(step.from) }))
  return said
}

/** What was found about a step, in words. */
export const findingOf = (finding: DevelopmentLine['findings'][number]): string =>
  text(`development.finding.${finding.kind}`, { date: plain(finding.bound), point: pointOf(finding.bound) })

/** Which steps this person may enter now: what is pending and not kept back by a gate before it. */
export function enterable(one: Development): DevelopmentLine[] {
  const found: DevelopmentLine[] = []
  for (const line of one.steps) {
    const pending = line.state !== 'TAKEN' || line.repeats
    if (pending && line.may) found.push(line)
    if (line.gate && line.state !== 'TAKEN') break
  }
  return found
}
