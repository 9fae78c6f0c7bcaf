import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { activityApi } from '@/api'
import { Problem } from '@/api/problem'
import { useSession } from '@/app/session'
import { draftsOf, findDraft, forgetDrafts, keepDraft, type Draft } from '@/draft/store'
import { useDraft } from '@/draft/useDraft'

const draft = (change: Partial<Draft> = {}): Draft => ({
  id: 'd1',
  account: 'a1',
  form: 'record:honour',
  unit: 'u1',
  title: '荣誉',
  page: '/x',
  values: { title: '优秀教师' },
  key: 'k1',
  savedAt: 1,
  ...change,
})

beforeEach(async () => {
  const nobody = new Problem(0, {})
  vi.spyOn(activityApi, 'draft').mockRejectedValue(nobody)
  vi.spyOn(activityApi, 'keepDraft').mockRejectedValue(nobody)
  vi.spyOn(activityApi, 'removeDraft').mockRejectedValue(nobody)
  await forgetDrafts('a1')
  await forgetDrafts('a2')
})

describe('the draft store', () => {
  it('gives a draft back to its writer only', async () => {
    await keepDraft(draft())
    expect((await findDraft('d1', 'a1'))?.values).toEqual({ title: '优秀教师' })
    expect(await findDraft('d1', 'a2')).toBeUndefined()
  })

  it('lists the drafts of a branch, the last one first, and forgets all of a person', async () => {
    await keepDraft(draft())
    await keepDraft(draft({ id: 'd2', savedAt: 2 }))
    await keepDraft(draft({ id: 'd3', unit: 'u2', savedAt: 3 }))
    await keepDraft(draft({ id: 'd4', account: 'a2' }))
    expect((await draftsOf('a1', 'u1')).map((one) => one.id)).toEqual(['d2', 'd1'])
    expect(await draftsOf('a1')).toHaveLength(3)
    await forgetDrafts('a1')
    expect(await draftsOf('a1')).toHaveLength(0)
    expect(await draftsOf('a2')).toHaveLength(1)
  })
})

describe('a form with a draft', () => {
  type Made = ReturnType<typeof useDraft<{ title: string }>>

  async function open(address: string) {
    const pinia = createPinia()
    setActivePinia(pinia)
    useSession().me = { account: 'a1', username: 'x', name: 'x', operator: false, grants: [] }
    let made!: Made
    const Form = defineComponent({
      setup() {
        made = useDraft<{ title: string }>({
          form: 'record:honour',
          unit: () => 'u1',
          title: (now) => now.title,
          start: () => ({ title: '' }),
        })
        void made.load()
        return () => h('p')
      },
    })
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/form', name: 'form', component: Form }] })
    await router.push(address)
    const page = mount(RouterView, { global: { plugins: [router, pinia] } })
    await flushPromises()
    await new Promise((done) => setTimeout(done, 30))
    return { made, router, page }
  }

  it('survives a reload with its values and its key', async () => {
    const first = await open('/form')
    first.made.values.value.title = '先进党支部'
    await flushPromises()
    await first.made.save()
    const key = first.made.key()
    expect(first.router.currentRoute.value.query.draft).toBeTypeOf('string')
    const address = first.router.currentRoute.value.fullPath
    first.page.unmount()

    const second = await open(address)
    expect(second.made.values.value.title).toBe('先进党支部')
    expect(second.made.key()).toBe(key)
    second.page.unmount()
  })

  it('is gone after it was sent', async () => {
    const { made, page } = await open('/form')
    made.values.value.title = '先进党支部'
    await flushPromises()
    await made.save()
    await made.drop()
    page.unmount()
    await flushPromises()
    expect(await draftsOf('a1', 'u1')).toEqual([])
  })

  it('keeps what was typed a moment before the page is left', async () => {
    const { made, page } = await open('/form')
    made.values.value.title = '先'
    await flushPromises()
    page.unmount()
    await new Promise((done) => setTimeout(done, 50))
    expect((await draftsOf('a1', 'u1')).map((one) => one.values)).toEqual([{ title: '先' }])
  })
})
