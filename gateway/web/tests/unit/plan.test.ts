import { describe, expect, it } from 'vitest'
import type { Duty, MeetingLine, Plan } from '@/api/types'
import { draftOfPlanned, sentMeeting } from '@/features/meeting/meeting'
import {
  addDays,
  byDay,
  checkPlan,
  draftOfPlan,
  emptyPlan,
  lastDayOf,
  monthAfter,
  nthOf,
  sentPlan,
  sentSeries,
  weekdayOf,
  weeksOf,
  type PlanDraft,
} from '@/features/plan/plan'
import { today } from '@/ui/format'

const typed: PlanDraft = {
  ...emptyPlan(['THEME_PARTY_DAY', 'BRANCH_ASSEMBLY'], '2099-01-31'),
  topic: ' 主题党日 ',
  agenda: '学习文件\n\n 讨论 \n',
  start: '14:30',
}

describe('a plan as it is sent', () => {
  it('says what was typed and leaves out what was not', () => {
    expect(sentPlan('u', typed)).toEqual({
      unit: 'u',
      date: '2099-01-31',
      common: {
        forms: ['THEME_PARTY_DAY', 'BRANCH_ASSEMBLY'],
        topic: '主题党日',
        start: '14:30',
        agenda: [{ title: '学习文件' }, { title: '讨论' }],
        groups: [],
        asked: [],
      },
    })
  })

  it('takes its rhythm from its first day', () => {
    expect(sentSeries('u', { ...typed, repeat: 'DAY', until: '2099-12-31' })).toMatchObject({ from: '2099-01-31', day: 31 })
    expect(sentSeries('u', { ...typed, repeat: 'WEEKDAY', until: '2099-12-31' })).toMatchObject({ nth: 5, weekday: 'SATURDAY' })
  })

  it('asks for what is missing and for no day that has passed', () => {
    expect(checkPlan(emptyPlan(), undefined)).toEqual({
      'common.forms': 'form.required',
      'common.topic': 'form.required',
      date: 'form.required',
    })
    expect(checkPlan({ ...typed, date: '2020-01-01' }, undefined)).toEqual({ date: 'plan.past' })
    expect(checkPlan({ ...typed, date: '2020-01-01' }, '2020-01-01'), 'its day stays').toEqual({})
    expect(checkPlan({ ...typed, repeat: 'DAY' }, undefined)).toEqual({ until: 'form.required' })
    expect(checkPlan({ ...typed, repeat: 'DAY', until: '2099-01-01' }, undefined)).toEqual({ until: 'plan.untilBefore' })
    expect(checkPlan({ ...typed, some: true }, undefined)).toEqual({ 'common.asked': 'form.required' })
  })
})

const plan = (change: Partial<Plan> = {}): Plan => ({
  id: 'p',
  unit: 'u',
  forms: ['BRANCH_ASSEMBLY'],
  date: '2020-02-29',
  topic: '大会',
  agenda: ['学习', '讨论'],
  groups: [],
  asked: [],
  status: 'NOTIFIED',
  told: 3,
  enteredAt: '2020-02-01T00:00:00Z',
  enteredBy: 'a',
  version: 1,
  ...change,
})

describe('what was planned', () => {
  it('is typed once: the meeting comes from it and names it', () => {
    const draft = draftOfPlanned(plan({ start: '14:30', place: '礼堂' }))
    const sent = sentMeeting('u', draft, [])
    expect(sent).toMatchObject({ plan: 'p', date: '2020-02-29', topic: '大会', start: '14:30', place: '礼堂' })
    expect(sent.agenda?.map((item) => item.title)).toEqual(['学习', '讨论'])
    expect(draftOfPlanned(plan({ date: '2099-01-01' })).date, 'never later than today').toBe(today())
    expect(draftOfPlanned(plan({ asked: ['m1'] })).listed).toEqual(['m1'])
  })

  it('is changed from what it says', () => {
    const draft = draftOfPlan(plan({ asked: ['m1'] }), '"1"')
    expect(draft).toMatchObject({ some: true, asked: ['m1'], agenda: '学习\n讨论', etag: '"1"' })
  })
})

describe('a calendar', () => {
  it('knows its days without any time zone', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(lastDayOf('2028-02')).toBe('2028-02-29')
    expect(lastDayOf('2026-12')).toBe('2026-12-31')
    expect(monthAfter('2026-12', 1)).toBe('2027-01')
    expect(monthAfter('2026-01', -1)).toBe('2025-12')
    expect(weekdayOf('2026-11-29')).toBe(6)
    expect([nthOf('2026-11-07'), nthOf('2026-11-08'), nthOf('2026-11-29')]).toEqual([1, 2, 5])
  })

  it('shows each day of its month once, in whole weeks from Monday on', () => {
    for (let month = '2024-01'; month < '2030-01'; month = monthAfter(month, 1)) {
      const weeks = weeksOf(month)
      expect(weeks.every((week) => week.length === 7 && weekdayOf(week[0] ?? '') === 0)).toBe(true)
      const days = weeks.flat().filter((day) => day.startsWith(month))
      expect(new Set(days).size).toBe(days.length)
      expect([days[0], days.at(-1)]).toEqual([`${month}-01`, lastDayOf(month)])
    }
  })

  it('has what is due, planned and held, and not what is met', () => {
    const duty = (id: string, state: Duty['state'], due: string) => ({ id, state, due, name: id }) as Duty
    const meeting = { id: 'm', date: '2026-11-10', topic: '会', forms: [] } as unknown as MeetingLine
    const days = byDay(
      [plan({ date: '2026-11-10' }), plan({ id: 'later', date: '2026-12-01' })],
      [meeting],
      [duty('d1', 'OVERDUE', '2026-11-10'), duty('d2', 'MET', '2026-11-10'), duty('d3', 'DUE', '2026-11-30')],
      '2026-11-01',
      '2026-11-30',
    )
    expect([...days].map(([date, entries]) => [date, entries.map((entry) => entry.id)])).toEqual([
      ['2026-11-10', ['d1', 'p', 'm']],
      ['2026-11-30', ['d3']],
    ])
  })
})
