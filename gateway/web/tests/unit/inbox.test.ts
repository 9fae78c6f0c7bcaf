import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, type EffectScope } from 'vue'
import type { Me, Session } from '@/api/types'
import { useNoticeStream } from '@/app/inbox'
import { useSession } from '@/app/session'

class Stream extends EventTarget {
  static readonly CLOSED = 2
  static all: Stream[] = []
  static open = () => Stream.all.filter((one) => one.readyState !== Stream.CLOSED)
  readyState = 1
  constructor() {
    super()
    Stream.all.push(this)
  }
  close(): void {
    this.readyState = Stream.CLOSED
  }
}

let scope: EffectScope
const told = vi.fn()

async function show(visible: boolean): Promise<void> {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible })
  document.dispatchEvent(new Event('visibilitychange'))
  await nextTick()
}

beforeEach(async () => {
  vi.stubGlobal('EventSource', Stream)
  Stream.all = []
  told.mockClear()
  await show(true)
  setActivePinia(createPinia())
  const session = useSession()
  session.session = { authenticated: true } as Session
  session.me = { grants: [] } as unknown as Me
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the stream of notices', () => {
  it('is held only while the page is looked at', async () => {
    scope.run(() => useNoticeStream(told))
    expect(Stream.open()).toHaveLength(1)
    await show(false)
    expect(Stream.open()).toHaveLength(0)
    await show(true)
    expect(Stream.open()).toHaveLength(1)
  })

  it('asks anew for what came while the page was hidden, and for nothing at the first opening', async () => {
    scope.run(() => useNoticeStream(told))
    Stream.open()[0]?.dispatchEvent(new Event('open'))
    expect(told).not.toHaveBeenCalled()
    await show(false)
    await show(true)
    Stream.open()[0]?.dispatchEvent(new Event('open'))
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('of seven pages is held by the one in front', async () => {
    await show(false)
    scope.run(() => Array.from({ length: 6 }, () => useNoticeStream(told)))
    expect(Stream.open()).toHaveLength(0)
  })

  it('is not tried again behind a page that was hidden after it broke', async () => {
    vi.useFakeTimers()
    scope.run(() => useNoticeStream(told))
    Stream.all[0]?.close()
    Stream.all[0]?.dispatchEvent(new Event('error'))
    await show(false)
    vi.advanceTimersByTime(60_000)
    expect(Stream.all).toHaveLength(1)
    await show(true)
    expect(Stream.open()).toHaveLength(1)
  })

  it('is closed with the page, which listens no more', async () => {
    scope.run(() => useNoticeStream(told))
    scope.stop()
    await show(false)
    await show(true)
    expect(Stream.open()).toHaveLength(0)
  })
})
