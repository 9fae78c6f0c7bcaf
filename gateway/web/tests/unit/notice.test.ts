import { describe, expect, it } from 'vitest'
import type { Notice, NotificationSettings } from '@/api/types'
import { countOf, detailsOf, lineOf, placeOf } from '@/features/inbox/notice'
import { withQuiet } from '@/features/notifications/settings'

const duty = (rule: string, period: string, settledAt?: string) => ({
  rule,
  name: rule,
  period,
  due: '2026-11-30',
  ...(settledAt !== undefined && { settledAt }),
})
const notice = (what: Notice['what'], duties: Notice['duties'] = []): Notice => ({
  id: 'n',
  what,
  subject: 's',
  unit: 'u',
  year: 2026,
  at: '2026-11-20T00:00:00Z',
  duties,
  date: '2027-05-14',
})

describe('a notice', () => {
  it('leads to where something can be done', () => {
    expect(placeOf(notice('DUTIES_OVERDUE'))).toEqual({ name: 'home', params: { unit: 'u' } })
    expect(placeOf(notice('TERM_ENDS'))).toEqual({ name: 'unit', params: { id: 'u' } })
    expect(placeOf(notice('OWN_ROLE'))).toEqual({ name: 'unit', params: { id: 'u' } })
    expect(placeOf(notice('MILESTONE_DUE_SOON'))).toEqual({ name: 'task', params: { id: 's' } })
    expect(placeOf(notice('CAMPAIGN_ASKED'))).toMatchObject({ name: 'campaign', params: { campaign: 's' } })
    expect(placeOf(notice('OPINION_OVERDUE'))).toEqual({ name: 'opinion', params: { id: 's' } })
    expect(placeOf(notice('TRANSFER_WAITS'))).toEqual({ name: 'transfer', params: { id: 's' } })
    expect(lineOf(notice('TRANSFER_WAITS'))).toContain('2027年5月14日')
    expect(lineOf(notice('TRANSFER_ANSWERED'))).toBe('')
    expect(placeOf(notice('RELIEF_WAITS'))).toEqual({ name: 'dues-reliefs', params: { unit: 'u' } })
    expect(lineOf(notice('RELIEF_ANSWERED'))).toBe('')
    expect(placeOf(notice('GIVING_WAITS'))).toEqual({ name: 'giving', params: { id: 's' } })
    for (const what of ['MEETING_PLANNED', 'MEETING_CHANGED', 'MEETING_CANCELLED'] as const)
      expect(placeOf(notice(what))).toMatchObject({ name: 'invitation' })
    expect(placeOf(notice('REVIEW_WAITS'))).toEqual({ name: 'report', params: { id: 's' } })
    expect(lineOf(notice('TERM_ENDS'))).toContain('2027年5月14日')
    expect(placeOf(notice('TERM_REMINDED'))).toEqual({ name: 'unit', params: { id: 'u' } })
    expect(lineOf(notice('TERM_REMINDED'))).toContain('2027年5月14日')
    const rule = { id: 'BR-14', members: 7, text: '应当设立支部委员会。', article: '第二十条' }
    expect(lineOf({ ...notice('MEMBERS_CROSSED'), rule })).toBe('现计7名：应当设立支部委员会。（第二十条）')
  })

  it('names duties of one rule and period once, the settled ones last', () => {
    const lines = detailsOf(notice('DUTIES_DUE_SOON', [duty('A', '2026-11', 'now'), duty('B', '2026-11'), duty('B', '2026-11', 'now')]))
    expect(lines.map((line) => [line.key, line.settled])).toEqual([
      ['B|2026-11', false],
      ['A|2026-11', true],
    ])
    expect(detailsOf(notice('DUTIES_OVERDUE', [duty('B', '2026-11'), duty('B', '2026-11')]))[0]?.text).toContain('2个党小组')
  })

  it('counts what is still to do', () => {
    expect(countOf(notice('DUTIES_DUE_SOON', [duty('A', '2026-11', 'now'), duty('B', '2026-11')]))).toBe(1)
    expect(countOf(notice('DUTIES_DUE_SOON', [duty('A', '2026-11', 'now')]))).toBe(1)
  })

  it('counts what would be too many', () => {
    const many = Array.from({ length: 12 }, (_, month) => duty('A', `2026-${String(month + 1).padStart(2, '0')}`))
    const lines = detailsOf(notice('DUTIES_OVERDUE', many))
    expect(lines).toHaveLength(6)
    expect(lines.at(-1)?.text).toBe('另有7项')
  })
})

describe('quiet hours', () => {
  it('have both ends or none', () => {
    const settings: NotificationSettings = { kinds: [], rhythm: 'AT_ONCE', digestAt: '08:00', language: 'ZH', version: 0 }
    expect(withQuiet(settings, true)).toMatchObject({ quietFrom: '22:00', quietTo: '07:00' })
    expect(withQuiet({ ...settings, quietFrom: '21:00', quietTo: '06:00' }, false)).not.toHaveProperty('quietFrom')
  })
})
