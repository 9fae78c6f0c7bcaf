import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { OrgLife } from '@/api/types'
import { i18n } from '@/app/i18n'
import CheckLine from '@/features/orglife/CheckLine.vue'
import { checkOf, draftOf, emptyMeasure, sentOf } from '@/features/orglife/orgLife'

const life = {
  studies: [{ source: 'RECORD', id: 'r:1' }],
  surveys: ['v1'],
  meeting: 's1',
  problems: ['学习不够深入', '联系群众不够'],
  measures: [{ text: '每月学习', owner: 'm1', due: '2026-03-01' }],
} as unknown as OrgLife

describe('the organisational-life meeting', () => {
  it('comes out of the form as it went in', () => {
    expect(sentOf(draftOf(life))).toEqual({ ...life, problems: life.problems.map((line) => ({ text: line })) })
  })

  it('leaves empty lines and empty measures away, and says what is missing of one', () => {
    const draft = { ...draftOf(life), problems: '一\n\n 二 ', measures: [emptyMeasure()] }
    expect(sentOf(draft)).toMatchObject({ problems: [{ text: '一' }, { text: '二' }], measures: [] })
    expect(checkOf(draft)).toEqual({})
    expect(Object.keys(checkOf({ ...draft, measures: [{ ...emptyMeasure(), owner: 'm1', doneOn: '2999-01-01' }] }))).toEqual([
      'measures.0.text',
      'measures.0.doneOn',
    ])
  })

  it('says what of it is there and what is missing (BR-26)', () => {
    const shown = (check: Partial<OrgLife['checks'][number]>) =>
      mount(CheckLine, {
        props: { check: { phase: 'BEFORE', point: 'STUDY', met: false, count: 0, overdue: 0, ...check } },
        global: { plugins: [i18n] },
      }).text()
    expect(shown({})).toContain('还缺')
    expect(shown({ met: true, count: 2 })).toContain('2')
    expect(shown({ phase: 'AFTER', point: 'CARRIED_OUT', count: 1, overdue: 2 })).toContain('2')
  })
})
