import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import { activityApi } from '@/api'
import { connect, http } from '@/api/http'
import { Problem, faultsByPath, pathOf } from '@/api/problem'
import { useSubmit } from '@/form/useSubmit'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const signedOut = vi.fn()
const sent: { url: string; init: RequestInit }[] = []
let answers: (Response | Error)[] = []

beforeEach(() => {
  sent.length = 0
  signedOut.mockReset()
  document.cookie = 'XSRF-TOKEN=t-1'
  connect({ language: () => 'en', signedOut })
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push({ url, init })
    const next = answers.shift()
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
  })
})
afterEach(() => vi.unstubAllGlobals())
const headers = (index: number) => sent[index]?.init.headers as Record<string, string>

describe('a call', () => {
  it('carries language, CSRF token and one key that stays the same when it is tried again', async () => {
    answers = [answer(403, { code: 'CSRF_TOKEN_INVALID' }), answer(200, { authenticated: true }), answer(201, { id: 'r1' })]
    expect(await http.post('/api/activity/v1/records', { a: 1 }, 'key-1')).toEqual({ id: 'r1' })
    expect(sent.map((one) => one.url)).toEqual(['/api/activity/v1/records', '/api/session', '/api/activity/v1/records'])
    for (const index of [0, 2])
      expect(headers(index)).toMatchObject({ 'Idempotency-Key': 'key-1', 'X-XSRF-TOKEN': 't-1', 'Accept-Language': 'en' })
  })

  it('asks for what it is told to ask for, also where the version of the answer is kept', async () => {
    answers = [answer(200, { year: 2025 }, { ETag: '"3"' })]
    expect(await activityApi.orgLife('b1', 2025)).toMatchObject({ data: { year: 2025 }, etag: '"3"' })
    expect(sent[0]?.url).toBe('/api/activity/v1/org-lives?unit=b1&year=2025')
  })

  it('goes through all pages of what is wanted whole', async () => {
    const page = (id: string, next?: string): Response =>
      answer(200, { items: [{ id }], total: 1, more: true, page: 1, size: 100, ...(next && { next }) })
    answers = [page('v1', 'a b'), page('v2', 'c'), page('v3')]
    expect((await activityApi.surveys('z0')).map((one) => one.id)).toEqual(['v1', 'v2', 'v3'])
    expect(sent.map((one) => new URL(one.url, 'http://x').searchParams.get('after'))).toEqual([null, 'a b', 'c'])
  })

  it('sends the version it has read', async () => {
    answers = [answer(200, { id: 'r1' }, { ETag: '"3"' }), answer(200, {})]
    const { etag } = await http.read('/api/activity/v1/records/r1')
    await http.put('/api/activity/v1/records/r1', {}, etag ?? '')
    expect(headers(1)['If-Match']).toBe('"3"')
  })

  it('waits as long as it is told and then sends the very same again', async () => {
    vi.useFakeTimers()
    answers = [answer(429, { code: 'TOO_MANY_FROM_PERSON' }, { 'Retry-After': '3' }), answer(201, { id: 'r1' })]
    const done = http.post('/api/activity/v1/records', { a: 1 })
    await vi.advanceTimersByTimeAsync(2900)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(await done).toEqual({ id: 'r1' })
    expect(headers(1)['Idempotency-Key']).toBe(headers(0)['Idempotency-Key'])
    answers = [1, 2, 3].map(() => answer(429, { code: 'TOO_MANY_FROM_BUREAU' }, { 'Retry-After': '1' }))
    const refused = expect(http.get('/api/x')).rejects.toMatchObject({ status: 429, code: 'TOO_MANY_FROM_BUREAU' })
    await vi.advanceTimersByTimeAsync(3000)
    await refused
    vi.useRealTimers()
  })

  it('tells when the session has ended, and when there was no answer at all', async () => {
    answers = [answer(401, { code: 'NOT_SIGNED_IN' }), new TypeError('offline')]
    await expect(http.get('/api/x')).rejects.toMatchObject({ status: 401 })
    expect(signedOut).toHaveBeenCalledTimes(1)
    await expect(http.get('/api/x')).rejects.toMatchObject({ status: 0, passing: true })
  })
})

describe('faults of the service', () => {
  const problem = new Problem(422, {
    code: 'INVALID_INPUT',
    errors: [
      { pointer: '/values/amount', code: 'TOO_LARGE', detail: '不能大于 1000。' },
      { pointer: '/values/amount', code: 'X', detail: 'second' },
      { pointer: '#/agenda/0/title', code: 'REQUIRED', detail: '此项必填。' },
    ],
  })

  it('find their fields', () => {
    expect(pathOf('/a~1b/0')).toBe('a/b.0')
    expect(faultsByPath(problem)).toEqual({ 'values.amount': '不能大于 1000。', 'agenda.0.title': '此项必填。' })
    expect(faultsByPath(new Error('x'))).toEqual({})
  })

  it('are shown at the field, and the first one is focused; what was typed stays', async () => {
    document.body.innerHTML = '<div data-path="date"><input id="d"></div><div data-path="values.amount"><input id="a" value="5000"></div>'
    const { run, faults, pending, clear } = useSubmit<void>()
    const done = run(() => Promise.reject(problem))
    expect(pending.value).toBe(true)
    await done
    await flushPromises()
    expect(faults.value['values.amount']).toBe('不能大于 1000。')
    expect(document.activeElement?.id).toBe('a')
    expect((document.activeElement as HTMLInputElement).value).toBe('5000')
    expect(pending.value).toBe(false)
    clear('values.amount')
    expect(faults.value['values.amount']).toBeUndefined()
  })

  it('of the own check stop the sending', async () => {
    const send = vi.fn()
    const { run, faults } = useSubmit<void>()
    await run(send, () => ({ date: '请填写此项。' }))
    expect(send).not.toHaveBeenCalled()
    expect(faults.value).toEqual({ date: '请填写此项。' })
  })
})
