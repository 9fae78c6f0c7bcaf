// People with a browser of their own each: they sign in on the real pages, in one language, at one width.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const web = process.env.ZHIBU_WEB
const { chromium } = createRequire(join(web, 'package.json'))('playwright-core')
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const PATIENCE = Number(process.env.ZHIBU_PATIENCE ?? 60_000)

export const base = process.env.ZHIBU_URL
export const language = process.env.ZHIBU_LANGUAGE
export const phone = process.env.ZHIBU_WIDTH === 'phone'
export const faults = []

const shots = process.env.ZHIBU_SHOTS
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET })
const texts = JSON.parse(readFileSync(join(web, `src/locales/${language}.json`), 'utf8'))

/** A text of the screens, by its key. */
export function t(key, values = {}) {
  const found = key.split('.').reduce((part, step) => part?.[step], texts)
  assert.equal(typeof found, 'string', `there is a text ${key}`)
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
}

/** A new browser for somebody; what its pages complain of is kept. */
export async function visitor() {
  const viewport = phone ? { width: 390, height: 844 } : { width: 1360, height: 860 }
  const context = await browser.newContext({ viewport, locale: language, timezoneId: 'Asia/Shanghai', acceptDownloads: true, isMobile: phone, hasTouch: phone })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  page.setDefaultNavigationTimeout(PATIENCE)
  const open = new Set()
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  page.on('pageerror', (error) => faults.push(`${page.url()} ${error}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text())) faults.push(`${page.url()} ${message.text()}`)
  })
  return { page, context, waitsFor: () => [...open].map((request) => request.url()) }
}

/** Signs in through the front and the pages of the identity server; with `next`, the one-time password has to be changed. */
export async function signIn(username, password, next) {
  const person = await visitor()
  const { page } = person
  await page.goto(base)
  if (language === 'en') {
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('link', { name: t('session.signIn') }).waitFor()
  }
  await page.getByRole('link', { name: t('session.signIn') }).click()
  await credentials(page, username, password, next)
  await page.waitForURL((address) => String(address).startsWith(base))
  await page.locator('#main').waitFor().catch(async (late) => {
    await page.screenshot({ path: join(shots ?? '.', `failed-sign-in-${username}.png`) })
    throw new Error(`${page.url()} waits for ${person.waitsFor()} ${(await page.locator('body').innerText()).slice(0, 400)}`, { cause: late })
  })
  return person
}

async function credentials(page, username, password, next) {
  await page.locator('#username').fill(username)
  if (!(await page.locator('#password').isVisible())) {
    if (next !== undefined) await picture(page, 'sign-in-name')
    await page.locator('#kc-login').click()
  }
  await page.locator('#password').fill(password)
  if (next !== undefined) await picture(page, 'sign-in-password')
  await page.locator('#kc-login').click()
  if (next === undefined) return
  await page.locator('#password-new').fill(next)
  await page.locator('#password-confirm').fill(next)
  await picture(page, 'sign-in-new-password')
  await page.locator('form input[type=submit], form button[type=submit]').last().click()
}

/** Keeps a picture of the page as it stands, and asks that it fits its width. */
export async function picture(page, name) {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(400)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 1) faults.push(`${name} is ${wide} px wider than the screen`)
  if (shots === undefined) return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}-${phone ? 'phone' : 'pc'}-${language === 'en' ? 'en' : 'zh'}.png`) })
}

/** The field of a form, by its path. */
export function field(page, path) {
  return page.locator(`[data-path="${path}"]`).filter({ visible: true }).last()
}

export async function fill(page, path, typed) {
  await field(page, path).locator('input, textarea').first().fill(typed)
}

/** Chooses from a list, from buttons side by side, or types a name that is in no list. */
export async function choose(page, path, name) {
  const list = field(page, path).locator('.el-select')
  if ((await list.count()) === 0) {
    await field(page, path).getByText(name, { exact: true }).click()
    return
  }
  await list.click()
  await field(page, path).locator('input').first().fill(name)
  await (await options(page, list)).filter({ has: page.getByText(name, { exact: true }) }).first().click()
}

/** The options of this list, and not of another that is just closing. */
async function options(page, list) {
  const id = await list.locator('input').first().getAttribute('aria-controls')
  return page.locator(`[id="${id}"]`).getByRole('option')
}

export function button(page, key) {
  return page.getByRole('button', { name: t(key), exact: true }).filter({ visible: true })
}

export function link(page, key) {
  return page.getByRole('link', { name: t(key), exact: true }).filter({ visible: true })
}

/** Presses the button at the foot of the open dialog. */
export async function agree(page, key) {
  await page.locator('.el-dialog__footer').filter({ visible: true }).getByRole('button', { name: t(key), exact: true }).click()
}

/** The one-time password as it is shown, once. */
export async function handedOver(page) {
  const secrets = page.locator('.once .secret').filter({ visible: true })
  await secrets.nth(1).waitFor()
  const handed = { username: await secrets.nth(0).innerText(), password: await secrets.nth(1).innerText() }
  await page.getByRole('button', { name: t('password.done') }).click()
  await page.locator('.once').waitFor({ state: 'hidden' })
  assert.equal(await page.getByText(handed.password).count(), 0, 'the password is shown once')
  return handed
}

export async function close() {
  await browser.close()
}
