import { beforeEach, describe, expect, it } from 'vitest'
import type { Composition } from '@/api/types'
import { setLanguage } from '@/app/i18n'
import { isSilent, sayNumber, sayShare } from '@/features/composition/composition'
import { COLUMNS, keepColumns, keptColumns, SEALED } from '@/features/members/columns'

const cell = (said: 'PLAIN' | 'FEW' | 'KEPT_BACK', people?: number) => ({
  id: 'x',
  names: {},
  said,
  ...(people !== undefined && { people }),
})

describe('the numbers of a composition', () => {
  beforeEach(() => setLanguage('zh-CN'))

  it('are said as far as they came, and no share is reckoned of the others', () => {
    expect(sayNumber(cell('PLAIN', 0), 3)).toBe('0 人')
    expect(sayNumber(cell('FEW'), 3)).toBe('少于 3 人')
    expect(sayNumber(cell('KEPT_BACK'), 3)).toBe('不显示')
    expect(sayShare(cell('PLAIN', 1), 3)).toBe('33.3%')
    expect(sayShare(cell('PLAIN', 0), 0)).toBe('')
    expect(sayShare(cell('FEW'), 100)).toBe('')
  })

  it('are silent where nothing of a group is said', () => {
    const group = (...cells: ReturnType<typeof cell>[]) => ({ id: 'AGE', names: {}, cells }) as Composition['groups'][number]
    expect(isSilent(group(cell('KEPT_BACK'), cell('KEPT_BACK')))).toBe(true)
    expect(isSilent(group(cell('KEPT_BACK'), cell('FEW')))).toBe(false)
  })
})

describe('the columns of a roster', () => {
  beforeEach(() => localStorage.clear())

  it('are those of the last time on this device, with the name and without what lies sealed', () => {
    expect(keptColumns()).toEqual(COLUMNS.filter((column) => !SEALED.includes(column)))
    keepColumns(['PHONE', 'BORN', 'IDENTITY_NUMBER'])
    expect(keptColumns()).toEqual(['NAME', 'BORN'])
    expect(localStorage.getItem('zhibu.rosterColumns')).not.toContain('PHONE')
    localStorage.setItem('zhibu.rosterColumns', '{"a":1}')
    expect(keptColumns()).toContain('GENDER')
    localStorage.setItem('zhibu.rosterColumns', 'no JSON')
    expect(keptColumns()).toContain('GENDER')
  })
})
