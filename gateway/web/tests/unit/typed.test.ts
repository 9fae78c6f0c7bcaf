import { describe, expect, it } from 'vitest'
import { isDay, lengthOf, plainNumber, tidy } from '@/form/typed'

describe('what is typed', () => {
  it('is counted in characters', () => {
    expect(lengthOf('𠮷野家')).toBe(3)
  })
  it('loses blanks of every kind around it and what is not seen', () => {
    expect(tidy('\u3000张\u202e三\u200b\u00a0')).toBe('张三')
    expect(tidy('\u3000\u00a0\u200b\u3164')).toBe('')
  })
  it('is a number as it is shown', () => {
    expect(['3,000', '３，０００．５', ' 12 ', '+7', '−5'].map(plainNumber)).toEqual(['3000', '3000.5', '12', '7', '-5'])
    for (const wrong of ['3,00', '1e3', '三千', '', '1.2.3', 'NaN']) expect(plainNumber(wrong), wrong).toBeUndefined()
  })
  it('is a day that exists', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const wrong of ['2025-02-29', '2026-3-1', '1799-12-31', '2200-01-01', '2026-03-01T00:00:00Z', ''])
      expect(isDay(wrong), wrong).toBe(false)
  })
})
