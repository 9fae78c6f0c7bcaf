import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { useEach } from '@/ui/useEach'

const items = ['a', 'b', 'c'].map((id) => ({ id, text: `what ${id} says` }))
const refusal = (status: number, code: string): Problem => new Problem(status, { code, detail: `because ${code}` })

describe('one act on each of several', () => {
  it('goes on where one is refused, and a second try uses the same keys', async () => {
    const each = useEach()
    each.begin(items)
    const first = new Map<string, string>()
    const done = await each.run(items, async (id, key) => {
      first.set(id, key)
      if (id === 'b') throw refusal(409, 'CHANGED')
      return Promise.resolve()
    })
    expect(done).toEqual(['a', 'c'])
    expect(each.refused.value.map((one) => [one.id, one.text, one.why])).toEqual([['b', 'what b says', 'because CHANGED']])
    expect(each.done.value).toBeUndefined()

    const second = new Map<string, string>()
    const left = items.filter((one) => one.id === 'b')
    expect(await each.run(left, async (id, key) => Promise.resolve(second.set(id, key)))).toEqual(['b'])
    expect(second.get('b')).toBe(first.get('b'))
    expect(new Set(first.values()).size).toBe(3)
    expect(each.refused.value).toEqual([])
  })

  it('stops where what is wrong is wrong for all', async () => {
    const each = useEach()
    each.begin(items)
    let asked = 0
    const done = await each.run(items, async () => {
      asked += 1
      return Promise.reject(refusal(503, 'TRY_LATER'))
    })
    expect(done).toEqual([])
    expect(asked).toBe(1)
    expect(each.problem.value?.detail).toBe('because TRY_LATER')
    expect(each.refused.value).toEqual([])
  })

  it('is not begun twice', async () => {
    const each = useEach()
    each.begin(items)
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    const running = each.run(items, () => gate)
    expect(await each.run(items, () => Promise.resolve())).toEqual([])
    open()
    expect(await running).toEqual(['a', 'b', 'c'])
  })
})
