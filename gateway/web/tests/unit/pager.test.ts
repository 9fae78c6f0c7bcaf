import { flushPromises, mount } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Page } from '@/api/types'
import { i18n } from '@/app/i18n'
import PagerBar from '@/ui/PagerBar.vue'

const page = (more: boolean, number: number, next?: string): Page<unknown> => ({
  items: [],
  total: more ? 1000 : 45,
  more,
  page: number,
  size: 50,
  ...(next !== undefined && { next }),
})

async function bar(shown: Page<unknown>, at: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '<i />' } }] })
  await router.push(at)
  const wrapper = mount(PagerBar, { props: { page: shown }, global: { plugins: [router, i18n, ElementPlus] } })
  const button = (key: string) => wrapper.findAll('button').find((one) => one.text() === i18n.global.t(key))
  return { router, wrapper, button }
}

describe('a list that is longer than is counted', () => {
  it('has numbers as far as is counted, and goes on only from the last of them', async () => {
    const middle = await bar(page(true, 3, 'x'), '/?page=3')
    expect(middle.wrapper.find('.el-pagination').exists()).toBe(true)
    expect(middle.button('list.goOn')).toBeUndefined()
    const last = await bar(page(true, 20, 'x'), '/?page=20&type=t')
    await last.button('list.goOn')?.trigger('click')
    await flushPromises()
    expect(last.router.currentRoute.value.query).toEqual({ after: 'x', type: 't' })
  })

  it('goes on behind a cursor until there is no more, and back to the first', async () => {
    const behind = await bar(page(true, 1, 'y'), '/?after=x&type=t')
    expect(behind.wrapper.find('.el-pagination').exists()).toBe(false)
    expect(behind.button('list.goOn')).toBeDefined()
    const end = await bar(page(true, 1), '/?after=y&type=t')
    expect(end.button('list.goOn')).toBeUndefined()
    await end.button('list.toFirst')?.trigger('click')
    await flushPromises()
    expect(end.router.currentRoute.value.query).toEqual({ type: 't' })
  })

  it('needs nothing of the kind where all is counted', async () => {
    const short = await bar(page(false, 1), '/')
    expect(short.wrapper.findAll('button')).toHaveLength(0)
  })
})
