import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetKept, keptFor } from '@/app/kept'

describe('what the service worker kept', () => {
  const removed: string[] = []

  beforeEach(() => {
    removed.length = 0
    localStorage.clear()
    vi.stubGlobal('caches', { delete: async (name: string) => Promise.resolve(removed.push(name) > 0) })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('stays for whoever comes back, and goes as soon as somebody else is here', async () => {
    await keptFor('a1')
    expect(removed).toEqual(['zhibu-kept'])
    await keptFor('a1')
    expect(removed).toHaveLength(1)
    await keptFor('a2')
    expect(removed).toHaveLength(2)
    await keptFor('a1')
    expect(removed).toHaveLength(3)
  })

  it('goes at sign-out, and a store that refuses stops nobody', async () => {
    await forgetKept()
    expect(removed).toEqual(['zhibu-kept'])
    vi.stubGlobal('caches', { delete: async () => Promise.reject(new Error('no')) })
    await expect(forgetKept()).resolves.toBeUndefined()
  })
})
