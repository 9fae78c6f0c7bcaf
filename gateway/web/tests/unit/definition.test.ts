import { describe, expect, it } from 'vitest'
import type { KindField } from '@/api/types'
import { askedFields } from '@/form/kindForm'
import { askedOf, emptyRow, freeId, optionsOf, previewOf, rowOf } from '@/features/settings/definition'

const choice: KindField = {
  id: 'ownB',
  type: 'choice',
  required: true,
  privacy: 'internal',
  names: { 'zh-CN': '形式', en: 'Form' },
  options: [
    { id: 'a', names: { 'zh-CN': '上门', en: 'At home' } },
    { id: 'o1', names: { 'zh-CN': '电话', en: '电话' } },
  ],
}

describe('a kind that a bureau defines', () => {
  it('gives each field an id that was never there', () => {
    expect(freeId([])).toBe('ownA')
    expect(freeId(['ownA', 'ownC'])).toBe('ownB')
    expect(freeId([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `own${letter}`))).toBe('ownAA')
  })

  it('says a field as it was read', () => {
    const row = rowOf(choice, [])
    expect(row.options).toBe('上门 | At home\n电话')
    expect(askedOf(row)).toEqual({
      id: 'ownB',
      type: 'choice',
      required: true,
      privacy: 'internal',
      name: '形式',
      nameEn: 'Form',
      options: [
        { id: 'a', name: '上门', nameEn: 'At home' },
        { id: 'o1', name: '电话' },
      ],
    })
  })

  it('keeps the id of an option and gives a new one to another', () => {
    const options = optionsOf({ options: '电话\n\n 来园 \n上门', known: choice.options })
    expect(options).toEqual([
      { id: 'o1', name: '电话' },
      { id: 'o2', name: '来园' },
      { id: 'a', name: '上门' },
    ])
  })

  it('adds up numbers only, and none that the branch alone sees', () => {
    const row = { ...emptyRow([]), name: '慰问金', type: 'money' as const, sum: true, measureUnit: 'persons' }
    expect(askedOf(row)).toMatchObject({ sum: true })
    expect(askedOf(row)).not.toHaveProperty('measureUnit')
    expect(askedOf({ ...row, restricted: true })).not.toHaveProperty('sum')
    expect(askedOf({ ...row, type: 'text' })).not.toHaveProperty('sum')
  })

  it('is shown as the form will be', () => {
    const rows = [{ ...emptyRow([]), name: '对象' }, rowOf(choice, [])]
    const preview = previewOf(undefined, '走访', rows, '未命名')
    expect(askedFields(preview, {}).map((field) => field.names['zh-CN'])).toEqual(['对象', '形式'])
    expect(previewOf(preview, '', [emptyRow([])], '未命名').fields.map((field) => field.names['zh-CN'])).toEqual(['未命名'])
  })
})
