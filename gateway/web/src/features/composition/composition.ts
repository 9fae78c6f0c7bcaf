import type { Composition, CompositionCell } from '@/api/types'
import { text } from '@/app/i18n'

type Group = Composition['groups'][number]

/** Nothing of a group is said: too few people, or each number would follow from the others. */
export const isSilent = (group: Group): boolean => group.cells.length > 0 && group.cells.every((cell) => cell.said === 'KEPT_BACK')

/** What stands for a number, also where it is not said. */
export function sayNumber(cell: CompositionCell, fewerThan: number | undefined): string {
  if (cell.said === 'PLAIN') return text('composition.people', { count: cell.people ?? 0 })
  return cell.said === 'FEW' ? text('composition.few', { count: fewerThan ?? 0 }) : text('composition.keptBack')
}

/** Its share of all, where the number is said and there is anybody. */
export function sayShare(cell: CompositionCell, people: number): string {
  if (cell.said !== 'PLAIN' || people === 0) return ''
  return `${(Math.round(((cell.people ?? 0) / people) * 1000) / 10).toFixed(1)}%`
}
