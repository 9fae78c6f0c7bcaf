import { currentLanguage } from '@/app/i18n'

function parts(date: string): [number, number, number] | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2026年11月20日, 20 Nov 2026. */
export function longDate(date: string | undefined | null): string {
  const found = date ? parts(date) : undefined
  if (found === undefined) return ''
  const [year, month, day] = found
  return currentLanguage() === 'en' ? `${day} ${MONTHS[month - 1]} ${year}` : `${year}年${month}月${day}日`
}

/** A moment of the server, in the time of the place where the branches are. */
export function moment(at: string | number | undefined | null): string {
  if (at === undefined || at === null || at === '') return ''
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return String(at)
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(time)
  return `${longDate(dayOf(time))} ${clock}`
}

export function clockOf(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

function dayOf(time: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' }).format(time)
}

/** Today in the calendar of the branches. */
export function today(): string {
  return dayOf(new Date())
}

export function numberText(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value)
}

export function percent(share: number): string {
  const value = share > 1 ? share : share * 100
  return `${Math.floor(value)}%`
}

/** 2026-03, 2026-Q1, 2026-H1, 2026 -> words. */
export function periodText(period: string): string {
  const english = currentLanguage() === 'en'
  const month = /^(\d{4})-(\d{2})$/.exec(period)
  if (month) return english ? `${MONTHS[Number(month[2]) - 1]} ${month[1]}` : `${month[1]}年${Number(month[2])}月`
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period)
  if (quarter) return english ? `Q${quarter[2]} ${quarter[1]}` : `${quarter[1]}年第${['一', '二', '三', '四'][Number(quarter[2]) - 1]}季度`
  const half = /^(\d{4})-?H([12])$/.exec(period)
  if (half) return english ? `H${half[2]} ${half[1]}` : `${half[1]}年${half[2] === '1' ? '上' : '下'}半年`
  if (/^\d{4}$/.test(period)) return english ? period : `${period}年`
  return longDate(period) || period
}

/** The month in which a period ends, 1 to 12. */
export function lastMonth(period: string): number {
  const month = /^\d{4}-(\d{2})/.exec(period)
  if (month) return Number(month[1])
  const quarter = /Q([1-4])$/.exec(period)
  if (quarter) return Number(quarter[1]) * 3
  const half = /H([12])$/.exec(period)
  if (half) return Number(half[1]) * 6
  return 12
}
