import { describe, expect, it } from 'vitest'
import { chargeOf, faultsOf, isTable, nextRow, pastedRows, readDay, totals } from '@/features/registers/opinionRows'

const LABELS = { 教育教学: 'Teaching', 其他: 'Other' }
const sticky = { ...nextRow(undefined, '2026-03-01'), category: '其他' }

describe('a paste from a spreadsheet', () => {
  it('is read by its heads, in whatever order they stand', () => {
    const rows = pastedRows('类别\t意见内容\t提出日期\nTeaching\t多开公开课\t2025/3/1\n', sticky, LABELS)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ text: '多开公开课', category: '教育教学', date: '2025-03-01', action: '' })
  })

  it('without heads is read in the order of the grid, and what is left out is taken over from the line above', () => {
    const rows = pastedRows('食堂太挤\t教育教学\t2025年3月1日\t分批就餐\t2025.4.2\n校门口堵车\n', sticky, LABELS)
    expect(rows[0]).toMatchObject({ text: '食堂太挤', category: '教育教学', date: '2025-03-01', action: '分批就餐', on: '2025-04-02' })
    expect(rows[1]).toMatchObject({ text: '校门口堵车', category: '教育教学', date: '2025-03-01', action: '', on: '' })
  })

  it('keeps a cell of several lines together', () => {
    const rows = pastedRows('"第一行\n第二行ｘ"\t其他\n', sticky, LABELS)
    expect(rows.map((row) => row.text)).toEqual(['第一行\n第二行ｘ'])
  })

  it('loses nothing that cannot be read', () => {
    const [row] = pastedRows('太吵\t其他\t三月一日', sticky, LABELS)
    expect(row).toMatchObject({ text: '太吵', date: '', unread: '三月一日' })
    expect(faultsOf(row!, '2026-03-01')).toEqual({ date: 'unread' })
  })

  it('of 151 lines gives 151, each with keys of its own', () => {
    const lines = Array.from({ length: 151 }, (_, index) => `意见${index}\t其他\t2025-03-01`)
    const rows = pastedRows(lines.join('\r\n'), sticky, LABELS)
    expect(rows).toHaveLength(151)
    expect(new Set(rows.flatMap((row) => [row.key, row.rectifiedKey])).size).toBe(302)
    expect(totals(rows.map((row) => row.category))).toEqual([['其他', 151]])
  })

  it('whose first line speaks of opinions is no head for that', () => {
    expect(pastedRows('内容太多\t其他\n', sticky, LABELS).map((row) => row.text)).toEqual(['内容太多'])
  })

  it('keeps what stands in a column that nobody knows', () => {
    expect(pastedRows('序号\t意见\n1\t太吵\n', sticky, LABELS)[0]).toMatchObject({ text: '太吵', unread: '1' })
  })

  it('names who sees to it and by when, by name or post, and keeps what is not clear', () => {
    const owners = { 'post:SECRETARY': '书记', 'member:m1': '李明', 'member:m2': '王芳', 'member:m3': '王芳' }
    const rows = pastedRows('意见\t责任人\t整改期限\n太吵\t李明\t2026/4/1\n太挤\t书记\t\n太远\t王芳\t\n', sticky, LABELS, owners)
    expect(rows.map((row) => chargeOf(row))).toEqual([{ member: 'm1', due: '2026-04-01' }, { post: 'SECRETARY' }, {}])
    expect(rows[2]?.unread).toBe('王芳')
    expect(faultsOf({ ...rows[0]!, due: '2026-02-01' }, '2026-03-01')).toEqual({ due: 'beforeRaised' })
  })

  it('of one cell is text for the field it is pasted into', () => {
    expect(isTable('一句话')).toBe(false)
    expect(isTable('一句话\r\n')).toBe(false)
    expect(isTable('一\t二')).toBe(true)
    expect(isTable('一\n二')).toBe(true)
  })
})

describe('a day', () => {
  it.each([
    ['2025/3/1', '2025-03-01'],
    ['2025.03.01', '2025-03-01'],
    ['2025年3月1日', '2025-03-01'],
    ['20250301', '2025-03-01'],
    ['2025-3-1 0:00:00', '2025-03-01'],
  ])('%s is %s', (typed, day) => expect(readDay(typed)).toBe(day))
  it.each(['2025/2/30', '3/1', '3月1日', '45717', '1/3/2025', ''])('%s is none', (typed) => expect(readDay(typed)).toBeUndefined())
})

describe('a line', () => {
  const row = { ...nextRow(undefined, '2026-03-01'), text: '太吵', category: '其他' }
  it('that is whole has no fault', () => expect(faultsOf(row, '2026-03-01')).toEqual({}))
  it('says what is missing and what cannot be', () => {
    expect(faultsOf({ ...row, text: ' ', category: '' }, '2026-03-01')).toEqual({ text: 'required', category: 'required' })
    expect(faultsOf({ ...row, date: '2026-03-02' }, '2026-03-01')).toEqual({ date: 'future' })
    expect(faultsOf({ ...row, on: '2026-02-01', action: '改了' }, '2026-03-01')).toEqual({ on: 'beforeRaised' })
    expect(faultsOf({ ...row, on: '2026-03-01' }, '2026-03-01')).toEqual({ action: 'actionMissing' })
    expect(faultsOf({ ...row, text: '字'.repeat(1001) }, '2026-03-01')).toEqual({ text: 'tooLong' })
  })
})
