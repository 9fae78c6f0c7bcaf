import { describe, expect, it } from 'vitest'
import type { Catalogue, Kind } from '@/api/types'
import { writtenKind } from '@/form/kinds'

const version = (number: number): Kind => ({
  id: 'walk',
  version: number,
  names: { 'zh-CN': `走访${number}`, en: `Walk ${number}` },
  group: 'service',
  initials: 'zf',
  fields: [],
  summary: { 'zh-CN': '走访', en: 'Walk' },
})
const catalogue: Catalogue = { kinds: [version(4)], earlier: [version(3), version(1)], groups: [], quorums: [], decisions: [] }

describe('the version of a kind', () => {
  it('is the one under which the record was written', () => {
    expect(writtenKind(catalogue, 'walk', 1)?.version).toBe(1)
    expect(writtenKind(catalogue, 'walk', 4)?.version).toBe(4)
  })

  it('is the next one where that is not there any more', () => {
    expect(writtenKind(catalogue, 'walk', 2)?.version).toBe(3)
    expect(writtenKind(catalogue, 'walk', 9)?.version).toBe(4)
    expect(writtenKind(catalogue, 'run', 1)).toBeUndefined()
    expect(writtenKind(undefined, 'walk', 1)).toBeUndefined()
  })
})
