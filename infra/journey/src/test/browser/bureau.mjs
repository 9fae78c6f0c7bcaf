// The operator opens a bureau; its administrator adds what there is and who works there.
import assert from 'node:assert/strict'
import { agree, base, button, choose, field, fill, handedOver, link, picture, signIn, t } from './people.mjs'

const OWN = 'Ganz-Neues-Wort-2026'
const FOUNDED = '2015-09-01'

export async function bureau(world) {
  const { page } = (world.operator = await signIn('operator', process.env.ZHIBU_OPERATOR_PASSWORD))
  world.code = `w${Date.now().toString(36)}`
  await link(page, 'operator.open').first().click()
  await fill(page, 'name', '西岭县教育局')
  await fill(page, 'code', 'X L')
  await fill(page, 'administrator.name', '方圆')
  await fill(page, 'administrator.username', 'admin')
  await button(page, 'operator.open').click()
  await field(page, 'code').locator('.wrong').waitFor()
  await fill(page, 'code', world.code)
  await button(page, 'operator.open').click()
  await page.getByText(t('operator.opened', { name: '西岭县教育局' })).waitFor()
  await once(page, () => button(page, 'password.make').click())
  world.admin = await handedOver(page)
  await picture(page, 'bureau-opened')
}

/** The identity server may be slow at first and ask to try again. */
async function once(page, press) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await press()
    const fault = page.locator('.notice-box.fault').filter({ visible: true }).first()
    const came = [page.locator('.once').waitFor().then(() => true), fault.waitFor().then(() => false)]
    if (await Promise.race(came.map((one) => one.catch(() => false)))) return
    await page.waitForTimeout(3000)
  }
}

export async function people(world) {
  const { username, password } = world.admin
  const person = (world.admin = await signIn(username, password, OWN))
  const { page } = person
  await page.locator('.matrix, .empty').first().waitFor()
  world.bureau = /\/bureau\/([^/?]+)/.exec(page.url())[1]
  await link(page, 'nav.settings').first().click()
  await unit(page, '西岭县教育局', 'SCHOOL', '晨光幼儿园')
  await unit(page, '晨光幼儿园', 'BRANCH', '晨光幼儿园党支部')
  await picture(page, 'units')
  await page.locator('.tree li', { has: page.getByText('晨光幼儿园党支部', { exact: true }) }).getByRole('link', { name: t('nav.members') }).click()
  await page.waitForURL(/\/branch\/[^/]+\/members/)
  world.branch = /\/branch\/([^/?]+)/.exec(page.url())[1]
  for (const name of ['唐晓', '李明', '刘芳']) await member(page, name)
  await picture(page, 'members')
  await page.goto(`${base}/bureau/${world.bureau}/settings/people`)
  world.secretary = await appoint(page, '唐晓', 'tangxiao', 'SECRETARY', '晨光幼儿园党支部')
  world.reviewer = await appoint(page, '高远', 'gaoyuan', 'REVIEWER', '西岭县教育局')
  world.auditor = await appoint(page, '何清', 'heqing', 'AUDITOR', '西岭县教育局')
  await page.locator('.people').getByText(t('settings.sentence.SECRETARY_HERE', { name: '唐晓', unit: '晨光幼儿园党支部' })).waitFor()
  await picture(page, 'settings-people')
  await person.context.close()
}

async function unit(page, parent, kind, name) {
  const row = page.locator('.tree li', { has: page.getByText(parent, { exact: true }) })
  await row.getByRole('button', { name: t('settings.addBelow') }).click()
  await field(page, 'name').waitFor()
  if (await field(page, 'kind').isVisible()) await choose(page, 'kind', t(`unit.kindOf.${kind}`))
  await fill(page, 'name', name)
  if (kind === 'SCHOOL') await choose(page, 'schoolType', t('unit.schoolTypeOf.KINDERGARTEN'))
  await fill(page, 'from', FOUNDED)
  await agree(page, 'action.save')
  await page.locator('.tree').getByText(name, { exact: true }).waitFor()
}

async function member(page, name) {
  await link(page, 'member.add').first().click()
  await fill(page, 'name', name)
  await button(page, 'action.save').click()
  await field(page, 'from').locator('.wrong').waitFor()
  assert.equal(await field(page, 'name').locator('input').inputValue(), name)
  await fill(page, 'from', '2016-09-01')
  await button(page, 'action.save').click()
  await page.getByRole('link', { name, exact: true }).waitFor()
}

async function appoint(page, name, username, role, place) {
  await button(page, 'settings.addPerson').click()
  await field(page, 'role').waitFor()
  await choose(page, 'role', t(`role.${role}`))
  await choose(page, 'unit', place)
  await fill(page, 'name', name)
  await fill(page, 'username', username)
  await once(page, () => agree(page, 'settings.addPersonAction'))
  return handedOver(page)
}

export { OWN }
