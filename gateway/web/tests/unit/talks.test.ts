import { describe, expect, it } from 'vitest'
import type { Attendee, Talk } from '@/api/types'
import { byPair, covered, inOrder, keyOf, pairOf } from '@/features/talks/talks'

describe('talks', () => {
  it('are the same whichever of the two is named first', () => {
    const talk: Talk = { id: 't', one: 'a', other: 'b', date: '2026-03-01', noted: false }
    const found = byPair([talk, { ...talk, id: 'u', date: '2026-04-01' }])
    expect(found.get(keyOf(pairOf('b', 'a')))?.map((one) => one.id)).toEqual(['t', 'u'])
    expect(found.has(keyOf(pairOf('a', 'c')))).toBe(false)
  })

  it('show the committee first and rank nobody', () => {
    const people = [{ id: 'x' }, { id: 'y', post: 'SECRETARY' }, { id: 'a' }] as Attendee[]
    expect(inOrder(people).map((member) => member.id)).toEqual(['y', 'x', 'a'])
  })

  it('are covered where everybody has talked, and not asked for where there is nobody (BR-28)', () => {
    const share = (done: number, of: number) => covered({ pair: 'COMMITTEE', done, of })
    expect([share(3, 3), share(2, 3), share(0, 0)]).toEqual([true, false, undefined])
  })
})
