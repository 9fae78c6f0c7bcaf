import type { DuesCategory, DuesMember, DuesMonth, DuesPoint, DuesRates } from '@/api/types'

/** Lines of one act that do not fit: nothing of it is taken before they are put right. */
export interface PasteFault {
  row: number
  column: number
  why: 'nobody' | 'namesakes' | 'money' | 'notOwed' | 'twice' | 'surplus'
  value: string
}

export interface Pasted {
  /** What was typed, by cell. */
  cells: Record<string, string>
  faults: PasteFault[]
}

export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const HEADS = ['姓名', '党员', 'name', 'member']

export const cellOf = (member: string, month: number): string => `${member}.${month}`

/** 1,234.50 */
export function money(amount: number | undefined | null): string {
  return amount === undefined || amount === null
    ? ''
    : new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)
}

/** An amount as it was typed, with its marks taken off; nothing where it is none, or has more than two decimals. */
export function typedMoney(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replaceAll(/[\s,¥￥元]/g, '')
  return /^\d{1,7}(\.\d{1,2})?$/.test(plain) ? plain : undefined
}

export const monthOf = (member: DuesMember, month: number): DuesMonth | undefined => member.months.find((one) => one.month === month)

/** The standard of a month: the one that begins last, and of two that begin together the one that was said last. */
export function standardOf(member: DuesMember, first: string): DuesMember['standards'][number] | undefined {
  return member.standards.reduce<DuesMember['standards'][number] | undefined>(
    (found, one) => (one.from <= first && (found === undefined || one.from >= found.from) ? one : found),
    undefined,
  )
}

export const firstOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}-01`

/** What is owed by the table, to be seen while a base is typed: the rate of the bracket is that of the whole base (DU-05). */
export function owedBy(category: DuesCategory | undefined, base: string): number | undefined {
  if (category === undefined) return undefined
  if (category.basis === 'FIXED') return category.least ?? undefined
  const typed = typedMoney(base)
  if (typed === undefined) return undefined
  const cents = Math.round(Number(typed) * 100)
  if (category.basis === 'AGREED') return cents / 100
  const bracket = category.brackets.find((one) => one.upTo === undefined || one.upTo === null || cents <= Math.round(one.upTo * 100))
  return bracket === undefined ? undefined : Math.floor((cents * Math.round(bracket.percent * 10) + 500) / 1000) / 100
}

export const pointOf = (rates: DuesRates | undefined, rule: string): DuesPoint | undefined => rates?.points.find((one) => one.rule === rule)

const sum = (amounts: (number | undefined | null)[]): number =>
  amounts.reduce<number>((all, one) => all + Math.round((one ?? 0) * 100), 0) / 100

export const owedOf = (member: DuesMember): number => sum(member.months.map((one) => one.owed))
export const paidOf = (member: DuesMember): number => sum(member.months.map((one) => one.paid))

/** How a month stands: paid in full, in part or not; what is over and what is still to come are told apart by the day. */
export function stateOf(month: DuesMonth | undefined): 'ELSEWHERE' | 'NOT_FIXED' | 'NONE' | 'PAID' | 'PART' | 'OPEN' {
  if (month === undefined || (month.state === 'ELSEWHERE' && !month.paid)) return 'ELSEWHERE'
  const owed = month.owed ?? 0
  const paid = month.paid ?? 0
  if (month.state === 'NOT_FIXED') return paid > 0 ? 'PAID' : 'NOT_FIXED'
  if (owed === 0 && paid === 0) return 'NONE'
  return paid >= owed ? 'PAID' : paid > 0 ? 'PART' : 'OPEN'
}

/** Reads what was copied out of a spreadsheet: a name, and an amount for each month that is being entered. */
export function pasted(text: string, members: DuesMember[], months: number[], labelOf: (member: DuesMember) => string): Pasted {
  const cells: Record<string, string> = {}
  const faults: PasteFault[] = []
  const seen = new Set<string>()
  text.split(/\r?\n/).forEach((line, index) => {
    const parts = line.split('\t').map((part) => part.trim())
    const name = parts[0] ?? ''
    if (parts.every((part) => part === '') || (index === 0 && HEADS.includes(name.toLowerCase()))) return
    const row = index + 1
    const found = members.filter((one) => one.name === name || labelOf(one) === name)
    const member = found[0]
    if (member === undefined || found.length > 1) {
      faults.push({ row, column: 1, why: member === undefined ? 'nobody' : 'namesakes', value: name })
      return
    }
    if (seen.has(member.member)) {
      faults.push({ row, column: 1, why: 'twice', value: name })
      return
    }
    seen.add(member.member)
    parts.slice(1).forEach((value, at) => {
      if (value === '') return
      const month = months[at]
      const amount = typedMoney(value)
      const fault = (why: PasteFault['why']): void => void faults.push({ row, column: at + 2, why, value })
      if (month === undefined) fault('surplus')
      else if (amount === undefined || Number(amount) === 0) fault('money')
      else if (monthOf(member, month)?.state === 'ELSEWHERE') fault('notOwed')
      else cells[cellOf(member.member, month)] = amount
    })
  })
  return { cells, faults }
}
