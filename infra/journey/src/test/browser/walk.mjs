// The year of one branch as its people live it, on the running product: from the opening of its bureau to the accepted
// report, through the pages alone. ZHIBU_URL, ZHIBU_WEB, ZHIBU_LANGUAGE (zh-CN, en), ZHIBU_WIDTH (pc, phone),
// ZHIBU_OPERATOR_PASSWORD; pictures go to ZHIBU_SHOTS.
import { bureau, people } from './bureau.mjs'
import { records, sessionEnds } from './branch.mjs'
import { developers } from './developers.mjs'
import { report, review, audit } from './report.mjs'
import { close, faults, language, phone } from './people.mjs'

const world = { year: Number(new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' }).slice(0, 4)) }
const steps = { bureau, people, records, sessionEnds, report, review, audit, developers }
let failed
for (const [name, step] of Object.entries(steps)) {
  const began = Date.now()
  try {
    await step(world)
    console.log('ok  ', name, `${Math.round((Date.now() - began) / 1000)} s`)
  } catch (failure) {
    failed = failure
    console.log('FAIL', name, language, phone ? 'phone' : 'pc', String(failure?.stack ?? failure))
    for (const [who, person] of Object.entries(world).filter(([, one]) => one?.page !== undefined)) {
      const file = `${process.env.ZHIBU_SHOTS ?? '.'}/failed-${who}.png`
      console.log(who, person.page.url(), file, 'waits for', person.waitsFor())
      await person.page.screenshot({ path: file }).catch(() => undefined)
    }
    break
  }
}
for (const fault of faults) console.log('page', fault)
await close()
process.exit(failed === undefined && faults.length === 0 ? 0 : 1)
