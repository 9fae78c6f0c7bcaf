import { describe, expect, it } from 'vitest'

const sources = import.meta.glob<string>('../../src/**/*.vue', { query: '?raw', import: 'default', eager: true })

/** Element Plus hears what is typed into a remote list 300 ms later; whoever presses Enter before that loses it. */
describe('lists that are typed into', () => {
  it('hear each letter at once', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(50)
    const late = Object.entries(sources).filter(([, source]) => /remote-method|<el-select[^>]*\sremote[\s>]/.test(source))
    expect(late.map(([name]) => name)).toEqual([])
  })
})
