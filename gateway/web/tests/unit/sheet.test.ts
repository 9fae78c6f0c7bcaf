import { describe, expect, it } from 'vitest'
import type { KindField } from '@/api/types'
import { valueText } from '@/form/valueText'

const field = (type: KindField['type']): KindField => ({ id: 'a', type, required: false, privacy: 'internal', names: {} })
const nobody = (): string => ''

describe('a value of a sheet that could not be read', () => {
  it('is shown as it was typed, not as a number that it is not', () => {
    for (const type of ['money', 'integer', 'number'] as const) {
      expect(valueText(field(type), '约一百', nobody, nobody)).toBe('约一百')
      expect(valueText(field(type), 2000, nobody, nobody)).toContain('2,000')
    }
  })
})
