import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Report, ReportSection, Sentence } from '@/api/types'
import { i18n } from '@/app/i18n'
import ReportActs from '@/features/report/ReportActs.vue'
import SentenceText from '@/features/report/SentenceText.vue'
import { countUnsupported, gathers, markOf, paragraphs, reasonKey, salutes, textOf } from '@/features/report/paper'

const claim: Sentence = {
  id: 's1',
  kind: 'CLAIM',
  paragraph: 0,
  listed: false,
  supported: true,
  bareNumber: false,
  comments: [],
  parts: [
    { text: '组织志愿服务' },
    {
      text: '12次',
      figure: { id: 'figure', value: 12, shown: '12次', measureUnit: 'activities', rounding: 'exact', rules: [], records: 12 },
    },
    { text: '，参加' },
    {
      text: '150余人次',
      figure: { id: 'people', value: 156, shown: '150余人次', measureUnit: 'person-times', rounding: 'tens', rules: [], records: 12 },
    },
    { text: '。' },
  ],
}
const free: Sentence = {
  ...claim,
  id: 's2',
  kind: 'FREE',
  paragraph: 1,
  supported: false,
  bareNumber: true,
  parts: [{ text: '满意度达98%。' }],
}
const section = (sentences: Sentence[], level = 1): ReportSection => ({ id: 'x', level, title: '一', sentences })
const show = (sentence: Sentence, comments = false) =>
  mount(SentenceText, { props: { sentence, chosen: false, comments }, global: { plugins: [i18n] } })

describe('a sentence on the paper', () => {
  it('reads as it was drafted, and every figure opens its records', async () => {
    const sentence = show(claim)
    expect(sentence.text().replace(/\s/g, '')).toBe('组织志愿服务12次，参加150余人次。')
    expect(textOf(claim)).toBe('组织志愿服务12次，参加150余人次。')
    const figures = sentence.findAll('.figure')
    expect(figures.map((figure) => figure.attributes('aria-label'))).toEqual(['12次，查看 12 条凭证', '150余人次，查看 12 条凭证'])
    await figures[1]?.trigger('click')
    await figures[0]?.trigger('keydown.enter')
    expect(sentence.emitted('figure')).toEqual([[3], [1]])
    expect(sentence.classes()).not.toContain('amber')
  })

  it('is marked amber with its reason where nothing stands behind it', () => {
    const sentence = show(free)
    expect(sentence.classes()).toContain('amber')
    expect(sentence.text()).toContain('数字无凭证')
    expect(reasonKey(free)).toBe('report.bareNumber')
    expect(reasonKey({ ...free, bareNumber: false })).toBe('report.unsupportedReason')
    expect(reasonKey({ ...free, kind: 'FIXED' })).toBeUndefined()
  })

  it('can be commented on by a reviewer, and shows comments to everybody', async () => {
    expect(show(claim).find('.talk').exists()).toBe(false)
    const reviewed = show(claim, true)
    await reviewed.find('.talk').trigger('click')
    expect(reviewed.emitted('talk')).toHaveLength(1)
    expect(
      show({ ...claim, comments: [{ id: 'k', sentence: 's1', text: '很好', author: 'a', round: 1, at: '' }] })
        .find('.talk')
        .text(),
    ).toContain('评语 1')
  })
})

describe('the acts', () => {
  const report = { id: 'r', state: 'DRAFT', acts: ['WRITE'], missing: ['原因分析'], sections: [], round: 0 } as unknown as Report
  const acts = (shown: Partial<Report>, enters: boolean, reviewing: boolean) =>
    mount(ReportActs, {
      props: { report: { ...report, ...shown }, enters, reviewing },
      global: { plugins: [i18n], stubs: { 'el-dialog': true, ElDialog: true, ReasonDialog: true } },
    })

  it('are those the service allows, and whoever waits is told for whom', () => {
    const clerk = acts({}, true, false).text()
    expect(clerk).toContain('报告由支部书记提交')
    expect(clerk).not.toMatch(/提交$/)
    const secretary = acts({ acts: ['WRITE', 'SUBMIT'] }, true, false)
    expect(secretary.text()).toContain('提交')
    expect(secretary.text()).not.toContain('报告由支部书记提交')
    expect(acts({ state: 'SUBMITTED', acts: [] }, false, true).text()).toContain('由其他审核人审核')
    expect(acts({ state: 'SUBMITTED', acts: ['COMMENT', 'RETURN', 'ACCEPT'] }, false, true).text()).toContain('通过')
    expect(acts({ state: 'ACCEPTED', acts: [] }, true, true).text()).not.toContain('审核人')
  })

  it('offer both papers', () => {
    expect(acts({}, true, false).text()).toContain('下载正式稿')
    expect(acts({}, true, false).text()).toContain('下载附凭证稿')
  })
})

describe('the outline', () => {
  it('begins with a salutation only where the first paragraph leads on', () => {
    const lead = { ...claim, kind: 'FIXED', parts: [{ text: '同志们：' }] } as Sentence
    const opened = { sections: [section([lead], 0), section([lead])] } as unknown as Report
    expect([salutes(opened, 0, 0), salutes(opened, 0, 1), salutes(opened, 1, 0)]).toEqual([true, false, false])
    expect(salutes({ sections: [section([claim], 0)] } as unknown as Report, 0, 0)).toBe(false)
  })

  it('tells empty, amber and good sections apart', () => {
    expect(markOf(section([]))).toBe('empty')
    expect(markOf(section([claim]))).toBe('good')
    expect(markOf(section([claim, free]))).toBe('amber')
    expect(countUnsupported({ sections: [section([claim, free]), section([free])] } as unknown as Report)).toBe(2)
  })

  it('knows headings that only gather others, and paragraphs', () => {
    const report = { sections: [section([], 1), section([claim], 2), section([], 1)] } as unknown as Report
    expect([0, 1, 2].map((index) => gathers(report, index))).toEqual([true, false, false])
    const term = { sections: [section([{ ...claim, kind: 'FIXED' }], 0), section([claim], 1), section([claim], 2)] } as unknown as Report
    expect([0, 1, 2].map((index) => gathers(term, index))).toEqual([true, false, false])
    expect(paragraphs(section([free, claim])).map((one) => one.map((sentence) => sentence.id))).toEqual([['s1'], ['s2']])
  })
})
