// Takes a picture of every screen in both languages on a PC and on a phone, against the stand-in, and asks axe about each.
// Usage: node tests/shots/shots.mjs <folder> [name part]; the browser is named by CHROMIUM (default /usr/bin/chromium).
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { start } from '../mock/server.mjs'

const [folder, only] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const port = Number(process.env.PORT ?? 8098)
const mock = await start(port)
const base = `http://127.0.0.1:${port}`
/** Somebody else saves the same person while one is typing. */
async function conflict(page) {
  const person = mock.state.members.find((one) => one.member.id === 'm1')
  await page.locator('[data-path="phone"] input').fill('13900001111')
  await page.locator('[data-path="reason"] textarea').fill('…')
  Object.assign(person, { version: person.version + 1 })
  Object.assign(person.member, { phone: `1380000${String(person.version).padStart(4, '0')}`, education: `大学本科 ${person.version}` })
  await page.locator('.form-bar button[type=submit]').click()
  await page.locator('.conflict').waitFor()
}
/** The organisational-life meeting of the year is begun. */
async function begun(page) {
  const begin = page.locator('.empty .el-button')
  await page.locator('.org-life-check').first().waitFor()
  if ((await begin.count()) > 0) await begin.click()
  await page.locator('[data-path="problems"] textarea').waitFor()
}
/** The columns of a roster are about to be chosen. */
async function rosterOut(page) {
  await page.getByRole('button', { name: /^(导出名册|Export the roster)$/ }).click()
  await page.locator('.el-dialog .el-checkbox').last().click()
  await page.waitForTimeout(400) // the dialog has come in
}
/** All charts are drawn, and the numbers of one are looked at. */
async function charts(page) {
  await page.locator('.composition svg').nth(3).waitFor()
  await page.locator('.composition summary').first().click()
}
/** A row at fault is opened to be put right. */
async function sheetRow(page) {
  await page.locator('.rows .el-button').first().click()
  await page.locator('.el-dialog .wrong').first().waitFor()
}
/** The committee of a branch is looked at by who administers it. */
async function committee(page) {
  await page
    .getByRole('button', { name: /^(支委会|Committee)$/ })
    .first()
    .click()
  await page.locator('.secretary-access form').waitFor()
  await page.waitForTimeout(400) // the dialog has come in
}
/** Several of a list are chosen, and are about to be withdrawn. */
async function several(page) {
  await page.locator('.choosing .chip').click()
  await page.locator('.choosing .el-button').first().click()
  await page.locator('.choosing .el-button--primary').click()
  await page.locator('.el-dialog [data-path="reason"]').waitFor()
  await page.waitForTimeout(400) // the dialog has come in
}
/** A step of a development is about to be entered. */
async function takeStep(page) {
  await page.locator('.page .el-button--primary').first().click()
  await page.locator('.el-dialog [data-path="on"]').waitFor()
  await page.waitForTimeout(400) // the dialog has come in
}
/** A member is about to go outside by a letter. */
async function transferOut(page) {
  await page
    .locator('.page-head .el-button, .page .el-button')
    .filter({ hasText: /^(转接组织关系|Transfer)$/ })
    .first()
    .click()
  await page.locator('.el-dialog [data-path="where"] .el-radio, .el-dialog [data-path="where"] label').last().click()
  await page.locator('.el-dialog [data-path="outside"]').waitFor()
  await page.waitForTimeout(400) // the dialog has come in
}
/** Somebody is about to be taken in by a letter. */
async function transferIn(page) {
  await page.locator('.page .el-button--primary').first().click()
  await page.locator('.el-dialog [data-path="where"] .el-radio, .el-dialog [data-path="where"] label').last().click()
  await page.locator('.el-dialog [data-path="outside"]').waitFor()
  await page.waitForTimeout(400) // the dialog has come in
}
/** A talk is about to be corrected. */
async function talkCorrected(page) {
  await page.locator('.talk-cell.done, .talk-tile.done').first().click()
  await page.locator('.el-dialog .rows .el-button').first().click()
  await page.locator('[data-path="reason"]').waitFor()
  await page.waitForTimeout(400) // the dialog has come in
}
/** What a member's hours came from is looked at. */
async function hoursOpened(page) {
  await page.locator('.hours-member summary').first().click()
  await page.locator('.hours-from li').first().waitFor()
}
/** A paper is about to be typed in anew. */
async function paperAnew(page) {
  await page.locator('[data-path="number"] input').click()
  await page.getByRole('option', { name: '2', exact: true }).click()
  await page.locator('.card:has([data-path="number"]) .actions .el-button').first().click()
  await page.locator('.el-dialog [data-path="reason"]').waitFor()
  await page.waitForTimeout(400) // the dialog has come in
}
/** A file is sent whose content is attached elsewhere already. */
async function sentAgain(page) {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'again.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
  await page.locator('.elsewhere').waitFor()
}
/** Two devices have typed into the same draft. */
async function apart(page) {
  await page
    .getByText(/^(资金|money)$/)
    .first()
    .click()
  await page.locator('[data-path="values.amount"] input').fill('850')
  await page.waitForURL(/draft=/)
  const id = new URL(page.url()).searchParams.get('draft')
  for (let tries = 0; !mock.state.drafts.get('clerk')?.has(id) && tries < 100; tries++) await page.waitForTimeout(100)
  const kept = mock.state.drafts.get('clerk').get(id)
  const content = JSON.parse(kept.values)
  content.values.values = { ...content.values.values, amount: '900', approval: '清教〔2026〕12号' }
  Object.assign(kept, { edition: 'phone', values: JSON.stringify(content) })
  await page.locator('[data-path="values.amount"] input').fill('860')
  await page.locator('.el-dialog .conflict').waitFor({ timeout: 30000 })
  await page.waitForTimeout(400)
}
/** Questions are open, and some slips are made. */
async function slips(page) {
  await page.locator('[data-path="count"] input').fill('6')
  await page.locator('.card .el-button').first().click()
  await page.locator('.slip').first().waitFor()
}
mock.state.surveys.push({
  id: 'v2',
  unit: 'z0',
  title: '家长问卷',
  opensOn: '2026-11-01',
  opinions: 0,
  rectified: 0,
  confirmed: 0,
  version: 0,
})
mock.state.questionnaires.v2 = {
  ...mock.state.questionnaires.v1,
  survey: 'v2',
  state: 'OPEN',
  closedOn: undefined,
  until: '2099-12-01',
  invited: 60,
  codes: { AAAAABBBBBCCCCCDDDDD: 'BLANK' },
  said: [],
  papers: 3,
}
mock.state.questionnaires.v0 = { ...mock.state.questionnaires.v1, survey: 'v0', state: 'DRAFT', codes: {}, said: [], papers: 0 }
const SCREENS = [
  ['welcome', undefined, '/welcome'],
  ['home', 'secretary', '/branch/z0'],
  ['note', 'secretary', '/branch/z0/note'],
  ['calendar', 'secretary', '/branch/z0/calendar'],
  ['calendar-bureau', 'reviewer', '/bureau/b/calendar?month=2026-10&day=2026-10-25'],
  ['outcomes', 'secretary', '/branch/z0/outcomes'],
  ['transfers', 'secretary', '/branch/z0/transfers'],
  ['transfers-bureau', 'reviewer', '/bureau/b/transfers'],
  ['transfer', 'secretary', '/transfers/t0'],
  ['transfer-letter', 'secretary', '/transfers/t1'],
  ['transfer-refused', 'secretary', '/transfers/t2'],
  ['transfer-accept', 'secretary', '/transfers/t0', takeStep],
  ['transfer-leave', 'secretary', '/members/m1', transferOut],
  ['transfer-come', 'secretary', '/branch/z0/transfers', transferIn],
  ['developments', 'secretary', '/branch/z0/developments'],
  ['development', 'secretary', '/developments/v3'],
  ['development-probation', 'secretary', '/developments/v4'],
  ['development-step', 'secretary', '/developments/v2', takeStep],
  ['developments-bureau', 'reviewer', '/bureau/b/developments?show=late'],
  ['tasks', 'secretary', '/branch/z0/tasks'],
  ['task', 'secretary', '/tasks/k0'],
  ['tasks-bureau', 'reviewer', '/bureau/b/tasks'],
  ['campaigns', 'secretary', '/branch/z0/campaigns'],
  ['campaign-board', 'secretary', '/branch/z0/campaigns/c0'],
  ['campaign-above', 'reviewer', '/bureau/b/campaigns/c0'],
  ['campaign-form', 'reviewer', '/bureau/b/campaigns/new'],
  ['plan-form', 'secretary', '/branch/z0/note/plan'],
  ['plan', 'secretary', '/plans/q1'],
  ['plan-passed', 'secretary', '/plans/q0'],
  ['invitation', 'secretary', '/invitations/q1'],
  ['record-form', 'secretary', '/branch/z0/note/record/pairing-assistance'],
  ['meeting-form', 'secretary', '/branch/z0/note/meeting?forms=BRANCH_ASSEMBLY'],
  ['records', 'secretary', '/branch/z0/records'],
  ['records-others', 'secretary', '/branch/z0/records?list=records'],
  ['records-found', 'secretary', '/branch/z0/records?list=records&words=帮扶'],
  ['records-several', 'secretary', '/branch/z0/records?list=records', several],
  ['records-excel', 'secretary', '/branch/z0/records?list=records&kind=pairing-assistance'],
  ['sheet-imports', 'secretary', '/branch/z0/imports?kind=pairing-assistance'],
  ['roster-imports', 'secretary', '/branch/z0/members/import'],
  ['roster-look', 'secretary', '/branch/z0/members/import/i0?faulty=1'],
  ['roster-row', 'secretary', '/branch/z0/members/import/i0?faulty=1', sheetRow],
  ['sheet-look', 'secretary', '/branch/z0/imports/i0'],
  ['sheet-faulty', 'secretary', '/branch/z0/imports/i0?faulty=1'],
  ['sheet-row', 'secretary', '/branch/z0/imports/i0?faulty=1', sheetRow],
  ['sheet-entered', 'secretary', '/branch/z0/imports/i1'],
  ['sheet-entering', 'secretary', '/branch/z0/imports/i2'],
  ['sheet-withdrawn', 'secretary', '/branch/z0/imports/i3'],
  ['record', 'secretary', '/records/r0'],
  ['giving', 'secretary', '/givings/g0'],
  ['givings', 'secretary', '/branch/z0/givings?all=true'],
  ['meeting', 'secretary', '/meetings/h1'],
  ['members', 'secretary', '/branch/z0/members'],
  ['roster-export', 'secretary', '/branch/z0/members', rosterOut],
  ['composition', 'secretary', '/branch/z0/composition', charts],
  ['composition-above', 'reviewer', '/bureau/b/composition', charts],
  ['member', 'secretary', '/members/m1'],
  ['member-form', 'secretary', '/branch/z0/members/new'],
  ['member-conflict', 'secretary', '/members/m1/correction', conflict],
  ['not-for-you', 'secretary', '/branch/elsewhere'],
  ['draft-apart', 'clerk', '/branch/z0/note/record/pairing-assistance', apart],
  ['draft-home', 'clerk', '/branch/z0'],
  ['plan-papers', 'secretary', '/plans/q0'],
  ['reports', 'secretary', '/branch/z0/reports'],
  ['report', 'secretary', '/reports/p0'],
  ['registers', 'secretary', '/branch/z0/registers'],
  ['talks', 'secretary', '/branch/z0/talks'],
  ['talk-correction', 'secretary', '/branch/z0/talks', talkCorrected],
  ['hours', 'secretary', '/branch/z0/hours', hoursOpened],
  ['hours-above', 'reviewer', '/branch/z0/hours', hoursOpened],
  ['notebook', 'secretary', '/notebook'],
  ['notebook-note', 'secretary', '/notebook/n0'],
  ['notebook-handed-in', 'secretary', '/branch/z0/notes'],
  ['dues', 'secretary', '/branch/z0/dues'],
  ['dues-entry', 'secretary', '/branch/z0/dues/entry?month=9&span=3'],
  ['dues-standards', 'secretary', '/branch/z0/dues/standards'],
  ['dues-statement', 'secretary', '/branch/z0/dues/statement'],
  ['dues-reliefs', 'secretary', '/branch/z0/dues/reliefs'],
  ['dues-acts', 'secretary', '/branch/z0/dues/acts'],
  ['dues-bureau', 'reviewer', '/bureau/b/dues'],
  ['dues-above', 'auditor', '/branch/z0/dues'],
  ['dues-own', 'secretary', '/dues'],
  ['own-file', 'secretary', '/file'],
  ['disclosures', 'secretary', '/branch/z0/disclosures'],
  ['disclosure', 'secretary', '/disclosures/x1'],
  ['disclosure-returned', 'secretary', '/disclosures/x2'],
  ['disclosure-form', 'secretary', '/branch/z0/note/disclosure'],
  ['board', undefined, '/board/board-z0'],
  ['org-life', 'secretary', '/branch/z0/org-life', begun],
  ['appraisal', 'secretary', '/branch/z0/appraisal'],
  ['meeting-decided', 'secretary', '/meetings/h0'],
  ['survey', 'secretary', '/surveys/v0'],
  ['paper-minutes', 'secretary', '/meetings/h0/paper/minutes'],
  ['paper-sign-in', 'secretary', '/branch/z0/paper/sign-in?forms=BRANCH_ASSEMBLY&date=2026-11-12'],
  ['opinions', 'secretary', '/surveys/v0/opinions'],
  ['questionnaire-draft', 'secretary', '/surveys/v0/questionnaire'],
  ['questionnaire-open', 'secretary', '/surveys/v2/questionnaire'],
  ['questionnaire-slips', 'secretary', '/surveys/v2/slips', slips],
  ['questionnaire-paper-anew', 'secretary', '/surveys/v2/questionnaire', paperAnew],
  ['record-campaign', 'secretary', '/branch/z0/note/record/study-campaign', sentAgain],
  ['questionnaire-papers', 'secretary', '/surveys/v2/papers'],
  ['questionnaire-results', 'secretary', '/surveys/v1/questionnaire'],
  ['answer', undefined, '/answer#AAAAABBBBBCCCCCDDDDD'],
  ['answer-code', undefined, '/answer'],
  ['opinion', 'secretary', '/opinions/o0'],
  ['receipt', undefined, '/receipt/code-o1'],
  ['inbox', 'secretary', '/inbox'],
  ['told', 'secretary', '/settings/notifications'],
  ['overview', 'reviewer', '/bureau/b'],
  ['schools', 'reviewer', '/bureau/b/schools'],
  ['unit', 'reviewer', '/units/z0'],
  ['posts', 'reviewer', '/bureau/b/posts'],
  ['reviews', 'reviewer', '/bureau/b/reviews'],
  ['review', 'reviewer', '/reports/p1'],
  ['statistics', 'reviewer', '/bureau/b/statistics'],
  ['ledger', 'auditor', '/bureau/b/ledger'],
  ['ledger-counted', 'auditor', '/bureau/b/ledger?page=20'],
  ['ledger-behind', 'auditor', '/bureau/b/ledger?after=1000'],
  ['ledger-looks', 'auditor', '/bureau/b/ledger?outcome=LOOKED'],
  ['ledger-entry', 'auditor', '/bureau/b/ledger/1240'],
  ['ledger-refused', 'auditor', '/bureau/b/ledger/1232'],
  ['settings-units', 'admin', '/bureau/b/settings/units'],
  ['settings-posts', 'admin', '/bureau/b/settings/units', committee],
  ['settings-kinds', 'admin', '/bureau/b/settings/kinds'],
  ['settings-kind', 'admin', '/bureau/b/settings/kinds/new'],
  ['settings-mail', 'admin', '/bureau/b/settings/mail'],
  ['settings-people', 'admin', '/bureau/b/settings/people'],
  ['operator', 'operator', '/operator'],
  ['operator-new', 'operator', '/operator/new'],
].filter(([name]) => !only || name.includes(only))

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
let wrong = 0
for (const [size, viewport] of [
  ['pc', { width: 1360, height: 860 }],
  ['phone', { width: 390, height: 844 }],
]) {
  for (const language of ['zh-CN', 'en']) {
    const context = await browser.newContext({
      viewport,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      isMobile: size === 'phone',
      hasTouch: size === 'phone',
    })
    await context.addInitScript((kept) => localStorage.setItem('zhibu.language', kept), language)
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (401|412)/.test(message.text())) {
        wrong += 1
        console.log(size, language, page.url(), message.text())
      }
    })
    page.on('pageerror', (error) => {
      wrong += 1
      console.log(size, language, page.url(), String(error))
    })
    for (const [name, who, path, act] of SCREENS) {
      await context.clearCookies()
      if (who)
        await context.addCookies([
          { name: 'who', value: who, url: base },
          { name: 'XSRF-TOKEN', value: 'mock', url: base },
        ])
      await page.goto(base + path, { waitUntil: 'load' })
      await page.waitForTimeout(700)
      if (act) await act(page)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (wide > 1) {
        wrong += 1
        console.log(size, language, name, `is ${wide} px too wide`)
      }
      const missing = await page.evaluate(() =>
        [...document.body.innerText.matchAll(/\b[a-z]+(?:\.[a-zA-Z_]+){1,3}\b/g)]
          .map((found) => found[0])
          .filter((word) =>
            /^(app|nav|form|record|meeting|member|report|settings|overview|duty|unit|role|opinion|survey|note|list|action)\./.test(word),
          ),
      )
      if (missing.length) console.log(size, language, name, 'keys shown:', missing)
      if (language === 'zh-CN') {
        await page.evaluate(axe)
        const found = await page.evaluate(async () =>
          (await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map(
            (one) =>
              `${one.impact} ${one.id}: ${one.nodes
                .slice(0, 3)
                .map((node) => `${node.target.join(' ')} ${node.any[0]?.message?.slice(0, 140) ?? ''}`)
                .join(' | ')}`,
          ),
        )
        for (const one of found) {
          wrong += 1
          console.log(size, name, one)
        }
      }
      await page.screenshot({ path: `${folder}/${name}-${size}-${language}.png`, fullPage: size === 'phone' })
    }
    await context.close()
  }
}
await browser.close()
mock.close()
console.log(wrong === 0 ? 'all clean' : `${wrong} faults`)
process.exit(0)
