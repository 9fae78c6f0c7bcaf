import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { MemberName, Quorum, Unit } from '@/api/types'
import { i18n } from '@/app/i18n'
import AttendanceGrid from '@/features/meeting/AttendanceGrid.vue'
import { checkMeeting, emptyAgenda, emptyMeeting, expectedAt, sentMeeting } from '@/features/meeting/meeting'
import { leastOf, passed, standingOf } from '@/form/quorum'

const names: MemberName[] = Array.from({ length: 16 }, (_, index) => ({ id: `m${index}`, name: `党员${index}`, status: index === 15 ? 'PROBATIONARY' : 'FULL', group: `g${index % 2}` }))
const rules = (parse(readFileSync('../../infra/rules/data/quorums.yaml', 'utf8')) as { quorums: Quorum[] }).quorums
const absent = (count: number) => names.slice(0, count).map((member) => ({ member: member.id, present: false }))

describe('the quorum line', () => {
  it('asks for half or more of those who may vote (BR-07)', () => {
    expect(standingOf(['BRANCH_ASSEMBLY'], names, absent(7), rules)).toMatchObject({ expected: 16, present: 9, checks: [{ needed: 8, reached: true }] })
    expect(standingOf(['BRANCH_ASSEMBLY'], names, absent(8), rules)).toMatchObject({ expected: 16, present: 8, checks: [{ needed: 8, reached: false }] })
  })

  it('asks for half or more of the committee (BR-10)', () => {
    expect(standingOf(['COMMITTEE_MEETING'], names.slice(0, 3), absent(1), rules).checks).toMatchObject([{ needed: 2, reached: true }])
    expect(standingOf(['COMMITTEE_MEETING'], names.slice(0, 3), absent(2), rules).checks).toMatchObject([{ needed: 2, reached: false }])
  })

  it('asks for nothing where no rule does', () => {
    expect(standingOf(['THEME_PARTY_DAY'], names, absent(15), rules)).toEqual({ expected: 16, present: 1, checks: [] })
  })

  it('counts votes against those who should attend, not those present (BR-07)', () => {
    const votes = (approve: number) => ({ approve, disapprove: 0, abstain: 0 })
    const sixteen = names.map((member) => ({ ...member, status: 'FULL' as const }))
    expect(passed(votes(8), ['BRANCH_ASSEMBLY'], names, rules)).toBe(true)
    expect(passed(votes(7), ['BRANCH_ASSEMBLY'], names, rules)).toBe(false)
    expect(passed(votes(8), ['BRANCH_ASSEMBLY'], sixteen, rules)).toBe(false)
    expect(passed(votes(9), ['BRANCH_ASSEMBLY'], sixteen, rules)).toBe(true)
    expect(passed(votes(1), ['THEME_PARTY_DAY'], names, rules)).toBeUndefined()
    expect([leastOf({ atLeast: [2, 3] }, 10), leastOf({ moreThan: [1, 2] }, 15)]).toEqual([7, 8])
  })

  it('changes with a tap', async () => {
    const grid = mount(AttendanceGrid, { props: { expected: names.slice(0, 4), forms: ['BRANCH_ASSEMBLY'], quorums: rules, modelValue: {}, 'onUpdate:modelValue': (now: Record<string, string>) => void grid.setProps({ modelValue: now }) }, global: { plugins: [i18n] } })
    expect(grid.find('.quorum').text()).toContain('应到 4 人')
    expect(grid.find('.quorum').text()).toContain('达到法定人数')
    for (const index of [0, 1, 2]) await grid.findAll('.person-tile')[index]?.trigger('click')
    expect(grid.find('.quorum').text()).toContain('实到 1 人')
    expect(grid.find('.quorum').text()).toContain('未达到法定人数')
    await grid.findAll('.chip')[0]?.trigger('click')
    expect(grid.props('modelValue').m0).toBe('病假')
  })
})

describe('a meeting', () => {
  const branch = { committee: { id: 'c', on: '2024-01-01', termYears: 3, seats: [{ member: 'm0', post: 'SECRETARY' }, { member: 'm1', post: 'OTHER' }] } } as unknown as Unit

  it('expects the committee at its own meeting and the groups at theirs', () => {
    expect(expectedAt({ forms: ['COMMITTEE_MEETING'], groups: [] }, names, branch).map((member) => member.id)).toEqual(['m0', 'm1'])
    expect(expectedAt({ forms: ['GROUP_MEETING'], groups: ['g1'] }, names, branch)).toHaveLength(8)
    expect(expectedAt({ forms: ['BRANCH_ASSEMBLY', 'PARTY_LECTURE'], groups: [] }, names, branch)).toHaveLength(16)
  })

  it('is checked before it is sent', () => {
    const meeting = emptyMeeting(['BRANCH_ASSEMBLY'], [], '2026-11-01')
    expect(Object.keys(checkMeeting(meeting, names, false)).sort()).toEqual(['chair', 'topic'])
    meeting.topic = '通过年度计划'
    meeting.chair = 'm0'
    meeting.agenda = [{ ...emptyAgenda('RESOLUTION'), title: '计划', resolution: '同意', approve: '16', disapprove: '1' }]
    expect(checkMeeting(meeting, names, false)).toEqual({ 'agenda.0.votes': 'meeting.tooManyVotes' })
    meeting.agenda = [{ ...emptyAgenda('RESOLUTION'), title: '计划', resolution: '同意', approve: '15' }]
    expect(checkMeeting(meeting, names, false)).toEqual({})
    expect(sentMeeting('u1', { ...meeting, absent: { m3: '病假', m4: '' } }, names)).toMatchObject({
      unit: 'u1', forms: ['BRANCH_ASSEMBLY'], chair: 'm0', groups: [],
      agenda: [{ title: '计划', kind: 'RESOLUTION', resolution: '同意', votes: { approve: 15, disapprove: 0, abstain: 0 } }],
      attendance: expect.arrayContaining([{ member: 'm3', present: false, reason: '病假' }, { member: 'm4', present: false }, { member: 'm5', present: true }]),
    })
  })
})
