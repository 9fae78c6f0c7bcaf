import { readdirSync, readFileSync } from 'node:fs'
import { mount } from '@vue/test-utils'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { parse } from 'yaml'
import type { Kind, MemberName, Values } from '@/api/types'
import { i18n } from '@/app/i18n'
import KindForm from '@/form/KindForm.vue'
import { answersTo, initials } from '@/form/pinyin'
import { askedFields, checkValues, sentValues, startValues } from '@/form/kindForm'

const folder = '../../infra/catalogue/data/kinds'
const kinds = readdirSync(folder).map((name) => parse(readFileSync(`${folder}/${name}`, 'utf8')) as Kind)
const aid = kinds.find((kind) => kind.id === 'pairing-assistance') as Kind
const TODAY = '2026-11-20'

function form(kind: Kind, values: Values, faults: Record<string, string> = {}) {
  return mount(KindForm, {
    props: { kind, names: [], faults, modelValue: values },
    global: { plugins: [i18n, createPinia(), [VueQueryPlugin, { queryClient: new QueryClient() }]] },
  })
}

describe('a form made from the catalogue', () => {
  it('exists for every kind, with a label and a place for a fault for each field', () => {
    expect(kinds.length).toBeGreaterThan(20)
    for (const kind of kinds) {
      const values = startValues(kind)
      const made = form(kind, values)
      for (const field of askedFields(kind, values)) {
        const place = made.find(`[data-path="values.${field.id}"]`)
        expect(place.exists(), `${kind.id}.${field.id}`).toBe(true)
        expect(place.text(), `${kind.id}.${field.id}`).toContain(field.names['zh-CN'])
      }
      made.unmount()
    }
  })

  it('asks for a field only while its condition holds', async () => {
    const made = form(aid, { ...startValues(aid), form: 'money' })
    expect(made.find('[data-path="values.amount"]').exists()).toBe(true)
    expect(made.find('[data-path="values.item"]').exists()).toBe(false)
    await made.setProps({ modelValue: { ...startValues(aid), form: 'goods' } })
    await nextTick()
    expect(made.find('[data-path="values.amount"]').exists()).toBe(false)
    expect(made.find('[data-path="values.quantity"]').exists()).toBe(true)
  })

  it('shows a fault at its field', () => {
    const made = form(aid, { ...startValues(aid), form: 'money' }, { 'values.amount': '不能大于 1000000。' })
    expect(made.find('[data-path="values.amount"] [role=alert]').text()).toBe('不能大于 1000000。')
    expect(made.find('[data-path="values.amount"] input').attributes('aria-invalid')).toBe('true')
  })
})

describe('a kind of the catalogue', () => {
  it('is found by the initials of its name and by what people call it', () => {
    for (const kind of kinds) {
      expect(initials(kind.names['zh-CN'] ?? ''), kind.id).toBe(kind.initials)
      expect(kind.words?.length, kind.id).toBeGreaterThan(0)
      for (const word of kind.words ?? []) expect(kind.names['zh-CN'], kind.id).not.toBe(word)
    }
    const called = (typed: string) => kinds.filter((kind) => kind.words?.some((word) => answersTo(word, typed))).map((kind) => kind.id)
    expect(called('好人好事')).toEqual(expect.arrayContaining(['care-visit', 'honour', 'volunteer-service']))
    expect(called('三重一大')).toEqual(['joint-decision'])
    expect(called('qlgc')).toEqual(['mentor-pair'])
  })

  it('asks for a person by name and offers the members of the branch', async () => {
    const pair = kinds.find((kind) => kind.id === 'mentor-pair') as Kind
    const names = [{ id: 'm1', name: '王芳' }] as MemberName[]
    const made = mount(KindForm, {
      props: { kind: pair, names, faults: {}, modelValue: { ...startValues(pair), mentor: '李' } },
      global: { plugins: [i18n, createPinia(), [VueQueryPlugin, { queryClient: new QueryClient() }]] },
    })
    const field = made.find('[data-path="values.mentor"] input')
    expect((field.element as HTMLInputElement).value).toBe('李')
    await field.setValue('王芳')
    expect(made.emitted('update:modelValue')?.at(-1)?.[0]).toMatchObject({ mentor: '王芳' })
    expect(checkValues(pair, TODAY, { ...startValues(pair), mentor: '名'.repeat(41) }, TODAY)['values.mentor']?.key).toBe('form.long')
  })
})

describe('the check before sending', () => {
  it('names what is missing, in the words of the service', () => {
    const faults = checkValues(aid, '', { ...startValues(aid), form: 'money' }, TODAY)
    expect(Object.keys(faults).sort()).toEqual(['date', 'values.amount', 'values.partner'])
    expect(faults['values.amount']).toEqual({ key: 'form.required', values: {} })
  })

  it('knows numbers, money, lengths, dates and options', () => {
    const check = (values: Values) => checkValues(aid, TODAY, { ...startValues(aid), partner: { name: '石门村小学' }, ...values }, TODAY)
    expect(check({ form: 'money', amount: '99.505' })['values.amount']?.key).toBe('form.money')
    expect(check({ form: 'money', amount: '0' })['values.amount']).toEqual({ key: 'form.min', values: { min: 0.01 } })
    expect(check({ form: 'money', amount: 'viel' })['values.amount']?.key).toBe('form.money')
    expect(check({ form: 'goods', item: '书'.repeat(61), quantity: '3', goodsUnit: 'volumes' })['values.item']).toEqual({
      key: 'form.long',
      values: { max: 60 },
    })
    expect(check({ form: 'goods', item: '书', quantity: '1.5', goodsUnit: 'volumes' })['values.quantity']?.key).toBe('form.integer')
    expect(check({ form: 'gold' })['values.form']?.key).toBe('form.option')
    expect(check({ form: 'money', amount: '20000' })).toEqual({})
    expect(checkValues(aid, '2026-11-21', {}, TODAY).date?.key).toBe('form.future')
  })

  it('sends numbers as numbers and only what is asked for', () => {
    const values: Values = {
      ...startValues(aid),
      partner: { name: ' 石门村小学 ' },
      form: 'money',
      amount: '20000.50',
      item: '书',
      quantity: '3',
      note: '  ',
    }
    expect(sentValues(aid, values)).toEqual({ partner: { name: '石门村小学' }, form: 'money', amount: 20000.5 })
    expect(sentValues(aid, { ...values, partner: { unit: 'u1', name: 'x' } }).partner).toEqual({ unit: 'u1' })
  })
})
