import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { Problem } from '@/api/problem'
import { useFormDialog } from '@/form/useFormDialog'

function dialog() {
  const open = ref<string>()
  const begin = vi.fn()
  const done = vi.fn()
  const form = effectScope().run(() => useFormDialog<string, number>({ open, begin, done }))!
  return { open, begin, done, form }
}

describe('a form in a dialog', () => {
  it('begins anew each time it opens, under a key of its own', async () => {
    const { open, begin, done, form } = dialog()
    const keys: string[] = []
    const send = (key: string): Promise<number> => {
      keys.push(key)
      return keys.length < 2 ? Promise.reject(new Problem(503, {})) : Promise.resolve(1)
    }
    open.value = 'a'
    await nextTick()
    expect(begin).toHaveBeenCalledWith('a')
    await form.save({ send })
    expect(open.value).toBe('a')
    expect(form.problem.value?.status).toBe(503)
    await form.save({ send })
    expect(open.value).toBeUndefined()
    expect(done).toHaveBeenCalledOnce()
    open.value = 'b'
    await nextTick()
    await form.save({ send })
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
  })

  it('forgets what was wrong the last time, and tells of a refusal', async () => {
    const { open, form } = dialog()
    const refused = vi.fn(() => Promise.resolve())
    open.value = 'a'
    await nextTick()
    await form.save({ send: () => Promise.reject(new Problem(412, {})), refused })
    expect(refused).toHaveBeenCalledOnce()
    open.value = undefined
    await nextTick()
    open.value = 'a'
    await nextTick()
    expect(form.problem.value).toBeUndefined()
  })
})
