import Papa from 'papaparse'
import { isDay, lengthOf, tidy } from '@/form/typed'
import { newKey } from '@/api/http'
import type { Charge } from '@/api/types'
import { CATEGORIES } from './categories'

/** An opinion as it stands in a line of the grid; what was sent already says so, so that nothing is sent twice. */
export interface OpinionRow {
  key: string
  rectifiedKey: string
  text: string
  category: string
  date: string
  action: string
  on: string
  /** Who sees to it, `member:<id>` or `post:<POST>`, and by when. */
  owner: string
  due: string
  /** The opinion that was made of it. */
  sent?: string
  rectified?: boolean
  /** What was pasted and could not be read, as it was. */
  unread?: string
}

export type Column = 'text' | 'category' | 'date' | 'action' | 'on' | 'owner' | 'due'

export const MOST_ROWS = 500
const MOST_TEXT = 1000
const MOST_ACTION = 500
const COLUMNS: Column[] = ['text', 'category', 'date', 'action', 'on', 'owner', 'due']

/** What a column may be called where somebody has typed it already. */
const HEADS: Record<Column, RegExp> = {
  text: /^(意见(内容|建议|和建议|与建议)?|内容|问题|建议|opinion|text)$/i,
  category: /^(意见)?(类别|类型|分类)$|^category$/i,
  date: /^(提出|征集|收集)?(日期|时间)$|^(raised on|date)$/i,
  action: /^(整改)?(措施|情况|结果)$|^整改(措施和结果|落实情况)?$|^action$/i,
  owner: /^(整改)?(责任人|负责人|责任领导|责任职务)$|^owner$/i,
  due: /^(整改|完成)?(期限|时限|截止日期)$|^due( on| date)?$/i,
  on: /^(整改|完成)(完成)?(日期|时间)$|^rectified on$/i,
}

/** The next line takes over what mostly stays the same. */
export function nextRow(before?: Pick<OpinionRow, 'category' | 'date'>, today = ''): OpinionRow {
  return {
    key: newKey(),
    rectifiedKey: newKey(),
    text: '',
    category: before?.category ?? '',
    date: before?.date ?? today,
    action: '',
    on: '',
    owner: '',
    due: '',
  }
}

export function isEmpty(row: OpinionRow): boolean {
  return row.text.trim() === '' && row.action.trim() === '' && row.unread === undefined
}

/** 2025/3/1, 2025.3.1, 2025年3月1日, 20250301: the day as it is sent, or undefined. */
export function readDay(typed: string): string | undefined {
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?$/.exec(tidy(typed)) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(tidy(typed))
  if (found === null) return undefined
  const day = `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

/** The word that is kept, whichever language it was written in. */
export function readCategory(typed: string, labels: Record<string, string>): string {
  const word = tidy(typed)
  return Object.keys(CATEGORIES).find((one) => one === word || labels[one]?.toLowerCase() === word.toLowerCase()) ?? word
}

/** Who is meant by a name or a post; nobody where that is not clear. */
export function readOwner(typed: string, owners: Record<string, string>): string | undefined {
  const named = Object.keys(owners).filter((one) => owners[one]?.toLowerCase() === tidy(typed).toLowerCase())
  return named.length === 1 ? named[0] : undefined
}

/** As it is sent. */
export function chargeOf(row: Pick<OpinionRow, 'owner' | 'due'>): Charge {
  const [sort, id] = row.owner.split(':')
  return {
    ...(sort === 'member' && id !== undefined && { member: id }),
    ...(sort === 'post' && id !== undefined && { post: id as NonNullable<Charge['post']> }),
    ...(row.due !== '' && { due: row.due }),
  }
}

/** Whether a paste is more than words for one field. */
export function isTable(pasted: string): boolean {
  return /[\t\n]/.test(pasted.replace(/\r?\n$/, ''))
}

function headsOf(cells: string[]): (Column | undefined)[] | undefined {
  const heads = cells.map((cell) => COLUMNS.find((column) => HEADS[column].test(tidy(cell))))
  return heads.includes('text') ? heads : undefined
}

/** Lines of a spreadsheet: the first may name its columns, else they stand in the order of the grid. */
export function pastedRows(
  pasted: string,
  sticky: OpinionRow,
  labels: Record<string, string>,
  owners: Record<string, string> = {},
): OpinionRow[] {
  const lines = Papa.parse<string[]>(pasted, { delimiter: '\t', skipEmptyLines: 'greedy' }).data
  const heads = headsOf(lines[0] ?? [])
  const columns = heads ?? COLUMNS
  let before: Pick<OpinionRow, 'category' | 'date'> = sticky
  return (heads ? lines.slice(1) : lines).slice(0, MOST_ROWS).map((cells) => {
    const row = filled(nextRow(before), columns, cells, labels, owners)
    before = row
    return row
  })
}

function filled(
  row: OpinionRow,
  columns: (Column | undefined)[],
  cells: string[],
  labels: Record<string, string>,
  owners: Record<string, string>,
): OpinionRow {
  const unread: string[] = []
  cells.forEach((cell, index) => {
    const column = columns[index]
    const word = tidy(cell)
    if (word === '') return
    if (column === undefined) unread.push(word)
    else if (column === 'category') row.category = readCategory(word, labels)
    else if (column === 'owner') {
      const owner = readOwner(word, owners)
      row.owner = owner ?? ''
      if (owner === undefined) unread.push(word)
    } else if (column === 'text' || column === 'action') row[column] = word
    else {
      const day = readDay(word)
      row[column] = day ?? ''
      if (day === undefined) unread.push(word)
    }
  })
  if (unread.length > 0) row.unread = unread.join(' · ')
  return row
}

export type Fault = 'required' | 'tooLong' | 'future' | 'beforeRaised' | 'unread' | 'actionMissing'

/** What is wrong with a line before it is sent, by column. */
export function faultsOf(row: OpinionRow, today: string): Partial<Record<Column, Fault>> {
  const faults: Partial<Record<Column, Fault>> = {}
  if (row.text.trim() === '') faults.text = 'required'
  else if (lengthOf(row.text.trim()) > MOST_TEXT) faults.text = 'tooLong'
  if (row.category === '') faults.category = 'required'
  if (row.date === '') faults.date = row.unread === undefined ? 'required' : 'unread'
  else if (row.date > today) faults.date = 'future'
  if (lengthOf(row.action.trim()) > MOST_ACTION) faults.action = 'tooLong'
  if (row.on !== '' && row.action.trim() === '') faults.action = 'actionMissing'
  if (row.due !== '' && row.date !== '' && row.due < row.date) faults.due = 'beforeRaised'
  if (row.on > today) faults.on = 'future'
  else if (row.on !== '' && row.date !== '' && row.on < row.date) faults.on = 'beforeRaised'
  return faults
}

/** How many there are of each category, in the order of the chooser, what is of another sort behind. */
export function totals(categories: string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const known of Object.keys(CATEGORIES)) counts.set(known, 0)
  for (const one of categories) if (one !== '') counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > 0)
}
