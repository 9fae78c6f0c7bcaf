import { describe, expect, it } from 'vitest'
import type { EndingTerm, PostTerm } from '@/api/types'
import { isAlone, remindingOf, toRemind } from '@/features/posts/posts'

const term = (rest: Partial<PostTerm>): PostTerm => ({
  on: '2024-05-15',
  years: 3,
  ends: '2027-05-14',
  over: false,
  prolongedTo: '2028-05-14',
  remindFrom: '2026-11-15',
  due: true,
  reminders: [],
  ...rest,
})
const reminder = { at: '2026-11-20T02:00:00Z', by: 'a', ends: '2027-05-14' }

describe('the superior’s reminder of a term that ends', () => {
  it('is open from its day on until somebody has sent it', () => {
    expect(remindingOf(term({ due: false }))).toBe('NOT_YET')
    expect(remindingOf(term({}))).toBe('OPEN')
    expect(remindingOf(term({ reminders: [reminder] }))).toBe('REMINDED')
  })

  it('is chosen from the start for those that wait for it, where one may send it', () => {
    const terms: EndingTerm[] = [
      { unit: 'a', term: term({}), reminds: true },
      { unit: 'b', term: term({ reminders: [reminder] }), reminds: true },
      { unit: 'c', term: term({ over: true }), reminds: true },
      { unit: 'd', term: term({}), reminds: false },
      { unit: 'e', reminds: true },
    ]
    expect(toRemind(terms)).toEqual(['a', 'c'])
  })

  it('is of a secretary alone where no other post is filled', () => {
    expect(isAlone([{ post: 'SECRETARY' }, { post: 'DEPUTY_SECRETARY' }])).toBe(true)
    expect(isAlone([{ post: 'SECRETARY' }, { post: 'PUBLICITY' }])).toBe(false)
    expect(isAlone([])).toBe(false)
  })
})
