import { beforeEach, describe, expect, it } from 'vitest'
import type { Transfer, TransferLine, TransferStep } from '@/api/types'
import { setLanguage } from '@/app/i18n'
import { dayOf, nextOf, pointOf, stepOf, wayOf } from '@/features/transfer/transfer'

const nameOf = (unit: string | undefined): string => ({ p: '甲支部', q: '乙支部' })[unit ?? ''] ?? ''
const line = (more: Partial<TransferLine>): TransferLine => ({
  id: 't',
  kind: 'INSIDE',
  state: 'ASKED',
  name: '何晓燕',
  from: 'p',
  to: 'q',
  acts: 'q',
  asked: 'GIVING',
  day: '2026-12-30',
  late: false,
  since: '2026-11-30T00:00:00Z',
  ...more,
})
const outside = (kind: 'OUT' | 'IN'): TransferLine => {
  const { from, to, ...rest } = line({ kind, outside: '外区党委' })
  return { ...rest, ...(kind === 'OUT' ? { from: from ?? '' } : { to: to ?? '' }) }
}
const said = (one: TransferLine, step: Partial<TransferStep>): string =>
  stepOf({ line: one } as Transfer, { what: 'ASKED', side: 'GIVING', at: '', by: 'a', ...step }, nameOf)

beforeEach(async () => setLanguage('zh-CN'))

describe('a transfer in words', () => {
  it('says from where to where, in the bureau and beyond it', () => {
    expect(wayOf(line({}), nameOf)).toBe('甲支部 → 乙支部')
    expect(wayOf(outside('OUT'), nameOf)).toBe('甲支部 → 外区党委')
    expect(wayOf(outside('IN'), nameOf)).toBe('外区党委 → 乙支部')
  })

  it('names who acts next, and nobody once it is over', () => {
    expect(nextOf(line({}), nameOf)).toContain('等待乙支部')
    expect(nextOf(line({ state: 'ACCEPTED' }), nameOf)).toBe('')
  })

  it('says by when, that it is late, or when it was over', () => {
    expect(dayOf(line({}))).toContain('前答复')
    expect(dayOf(line({ late: true }))).toContain('已超期')
    expect(dayOf(line({ kind: 'OUT', late: true }))).toContain('已于2026年12月30日过期')
    expect(dayOf(line({ state: 'REFUSED' }))).toBe('2026年12月30日')
  })

  it('tells each step as it was on that side', () => {
    expect(said(line({}), { on: '2026-12-01' })).toBe('甲支部发起，希望2026年12月1日转接')
    expect(said(line({}), { what: 'ACCEPTED', side: 'RECEIVING', on: '2026-12-02' })).toBe('乙支部同意，自2026年12月2日起转接')
    expect(said(outside('OUT'), { what: 'REFUSED' })).toBe('外区党委没有接收')
    expect(said(outside('IN'), { side: 'RECEIVING', on: '2026-12-01' })).toBe('乙支部登记外区党委2026年12月1日的介绍信')
    expect(said(line({}), { what: 'ENDED' })).toContain('终止')
  })

  it('names the article and how far it was checked', async () => {
    const point = { rule: 'ED-15', article: { 'zh-CN': '第二十五条', en: 'Article 25' }, mark: 'C2' as const }
    expect(pointOf(point)).toContain('第二十五条')
    await setLanguage('en')
    expect(pointOf(point)).toContain('Article 25')
  })
})
