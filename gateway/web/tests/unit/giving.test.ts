import { describe, expect, it } from 'vitest'
import type { Kind } from '@/api/types'
import { accepted, changed, numbersOf, sharedFields } from '@/features/givings/giving'

const field = (id: string, type: string) => ({ id, type, required: false, names: {} })
const kind = {
  id: 'pairing-assistance',
  otherSide: 'partner',
  fields: [field('partner', 'party'), field('amount', 'money'), field('item', 'text'), field('guide', 'member')],
} as unknown as Kind
const values = { partner: { unit: 'z0' }, amount: 20000, item: '图书', guide: 'm1' }

describe('a record between two units', () => {
  it('shows what both sides read: neither the party nor members', () => {
    expect(sharedFields(kind, values).map((one) => one.id)).toEqual(['amount', 'item'])
    expect(numbersOf(kind, values).map((one) => one.id)).toEqual(['amount'])
  })
  it('takes as different only the numbers that are', () => {
    const numbers = numbersOf(kind, values)
    expect(changed(numbers, values, { amount: '20000.0' })).toEqual({})
    expect(changed(numbers, values, { amount: '' })).toEqual({})
    expect(changed(numbers, values, { amount: '18000' })).toEqual({ amount: 18000 })
    expect(changed(numbers, values, { amount: '一万' })).toEqual({ amount: '一万' })
  })
  it('puts what was said into the form that corrects it', () => {
    const form = { date: '2026-05-20', values }
    expect(accepted(form, { date: '2026-05-21', values: { amount: 18000 }, at: '' })).toEqual({
      date: '2026-05-21',
      values: { ...values, amount: 18000 },
    })
    expect(accepted(form, { date: null, values: {}, at: '' } as never)).toEqual(form)
    expect(accepted(form, undefined)).toBe(form)
  })
})
