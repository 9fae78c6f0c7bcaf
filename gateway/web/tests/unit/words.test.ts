import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/app/i18n'
import { byMonth, cellOf, matrixOf } from '@/features/overview/matrix'
import { treeOf } from '@/features/settings/tree'
import type { Overview, Unit } from '@/api/types'
import { answersTo, initials } from '@/form/pinyin'
import { lastMonth, longDate, moment, percent, periodText } from '@/ui/format'

describe('words', () => {
  it('are found by pinyin initials', () => {
    expect(initials('结对帮扶')).toBe('jdbf')
    expect(initials('支部党员大会')).toBe('zbdydh')
    expect(initials('荣誉领导麻绵刘')).toBe('ryldmml')
    expect(answersTo('支部党员大会', 'ZBDY')).toBe(true)
    expect(answersTo('支部党员大会', '党员')).toBe(true)
    expect(answersTo('支部党员大会', 'rongyu')).toBe(false)
  })

  it('say dates and periods as each language does', async () => {
    expect(longDate('2026-11-20')).toBe('2026年11月20日')
    expect(moment('2026-11-19T17:05:00Z')).toBe('2026年11月20日 01:05')
    expect([periodText('2026-03'), periodText('2026-Q4'), periodText('2026-H1'), periodText('2026')]).toEqual([
      '2026年3月',
      '2026年第四季度',
      '2026年上半年',
      '2026年',
    ])
    await setLanguage('en')
    expect(longDate('2026-11-20')).toBe('20 Nov 2026')
    expect(periodText('2026-Q4')).toBe('Q4 2026')
    await setLanguage('zh-CN')
    expect([lastMonth('2026-03'), lastMonth('2026-Q2'), lastMonth('2026-H2'), lastMonth('2026')]).toEqual([3, 6, 12, 12])
    expect(percent(0.9999)).toBe('99%')
    expect(percent(1)).toBe('100%')
  })
})

describe('the overview', () => {
  const overview: Overview = {
    rules: [{ id: 'A', name: 'a', text: '', article: '', mark: '', verified: true }],
    units: [
      {
        unit: 'u',
        cells: [
          { rule: 'A', period: '2026-01', state: 'MET', met: 1, asked: 1 },
          { rule: 'A', period: '2026-02', state: 'OVERDUE', met: 0, asked: 1 },
          { rule: 'A', period: '2026-12', state: 'UPCOMING', met: 0, asked: 1 },
        ],
      },
    ],
    total: 1,
    more: false,
  }

  it('shows the most urgent state and how many are met', () => {
    expect(matrixOf(overview).get('u')?.get('A')).toMatchObject({ state: 'OVERDUE', met: 1, asked: 2 })
    expect(matrixOf(overview, 1).get('u')?.get('A')).toMatchObject({ state: 'MET', met: 1, asked: 1 })
    expect(cellOf([]).state).toBe('NOT_APPLICABLE')
  })

  it('counts duties by the month in which they end, for the units shown', () => {
    expect(byMonth(overview, ['u']).OVERDUE[1]).toBe(1)
    expect(byMonth(overview, []).MET[0]).toBe(0)
  })
})

describe('the tree of units', () => {
  it('puts each unit after its parent, brothers in their own order', () => {
    const unit = (id: string, parent: string | undefined, order: number) => ({ id, parent, order, ancestors: [] }) as unknown as Unit
    expect(
      treeOf([unit('c', 'a', 2), unit('a', 'r', 1), unit('b', 'a', 1), unit('r', undefined, 0)], 'r').map(
        (row) => `${row.unit.id}${row.depth}`,
      ),
    ).toEqual(['r0', 'a1', 'b2', 'c2'])
  })
})
