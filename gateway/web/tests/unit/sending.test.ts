import { beforeEach, describe, expect, it, vi } from 'vitest'
import { activityApi } from '@/api'
import { Problem } from '@/api/problem'
import { sendWaiting } from '@/draft/sending'
import { draftsOf, findDraft, forgetDrafts, keepDraft, settleDraft, type Draft } from '@/draft/store'

const draft = (id: string, change: Partial<Draft> = {}): Draft => ({
  id,
  account: 'a1',
  form: 'record:honour',
  unit: 'u1',
  title: id,
  page: '/x',
  values: {},
  key: `key-${id}`,
  savedAt: Number(id.slice(1)),
  waiting: { act: 'record', body: { kind: 'honour', of: id } },
  ...change,
})

describe('what waits to be sent', () => {
  beforeEach(async () => {
    vi.restoreAllMocks()
    await forgetDrafts('a1')
    await forgetDrafts('a2')
  })

  it('goes in the order of writing, each under its key, and only what is the own', async () => {
    await keepDraft(draft('d2'))
    await keepDraft(draft('d1', { waiting: { act: 'meeting', body: { topic: 't' } } }))
    await keepDraft(draft('d3', { account: 'a2' }))
    await keepDraft({ ...draft('d4'), waiting: undefined } as never)
    const sent: unknown[] = []
    vi.spyOn(activityApi, 'enter').mockImplementation(async (body, key) => Promise.resolve(sent.push(['record', body, key]) as never))
    vi.spyOn(activityApi, 'hold').mockImplementation(async (body, key) => Promise.resolve(sent.push(['meeting', body, key]) as never))
    const done = await sendWaiting('a1')
    expect(sent).toEqual([
      ['meeting', { topic: 't' }, 'key-d1'],
      ['record', { kind: 'honour', of: 'd2' }, 'key-d2'],
    ])
    expect(done.taken.map((one) => one.id)).toEqual(['d1', 'd2'])
    expect((await draftsOf('a1', 'u1')).map((one) => one.id)).toEqual(['d4'])
    expect((await draftsOf('a2', 'u1')).map((one) => one.id)).toEqual(['d3'])
  })

  it('waits on where nobody answers, and asks no further', async () => {
    for (const status of [0, 401, 429, 500, 503]) {
      await keepDraft(draft('d1'))
      await keepDraft(draft('d2'))
      const enter = vi.spyOn(activityApi, 'enter').mockRejectedValue(new Problem(status, {}))
      enter.mockClear()
      expect((await sendWaiting('a1')).left, String(status)).toBe(2)
      expect(enter).toHaveBeenCalledTimes(1)
      expect((await findDraft('d1', 'a1'))?.waiting).toBeDefined()
    }
  })

  it('keeps what is refused, with the reason, and is not sent again', async () => {
    await keepDraft(draft('d1'))
    await keepDraft(draft('d2'))
    vi.spyOn(activityApi, 'enter')
      .mockRejectedValueOnce(new Problem(422, { detail: 'x', errors: [{ pointer: '/date', code: 'C', detail: 'in the future' } as never] }))
      .mockResolvedValue({} as never)
    const done = await sendWaiting('a1')
    expect(done.refused.map((one) => one.id)).toEqual(['d1'])
    expect(done.taken.map((one) => one.id)).toEqual(['d2'])
    const kept = await findDraft('d1', 'a1')
    expect(kept?.refused).toBe('in the future')
    expect(kept?.waiting).toBeUndefined()
    expect(await sendWaiting('a1')).toEqual({ taken: [], refused: [], left: 0 })
  })

  it('leaves alone what its writer has gone on with meanwhile', async () => {
    const old = draft('d1')
    await keepDraft({ ...old, savedAt: 99, values: { more: true } })
    await settleDraft(old, { refused: 'no' })
    expect((await findDraft('d1', 'a1'))?.refused).toBeUndefined()
  })
})
