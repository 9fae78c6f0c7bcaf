import { describe, expect, it } from 'vitest'
import type { Disclosure } from '@/api/types'
import { course, nextOf, open } from '@/features/disclosure/disclosure'

const steps = (...acts: string[]) => ({
  steps: acts.map((act, at) => ({ act, at: `2026-11-0${at + 1}T00:00:00Z`, by: 'a' })) as Disclosure['steps'],
})

describe('a disclosure', () => {
  it('has one next step until it is published or withdrawn (OP-01)', () => {
    expect(['PROPOSED', 'EXAMINED', 'APPROVED', 'RETURNED', 'CHANGED'].map((status) => nextOf(status as Disclosure['status']))).toEqual([
      'examine',
      'approve',
      'publish',
      'change',
      'change',
    ])
    expect([nextOf('PUBLISHED'), nextOf('WITHDRAWN'), open('PUBLISHED')]).toEqual([undefined, undefined, false])
  })

  it('shows the steps since it was proposed last, not those of words that were changed', () => {
    const days = (...acts: string[]) => course(steps(...acts)).map((step) => step.at?.slice(0, 10))
    expect(days('PROPOSED', 'EXAMINED')).toEqual(['2026-11-01', '2026-11-02', undefined, undefined])
    expect(days('PROPOSED', 'EXAMINED', 'NOT_APPROVED', 'PROPOSED')).toEqual(['2026-11-04', undefined, undefined, undefined])
  })
})
