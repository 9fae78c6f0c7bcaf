import { beforeEach, describe, expect, it } from 'vitest'
import type { Development, DevelopmentBound, DevelopmentCard, DevelopmentLine } from '@/api/types'
import { setLanguage } from '@/app/i18n'
import { columnsOf, dueBy, enterable, findingOf, STAGES, whenOf } from '@/features/development/development'

const bound = (day: string, more: Partial<DevelopmentBound> = {}): DevelopmentBound => ({
  day,
  rule: 'DM-02',
  article: { 'zh-CN': '第七条', en: 'Article 7' },
  mark: 'C2',
  provisional: false,
  ...more,
})
const card = (id: string, stage: DevelopmentCard['stage'], due: string[] = []): DevelopmentCard => ({
  id,
  unit: 'z0',
  name: id,
  status: 'OPEN',
  stage,
  applied: '2026-01-01',
  due: due.map((day) => ({ step: 'talk', name: { 'zh-CN': '谈话', en: 'talk' }, by: bound(day) })),
  late: false,
})
const line = (step: string, more: Partial<DevelopmentLine>): DevelopmentLine =>
  ({ step, state: 'OPEN', gate: false, repeats: false, may: true, ...more }) as DevelopmentLine

beforeEach(async () => setLanguage('zh-CN'))

describe('the development of members', () => {
  it('has a column for each stage, in the order of the rules and with those in it as they came', () => {
    const columns = columnsOf([card('a', 'PROBATION'), card('b', 'APPLICANT'), card('c', 'APPLICANT')])
    expect(columns.map((one) => one.stage)).toEqual([...STAGES])
    expect(columns[0]?.cards.map((one) => one.id)).toEqual(['b', 'c'])
    expect(columns[4]?.cards.map((one) => one.id)).toEqual(['a'])
  })

  it('says what is due by a day and no more', () => {
    expect(dueBy(card('a', 'APPLICANT', ['2026-11-01', '2026-12-31']), '2026-12-30').map((one) => one.by?.day)).toEqual(['2026-11-01'])
  })

  it('says in words what is overdue, with article, rule and mark', () => {
    expect(whenOf({ by: bound('2026-11-01') }, '2026-11-30')).toEqual(['应于2026年11月1日前完成，已超期（第七条，DM-02，C2）'])
    expect(whenOf({ by: bound('2026-12-01') }, '2026-11-30')).toEqual(['最迟2026年12月1日（第七条，DM-02，C2）'])
    expect(whenOf({ from: bound('2027-01-08', { provisional: true }) }, '2026-11-30')[0]).toContain('暂定')
    expect(whenOf({ from: bound('2026-11-30') }, '2026-11-30')).toEqual([])
    expect(findingOf({ kind: 'TOO_EARLY', bound: bound('2026-11-01') })).toContain('不早于2026年11月1日')
  })

  it('offers what this person may enter, up to a gate that was not passed', () => {
    const steps = [
      line('application', { state: 'TAKEN' }),
      line('talk', {}),
      line('examination', { state: 'TAKEN', repeats: true }),
      line('filing', { may: false }),
      line('review', { gate: true, state: 'FAILED' }),
      line('training', {}),
    ]
    expect(enterable({ steps } as Development).map((one) => one.step)).toEqual(['talk', 'examination', 'review'])
  })
})
