import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { memberApi } from '@/api'
import type { Unit } from '@/api/types'
import { useSession } from '@/app/session'
import { pathOf, useUnitStore, useUnits } from '@/app/units'

const unit = (id: string, ancestors: string[], kind = 'BRANCH', order = 0) =>
  ({ id, kind, name: `单位${id}`, ancestors, order }) as unknown as Unit
const TREE = [unit('b', ['b'], 'BUREAU'), unit('s', ['b', 's'], 'SCHOOL', 2), unit('z', ['b', 's', 'z'])]

describe('units by their ids', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    vi.useFakeTimers()
    vi.spyOn(memberApi, 'unitNamesOf').mockResolvedValue([])
    setActivePinia(createPinia())
    const session = useSession()
    session.session = { authenticated: true, login: '' }
    session.me = { grants: [{ role: 'REVIEWER', unit: 'b' }] } as unknown as NonNullable<typeof session.me>
  })

  async function settled(): Promise<void> {
    await vi.advanceTimersByTimeAsync(20)
    await flushPromises()
  }

  it('are asked for together, once, and never as a whole tree', async () => {
    const named = vi.spyOn(memberApi, 'unitsNamed').mockImplementation((ids) => Promise.resolve(TREE.filter((one) => ids.includes(one.id))))
    const whole = vi.spyOn(memberApi, 'units')
    const { nameOf, schoolOf, may, pendingOf } = useUnits()
    expect([nameOf('z'), nameOf('b'), nameOf('z'), pendingOf('z')]).toEqual(['', '', '', true])
    await settled()
    expect(named.mock.calls).toEqual([[['z', 'b']]])
    expect([nameOf('z'), pendingOf('z'), may(['REVIEWER'], 'z')]).toEqual(['单位z', false, true])
    expect(schoolOf('z')).toBeUndefined()
    await settled()
    expect(schoolOf('z')?.id).toBe('s')
    expect(named).toHaveBeenCalledTimes(2)
    expect(whole).not.toHaveBeenCalled()
  })

  it('of which one may see nothing else have their names', async () => {
    vi.spyOn(memberApi, 'unitsNamed').mockResolvedValue([])
    vi.spyOn(memberApi, 'unitNamesOf').mockResolvedValue([{ id: 'z', kind: 'BRANCH', name: '邻校支部' }])
    const { nameOf, unitOf } = useUnits()
    expect(nameOf('z')).toBe('')
    await settled()
    expect([nameOf('z'), unitOf('z')]).toEqual(['邻校支部', undefined])
  })

  it('of which there are many are asked for fifty at once', async () => {
    const named = vi.spyOn(memberApi, 'unitsNamed').mockImplementation((ids) => Promise.resolve(ids.map((id) => unit(id, [id]))))
    const { nameOf } = useUnits()
    for (let number = 0; number < 120; number += 1) nameOf(`u${number}`)
    await settled()
    expect(named.mock.calls.map(([ids]) => ids.length)).toEqual([50, 50, 20])
    expect(nameOf('u119')).toBe('单位u119')
  })

  it('that could not be had are asked for again, and those that one may not see are not pending', async () => {
    const named = vi.spyOn(memberApi, 'unitsNamed').mockRejectedValueOnce(new Error('away')).mockResolvedValue([])
    const store = useUnitStore()
    store.want('z')
    await settled()
    expect(store.absent.has('z')).toBe(false)
    expect(store.pendingOf('z')).toBe(false)
    await settled()
    expect(named).toHaveBeenCalledTimes(2)
    expect([store.absent.has('z'), store.pendingOf('z')]).toEqual([true, false])
  })

  it('stand in the order of the tree', () => {
    const by = new Map(TREE.map((one) => [one.id, one]))
    expect(pathOf(['b', 's', 'z'], (id) => by.get(id))).toBe('0000.b/0002.s/0000.z')
  })
})
