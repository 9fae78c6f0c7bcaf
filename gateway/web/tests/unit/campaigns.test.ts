import { expect, it } from 'vitest'
import type { Campaign, CampaignPoint } from '@/api/types'
import { emptyPoint, givenFor, markOfPoint, phasesOf, sentPoint, stateOf } from '@/features/campaigns/campaigns'

const point: CampaignPoint = { id: 'c.1', text: '学习', until: '2025-06-30' }
const given = [
  { id: '2', point: 'c.1', on: '2025-05-02', sentence: '后' },
  { id: '1', point: 'c.1', on: '2025-04-02', sentence: '先' },
  { id: '3', point: 'c.2', on: '2025-04-02', sentence: '别项' },
]
const campaign = (more: Partial<Campaign>): Campaign => ({
  id: 'c',
  unit: 'b',
  name: '学习教育',
  from: '2025-03-01',
  until: '2025-11-30',
  phases: [],
  points: [point],
  extended: [],
  version: 0,
  ...more,
})

it('marks a task by what there is for it and by its day', () => {
  expect(markOfPoint(point, given, '2026-01-01')).toBe('MET')
  expect(markOfPoint(point, [], '2025-06-30')).toBe('DUE')
  expect(markOfPoint(point, [], '2025-07-01')).toBe('OVERDUE')
  expect(givenFor(point, given).map((one) => one.id)).toEqual(['1', '2'])
})

it('knows how far a campaign is', () => {
  expect(stateOf(campaign({}), '2025-02-28')).toBe('UPCOMING')
  expect(stateOf(campaign({}), '2025-11-30')).toBe('RUNNING')
  expect(stateOf(campaign({}), '2025-12-01')).toBe('OVER')
  expect(stateOf(campaign({ withdrawn: '另行部署' }), '2025-05-01')).toBe('WITHDRAWN')
})

it('reads phases and what answers a task', () => {
  expect(phasesOf('学习阶段 2026-05-31\n\n总结阶段：2026-11-30')).toEqual([
    { name: '学习阶段', until: '2026-05-31' },
    { name: '总结阶段', until: '2026-11-30' },
  ])
  expect(phasesOf('学习阶段')).toBeUndefined()
  expect(sentPoint({ text: ' 学习 ', until: '2026-05-31', answer: 'form:PARTY_LECTURE' })).toEqual({
    text: '学习',
    until: '2026-05-31',
    form: 'PARTY_LECTURE',
  })
  expect(sentPoint({ ...emptyPoint('2026-05-31'), text: '小结' })).toEqual({ text: '小结', until: '2026-05-31' })
})
