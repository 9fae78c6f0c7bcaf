import { describe, expect, it } from 'vitest'
import {
  answersOf,
  asked,
  begun,
  blankSaid,
  codeOf,
  faultsOf,
  fullCell,
  inGroups,
  readCell,
  shareOf,
  turned,
  wholeCode,
} from '@/features/questionnaire/questions'

const ONE = { type: 'ONE' as const, text: '是', options: ['甲', '乙', '丙'], required: true }
const MANY = { type: 'SEVERAL' as const, text: '选', options: Array.from({ length: 12 }, (_, n) => `第${n}项`), required: false }
const TEXT = { type: 'TEXT' as const, text: '写', options: [], required: false }

describe('questions', () => {
  it('keep their options where they still fit when they are asked in another way', () => {
    expect(turned(ONE, 'SEVERAL').options).toEqual(['甲', '乙', '丙'])
    expect(turned(ONE, 'SCALE').options).toHaveLength(5)
    expect(turned(ONE, 'TEXT').options).toEqual([])
    expect(begun('SCALE').options.every((step) => step !== '')).toBe(true)
  })

  it('are sent without empty options, and what is wrong stands at its field', () => {
    const questions = [{ ...ONE, text: ' ', options: ['甲', ' ', ''] }, { ...ONE, options: ['甲', '甲'] }, TEXT]
    expect(asked(questions)[0]?.options).toEqual(['甲'])
    expect(asked(questions)[2]).not.toHaveProperty('options')
    expect(Object.keys(faultsOf(questions))).toEqual(['questions.0.text', 'questions.0.options', 'questions.1.options'])
  })
})

describe('a code', () => {
  it('is read however it was typed', () => {
    expect(codeOf('#abcde-fgh0o 1il23 45678')).toBe('ABCDEFGH00111' + '2345678')
    expect(wholeCode(codeOf('abcde-fghjk-mnpqr-stvwx'))).toBe(true)
    expect(wholeCode('ABC')).toBe(false)
    expect(inGroups('ABCDEFGHJKMNPQRSTVWX')).toBe('ABCDE-FGHJK-MNPQR-STVWX')
  })
})

describe('answers', () => {
  it('are sent by number, without what says nothing', () => {
    const said = blankSaid([ONE, MANY, TEXT])
    said[1] = { chosen: [3, 1], text: '' }
    said[2] = { chosen: [], text: ' 话 ' }
    expect(answersOf(said)).toEqual([
      { question: 2, chosen: [1, 3] },
      { question: 3, text: '话' },
    ])
  })

  it('on paper are typed with the number keys', () => {
    expect(readCell(ONE, '2')).toEqual({ chosen: [2], text: '' })
    expect(readCell(ONE, '')).toEqual({ chosen: [], text: '' })
    expect([readCell(ONE, '4'), readCell(ONE, '12'), readCell(ONE, 'x')]).toEqual([undefined, undefined, undefined])
    expect(readCell({ ...ONE, type: 'SEVERAL' }, '13')).toEqual({ chosen: [1, 3], text: '' })
    expect(readCell(MANY, '1 12')).toEqual({ chosen: [1, 12], text: '' })
    expect(readCell(MANY, '1，1')).toBeUndefined()
    expect(readCell(TEXT, ' 话 ')).toEqual({ chosen: [], text: '话' })
    expect([fullCell(ONE, '1'), fullCell(MANY, '1'), fullCell(TEXT, '1')]).toEqual([true, false, false])
  })

  it('have shares in whole percents', () => {
    expect([shareOf(1, 3), shareOf(0, 0)]).toEqual([33, 0])
  })
})
