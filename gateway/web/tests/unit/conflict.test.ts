import { describe, expect, it } from 'vitest'
import { reactive, shallowRef } from 'vue'
import { Problem } from '@/api/problem'
import { differences, grounded, useConflict, type Grounded } from '@/form/conflict'

interface Filled extends Grounded {
  name: string
  phone: string
  values: Record<string, unknown>
  evidence: string[]
  absent: Record<string, string>
  reason: string
}

const first = (): Filled => ({
  name: '李明',
  phone: '',
  values: { amount: 100, place: '一楼' },
  evidence: ['e1'],
  absent: {},
  reason: '',
  etag: '"1"',
})

function met(mine: Partial<Filled>, theirs: Partial<Filled>) {
  const values = reactive({ ...grounded(first()), ...mine }) as Filled
  const conflict = useConflict<Filled>({ values: () => values, newest: () => Promise.resolve({ ...first(), ...theirs, etag: '"2"' }) })
  const problem = shallowRef<Problem | undefined>(new Problem(412, { code: 'VERSION_OUTDATED' }))
  return { values, conflict, problem, again: conflict.met(problem) }
}

describe('two people correct one thing', () => {
  it('sends the same again where nothing on the form was changed', async () => {
    const { values, conflict, again, problem } = met({ phone: '139', reason: '换号' }, {})
    expect(await again).toBe(true)
    expect(values).toMatchObject({ phone: '139', reason: '换号', etag: '"2"' })
    expect(conflict.found.value).toEqual([])
    expect(problem.value).toBeUndefined()
  })

  it('shows what the other has changed, and takes it where one has not touched the field', async () => {
    const { values, conflict, again } = met({ phone: '139' }, { name: '李明明', values: { amount: 100, place: '二楼' } })
    expect(await again).toBe(false)
    expect(conflict.found.value).toMatchObject([
      { path: 'name', before: '李明', theirs: '李明明', asked: false },
      { path: 'values.place', before: '一楼', theirs: '二楼', asked: false },
    ])
    expect(conflict.open.value).toBe(0)
    expect(values).toMatchObject({ name: '李明明', phone: '139', values: { place: '二楼' }, etag: '"2"' })
  })

  it('overwrites nothing until every field that both have changed is decided', async () => {
    const { values, conflict, again } = met(
      { name: '李小明', phone: '139', reason: '改名' },
      { name: '李明明', phone: '138', evidence: ['e1', 'e2'] },
    )
    expect(await again).toBe(false)
    expect(conflict.open.value).toBe(2)
    expect(values).toMatchObject({ name: '李小明', phone: '139', etag: '"1"', evidence: ['e1', 'e2'] })
    const [name, phone] = conflict.found.value.filter((one) => one.asked)
    conflict.choose(name!, 'theirs')
    expect(values.etag).toBe('"1"')
    conflict.choose(phone!, 'mine')
    expect(values).toMatchObject({ name: '李明明', phone: '139', evidence: ['e1', 'e2'], reason: '改名', etag: '"2"' })
    expect(values.base).toMatchObject({ name: '李明明', phone: '138' })
  })

  it('counts what both have changed alike as agreed', async () => {
    const { again } = met({ phone: '139' }, { phone: '139' })
    expect(await again).toBe(true)
  })

  it('tells absences and what was emptied one by one', async () => {
    const { values, conflict, again } = met({ absent: { m1: '' } }, { absent: { m2: 'sick' }, evidence: [] })
    expect(await again).toBe(false)
    expect(conflict.found.value.map((one) => [one.path, one.theirs, one.asked])).toEqual([
      ['evidence', undefined, false],
      ['absent.m2', 'sick', false],
    ])
    expect(values).toMatchObject({ absent: { m1: '', m2: 'sick' }, evidence: [] })
  })

  it('asks about everything that differs when it is not known what the form began with', () => {
    expect(differences(undefined, { name: 'a', phone: '1' }, { name: 'b', phone: '1' })).toEqual([
      { path: 'name', before: undefined, theirs: 'a', mine: 'b', asked: true },
    ])
  })

  it('is nobody else than a version that was outdated', async () => {
    const values = reactive(grounded(first()))
    const conflict = useConflict<Filled>({ values: () => values, newest: () => Promise.reject(new Error('not asked')) })
    expect(await conflict.met(shallowRef<Problem | undefined>(new Problem(422, {})))).toBe(false)
  })

  /** Whatever the two have done, what is sent in the end is of each field the one or the other, and a field only one has changed is that one's. */
  it('never loses a change silently', async () => {
    const keys = ['a', 'b', 'c', 'd']
    let seed = 7
    const random = (most: number): number => (seed = (seed * 48271) % 2147483647) % most
    for (let round = 0; round < 400; round += 1) {
      const make = (): Record<string, unknown> => Object.fromEntries(keys.map((key) => [key, ['', 'x', 'y'][random(3)]]))
      const [base, theirs, mine] = [make(), make(), make()]
      const values = reactive({ ...mine, etag: '1', base: { ...base } }) as Grounded & Record<string, unknown>
      const conflict = useConflict({
        values: () => values,
        newest: () => Promise.resolve({ ...theirs, etag: '2' } as Grounded & Record<string, unknown>),
      })
      await conflict.met(shallowRef<Problem | undefined>(new Problem(412, {})))
      for (const one of conflict.found.value) if (one.asked) conflict.choose(one, 'mine')
      expect(values.etag).toBe('2')
      for (const key of keys) {
        const expected = mine[key] !== base[key] ? mine[key] : theirs[key]
        expect([key, values[key]]).toEqual([key, expected])
        if (mine[key] !== base[key] && theirs[key] !== base[key] && mine[key] !== theirs[key])
          expect(conflict.found.value.some((one) => one.path === key && one.asked)).toBe(true)
      }
    }
  })
})
