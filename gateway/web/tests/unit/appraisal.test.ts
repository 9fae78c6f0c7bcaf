import { describe, expect, it } from 'vitest'
import type { Attendee } from '@/api/types'
import { countOf, dayFault, sentOf, type AppraisalDraft } from '@/features/appraisal/appraisal'

const people = ['a', 'b', 'c'].map((id) => ({ id, name: id, status: 'FULL', votes: id !== 'c' })) as Attendee[]
const draft: AppraisalDraft = { on: '2025-12-20', grades: { a: 'EXCELLENT', b: '', c: 'QUALIFIED' }, told: { a: '2025-12-28' } }

describe('an appraisal', () => {
  it('grades full members alone, and leaves out who has no grade (AP-03)', () => {
    expect(sentOf(draft, people)).toEqual({ on: '2025-12-20', grades: [{ member: 'a', grade: 'EXCELLENT', toldOn: '2025-12-28' }] })
    expect(countOf(draft, people)).toEqual({ graded: 1, excellent: 1 })
  })

  it('has a day that has come', () => {
    expect([dayFault(draft), dayFault({ ...draft, on: '' }), dayFault({ ...draft, on: '2999-01-01' })]).toEqual([
      undefined,
      'form.required',
      'form.future',
    ])
  })
})
