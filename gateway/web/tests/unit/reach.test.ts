import { describe, expect, it } from 'vitest'
import { reachOf, unitOf } from '@/app/reach'
import { router } from '@/app/router'

describe("another unit's address", () => {
  it('is known by every page that takes a unit', () => {
    const pages = router.getRoutes().filter((page) => page.path.includes(':unit') || page.path.startsWith('/units/'))
    expect(pages.length).toBeGreaterThan(15)
    for (const page of pages) {
      const found = unitOf(
        router.resolve(
          page.path
            .replace(/:(unit|id)\b/g, 'u1')
            .replace(/:seq\(.*\)/, '1')
            .replace(':kind', 'gift')
            .replace(':campaign', 'c')
            .replace(/:sheet\(.*\)/, 'minutes'),
        ),
      )
      if (page.redirect === undefined) expect([page.path, found]).toEqual([page.path, 'u1'])
    }
    expect(unitOf(router.resolve('/records/r1'))).toBeUndefined()
    expect(unitOf(router.resolve('/inbox'))).toBeUndefined()
  })

  it('is beyond reach only after the units were asked for anew', () => {
    const seen = (ids: string[] | undefined, fresh: boolean) => ({ ids: ids && new Set(ids), fresh })
    expect(reachOf(undefined, [], seen(undefined, false))).toBe('OWN')
    expect(reachOf('u1', ['u1'], seen(undefined, false))).toBe('OWN')
    expect(reachOf('u2', ['u1'], seen(['u1', 'u2'], false))).toBe('OWN')
    expect(reachOf('u3', ['u1'], seen(undefined, false))).toBe('ASKING')
    expect(reachOf('u3', ['u1'], seen(['u1'], false))).toBe('ASKING')
    expect(reachOf('u3', ['u1'], seen(['u1'], true))).toBe('BEYOND')
  })
})
