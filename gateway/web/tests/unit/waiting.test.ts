import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { i18n } from '@/app/i18n'
import Waiting from '@/ui/Waiting.vue'

function shown(problem: unknown, open = false): string {
  return mount(Waiting, {
    props: { pending: false, problem, open },
    slots: { default: 'content' },
    global: { plugins: [i18n], stubs: { RouterLink: true, 'el-skeleton': true } },
  }).text()
}

describe('what is refused', () => {
  it('is not for whoever opened it, whether it is there or not', () => {
    const text = shown(new Problem(404, { title: '没有这条记录' }))
    expect(text).toContain(i18n.global.t('nowhere.notYours'))
    expect(text).toBe(shown(new Problem(403, { title: '没有权限' })))
    expect(text).not.toContain('content')
    expect(text).not.toContain(i18n.global.t('action.tryAgain'))
  })

  it('is said in the words of the service where everybody may come', () => {
    const text = shown(new Problem(404, { title: '没有这个公开页', detail: '请核对地址' }), true)
    expect(text).toContain('没有这个公开页')
    expect(text).toContain('请核对地址')
    expect(text).not.toContain(i18n.global.t('nowhere.notYours'))
  })

  it('can be asked for again where the service was away', () => {
    expect(shown(new Problem(503, { title: '服务暂时不可用' }))).toContain(i18n.global.t('action.tryAgain'))
    expect(shown(undefined)).toBe('content')
  })
})
