import type { DutyState, Overview, OverviewCell, OverviewCounts } from '@/api/types'
import { lastMonth } from '@/ui/format'

export const SHAPES: Record<DutyState, string> = { MET: '●', DUE: '○', OVERDUE: '▲', NOT_APPLICABLE: '–', EXEMPT: '◇', UPCOMING: '·' }

/** The state that wants attention most comes first. */
const URGENCY: DutyState[] = ['OVERDUE', 'DUE', 'MET', 'EXEMPT', 'UPCOMING', 'NOT_APPLICABLE']

export interface Cell {
  state: DutyState
  met: number
  asked: number
  periods: OverviewCell[]
}

/** One cell per unit and rule: the most urgent state of its periods, with how many are met of how many asked so far. */
export function cellOf(cells: OverviewCell[]): Cell {
  const state = URGENCY.find((one) => cells.some((cell) => cell.state === one)) ?? 'NOT_APPLICABLE'
  const counted = cells.filter((cell) => ['MET', 'DUE', 'OVERDUE'].includes(cell.state))
  return { state, met: counted.filter((cell) => cell.state === 'MET').length, asked: counted.length, periods: cells }
}

export function matrixOf(overview: Overview, periodMonth?: number): Map<string, Map<string, Cell>> {
  return new Map(
    overview.units.map((row) => [
      row.unit,
      new Map(
        overview.rules.map((rule) => [
          rule.id,
          cellOf(
            row.cells.filter((cell) => cell.rule === rule.id && (periodMonth === undefined || lastMonth(cell.period) === periodMonth)),
          ),
        ]),
      ),
    ]),
  )
}

/** How many duties of all units end in each month, by state: for the chart and for the table behind it. */
export function byMonth(overview: Overview, units: string[]): Record<'MET' | 'DUE' | 'OVERDUE', number[]> {
  const result = { MET: Array<number>(12).fill(0), DUE: Array<number>(12).fill(0), OVERDUE: Array<number>(12).fill(0) }
  for (const row of overview.units.filter((one) => units.includes(one.unit))) {
    for (const cell of row.cells) {
      if (cell.state !== 'MET' && cell.state !== 'DUE' && cell.state !== 'OVERDUE') continue
      const month = lastMonth(cell.period) - 1
      result[cell.state][month] = (result[cell.state][month] ?? 0) + 1
    }
  }
  return result
}

/** The same, counted by the service over all pages. */
export function counted(counts: OverviewCounts): Record<'MET' | 'DUE' | 'OVERDUE', number[]> {
  const of = (kind: 'met' | 'due' | 'overdue'): number[] =>
    Array.from({ length: 12 }, (_, index) => counts.months.find((one) => one.month === index + 1)?.[kind] ?? 0)
  return { MET: of('met'), DUE: of('due'), OVERDUE: of('overdue') }
}
