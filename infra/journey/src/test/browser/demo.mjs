// Pictures of the screens of the demo, as its people see them. The same environment as walk.mjs, and
// ZHIBU_DEMO_PASSWORD; usage: node demo.mjs [part of a name]
import { base, close, faults, phone, picture, signIn } from './people.mjs'

const only = process.argv[2] ?? ''
const password = process.env.ZHIBU_DEMO_PASSWORD
const SECRETARIES = ['qinghe.secretary', 'qinghe.township']

async function as(username, screens) {
  const wanted = Object.entries(screens).filter(([name]) => name.includes(only))
  if (wanted.length === 0) return
  const { page, context } = await signIn(username, password)
  await page.locator(SECRETARIES.includes(username) ? '.home' : '.matrix').waitFor()
  const unit = /\/(?:branch|bureau)\/([^/?]+)/.exec(page.url())[1]
  for (const [name, screen] of wanted) {
    try {
      await screen(page, unit)
      await page.locator('.el-skeleton').first().waitFor({ state: 'hidden' })
      await picture(page, `demo-${name}`)
    } catch (failure) {
      faults.push(`${name}: ${String(failure).slice(0, 300)}`)
    }
  }
  await context.close()
}

const open = (path, sign) => async (page, unit) => {
  await page.goto(`${base}${path.replace('UNIT', unit)}`)
  await page.locator(sign).first().waitFor()
}

async function openReport(page, unit) {
  await open('/branch/UNIT/reports', '.rows .row-link')(page, unit)
  await page.locator('.rows .row-link').first().click()
  await page.locator('.paper .sentence').first().waitFor()
}

await as('qinghe.secretary', {
  home: open('/branch/UNIT', 'li.duty, .empty'),
  note: open('/branch/UNIT/note', '.tile'),
  'record-form': open('/branch/UNIT/note/record/pairing-assistance', 'form [data-path]'),
  'meeting-form': open('/branch/UNIT/note/meeting?forms=BRANCH_ASSEMBLY', '.person-tile'),
  records: open('/branch/UNIT/records', '.rows li'),
  report: openReport,
  'report-evidence': async (page, unit) => {
    await openReport(page, unit)
    await page.locator('.figure').nth(2).click()
    await page.locator('.sources .rows li').first().waitFor()
    await page.waitForTimeout(500)
  },
  registers: open('/branch/UNIT/registers', '.rows li'),
  inbox: open('/inbox', '.rows li, .empty'),
})
await as('qinghe.township', {
  'term-reports': async (page, unit) => {
    await open('/branch/UNIT/reports', '.start-report')(page, unit)
    await page.locator('.rows .row-link').first().waitFor()
  },
  'term-start': async (page, unit) => {
    await open('/branch/UNIT/reports', '.start-report')(page, unit)
    await page.locator('.start-report .el-radio-button').nth(1).click()
    await page.locator('.start-report .el-select').click()
    await page.locator('.el-select-dropdown__item').first().waitFor()
    await page.waitForTimeout(500)
  },
  'term-report': openReport,
  'term-conditions': async (page, unit) => {
    await openReport(page, unit)
    await page.locator('#section-conditions-of-term .figure').first().click()
    await page.locator('.sources .rows li').first().waitFor()
    await page.locator('#section-conditions-of-term').scrollIntoViewIfNeeded()
    await page.waitForTimeout(500)
  },
  'term-record-form': open('/branch/UNIT/note/record/study-session', 'form [data-path]'),
})
await as('qinghe.reviewer', {
  overview: open('/bureau/UNIT', '.matrix td'),
  reviews: open('/bureau/UNIT/reviews?state=SUBMITTED', '.table tr, .empty'),
  review: async (page, unit) => {
    await open('/bureau/UNIT/reviews?state=SUBMITTED', '.table tbody a')(page, unit)
    await page.locator('.table tbody a').first().click()
    await page.locator('.paper .sentence').first().waitFor()
  },
  statistics: open('/bureau/UNIT/statistics', 'canvas, svg, .table'),
  'reviewer-inbox': open('/inbox', '.rows li, .empty'),
})
await as('qinghe.auditor', { ledger: open('/bureau/UNIT/ledger', '.table tbody tr') })
await as('qinghe.admin', {
  'settings-units': open('/bureau/UNIT/settings/units', '.tree li'),
  'settings-people': open('/bureau/UNIT/settings/people', '.people li'),
})
for (const fault of faults) console.log('page', fault)
console.log(phone ? 'phone' : 'pc', faults.length, 'faults')
await close()
process.exit(faults.length === 0 ? 0 : 1)
