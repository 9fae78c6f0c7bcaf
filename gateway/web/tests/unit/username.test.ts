import { describe, expect, it } from 'vitest'
import { prefixOf, withoutPrefix } from '@/features/settings/username'

describe('a user name', () => {
  it('is never prefixed twice', () => {
    const prefix = prefixOf('qinghe.admin.two')
    expect(prefix).toBe('qinghe.')
    expect(withoutPrefix(' qinghe.liming ', prefix)).toBe('liming')
    expect(withoutPrefix('liming', prefix)).toBe('liming')
    expect(withoutPrefix('li.ming', prefix)).toBe('li.ming')
    expect(withoutPrefix('qinghexiao', prefix)).toBe('qinghexiao')
  })

  it('stays as typed where there is no prefix', () => {
    expect(prefixOf('operator')).toBe('')
    expect(prefixOf(undefined)).toBe('')
    expect(withoutPrefix('.liming', '')).toBe('.liming')
  })
})
