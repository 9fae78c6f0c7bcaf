import { describe, expect, it } from 'vitest'
import type { DuesCategory, DuesMember } from '@/api/types'
import { owedBy, pasted, standardOf, stateOf, typedMoney } from '@/features/dues/dues'

const category = (basis: DuesCategory['basis'], rest: Partial<DuesCategory>): DuesCategory =>
  ({ id: 'X', rule: 'DU-05', names: {}, text: {}, article: {}, mark: 'C2', fixedFor: 'YEAR', brackets: [], basis, ...rest }) as DuesCategory
const EMPLOYED = category('SHARE', {
  brackets: [
    { rule: 'DU-01', upTo: 3000, percent: 0.5 },
    { rule: 'DU-02', upTo: 5000, percent: 1 },
    { rule: 'DU-03', upTo: 10000, percent: 1.5 },
    { rule: 'DU-04', percent: 2 },
  ],
})
const month = (at: number, state: 'OWED' | 'ELSEWHERE' = 'OWED') => ({ month: at, state, owed: 15, relieved: false })
const member = (id: string, name: string): DuesMember =>
  ({ member: id, name, standards: [], months: [month(1), month(2, 'ELSEWHERE'), month(3)] }) as unknown as DuesMember

describe('dues', () => {
  it('are seen as the service reckons them while a base is typed (DU-05, DU-08)', () => {
    for (const [base, owed] of [
      ['3000', 15],
      ['3000.01', 30],
      ['5000', 50],
      ['5000.01', 75],
      ['10000', 150],
      ['10000.01', 200],
    ] as const)
      expect([base, owedBy(EMPLOYED, base)]).toEqual([base, owed])
    expect(owedBy(category('AGREED', { least: 0.2, most: 1 }), '0.5')).toBe(0.5)
    expect(owedBy(category('FIXED', { least: 0.2 }), '')).toBe(0.2)
    expect(owedBy(EMPLOYED, 'x')).toBeUndefined()
  })

  it('are typed with the marks that people use', () => {
    expect(['¥1,234.5', '１５', '15元', '1.234', '-1', ''].map(typedMoney)).toEqual(['1234.5', '15', '15', undefined, undefined, undefined])
  })

  it('go by the standard that begins last, and of two by the one said last (DU-17)', () => {
    const said = (from: string, base: number) => ({ from, category: 'EMPLOYED', base, at: '', by: '' })
    const one = { ...member('a', '甲'), standards: [said('2026-01-01', 1), said('2026-04-01', 2), said('2026-04-01', 3)] }
    expect(['2025-12-01', '2026-03-01', '2026-04-01'].map((day) => standardOf(one, day)?.base)).toEqual([undefined, 1, 3])
  })

  it('say how a month stands', () => {
    expect(stateOf({ ...month(1), paid: 15 })).toBe('PAID')
    expect(stateOf({ ...month(1), paid: 5 })).toBe('PART')
    expect(stateOf({ ...month(1), owed: 0 })).toBe('NONE')
    expect(stateOf(month(1))).toBe('OPEN')
    expect(stateOf(month(1, 'ELSEWHERE'))).toBe('ELSEWHERE')
  })

  it('are read from a spreadsheet with each fault at its row and column', () => {
    const members = [member('a', '张三'), member('b', '李四'), member('c', '王芳'), member('d', '王芳')]
    const labelOf = (one: DuesMember): string => (one.member === 'd' ? '王芳（1990年4月）' : one.name)
    const good = pasted('姓名\t1月\t3月\n张三\t15\t¥15.50\n\n王芳（1990年4月）\t\t2', members, [1, 3], labelOf)
    expect(good).toEqual({ cells: { 'a.1': '15', 'a.3': '15.50', 'd.3': '2' }, faults: [] })
    const bad = pasted('张三\t十五\t1\t9\n赵六\t1\n王芳\t1\n张三\t1\n李四\t\t1', members, [1, 2], labelOf)
    expect(bad.faults.map((one) => `${one.row}.${one.column} ${one.why}`)).toEqual([
      '1.2 money',
      '1.3 notOwed',
      '1.4 surplus',
      '2.1 nobody',
      '3.1 namesakes',
      '4.1 twice',
      '5.3 notOwed',
    ])
  })
})
