import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Attendee, Decision, MeetingForm, Quorum } from '@/api/types'
import { i18n } from '@/app/i18n'
import AttendanceGrid from '@/features/meeting/AttendanceGrid.vue'
import {
  GUEST,
  checkMeeting,
  decisionsOf,
  emptyAgenda,
  emptyMeeting,
  expectedAt,
  mayBeDelegated,
  observersOf,
  sentMeeting,
} from '@/features/meeting/meeting'
import { leastOf, ruled, standingOf, withVote } from '@/form/quorum'
import { labelOf } from '@/form/useNames'

const names: Attendee[] = Array.from({ length: 16 }, (_, index) => ({
  id: `m${index}`,
  name: `党员${index}`,
  status: index === 15 ? 'PROBATIONARY' : 'FULL',
  votes: index !== 15,
  group: `g${index % 2}`,
  ...(index < 3 && { post: index === 0 ? 'SECRETARY' : 'OTHER' }),
}))
const DAY = '2026-11-01'
const rules = (parse(readFileSync('../../infra/rules/data/quorums.yaml', 'utf8')) as { quorums: Quorum[] }).quorums
const decisions = (parse(readFileSync('../../infra/rules/data/decisions.yaml', 'utf8')) as { decisions: Decision[] }).decisions
const attending = (absent: number, all = names) => all.map((member, index) => ({ member: member.id, present: index >= absent }))

describe('the quorum line', () => {
  const assembly = (absent: number) => standingOf(['BRANCH_ASSEMBLY'], DAY, names, names, attending(absent), rules)
  const committee = (absent: number, listed = names.slice(0, 3)) =>
    standingOf(['COMMITTEE_MEETING'], DAY, names, listed, attending(absent, listed), rules).checks

  it('asks for half or more of those who may vote (BR-07)', () => {
    expect(assembly(7)).toMatchObject({ expected: 16, present: 9, checks: [{ needed: 8, reached: true }] })
    expect(assembly(8)).toMatchObject({ expected: 16, present: 8, checks: [{ needed: 8, reached: false }] })
  })

  it('counts who votes that day, on the list or not, as the service does', () => {
    const few = names.slice(0, 4)
    expect(standingOf(['BRANCH_ASSEMBLY'], DAY, names, few, attending(0, few), rules).checks).toMatchObject([{ needed: 8, reached: false }])
  })

  it('asks for half or more of the committee (BR-10)', () => {
    expect(committee(1)).toMatchObject([{ needed: 2, reached: true }])
    expect(committee(2)).toMatchObject([{ needed: 2, reached: false }])
    expect(committee(2, names)).toMatchObject([{ needed: 2, reached: false }])
  })

  it('asks for nothing where no rule does, or before it was in force', () => {
    expect(standingOf(['THEME_PARTY_DAY'], DAY, names, names, attending(15), rules)).toEqual({ expected: 16, present: 1, checks: [] })
    expect(standingOf(['BRANCH_ASSEMBLY'], '2018-10-27', names, names, attending(0), rules).checks).toEqual([])
  })

  const outcome = (id: string, approve: number | undefined, people: Attendee[], absent = 0, forms: MeetingForm[] = ['BRANCH_ASSEMBLY']) =>
    ruled(
      decisions.find((one) => one.id === id) as Decision,
      approve === undefined ? undefined : { approve, disapprove: 0, abstain: 0 },
      { forms, date: DAY, branch: people, listed: people, attendance: attending(absent, people) },
      rules,
    )

  it('counts votes against those who should attend, not those present (BR-07)', () => {
    const sixteen = names.map((member) => ({ ...member, votes: true }))
    const results = [outcome('other', 8, names), outcome('other', 7, names), outcome('other', 8, sixteen), outcome('other', 9, sixteen)]
    expect(results.map((one) => one.result)).toEqual(['PASSED', 'NOT_PASSED', 'NOT_PASSED', 'PASSED'])
    expect(results[3]).toMatchObject({ expected: 16, needed: 9, mark: 'C1' })
    expect(withVote(['BRANCH_ASSEMBLY'], DAY, names, names, attending(0), rules)).toBe(15)
    expect(withVote(['THEME_PARTY_DAY'], DAY, names, names, attending(0), rules)).toBe(16)
    expect([leastOf({ atLeast: [2, 3] }, 10), leastOf({ moreThan: [1, 2] }, 15)]).toEqual([7, 8])
  })

  it('says why nothing can be said: no votes, no quorum, no power, no rule', () => {
    expect(outcome('other', undefined, names)).toMatchObject({ result: 'UNDECIDABLE', why: 'NO_VOTES', needed: 8 })
    expect(outcome('other', 1, names, 8)).toMatchObject({ why: 'INQUORATE', needed: 8, expected: 15 })
    expect(outcome('elect', 9, names, 4)).toMatchObject({ why: 'INQUORATE', needed: 12 })
    expect(outcome('elect', 9, names, 3)).toMatchObject({ result: 'PASSED' })
    expect(outcome('admit', 3, names, 0, ['COMMITTEE_MEETING'])).toMatchObject({ why: 'NOT_ITS_POWER' })
    expect(outcome('appoint', 2, names, 1, ['COMMITTEE_MEETING'])).toMatchObject({ result: 'PASSED', needed: 2, mark: 'C1' })
    expect(outcome('appoint', 1, names, 2, ['COMMITTEE_MEETING'])).toMatchObject({ why: 'INQUORATE', needed: 2 })
  })

  it('tells namesakes apart', () => {
    expect(labelOf({ name: '王芳', mark: { kind: 'BORN', value: '1985-03' } })).toBe('王芳（1985年3月生）')
    expect(labelOf({ name: '王芳' })).toBe('王芳')
  })

  it('changes with a tap', async () => {
    const grid = mount(AttendanceGrid, {
      props: {
        people: names.slice(0, 4),
        expected: names.slice(0, 4),
        date: DAY,
        forms: ['BRANCH_ASSEMBLY'],
        quorums: rules,
        modelValue: {},
        'onUpdate:modelValue': (now: Record<string, string>) => void grid.setProps({ modelValue: now }),
      },
      global: { plugins: [i18n] },
    })
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
  const asked = (forms: Parameters<typeof emptyMeeting>[0], groups: string[] = []) => expectedAt(emptyMeeting(forms, groups, DAY), names)

  it('expects the committee at its own meeting and the groups at theirs', () => {
    expect(asked(['COMMITTEE_MEETING']).map((member) => member.id)).toEqual(['m0', 'm1', 'm2'])
    expect(asked(['GROUP_MEETING'], ['g1'])).toHaveLength(8)
    expect(asked(['BRANCH_ASSEMBLY', 'PARTY_LECTURE'])).toHaveLength(16)
  })

  it('keeps who stood on the list when it is corrected, and nobody else', () => {
    const corrected = { ...emptyMeeting(['BRANCH_ASSEMBLY'], [], DAY), listed: ['m1', 'gone'], listedOn: DAY }
    expect(expectedAt(corrected, names).map((member) => member.id)).toEqual(['m1', 'gone'])
    expect(expectedAt({ ...corrected, date: '2026-10-01' }, names).map((member) => member.id)).toEqual(['m1'])
  })

  it('is checked before it is sent', () => {
    const meeting = emptyMeeting(['BRANCH_ASSEMBLY'], [], '2026-11-01')
    expect(Object.keys(checkMeeting(meeting, names, names, rules, false)).sort()).toEqual(['chair', 'topic'])
    meeting.topic = '通过年度计划'
    meeting.chair = 'm0'
    expect(checkMeeting({ ...meeting, absent: { m0: '' } }, names, names, rules, false)).toEqual({ chair: 'meeting.notThere' })
    expect(checkMeeting({ ...meeting, chair: GUEST }, names, names, rules, false)).toEqual({ chairGuest: 'form.required' })
    meeting.agenda = [{ ...emptyAgenda('RESOLUTION'), title: '计划', resolution: '同意', approve: '16', disapprove: '1' }]
    expect(checkMeeting(meeting, names, names, rules, false)).toEqual({ 'agenda.0.votes': 'meeting.tooManyVotes' })
    meeting.agenda = [{ ...emptyAgenda('RESOLUTION'), title: '计划', resolution: '同意', approve: '15' }]
    expect(checkMeeting(meeting, names, names, rules, false)).toEqual({})
    expect(sentMeeting('u1', { ...meeting, absent: { m3: '病假', m4: '' } }, names)).toMatchObject({
      unit: 'u1',
      forms: ['BRANCH_ASSEMBLY'],
      chair: 'm0',
      groups: [],
      agenda: [{ title: '计划', kind: 'RESOLUTION', resolution: '同意', votes: { approve: 15, disapprove: 0, abstain: 0 } }],
      attendance: expect.arrayContaining([
        { member: 'm3', present: false, reason: '病假' },
        { member: 'm4', present: false },
        { member: 'm5', present: true },
      ]),
    })
  })
})

describe('what is decided', () => {
  it('is offered by the forms of the meeting, and what was chosen stays', () => {
    const offered = (forms: MeetingForm[], chosen = '') => decisionsOf(decisions, forms, chosen).map((one) => one.id)
    expect(offered(['BRANCH_ASSEMBLY'])).toContain('admit')
    expect(offered(['COMMITTEE_MEETING'])).not.toContain('admit')
    expect(offered(['COMMITTEE_MEETING'], 'admit')).toContain('admit')
    expect(offered(['PARTY_LECTURE'])).toEqual([])
  })

  it('takes an opinion in writing where somebody is admitted (DM-17), and names whom it is about', () => {
    const meeting = { ...emptyMeeting(['BRANCH_ASSEMBLY'], [], DAY), topic: '表决', chair: 'm8', absent: { m0: '', m1: '' } }
    const item = {
      ...emptyAgenda('RESOLUTION'),
      title: '接收',
      resolution: '同意',
      approve: '15',
      decision: 'admit',
      others: '陈晓、方志远',
    }
    const faults = (decision: string) =>
      checkMeeting({ ...meeting, agenda: [{ ...item, decision }] }, names, names, rules, false, decisions)
    expect(faults('admit')).toEqual({})
    expect(faults('elect')).toEqual({ 'agenda.0.votes': 'meeting.tooManyVotes' })
    expect(sentMeeting('u1', { ...meeting, agenda: [item] }, names).agenda).toMatchObject([
      { decision: 'admit', about: [{ name: '陈晓' }, { name: '方志远' }] },
    ])
  })

  it('asks who chairs whether the secretary wished it, unless that is the secretary (BR-13)', () => {
    const asks = (chair: string, forms: MeetingForm[] = ['BRANCH_ASSEMBLY']) => mayBeDelegated({ forms, chair }, names)
    expect([asks('m0'), asks('m5'), asks(GUEST), asks('m5', ['PARTY_LECTURE'])]).toEqual([false, true, false, false])
  })
})

describe('who sat in', () => {
  it.each([
    ['孙悦 工会主席', [{ name: '孙悦', post: '工会主席' }]],
    [
      '孙悦（工会主席）\n\n李想，园长助理',
      [
        { name: '孙悦', post: '工会主席' },
        { name: '李想', post: '园长助理' },
      ],
    ],
    ['孙悦', [{ name: '孙悦' }]],
    ['', []],
  ])('%j is read line by line', (typed, people) => expect(observersOf(typed)).toEqual(people))
})
