// The secretary enters what the branch did: a meeting, a gift, an honour, an opinion and what came of it.
import assert from 'node:assert/strict'
import { OWN } from './bureau.mjs'
import { files } from './files.mjs'
import { agree, base, button, choose, field, fill, language, link, phone, picture, signIn, t } from './people.mjs'

const word = (chinese, english) => (language === 'en' ? english : chinese)
const receiver = '石门村小学'

export async function records(world) {
  const { username, password } = world.secretary
  const { page } = (world.secretary = await signIn(username, password, OWN))
  await page.locator('li.duty').first().waitFor()
  assert.match(await page.locator('li.duty').first().innerText(), /第.+条|Art/, 'a duty names its article')
  await picture(page, 'home')
  await assembly(page, world)
  await honour(page, world)
  await opinion(page, world)
  world.filed = await files(page, world.branch)
}

async function assembly(page, world) {
  await note(page, world, t('meeting.form.BRANCH_ASSEMBLY'))
  await page.getByText(t('meeting.expected', { count: 3 })).waitFor()
  await button(page, 'record.save').click()
  await field(page, 'topic').locator('.wrong').waitFor()
  await fill(page, 'topic', '审议年度工作计划')
  await choose(page, 'chair', '唐晓')
  await page.locator('.person-tile', { hasText: '刘芳' }).click()
  await page.getByText(t('meeting.presentCount', { count: 2 })).waitFor()
  await button(page, 'meeting.absence.sick').click()
  await button(page, 'meeting.addItem').click()
  await fill(page, 'agenda.1.title', '年度工作计划')
  await fill(page, 'agenda.1.resolution', '同意年度工作计划。')
  const votes = field(page, 'agenda.1.votes').locator('input').first()
  await votes.fill('20')
  await button(page, 'record.save').click()
  await page.getByText(t('meeting.tooManyVotes')).waitFor()
  assert.equal(await field(page, 'topic').locator('input').inputValue(), '审议年度工作计划', 'what was typed stays')
  await votes.fill('2')
  await picture(page, 'meeting-form')
  await button(page, 'record.save').click()
  await page.waitForURL(/\/meetings\//)
  await page.getByText(t('meeting.count', { expected: 3, present: 2 })).first().waitFor()
  await page.getByText('同意年度工作计划。').waitFor()
  await page.getByText(t('record.savedMet', { duties: '' })).waitFor()
  await picture(page, 'meeting')
}

async function honour(page, world) {
  await note(page, world, word('荣誉', 'Honour'))
  await fill(page, 'values.title', '先进基层党组织')
  await choose(page, 'values.holder', word('党支部', 'branch'))
  await choose(page, 'values.category', word('荣誉称号', 'title of honour'))
  await choose(page, 'values.level', word('县（市、区）级', 'county'))
  await button(page, 'record.save').click()
  await page.waitForURL(/\/records\/[^/]+(\?|$)/)
  await page.getByText('先进基层党组织').first().waitFor()
  await link(page, 'record.correct').click()
  await fill(page, 'values.title', '先进党支部')
  await button(page, 'record.saveCorrection').click()
  await field(page, 'reason').locator('.wrong').waitFor()
  await fill(page, 'reason', '奖状原文为“先进党支部”')
  await button(page, 'record.saveCorrection').click()
  await page.waitForURL((address) => !String(address).includes('correction'))
  await page.getByText('先进党支部').first().waitFor()
  await page.getByText(t('record.version', { number: 2 })).waitFor()
  await button(page, 'record.withdraw').click()
  await fill(page, 'reason', '重复录入')
  await agree(page, 'record.withdraw')
  await page.getByText(t('record.withdrawn')).waitFor()
  await page.goto(`${base}/branch/${world.branch}/records?list=records&state=withdrawn`)
  await page.locator('a.strike').waitFor()
  await picture(page, 'records')
}

async function opinion(page, world) {
  await page.goto(`${base}/branch/${world.branch}/registers`)
  await link(page, 'survey.open').first().click()
  await fill(page, 'title', '组织生活会前征求意见')
  await button(page, 'survey.open').click()
  await page.waitForURL(/\/surveys\//)
  await fill(page, 'text', '接送车位太少，希望错峰接送。')
  await choose(page, 'category', t('opinion.categoryOf.LOGISTICS'))
  await button(page, 'opinion.save').click()
  await page.getByRole('link', { name: '接送车位太少，希望错峰接送。' }).click()
  await button(page, 'opinion.rectify').click()
  await field(page, 'action').locator('.wrong').waitFor()
  await fill(page, 'action', '从本周起各年级错峰十分钟。')
  await button(page, 'opinion.rectify').click()
  await button(page, 'opinion.confirm').click()
  await page.getByText(t('opinion.state.CONFIRMED')).first().waitFor()
  await picture(page, 'opinion')
}

/** The session ends while a gift is being entered; after signing in again all of it is still there. */
export async function sessionEnds(world) {
  const { page, context } = world.secretary
  await note(page, world, word('结对帮扶', 'Pairing assistance'))
  await button(page, 'record.save').click()
  await field(page, 'values.partner').locator('.wrong').waitFor()
  await field(page, 'values.partner').locator('input').first().fill(receiver)
  await page.keyboard.press('Enter')
  await page.locator('[data-path="values.form"]').getByText(word('资金', 'money'), { exact: true }).click()
  await fill(page, 'values.amount', '20000')
  await page.waitForURL(/draft=/)
  await page.getByText(/草稿已保存|Draft saved/).first().waitFor()
  await context.clearCookies({ name: 'SESSION' })
  await button(page, 'record.save').click()
  await page.getByText(t('session.lost'), { exact: true }).waitFor()
  await picture(page, 'session-lost')
  await page.getByRole('link', { name: t('session.signInAgain') }).click()
  await page.waitForURL(/draft=/)
  await page.locator('[data-path="values.amount"] input').waitFor()
  assert.equal(await field(page, 'values.amount').locator('input').inputValue(), '20000')
  await page.locator('[data-path="values.partner"]').getByText(receiver).first().waitFor()
  await picture(page, 'record-form')
  await button(page, 'record.save').click()
  await page.waitForURL(/\/records\/[^/]+(\?|$)/)
  await page.getByText('20,000').first().waitFor()
  await page.goto(`${base}/branch/${world.branch}`)
  await page.locator('.home-side .rows li').first().waitFor()
  assert.equal(await page.getByText(t('draft.tag'), { exact: true }).count(), 0, 'no draft is left')
}

/** By the button that is always there, then by the name of what happened. */
async function note(page, world, name) {
  await page.goto(`${base}/branch/${world.branch}`)
  await page.locator('.home').waitFor()
  await page.locator(phone ? '.note-round' : '.note-side').click()
  await page.locator('.tile').first().waitFor()
  await page.getByPlaceholder(t('note.search')).fill(name)
  await page.locator('.tile').getByText(name, { exact: true }).first().click()
  await page.locator('form [data-path]').first().waitFor()
}
