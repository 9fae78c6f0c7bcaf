import type { Transfer, TransferLine, TransferPoint, TransferStep } from '@/api/types'
import { named, text } from '@/app/i18n'
import { longDate } from '@/ui/format'

/** What of a list is shown: what waits for this branch, all under way, or what is over. */
export const SHOWN = ['ACTS', 'OPEN', 'OVER'] as const
export type Show = (typeof SHOWN)[number]

type NameOf = (unit: string | undefined) => string

/** From where to where, in the names of branches and of the organisation outside. */
export const wayOf = (line: Pick<TransferLine, 'from' | 'to' | 'outside'>, nameOf: NameOf): string =>
  text('transfer.way', {
    from: line.from ? nameOf(line.from) : (line.outside ?? ''),
    to: line.to ? nameOf(line.to) : (line.outside ?? ''),
  })

/** The point of the rules with its article and mark. */
export const pointOf = (point: Pick<TransferPoint, 'rule' | 'article' | 'mark'>): string =>
  text('transfer.point', { article: named(point.article), rule: point.rule, mark: point.mark })

/** By when something is to be done, or when it was over, in words. */
export function dayOf(line: Pick<TransferLine, 'state' | 'kind' | 'day' | 'late'>): string {
  if (line.state !== 'ASKED') return text('transfer.overOn', { date: longDate(line.day) })
  const said = line.kind === 'INSIDE' ? 'answer' : 'letter'
  return text(line.late ? `transfer.${said}Late` : `transfer.${said}By`, { date: longDate(line.day) })
}

/** Who has to do what next. */
export function nextOf(line: TransferLine, nameOf: NameOf): string {
  if (line.state !== 'ASKED' || line.acts === undefined) return ''
  return text(`transfer.next.${line.kind}`, { unit: nameOf(line.acts) })
}

/** What was done, as people say it; a step speaks of one day or of none. */
export function stepOf(one: Pick<Transfer, 'line'>, step: TransferStep, nameOf: NameOf): string {
  const unit = step.side === 'GIVING' ? one.line.from : one.line.to
  const date = step.on ? longDate(step.on) : ''
  const outside = one.line.kind === 'INSIDE' ? '' : `_${one.line.kind}`
  const key = step.what === 'ASKED' || step.what === 'ACCEPTED' || step.what === 'REFUSED' ? `${step.what}${outside}` : step.what
  return text(`transfer.step.${key}`, { unit: nameOf(unit), date, outside: one.line.outside ?? '' })
}
