// The developers' page of a stack that has it on: every page shown, a request tried with the session of who is signed in.
import assert from 'node:assert/strict'
import { base, language, picture } from './people.mjs'

export async function developers(world) {
  const { page } = world.secretary
  await shown(page, '')
  assert.equal(await page.locator('html').getAttribute('lang'), language)
  await picture(page, 'developers')
  await events(page)
  await problems(page)
  await tried(page)
}

async function shown(page, path) {
  await page.goto('about:blank')
  await page.goto(`${base}/developers${path}`)
  await page.locator('#main[data-shown]').waitFor()
  assert.equal(await page.locator('.fault').count(), 0)
  assert.doesNotMatch(await page.locator('#main').innerText(), /\[object|undefined/)
}

async function events(page) {
  await shown(page, '/events#member.joined.v1')
  const event = page.locator('[id="member.joined.v1"]')
  assert.ok(await event.evaluate((details) => details.open), 'the event that the address names lies open')
  assert.match(await event.innerText(), language === 'en' ? /A member joined a branch/ : /党员加入支部/)
  await picture(page, 'developers-events')
  await page.locator('#search').fill('opinion.')
  assert.equal(await event.isVisible(), false)
  assert.ok(await page.locator('[id="opinion.raised.v1"]').isVisible())
}

async function problems(page) {
  const answer = await page.request.get(`${base}/api/member/v1/units/nowhere`)
  const { type } = await answer.json()
  await shown(page, `/problems#${type}`)
  const entry = page.locator(`[id="${type}"]`)
  await entry.and(page.locator('.arrived')).waitFor()
  assert.ok(await entry.evaluate((element) => element.getBoundingClientRect().top < innerHeight), 'the type leads to its entry')
  await picture(page, 'developers-problems')
  await page.locator('#search').fill('412')
  assert.ok(await page.locator('[id="urn:problem:platform:version-outdated"]').isVisible())
  assert.equal(await entry.isVisible(), false)
}

async function tried(page) {
  await shown(page, '/services/member')
  await picture(page, 'developers-service')
  assert.equal(await status(page, 'get', '/api/member/v1/me'), 200)
  await picture(page, 'developers-tried')
  // Refused for what is in it (or by the grants), and not for a missing CSRF token or key.
  const code = await status(page, 'post', '/api/member/v1/units', async (operation) => operation.locator('textarea').fill('{}'))
  assert.ok(code === 422 || code === 403, `a write is answered with ${code}`)
  assert.doesNotMatch(await page.locator('.opblock-post .live-responses-table').innerText(), /CSRF_TOKEN_INVALID|IDEMPOTENCY_KEY_MISSING/)
}

async function status(page, method, path, fill = async () => {}) {
  const operation = page.locator(`.opblock-${method}`).filter({ has: page.locator(`[data-path="${path}"]`) })
  await operation.locator('.opblock-summary-control').click()
  await operation.locator('.try-out__btn').click()
  await fill(operation)
  await operation.locator('.execute').click()
  const answered = operation.locator('.live-responses-table .response-col_status').last()
  await answered.waitFor()
  return Number.parseInt(await answered.innerText(), 10)
}
