import { beforeEach, describe, expect, it, vi } from 'vitest'
import { activityApi } from '@/api'
import { Problem } from '@/api/problem'
import { carry, carryAll, chosen, drop, keep, takeBack, unfinished } from '@/draft/carry'
import { endedOf, findDraft, forgetCarriedOfOthers, forgetDrafts, isCarried, keepDraft, type Draft } from '@/draft/store'

const draft = (id: string, change: Partial<Draft> = {}): Draft => ({
  id,
  account: 'a1',
  form: 'record:honour',
  unit: 'u1',
  title: id,
  page: `/x?draft=${id}`,
  values: { title: '先进' },
  key: `key-${id}`,
  savedAt: Date.now(),
  ...change,
})
const line = (id: string, edition: string, changedAt = new Date().toISOString()) => ({
  id,
  unit: 'u1',
  sort: 'RECORD',
  title: `there ${id}`,
  page: `/x?draft=${id}`,
  edition,
  changedAt,
})
const view = (id: string, edition: string, values: unknown) =>
  ({ draft: line(id, edition), values: JSON.stringify({ form: 'record:honour', key: `key-${id}`, values }) }) as never
const page = (items: unknown[]) => ({ items, total: items.length, more: false, page: 1, size: 100 }) as never
const taken = () => vi.spyOn(activityApi, 'keepDraft').mockImplementation(async (body) => answer(true, body.edition))
const answer = (kept: boolean, edition: string, values?: unknown) =>
  Promise.resolve({
    kept,
    edition,
    changedAt: new Date().toISOString(),
    ...(values !== undefined && { values: JSON.stringify({ form: 'record:honour', key: 'k', values }) }),
  } as never)

describe('what a draft is carried with', () => {
  beforeEach(async () => {
    vi.restoreAllMocks()
    await forgetDrafts('a1')
    await forgetDrafts('a2')
  })

  it('goes once, with its form and its key, and not again while nothing is typed', async () => {
    const sent = taken()
    await keepDraft(draft('c1'))
    await carry('c1', 'a1')
    await carry('c1', 'a1')
    expect(sent).toHaveBeenCalledTimes(1)
    expect(sent.mock.calls[0]?.[0]).toMatchObject({ draft: 'c1', unit: 'u1', sort: 'RECORD', onto: [] })
    expect(JSON.parse(sent.mock.calls[0]?.[0].values ?? '')).toEqual({ form: 'record:honour', key: 'key-c1', values: { title: '先进' } })
    expect(isCarried((await findDraft('c1', 'a1')) as Draft)).toBe(true)
  })

  it('waits for the last key, and not for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    try {
      const sent = taken()
      for (let key = 0; key < 12; key++) {
        await keep(draft('c2', { savedAt: Date.now() }))
        vi.advanceTimersByTime(1000)
      }
      vi.useRealTimers()
      await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(1))
    } finally {
      vi.useRealTimers()
    }
  })

  it('names what it had sent where the answer was lost', async () => {
    const sent = vi.spyOn(activityApi, 'keepDraft').mockRejectedValueOnce(new Problem(0, {}))
    await keepDraft(draft('c3', { savedAt: 1 }))
    await carry('c3', 'a1')
    const lost = sent.mock.calls[0]?.[0].edition
    sent.mockImplementation(async (body) => answer(true, body.edition))
    await carry('c3', 'a1')
    expect(sent.mock.calls[1]?.[0].onto).toEqual([lost])
  })

  it('writes over nothing: the other device’s words are kept beside until one has chosen', async () => {
    const sent = vi.spyOn(activityApi, 'keepDraft').mockImplementation(async () => answer(false, 'phone', { title: '优秀' }))
    await keepDraft(draft('c4'))
    await carry('c4', 'a1')
    expect((await findDraft('c4', 'a1'))?.elsewhere).toMatchObject({ edition: 'phone', values: { title: '优秀' } })
    await carry('c4', 'a1')
    expect(sent).toHaveBeenCalledTimes(1)
    await chosen('c4', 'a1')
    sent.mockImplementation(async (body) => answer(true, body.edition))
    await carry('c4', 'a1')
    expect(sent.mock.calls[1]?.[0].onto).toContain('phone')
    expect((await findDraft('c4', 'a1'))?.elsewhere).toBeUndefined()
  })

  it('lets be what the service does not take', async () => {
    const sent = vi.spyOn(activityApi, 'keepDraft').mockRejectedValue(new Problem(409, { code: 'TOO_MANY_DRAFTS' }))
    await keepDraft(draft('c5'))
    await carry('c5', 'a1')
    await carryAll('a1')
    expect(sent).toHaveBeenCalledTimes(1)
    expect(await findDraft('c5', 'a1')).toBeDefined()
  })

  it('tells the service that one ended, and tells it later where there is no network', async () => {
    taken()
    await keepDraft(draft('c6'))
    await carry('c6', 'a1')
    const told = vi.spyOn(activityApi, 'removeDraft').mockRejectedValueOnce(new Problem(0, {}))
    await drop('c6')
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
    expect(await endedOf('a1')).toHaveLength(1)
    told.mockResolvedValue(undefined as never)
    await carryAll('a1')
    expect(await endedOf('a1')).toHaveLength(0)
  })

  it('leaves what the service has, and nothing else, to the next person at the device', async () => {
    taken()
    await keepDraft(draft('c7'))
    await carry('c7', 'a1')
    await keepDraft(draft('c8'))
    await forgetCarriedOfOthers('a2')
    expect(await findDraft('c7', 'a1')).toBeUndefined()
    expect(await findDraft('c8', 'a1')).toBeDefined()
  })
})

describe('what is taken back', () => {
  beforeEach(async () => {
    vi.restoreAllMocks()
    await forgetDrafts('a1')
  })

  it('comes from the service where this device has none', async () => {
    vi.spyOn(activityApi, 'draft').mockResolvedValue(view('t1', 'pc', { title: '电脑上' }))
    expect(await takeBack('t1', 'a1')).toMatchObject({ form: 'record:honour', key: 'key-t1', values: { title: '电脑上' } })
    expect(isCarried((await findDraft('t1', 'a1')) as Draft)).toBe(true)
  })

  it('is newer there where nothing was typed here since', async () => {
    await keepDraft(draft('t2', { savedAt: 5, carriedAt: 5, editions: ['pc'] }))
    vi.spyOn(activityApi, 'draft').mockResolvedValue(view('t2', 'phone', { title: '手机上' }))
    expect((await takeBack('t2', 'a1'))?.values).toEqual({ title: '手机上' })
  })

  it('is both where both have typed', async () => {
    await keepDraft(draft('t3', { savedAt: 9, carriedAt: 5, editions: ['pc'] }))
    vi.spyOn(activityApi, 'draft').mockResolvedValue(view('t3', 'phone', { title: '手机上' }))
    const both = await takeBack('t3', 'a1')
    expect(both?.values).toEqual({ title: '先进' })
    expect(both?.elsewhere?.values).toEqual({ title: '手机上' })
  })

  it('is what is here where nobody answers', async () => {
    await keepDraft(draft('t4', { savedAt: 9 }))
    vi.spyOn(activityApi, 'draft').mockRejectedValue(new Problem(503, {}))
    expect((await takeBack('t4', 'a1'))?.values).toEqual({ title: '先进' })
  })

  it('is gone where it ended elsewhere, but not what was typed here since', async () => {
    vi.spyOn(activityApi, 'draft').mockRejectedValue(new Problem(404, {}))
    const now = Date.now()
    await keepDraft(draft('t5', { savedAt: now, carriedAt: now, editions: ['pc'] }))
    expect(await takeBack('t5', 'a1')).toBeUndefined()
    await keepDraft(draft('t6', { savedAt: now, carriedAt: now - 1, editions: ['pc'] }))
    expect(await takeBack('t6', 'a1')).toBeDefined()
  })

  it('stands in one list with what is here, each once', async () => {
    await keepDraft(draft('l1', { savedAt: 1000 }))
    const now = Date.now()
    await keepDraft(draft('l2', { savedAt: now, carriedAt: now, editions: ['gone'] }))
    await keepDraft(draft('l3', { savedAt: 2000, carriedAt: 2000, editions: ['pc'] }))
    vi.spyOn(activityApi, 'drafts').mockResolvedValue(page([line('l3', 'phone'), line('l4', 'x', '1970-01-01T00:00:00Z')]))
    const found = await unfinished('a1')
    expect(found.map((one) => [one.id, one.here, one.state])).toEqual([
      ['l3', true, 'begun'],
      ['l1', true, 'begun'],
      ['l4', false, 'begun'],
    ])
    expect(found[0]?.title).toBe('there l3')
    expect(await findDraft('l2', 'a1')).toBeUndefined()
  })

  it('lists what is here where the service does not answer', async () => {
    await keepDraft(draft('l5'))
    vi.spyOn(activityApi, 'drafts').mockRejectedValue(new Problem(503, {}))
    expect((await unfinished('a1')).map((one) => one.id)).toEqual(['l5'])
  })
})
