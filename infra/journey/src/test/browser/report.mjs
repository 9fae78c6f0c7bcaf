// The report: from a figure to its record, text without evidence, Word, submission; review; and what an auditor may do.
import assert from 'node:assert/strict'
import { ledger } from './files.mjs'
import { readFileSync } from 'node:fs'
import { OWN } from './bureau.mjs'
import { agree, base, button, field, fill, language, link, phone, picture, signIn, t } from './people.mjs'

export async function report(world) {
  const { page } = world.secretary
  await page.goto(`${base}/branch/${world.branch}/reports`)
  await button(page, 'report.start').click()
  await page.waitForURL(/\/reports\//)
  world.report = new URL(page.url()).pathname
  await figure(page)
  await freeText(page)
  await word(page)
  await picture(page, 'report')
  await button(page, 'report.submit').click()
  await page.getByText(t('report.submitExplain')).waitFor()
  await agree(page, 'report.submit')
  await state(page, 'SUBMITTED')
  assert.equal(await page.locator('.free-begin').count(), 0, 'a submitted report is not written on')
}

async function figure(page) {
  const shown = page.locator('.figure', { hasText: '20,000' }).first()
  await reloadUntil(page, shown)
  await shown.click()
  await page.getByText(t('sources.records', { count: 1 })).waitFor()
  await page.waitForTimeout(500)
  await picture(page, 'report-evidence')
  await page.locator('.sources .rows a').first().click()
  await page.waitForURL(/\/records\//)
  await page.getByText('石门村小学').first().waitFor()
  await page.getByText('20,000').first().waitFor()
  await page.goBack()
  await page.locator('.paper').waitFor()
}

async function freeText(page) {
  const open = page.locator('.paper section', { has: page.locator('.free-begin') }).filter({ has: page.locator('.paper-head') }).last()
  const section = page.locator(`[id="${await open.getAttribute('id')}"]`)
  await section.locator('.free-begin').click()
  await section.locator('textarea').fill('下一年我们将开展 10 次送教活动。')
  await section.getByRole('button', { name: t('action.save'), exact: true }).click()
  await page.locator('.sentence.amber', { hasText: '10 次送教活动' }).locator('.why-amber').waitFor()
}

async function word(page) {
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'report.wordClean').click()])
  assert.match(file.suggestedFilename(), /\.docx$/)
  const bytes = readFileSync(await file.path())
  assert.equal(bytes.subarray(0, 2).toString(), 'PK')
  assert.ok(bytes.includes('word/document.xml'), 'a Word document')
}

async function reloadUntil(page, what) {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await page.locator('.paper').waitFor()
    if ((await what.count()) > 0) return
    await page.waitForTimeout(2000)
    await page.reload()
  }
  await what.waitFor()
}

async function state(page, name) {
  await page.locator('.report-bar .tag').getByText(t(`report.state.${name}`)).waitFor()
}

async function unread(badge) {
  return (await badge.count()) === 0 ? 0 : Number.parseInt(await badge.first().innerText(), 10)
}

/** Waits until the badge counts so many notices without a reload. */
async function told(badge, count) {
  for (let tries = 0; (await unread(badge)) < count; tries += 1) {
    assert.ok(tries < 100, `${count} notices`)
    await badge.page().waitForTimeout(200)
  }
}

export async function review(world) {
  const { username, password } = world.reviewer
  const { page } = (world.reviewer = await signIn(username, password, OWN))
  await overview(page)
  const branch = world.secretary.page
  await branch.goto(`${base}/branch/${world.branch}`)
  await branch.locator('.home').waitFor()
  const badge = branch.locator(phone ? '.tabs .badge' : '.side .badge')
  const before = await unread(badge) // duties may have been told already
  await page.goto(`${base}/bureau/${world.bureau}/reviews`)
  await page.getByRole('link', { name: '晨光幼儿园党支部' }).click()
  const sentence = page.locator('.sentence', { hasText: '20,000' }).first()
  if (!phone) await sentence.hover()
  await sentence.locator('.talk').click()
  await page.locator('.talk-panel textarea').filter({ visible: true }).fill('请附收据。')
  await button(page, 'report.sendComment').click()
  await page.locator('.sentence', { hasText: '20,000' }).first().locator('.talk.has').waitFor()
  await picture(page, 'review')
  if (phone) await page.locator('.el-drawer__close-btn').filter({ visible: true }).click()
  await told(badge, before + 1)
  await button(page, 'report.return').click()
  await fill(page, 'reason', '请补充后再报。')
  await agree(page, 'report.return')
  await state(page, 'RETURNED')
  await told(badge, before + 2)
  await picture(branch, 'home-notices')
  await again(branch)
  await accepted(page)
  await branch.getByText(t('report.state.ACCEPTED')).first().waitFor()
}

async function overview(page) {
  const cell = page.locator('.matrix tbody tr', { hasText: '晨光幼儿园党支部' }).locator('.cell').first()
  await cell.waitFor()
  await picture(page, 'overview')
  await cell.click()
  await page.locator('.el-drawer .why, .el-drawer .muted').first().waitFor()
  await page.waitForTimeout(400)
  await picture(page, 'overview-cell')
  await page.keyboard.press('Escape')
}

/** The secretary reads why, from the inbox, and submits again. */
async function again(page) {
  await page.goto(`${base}/inbox`)
  await page.getByText(t('notice.REPORT_RETURNED')).first().waitFor()
  await picture(page, 'inbox')
  await page.getByText(t('notice.REPORT_RETURNED')).first().click()
  await page.waitForURL(/\/reports\//)
  await page.getByText('请补充后再报。').waitFor()
  await button(page, 'report.resubmit').click()
  await agree(page, 'report.submit')
  await state(page, 'SUBMITTED')
}

async function accepted(page) {
  await page.reload()
  await button(page, 'report.accept').click()
  await agree(page, 'report.accept')
  await state(page, 'ACCEPTED')
  assert.match(await page.locator('.frozen').innerText(), /[0-9a-f]{64}/, 'the hash of the content')
  assert.equal(await button(page, 'report.return').count(), 0)
  await picture(page, 'report-accepted')
}

export async function audit(world) {
  const { username, password } = world.auditor
  const { page } = (world.auditor = await signIn(username, password, OWN))
  await page.locator('.matrix').waitFor()
  await page.goto(`${base}${world.report}`)
  await page.locator('.figure', { hasText: '20,000' }).first().click()
  await page.locator('.sources .rows a').first().waitFor()
  await powerless(page)
  await page.locator('.sources .rows a').first().click()
  await page.waitForURL(/\/records\//)
  await page.getByText('20,000').first().waitFor()
  await powerless(page)
  await page.goto(`${base}/bureau/${world.bureau}/ledger`)
  await page.getByText(t('ledger.say.report_accepted').trim()).first().waitFor()
  await button(page, 'ledger.verify').click()
  await page.locator('.notice-box.good').waitFor()
  await picture(page, 'ledger')
  await page.goto(world.filed)
  await page.locator('.strip img').first().waitFor()
  await ledger(page, world.bureau)
  await languageIsKept(page)
}

/** Nothing on this page changes anything. */
async function powerless(page) {
  const acts = ['record.correct', 'record.withdraw', 'report.submit', 'report.resubmit', 'report.return', 'report.accept', 'report.addFree', 'report.editFree', 'report.sendComment', 'note.title']
  for (const key of acts) {
    assert.equal((await button(page, key).count()) + (await link(page, key).count()), 0, `an auditor is not offered ${key}`)
  }
}

async function languageIsKept(page) {
  const other = language === 'en' ? { button: '中文', lang: 'zh-CN' } : { button: 'English', lang: 'en' }
  await page.getByRole('button', { name: other.button }).click()
  await page.waitForFunction((lang) => document.documentElement.lang === lang, other.lang)
  await page.reload()
  await page.locator('#main').waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.lang), other.lang, 'the language is remembered')
}
