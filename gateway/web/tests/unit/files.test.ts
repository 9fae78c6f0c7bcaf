import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import { connect } from '@/api/http'
import type { EvidenceFile } from '@/api/types'
import { setLanguage } from '@/app/i18n'
import { scaleOf, shapeOf, shrunk, sizeText } from '@/features/evidence/shrink'
import { filesFault, useUploads } from '@/features/evidence/useUploads'
import { bodyOf, outcomeOf, sideBySide, versionOf } from '@/features/ledger/ledger'

/** Requests as the browser makes them, answered by hand. */
class Request {
  static all: Request[] = []
  headers: Record<string, string> = {}
  upload: { onprogress?: (sent: { loaded: number; total: number }) => void } = {}
  status = 0
  responseText = ''
  url = ''
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  open(_: string, url: string): void {
    this.url = url
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value
  }
  send(): void {
    Request.all.push(this)
  }
  abort(): void {
    this.onabort?.()
  }
  answer(status: number, body: object): void {
    this.status = status
    this.responseText = JSON.stringify(body)
    this.onload?.()
  }
}

const scope = effectScope()
beforeEach(async () => {
  Request.all = []
  document.cookie = 'XSRF-TOKEN=t-1'
  connect({ language: () => 'zh-CN', signedOut: () => {} })
  vi.stubGlobal('XMLHttpRequest', Request)
  await setLanguage('zh-CN')
})
afterEach(() => vi.unstubAllGlobals())

const paper = (name: string): File => new File(['%PDF'], name, { type: 'application/pdf' })

describe('files on their way', () => {
  it('go two at a time, and one that is refused takes none of the others with it', async () => {
    const arrived: EvidenceFile[] = []
    const { uploads, state, add, again, remove } = scope.run(() => useUploads(ref('u1'), (file) => arrived.push(file)))!
    add([paper('张三.pdf'), paper('b.pdf'), paper('c.pdf')])
    await flushPromises()
    expect(Request.all).toHaveLength(2)
    expect(state.value).toBe('busy')
    expect(filesFault(state.value)).toHaveProperty('evidence')
    const [first, second] = Request.all as [Request, Request]
    expect(first.url).toBe('/api/activity/v1/evidence?unit=u1')
    expect(first.url).not.toContain('pdf')
    expect(first.headers).toMatchObject({
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': "attachment; filename*=UTF-8''%E5%BC%A0%E4%B8%89.pdf",
      'X-XSRF-TOKEN': 't-1',
    })
    first.upload.onprogress?.({ loaded: 1, total: 4 })
    expect(uploads.value[0]?.share).toBe(0.25)
    second.answer(415, { code: 'FILE_TYPE_NOT_TAKEN', detail: '“b.pdf”不是可以添加的类型' })
    await flushPromises()
    expect(Request.all).toHaveLength(3)
    first.answer(201, { id: 'e1', name: '张三.pdf' })
    Request.all[2]?.answer(201, { id: 'e3', name: 'c.pdf' })
    await flushPromises()
    expect(arrived.map((file) => file.id)).toEqual(['e1', 'e3'])
    expect(state.value).toBe('failed')
    expect(uploads.value[0]?.problem?.detail).toContain('b.pdf')

    again(uploads.value[0]!.key)
    await flushPromises()
    expect(Request.all[3]?.headers['Idempotency-Key']).toBe(second.headers['Idempotency-Key'])
    Request.all[3]?.onerror?.()
    await flushPromises()
    expect(state.value).toBe('failed')
    remove(uploads.value[0]!.key)
    expect(state.value).toBe('idle')
    expect(filesFault(state.value)).toEqual({})
  })

  it('keep a long screenshot legible', () => {
    expect(scaleOf(4032, 3024)).toBeCloseTo(2560 / 4032)
    expect(scaleOf(1080, 9000)).toBe(1)
    expect(scaleOf(9000, 1080)).toBe(1)
    expect(scaleOf(800, 600)).toBe(1)
    expect([shapeOf(1080, 9000), shapeOf(9000, 1080), shapeOf(1200, 900), shapeOf(undefined, undefined)]).toEqual(['tall', 'wide', '', ''])
    expect(scaleOf(4500, 2000)).toBeCloseTo(2560 / 4500)
  })

  it('keep what is no picture as it is', async () => {
    const file = paper('a.pdf')
    expect(await shrunk(file)).toEqual({ blob: file, name: 'a.pdf' })
    const odd = new File(['x'], 'a.heic', { type: 'image/heic' })
    expect((await shrunk(odd)).blob).toBe(odd)
    expect([sizeText(12), sizeText(184_400), sizeText(3_420_000)]).toEqual(['1 KB', '184 KB', '3.4 MB'])
  })
})

describe('the ledger', () => {
  it('tells what was done from what was refused and what was looked at', () => {
    expect(['record.entered.v1', 'audit.refused.v1', 'audit.looked.v1'].map((type) => outcomeOf({ type }))).toEqual([
      'ACCEPTED',
      'REFUSED',
      'LOOKED',
    ])
    expect(versionOf({ sequence: 3001 })).toBe(3)
    expect(bodyOf({ body: 'no json' })).toEqual({})
  })

  it('puts two events side by side', () => {
    const rows = sideBySide({ role: 'CLERK', unit: 'u', ancestors: ['a'] }, { role: 'SECRETARY', unit: 'u', ancestors: ['a', 'b'] })
    expect(rows.map((row) => [row.part, row.changed])).toEqual([
      ['role', true],
      ['unit', false],
    ])
    expect(sideBySide(undefined, { role: 'CLERK' })[0]).toMatchObject({ changed: false, before: undefined })
  })
})
