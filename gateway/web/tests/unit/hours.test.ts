import { describe, expect, it } from 'vitest'
import type { StudyLine, StudyYear } from '@/api/types'
import { barOf, inRosterOrder, occasionsOf } from '@/features/hours/hours'

const line = (member: string, hours: number, asked?: number): StudyLine => ({
  member,
  stays: [],
  hours,
  exempt: asked === undefined,
  from: [],
  ...(asked !== undefined && { asked }),
})

describe('study hours', () => {
  it('stand in the order of the roster, never by hours; who has left comes behind', () => {
    const lines = [line('gone', 50, 32), line('b', 40, 32), line('left', 1, 32), line('a', 2, 32)]
    expect(inRosterOrder(lines, ['a', 'b']).map((one) => one.member)).toEqual(['a', 'b', 'gone', 'left'])
  })

  it('are a bar no longer than what is asked, and none where nothing rigid is asked (ED-06, ED-09)', () => {
    expect(barOf(line('a', 20, 32))).toEqual({ value: 20, max: 32 })
    expect(barOf(line('a', 40, 32))).toEqual({ value: 32, max: 32 })
    expect(barOf(line('a', 40))).toBeUndefined()
  })

  it('say what they came from', () => {
    const occasions = ['x', 'y', 'z'].map((id) => ({ sort: 'SESSION' as const, id, date: '2026-03-01', title: id, hours: 1 }))
    const year: StudyYear = { unit: 'u', year: 2026, on: '2026-12-31', articles: [], occasions, members: [] }
    expect(occasionsOf(year, { ...line('a', 2, 32), from: [0, 2] }).map((one) => one.id)).toEqual(['x', 'z'])
  })
})
