// Walks through the front as people do, in a real browser against the stand-in: what was typed is never lost, faults stand
// at their fields, figures open their records, a comment arrives at once. Usage: node tests/walk/walk.mjs [name part]
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'
import { start } from '../mock/server.mjs'

const port = Number(process.env.PORT ?? 8097)
const base = `http://127.0.0.1:${port}`
const mock = await start(port)
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
const faults = []

async function person(who, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    ...options,
  })
  await context.addCookies([
    { name: 'who', value: who, url: base },
    { name: 'XSRF-TOKEN', value: 'mock', url: base },
  ])
  const page = await context.newPage()
  page.setDefaultTimeout(20000)
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on(
    'console',
    (message) =>
      message.type() === 'error' &&
      !/40\d|412|422|net::ERR_|Failed to fetch|no-response/.test(message.text()) &&
      faults.push(message.text()),
  )
  return { page, context }
}

const steps = {
  async 'what is planned is told, moved for all that follow, and held without typing it again'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0`)
    await page.getByText('十一月支委会').waitFor()
    await page.getByText('开了、改期还是取消').waitFor()
    await page.locator('.home-side').getByRole('link', { name: '日历' }).click()
    await page.waitForURL(/\/branch\/z0\/calendar/)
    await page.getByRole('link', { name: '计划会议' }).click()
    await page.getByRole('button', { name: '保存计划' }).click()
    await page.locator('[data-path="common.topic"] .wrong').waitFor()
    await page.locator('[data-path="common.forms"]').getByText('主题党日', { exact: true }).click()
    await page.locator('[data-path="common.topic"] input').fill('每月主题党日')
    await page.locator('[data-path="common.agenda"] textarea').fill('学习文件\n讨论发展计划')
    const first = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const last = new Date(Date.now() + 160 * 86_400_000).toISOString().slice(0, 10)
    await page.locator('[data-path="date"] input').fill(first)
    await page.locator('[data-path="repeat"] .el-radio').nth(2).click()
    await page.locator('[data-path="until"] input').fill(last)
    await page.getByRole('button', { name: '保存计划' }).click()
    await page.waitForURL(/\/plans\/[^/]+$/)
    await page.getByRole('button', { name: '发通知' }).click()
    await page.getByText('通知15人').waitFor()
    await page.getByRole('link', { name: '修改这次及以后' }).click()
    await page.waitForFunction(() => document.querySelector('[data-path="common.topic"] input')?.value === '每月主题党日')
    await page.locator('[data-path="common.place"] input').fill('礼堂')
    await page.getByRole('button', { name: '修改这次及以后' }).click()
    await page.locator('.facts').getByText('礼堂').waitFor()
    await page.getByRole('button', { name: '取消这次及以后' }).click()
    await page.locator('.el-dialog textarea').fill('放假')
    await page.locator('.el-dialog').getByRole('button', { name: '取消会议' }).click()
    await page.locator('.facts').getByText('放假').waitFor()
    await page.goto(`${base}/plans/q0`)
    await page.getByRole('link', { name: '记录会议' }).click()
    await page.waitForFunction(() => document.querySelector('[data-path="topic"] input')?.value === '十一月支委会')
    assert.equal(await page.locator('[data-path="date"] input').inputValue(), '2026-11-18')
    assert.equal(await page.locator('[data-path="start"] input').inputValue(), '16:00')
    await page.getByRole('button', { name: '保存' }).last().click()
    await page.waitForURL(/\/meetings\//)
    await page.goto(`${base}/branch/z0`)
    await page.getByText('主题党日：学习贯彻全会精神').waitFor()
    assert.equal(await page.getByText('开了、改期还是取消').count(), 0, 'nothing is left open')
  },
  async 'last year’s measures are answered with a tap each, and what is dropped says why'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/reports`)
    await page.getByRole('link', { name: '上年措施' }).click()
    await page.getByText('4项中已说明2项').waitFor()
    await page
      .getByRole('group', { name: /健全党务公开目录/ })
      .getByRole('button', { name: '已完成' })
      .click()
    await page.getByText('4项中已说明3项').waitFor()
    await page.getByRole('group', { name: '新建党员活动室' }).getByRole('button', { name: '不再推进' }).click()
    await page.locator('.el-dialog').getByRole('button', { name: '保存' }).click()
    await page.locator('[data-path="sentence"] .wrong').waitFor()
    await page.locator('[data-path="sentence"] textarea').fill('经费未落实')
    await page.locator('.el-dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('4项中已说明4项').waitFor()
    await page.getByText('经费未落实').waitFor()
  },
  async 'a bureau opens a day of its calendar'() {
    const { page } = await person('reviewer')
    await page.goto(`${base}/bureau/b/calendar?month=2026-10`)
    await page.locator('.month-count').first().click()
    await page.waitForURL(/day=2026-10-/)
    await page.locator('.days .rows li').first().waitFor()
  },
  async 'two units: home names what waits, a difference is sent, the giver takes it over'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0`)
    await page.locator('.home-givings .row-link').first().click()
    await page.getByText('情况属实吗？').waitFor()
    await page.getByRole('button', { name: '有不同之处' }).click()
    await page.getByRole('button', { name: '提交答复' }).click()
    await page.locator('.el-dialog .wrong').first().waitFor()
    await page.locator('[data-path="values.amount"] input').fill('4800')
    await page.getByRole('button', { name: '提交答复' }).click()
    await page.getByText('认为有不同之处').waitFor()
    await page.getByText('4,800').waitFor()
    await page.getByRole('button', { name: '属实，确认' }).click()
    await page.getByText('已确认').first().waitFor()
    await page.goto(`${base}/records/r0`)
    await page.getByText('按对方的数字更正').click()
    await page.waitForFunction(() => document.querySelector('[data-path="values.amount"] input')?.value === '18000')
    assert.equal(await page.locator('[data-path="date"] input').first().inputValue(), '2026-11-06')
  },
  async 'a partner is found by name among all units of the bureau, or typed where it is outside'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/note/record/pairing-assistance`)
    const party = page.locator('[data-path="values.partner"]')
    await party.locator('input').fill('向阳幼儿园党')
    await page.locator('.el-select-dropdown__item', { hasText: '向阳幼儿园党支部' }).first().click()
    await party.getByText('保存后由对方确认').waitFor()
    await party.locator('input').fill('邻县幼儿园')
    await page.keyboard.press('Enter')
    await party.getByText('只由本支部记录').waitFor()
  },
  async 'an opinion past its day is on home, and gets somebody else and another day'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0`)
    await page.getByText('主题党日形式可以更贴近一线教师。').first().click()
    await page.getByText('已超期').waitFor()
    await page.locator('[data-path="member"] .el-select').click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '王秀兰' }).first().click()
    await page.locator('[data-path="due"] input').fill('2026-12-31')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '明确责任' }).click()
    await page.locator('dd', { hasText: '王秀兰' }).waitFor()
    await page.getByText('2026年12月31日').waitFor()
  },
  async 'a receipt is shown once, and whoever holds it says not yet and then done, without signing in'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/opinions/o1`)
    await page.getByRole('button', { name: '开具回执' }).click()
    const link = await page.locator('.receipt-link').textContent()
    const { page: anybody } = await person('nobody')
    await anybody.goto(link)
    await anybody.getByText('11 月 9 日全部更换为遮光窗帘').waitFor()
    await anybody.getByRole('button', { name: '还没有解决' }).click()
    await anybody.getByText('您已表示还没有解决').waitFor()
    await anybody.getByRole('button', { name: '已解决' }).click()
    await anybody.getByText('已确认解决').waitFor()
  },
  async 'a survey is written, opened, its slips printed, answered on a phone without a name, typed in from paper, and its results become opinions'() {
    const { page, context } = await person('secretary')
    await page.goto(`${base}/surveys/v0`)
    await page.getByRole('link', { name: '题目、答题码与结果' }).click()
    await page.getByRole('button', { name: '复制上一份问卷的题目' }).click()
    await page.locator('[data-path="questions.2.text"]').waitFor()
    await page.locator('.chip', { hasText: '单选' }).click()
    await page.getByRole('button', { name: '开始答题' }).click()
    await page.locator('[data-path="questions.3.text"] .wrong').waitFor()
    await page.locator('[data-path="questions.3.text"] textarea').fill('您是哪个年级的家长？')
    await page.getByRole('textbox', { name: '第 1 个选项' }).last().fill('小班')
    await page.getByRole('textbox', { name: '第 2 个选项' }).last().fill('大班')
    await page.waitForURL(/draft=/)
    await page.waitForTimeout(600)
    await page.reload()
    assert.equal(await page.locator('[data-path="questions.3.text"] textarea').inputValue(), '您是哪个年级的家长？')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('题目已保存').waitFor()
    await page.locator('[data-path="until"] input').fill('2099-12-01')
    await page.locator('[data-path="invited"] input').fill('8')
    await page.getByRole('button', { name: '开始答题' }).click()
    await page.locator('.el-message-box').getByRole('button', { name: '开始答题' }).click()
    await page.getByRole('link', { name: '打印答题码' }).click()
    await page.locator('[data-path="count"] input').fill('4')
    await page.getByRole('button', { name: '生成答题码' }).click()
    await page.locator('.slip').nth(3).waitFor()
    const codes = await page.locator('.slip-text').allTextContents()
    assert.equal(new Set(codes).size, 4)
    const asked = []
    context.on('request', (request) => asked.push(request.url()))
    await page.evaluate(() => (window.print = () => {}))
    await page.getByRole('button', { name: '打印', exact: true }).click()

    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
    const { page: anybody, context: pocket } = await person('nobody', phone)
    pocket.on('request', (request) => asked.push(request.url()))
    await anybody.goto(`${base}/answer#${codes[0].replaceAll('-', '')}`)
    await anybody.getByText('不保存：您的姓名').waitFor()
    await anybody.getByRole('button', { name: 'English' }).click()
    await anybody.getByText('Not kept: your name').waitFor()
    await anybody.getByRole('button', { name: '中文' }).click()
    await anybody.getByText('非常满意').click()
    await anybody.getByRole('button', { name: '提交答卷' }).click()
    await anybody.locator('.asked.bad .wrong').waitFor()
    await anybody.getByText('大班').click()
    await anybody.getByText('接送安全').click()
    await anybody.locator('textarea').fill('雨天也请安排户外活动。')
    await pocket.setOffline(true)
    await anybody.getByRole('button', { name: '提交答卷' }).click()
    await anybody.getByText('没有网络，答卷还没有提交').waitFor()
    await pocket.setOffline(false)
    await anybody.getByRole('button', { name: '提交答卷' }).click()
    await anybody.getByText('答卷已收到').waitFor()
    assert.equal(new URL(anybody.url()).hash, '')
    await anybody.goto(`${base}/answer`)
    await anybody.locator('#slip-code').fill(codes[0].toLowerCase())
    await anybody.getByRole('button', { name: '打开问卷' }).click()
    await anybody.getByText('答题码不正确，或者已经使用过').waitFor()
    assert.ok(asked.every((url) => codes.every((code) => !url.split('#')[0].includes(code.replaceAll('-', '')))))

    await page.goto(`${base}/surveys/v0/papers`)
    await page.locator('[data-cell="0-0"]').focus()
    for (let paper = 0; paper < 4; paper++) {
      await page.keyboard.type('1')
      await page.keyboard.type('13')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await page.keyboard.type('2')
    }
    await page.getByRole('button', { name: '保存 4 份答卷' }).click()
    await page.waitForURL(/\/surveys\/v0\/questionnaire/)
    await page.getByText('收回答卷 5 份，其中纸质 4 份').waitFor()
    await page.getByText('结束答题后才显示结果').waitFor()
    await page.getByRole('button', { name: '结束答题' }).click()
    await page.locator('.el-message-box').getByRole('button', { name: '结束答题' }).click()
    await page.getByText('5 人（100%）').first().waitFor()
    await page.getByRole('button', { name: '登记为意见' }).click()
    await page.getByText('已登记为意见', { exact: true }).waitFor()
    assert.equal(mock.state.opinions.filter((one) => one.text === '雨天也请安排户外活动。').length, 1)
  },
  async 'reminders: an address is confirmed by its code, settings are kept, faults stand at their fields'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/settings/notifications`)
    await page.locator('[data-path="address"] input').fill('nobody')
    await page.getByRole('button', { name: '发送验证码' }).click()
    await page.locator('[data-path="address"] .wrong').waitFor()
    await page.locator('[data-path="address"] input').fill('li.ming@qinghe.example')
    await page.getByRole('button', { name: '发送验证码' }).click()
    await page.locator('[data-path="code"] input').fill('000000')
    await page.getByRole('button', { name: '确认邮箱' }).click()
    await page.locator('[data-path="code"] .wrong').waitFor()
    await page.locator('[data-path="code"] input').fill('123456')
    await page.getByRole('button', { name: '确认邮箱' }).click()
    await page.getByText('l***@qinghe.example').waitFor()
    await page.locator('.told tbody tr').nth(1).locator('td').nth(1).locator('.el-checkbox').click()
    await page.getByText('每天汇总一封').click()
    await page.getByRole('button', { name: '保存设置' }).click()
    await page.getByText('提醒设置已保存').waitFor()
    assert.equal(mock.state.settings.rhythm, 'DAILY')
    assert.deepEqual(mock.state.settings.kinds[1], { kind: 'REPORT_STEPS', inbox: true, mail: false })
    await page.reload()
    await page.locator('.told tbody tr').first().waitFor()
    assert.equal(await page.locator('.told tbody tr').nth(1).locator('td').nth(1).locator('input').isChecked(), false)
    await page.getByRole('button', { name: '移除邮箱' }).click()
    await page.locator('.el-message-box').getByRole('button', { name: '移除邮箱' }).click()
    await page.locator('[data-path="address"] input').waitFor()
    assert.equal(mock.state.address.confirmed, undefined)
  },

  async 'a notice of duties leads to the branch, and mail that failed is sent again'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/inbox`)
    await page.getByText('3项应做事项即将到期').click()
    await page.waitForURL(/\/branch\/z0$/)
    const { page: admin } = await person('admin')
    await admin.goto(`${base}/bureau/b/settings/mail`)
    await admin.getByRole('button', { name: '重新发送' }).first().click()
    await admin.waitForFunction(() => document.querySelectorAll('.mails li').length === 1)
    assert.equal(mock.state.deliveries[0].state, 'WAITING')
  },

  async 'a lost session loses nothing'() {
    const { page, context } = await person('secretary')
    await page.goto(`${base}/branch/z0/note/record/pairing-assistance`)
    await page.locator('[data-path="values.partner"] input').fill('石门村小学')
    await page.keyboard.press('Enter')
    await page.getByText('资金', { exact: true }).click()
    await page.locator('[data-path="values.amount"] input').fill('20000.50')
    await page.getByText('草稿已保存').waitFor()
    await page.waitForURL(/draft=/)
    await context.clearCookies()
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.getByText('登录已失效').waitFor()
    await page.getByRole('link', { name: '重新登录' }).click()
    await page.waitForURL(/draft=/)
    assert.equal(await page.locator('[data-path="values.amount"] input').inputValue(), '20000.50')
    assert.ok((await page.locator('[data-path="values.partner"]').innerText()).includes('石门村小学'))
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.waitForURL(/\/records\//)
    await page.getByText('20,000.5 元').first().waitFor()
    assert.deepEqual(mock.state.records[0].values, { partner: { name: '石门村小学' }, form: 'money', amount: 20000.5 })
    await page.goto(`${base}/branch/z0`)
    await page.locator('.share').waitFor()
    await page.locator('.home-side .rows li').first().waitFor()
    assert.equal(await page.locator('.unfinished').getByText('草稿', { exact: true }).count(), 0, 'no draft is left')
  },

  async 'a reload loses nothing, and the draft is found on the home page'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/note/meeting?forms=BRANCH_ASSEMBLY`)
    await page.locator('[data-path="topic"] input').fill('通过年度工作计划')
    await page.waitForURL(/draft=/)
    await page.reload()
    await page.waitForFunction(() => document.querySelector('[data-path="topic"] input')?.value === '通过年度工作计划')
    await page.goto(`${base}/branch/z0`)
    await page.getByRole('link', { name: '通过年度工作计划' }).click()
    await page.waitForFunction(() => document.querySelector('[data-path="topic"] input')?.value === '通过年度工作计划')
  },

  async 'without network an entry is kept, survives a reload, and is sent once when there is network again'() {
    const { page, context } = await person('secretary')
    await page.goto(`${base}/branch/z0`)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await page.goto(`${base}/branch/z0/note/record/pairing-assistance`)
    await page.locator('[data-path="values.partner"] input').waitFor()
    const before = mock.state.records.length
    await context.setOffline(true)
    await page.getByText('现在没有网络').waitFor()
    await page.locator('[data-path="values.partner"] input').fill('无网村小学')
    await page.keyboard.press('Enter')
    await page.getByText('资金', { exact: true }).click()
    await page.locator('[data-path="values.amount"] input').fill('300')
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.waitForURL(/\/branch\/z0$/)
    await page.getByText('等待送出').waitFor()
    await page.reload()
    await page.getByText('等待送出').waitFor()
    assert.equal(mock.state.records.length, before, 'nothing has left')
    await context.setOffline(false)
    await page.getByText('网络恢复，已送出 1 条').waitFor()
    await page.waitForFunction(() => !document.body.innerText.includes('等待送出'))
    assert.equal(mock.state.records.length, before + 1)
    assert.equal(mock.state.records[0].values.amount, 300)
    await context.close()
  },

  async 'where only the answer was lost, the entry is not made twice; what is refused later says why'() {
    const { page, context } = await person('secretary')
    await page.goto(`${base}/branch/z0/note/record/pairing-assistance`)
    await page.locator('[data-path="values.partner"] input').fill('断线村小学')
    await page.keyboard.press('Enter')
    await page.getByText('资金', { exact: true }).click()
    await page.locator('[data-path="values.amount"] input').fill('400')
    const before = mock.state.records.length
    mock.state.loseAnswers = 9 // the browser itself tries again, too
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.getByText('等待送出').waitFor()
    assert.equal(mock.state.records.length, before + 1, 'it had arrived')
    mock.state.loseAnswers = 0
    await page.reload()
    await page.getByText('已送出 1 条').waitFor()
    assert.equal(mock.state.records.length, before + 1, 'and is there once')

    await page.goto(`${base}/branch/z0/note/record/pairing-assistance`)
    await page.locator('[data-path="values.partner"] input').fill('被拒村小学')
    await page.keyboard.press('Enter')
    await page.getByText('资金', { exact: true }).click()
    await page.locator('[data-path="values.amount"] input').fill('500')
    mock.state.loseRequests = 9
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.getByText('等待送出').waitFor()
    mock.state.loseRequests = 0
    mock.state.refuseRecord = true
    await page.reload()
    await page.getByText('没有被接受').first().waitFor()
    await page.getByText('金额与附件不符').waitFor()
    mock.state.refuseRecord = false
    await page.locator('.unfinished .rows a').first().click()
    await page.locator('[data-path="values.amount"] input').fill('550')
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.waitForURL(/\/records\//)
    assert.equal(mock.state.records[0].values.amount, 550)
    await context.close()
  },

  async 'faults stand at their fields, first the own check, then the service'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/note/record/pairing-assistance`)
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.locator('[data-path="values.partner"] .wrong').waitFor()
    assert.ok(
      await page.evaluate(() => document.activeElement?.closest('[data-path="values.partner"]') !== null),
      'the first fault has the focus',
    )
    await page.locator('[data-path="values.partner"] input').fill('石门村小学')
    await page.keyboard.press('Enter')
    await page.getByText('资金', { exact: true }).click()
    await page.locator('[data-path="values.amount"] input').fill('2000000')
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.locator('[data-path="values.amount"] .wrong').getByText('不能大于 1000000。').waitFor()
    assert.equal(await page.locator('[data-path="values.amount"] input').inputValue(), '2000000')
    assert.ok(await page.evaluate(() => document.activeElement?.closest('[data-path="values.amount"]') !== null))
  },

  async 'an ordinary assembly on a phone takes eight taps at most, and a subject typed'() {
    const { page } = await person('secretary', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    let taps = 0
    const tap = async (what) => {
      taps += 1
      await what.tap()
    }
    await page.goto(`${base}/branch/z0`)
    await tap(page.getByRole('link', { name: '记一笔' }).first())
    await tap(page.getByRole('link', { name: '支部党员大会' }).first())
    await page.getByText('应到 15 人').waitFor()
    await page.locator('[data-path="chair"]').getByText('李明').waitFor()
    await tap(page.locator('[data-path="topic"] input'))
    const topic = '学习党章，讨论年度计划'
    await page.keyboard.type(topic)
    await tap(page.getByRole('button', { name: '刘芳' }))
    await tap(page.getByRole('button', { name: '病假' }))
    await tap(page.getByRole('button', { name: '保存记录' }))
    await page.waitForURL(/\/meetings\//)
    await page.getByText('应到 15 人，实到 14 人').waitFor()
    assert.ok(taps <= 8, `${taps} taps`)
    assert.ok(topic.length / 2 <= 30, 'at two signs a second')
    console.log(`       ${taps} taps, ${topic.length} signs`)
  },

  async 'the last meeting is taken over, but not what was resolved'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/note/meeting?forms=THEME_PARTY_DAY`)
    await page.locator('.last-time').waitFor()
    await page.waitForFunction(() => document.querySelector('[data-path="place"] input')?.value !== '')
    assert.equal(new URL(page.url()).searchParams.has('draft'), false, 'what is proposed is no draft')
    await page.getByRole('button', { name: '沿用上次的主题和议程' }).click()
    assert.notEqual(await page.locator('[data-path="topic"] input').inputValue(), '')
    await page.waitForURL(/draft=/)
    await page.getByRole('button', { name: '放弃草稿' }).click()
  },

  async 'an assembly with attendance and a resolution'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0`)
    await page.locator('li.duty', { hasText: '支部党员大会' }).getByRole('link', { name: '去记录' }).click()
    await page.locator('[data-path="date"] input').fill('2026-11-12')
    await page.getByText('应到 15 人').waitFor()
    await page.locator('[data-path="topic"] input').fill('表决预备党员转正')
    await page.locator('[data-path="chair"] input').click()
    await page.getByRole('option', { name: '李明' }).click()
    await page.getByRole('button', { name: '刘芳' }).click()
    await page.getByText('实到 14 人').waitFor()
    await page.getByRole('button', { name: '病假' }).click()
    await page.getByRole('button', { name: '添加议程' }).click()
    await page.getByText('预备党员转正', { exact: true }).click()
    await page.locator('[data-path="agenda.1.title"] input').fill('胡军同志转正')
    await page.locator('[data-path="agenda.1.resolution"] textarea').fill('同意胡军同志按期转正。')
    await page.locator('[data-path="agenda.1.votes"] input').first().fill('20')
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.getByText('票数之和不能超过到会有表决权的人数。').waitFor()
    await page.locator('[data-path="agenda.1.votes"] input').first().fill('13')
    await page.locator('.outcome').getByText('通过', { exact: true }).waitFor()
    await page.getByRole('button', { name: '到会的全体赞成' }).click()
    assert.equal(await page.locator('[data-path="agenda.1.votes"] input').first().inputValue(), '13', 'one of the fourteen has no vote')
    await page.getByRole('button', { name: '保存记录' }).click()
    await page.waitForURL(/\/meetings\//)
    await page.getByText('应到 15 人，实到 14 人').waitFor()
    await page.getByText('刘芳（病假）').waitFor()
  },

  async 'correct and withdraw, and what another has changed meanwhile'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/records/r1`)
    await page.getByRole('link', { name: '更正' }).click()
    await page.locator('[data-path="values.title"] input').fill('优秀教育工作者')
    await page.locator('[data-path="reason"] textarea').fill('奖状原文为“优秀教育工作者”')
    const record = mock.state.records.find((one) => one.id === 'r1')
    Object.assign(record, { version: record.version + 1, values: { ...record.values, title: '师德标兵' } })
    await page.getByRole('button', { name: '保存更正' }).click()
    await page.getByText('您填写期间，别人保存了修改').waitFor()
    await page.getByRole('radio', { name: '我填的' }).check()
    await page.getByRole('button', { name: '保存更正' }).click()
    await page.waitForURL(/\/records\/r1$/)
    await page.getByText('优秀教育工作者').first().waitFor()
    await page.getByRole('button', { name: '撤回' }).click()
    await page.locator('.el-dialog [data-path="reason"] textarea').fill('重复录入')
    await page.locator('.el-dialog__footer').getByRole('button', { name: '撤回' }).click()
    await page.getByText('这条记录已撤回').waitFor()
  },

  async 'from a figure to its records, free text, Word, submission, comment, return, acceptance'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/reports/p0`)
    await page.locator('.figure', { hasText: '20,000元' }).click()
    await page.getByText('记录（2）').waitFor()
    await page.getByText('20,000 元', { exact: true }).first().waitFor()
    await page.locator('#section-plan').getByRole('button', { name: '写一段' }).click()
    await page.locator('#section-plan textarea').fill('下一年开展 10 次送教活动。')
    await page.locator('#section-plan').getByRole('button', { name: '保存' }).click()
    await page.locator('#section-plan .amber').getByText('数字无凭证').waitFor()
    const reviewer = await person('reviewer')
    await page.getByRole('button', { name: '提交' }).click()
    await page.locator('.el-dialog__footer').getByRole('button', { name: '提交' }).click()
    await page.locator('.report-bar').getByText('已提交').waitFor()
    await reviewer.page.goto(`${base}/reports/p0`)
    await reviewer.page.locator('#s-c4').hover()
    await reviewer.page.locator('#s-c4 .talk').click()
    await reviewer.page.locator('.talk-panel textarea').fill('请写明服务对象。')
    await reviewer.page.getByRole('button', { name: '发送评语' }).click()
    await page.locator('.side .badge').getByText('2').waitFor()
    await reviewer.page.locator('#s-c4 .talk.has').waitFor()
    await reviewer.page.getByRole('button', { name: '退回' }).click()
    await reviewer.page.locator('.el-dialog [data-path="reason"] textarea').fill('请补充后再报。')
    await reviewer.page.locator('.el-dialog__footer').getByRole('button', { name: '退回' }).click()
    await page.locator('.side .badge').getByText('3').waitFor()
    await page.goto(`${base}/inbox`)
    await page.getByText('报告已退回').first().click()
    await page.waitForURL(/\/reports\/p0/)
    await page.getByText('请补充后再报。').waitFor()
    await page.getByRole('button', { name: '重新提交' }).click()
    await page.locator('.el-dialog__footer').getByRole('button').last().click()
    await page.locator('.report-bar').getByText('已提交').waitFor()
    await reviewer.page.reload()
    await reviewer.page.getByRole('button', { name: '通过' }).click()
    await reviewer.page.locator('.el-dialog__footer').getByRole('button', { name: '通过' }).click()
    await reviewer.page.getByText('通过并固定').waitFor()
    await reviewer.page.getByText('内容校验值 9f2c4b1e7a8d3c6f').waitFor()
  },

  async 'a disclosure goes through its four steps, and everybody reads it until the page is closed'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/note`)
    await page.getByRole('link', { name: '提出公开事项' }).first().click()
    await page.getByRole('button', { name: '提交审查' }).click()
    await page.locator('[data-path="content"] .wrong').waitFor()
    await page.locator('[data-path="content"] input').fill('新学期作息时间')
    await page.locator('[data-path="audience"]').getByText('社会', { exact: true }).click()
    await page.locator('[data-path="text"] textarea').fill('上午八点入园，下午四点半离园。')
    await page.getByRole('button', { name: '提交审查' }).click()
    await page.waitForURL(/\/disclosures\/[^/]+$/)
    await page.getByRole('button', { name: '不通过' }).click()
    await page.locator('.el-dialog textarea').fill('请写明开始日期')
    await page.locator('.el-dialog__footer').getByRole('button', { name: '不通过' }).click()
    await page.getByText('请写明开始日期').waitFor()
    await page.goto(`${base}/branch/z0`)
    await page.locator('.home-givings').getByText('新学期作息时间').click()
    await page.getByRole('link', { name: '修改公开事项' }).click()
    await page.waitForFunction(() => document.querySelector('[data-path="text"] textarea')?.value.startsWith('上午'))
    await page.locator('[data-path="text"] textarea').fill('九月一日起，上午八点入园，下午四点半离园。')
    await page.getByRole('button', { name: '提交审查' }).click()
    await page.getByRole('button', { name: '审查通过' }).click()
    await page.getByRole('button', { name: '同意公开' }).click()
    await page.getByRole('button', { name: '公开', exact: true }).click()
    await page.getByRole('link', { name: '工作记录' }).waitFor()
    await page.goto(`${base}/branch/z0/disclosures?which=PUBLISHED`)
    await page.getByText('新学期作息时间').waitFor()
    const link = await page.locator('.board-link').getAttribute('href')
    const reader = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
    await reader.goto(link)
    await reader.getByText('九月一日起').waitFor()
    assert.equal(await reader.getByText('第四季度食堂收支').count(), 0, 'what is not published is not there')
    await page.getByRole('button', { name: '关闭公开页' }).click()
    await page.getByText('公开页没有开通。').waitFor()
    await reader.reload()
    await reader.getByText('没有找到').first().waitFor()
    await reader.close()
  },

  async 'who has not signed a letter is named, and a tap notes it down'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/note/record/pledge`)
    await page.locator('[data-path="values.subject"] input').fill('党风廉政建设')
    await page.locator('[data-path="values.form"]').getByText('责任书', { exact: true }).click()
    await page.locator('[data-path="date"] input').fill('2026-11-01')
    await page.getByRole('button', { name: '保存' }).last().click()
    await page.waitForURL(/\/records\/[^/?]+/)
    await page.getByText('还没有签订：').waitFor()
    const left = await page.locator('.chips .chip', { hasText: '点此记为已签' }).count()
    await page.locator('.chips .chip', { hasText: '王秀兰' }).click()
    await page.getByText(`还没有签订：${left - 1}人`).waitFor()
    await page.getByRole('button', { name: `其余${left - 1}人都已签` }).click()
    await page.getByText('已全部签订').waitFor()
    await page.getByRole('button', { name: '取消登记' }).first().click()
    await page.locator('.el-dialog textarea').fill('看错了')
    await page.locator('.el-dialog__footer').getByRole('button', { name: '取消登记' }).click()
    await page.getByText('还没有签订：1人').waitFor()
  },

  async 'a note is private until it is handed in, and then nobody changes it'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/notebook`)
    await page.getByText('学习全会公报').waitFor()
    await page.getByRole('link', { name: '写笔记' }).click()
    await page.locator('[data-path="title"] input').fill('读书一则')
    await page.locator('[data-path="text"] textarea').fill('先读原文。')
    await page.getByRole('button', { name: '保存笔记' }).click()
    await page.waitForURL(/\/notebook\/[^/]+$/)
    await page.getByRole('link', { name: '接着写' }).click()
    await page.waitForFunction(() => document.querySelector('[data-path="text"] textarea')?.value === '先读原文。')
    await page.locator('[data-path="text"] textarea').fill('先读原文，再对照自己。')
    await page.getByRole('button', { name: '保存笔记' }).click()
    await page.getByText('再对照自己').waitFor()
    await page.getByRole('button', { name: '交给党支部' }).click()
    await page.locator('.el-message-box').getByRole('button', { name: '交给党支部' }).click()
    await page.getByText('交给党支部。').waitFor()
    assert.equal(await page.getByRole('link', { name: '接着写' }).count(), 0, 'what was handed in stays')
    await page.goto(`${base}/branch/z0/notes`)
    await page.getByText('读书一则').waitFor()
  },

  async 'who has not talked yet is an empty cell, and a tap on it notes the talk down'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/talks`)
    await page.getByText('3 对中谈过 2 对').waitFor()
    await page.getByRole('button', { name: '王秀兰与张建国：今年还没有谈，点此记下' }).click()
    await page.locator('[data-path="note"] textarea').fill('互相提了意见。')
    await page.getByRole('button', { name: '记下', exact: true }).click()
    await page.getByText('3 对中谈过 3 对').waitFor()
    await page.getByText('已全部覆盖').waitFor()
    await page.getByRole('button', { name: '王秀兰与张建国：今年谈过' }).click()
    await page.getByText('互相提了意见。').waitFor()
  },

  async 'a key task goes by its milestones, and the meeting about it is found'() {
    for (const phone of [false, true]) {
      const { page } = await person('secretary', phone ? { width: 390, height: 844 } : undefined)
      await page.goto(`${base}/branch/z0`)
      await page.locator('.home-milestones').getByText('完成过渡搬迁').waitFor()
      await page.locator('.home-milestones').getByText('明厨亮灶验收').waitFor()
      await page.goto(`${base}/branch/z0/tasks`)
      await page.locator('.rows li').first().getByText('有节点超期').waitFor()
      await page.getByRole('link', { name: '新园舍建设' }).click()
      await page.getByText('等待消防验收').waitFor()
      await page.getByRole('button', { name: '添加节点' }).click()
      await page.locator('.el-dialog:visible [data-path="text"] input').fill(phone ? '竣工验收' : '竣工启用')
      await page.locator('.el-dialog:visible').getByRole('button', { name: '保存' }).click()
      await page.getByText('请填写').first().waitFor()
      await page.locator('.el-dialog:visible [data-path="due"] input').fill('2031-06-30')
      await page.locator('.el-dialog:visible').getByRole('button', { name: '保存' }).click()
      const added = page.locator('.milestone', { hasText: phone ? '竣工验收' : '竣工启用' }).last()
      await added.getByText('待完成').waitFor()
      await added.getByRole('button', { name: '调整时限' }).click()
      await page.locator('.el-dialog:visible [data-path="due"] input').fill('2031-09-30')
      await page.locator('.el-dialog:visible [data-path="reason"] textarea').fill('雨季停工')
      await page.locator('.el-dialog:visible').getByRole('button', { name: '保存' }).click()
      await added.getByText('雨季停工').waitFor()
      const late = page.locator('.milestone', { hasText: '完成过渡搬迁' })
      if (!phone) {
        await late.getByRole('button', { name: '完成', exact: true }).click()
        await page.locator('.el-dialog:visible [data-path="sentence"] textarea').fill('三个班全部搬入')
        await page.locator('.el-dialog:visible').getByRole('button', { name: '完成', exact: true }).click()
        await late.getByText('三个班全部搬入').waitFor()
        await late.getByRole('button', { name: '恢复' }).click()
        await page.locator('.el-dialog:visible [data-path="reason"] textarea').fill('误点')
        await page.locator('.el-dialog:visible').getByRole('button', { name: '保存' }).click()
      }
      await late.getByText('已超期').waitFor()
      if (!phone) {
        await page.getByRole('link', { name: '记一次会议' }).click()
        await page.locator('[data-path="tasks"]').getByText('新园舍建设').waitFor()
      }
    }
  },

  async 'a campaign is defined once, and met by what a branch has'() {
    const { page: above } = await person('reviewer')
    await above.goto(`${base}/bureau/b/campaigns`)
    await above.getByRole('link', { name: '部署活动' }).click()
    await above.locator('[data-path="name"] input').fill('师德师风教育')
    await above.locator('[data-path="until"] input').fill('2031-12-31')
    await above.locator('[data-path="points.0.text"] input').fill('报送学习小结')
    await above.locator('[data-path="points.0.until"] input').fill('2031-11-30')
    await above.getByRole('button', { name: '部署', exact: true }).click()
    await above.getByText('各支部落实情况').waitFor()
    for (const phone of [false, true]) {
      const { page } = await person('secretary', phone ? { width: 390, height: 844 } : undefined)
      await page.goto(`${base}/branch/z0/campaigns`)
      await page.getByRole('link', { name: '师德师风教育' }).click()
      const words = phone ? '又报送一份' : '已于月底报送'
      await page.locator('.campaign-point').getByRole('button', { name: '填报落实情况' }).click()
      await page.locator('.el-dialog:visible').getByRole('button', { name: '保存' }).click()
      await page.getByText('请填写').first().waitFor()
      await page.locator('.el-dialog:visible [data-path="sentence"] textarea').fill(words)
      await page.locator('.el-dialog:visible').getByRole('button', { name: '保存' }).click()
      await page.getByText(words).waitFor()
      await page.getByText('已落实').waitFor()
    }
    await above.reload()
    await above.getByText('已于月底报送').waitFor()
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/campaigns/c0`)
    await page
      .getByText(/的会议/)
      .first()
      .waitFor()
    await page.locator('.campaign-point').nth(1).getByRole('button', { name: '填报落实情况' }).click()
    await page.locator('.el-dialog:visible [data-path="record"] .el-select').click()
    await page.getByRole('option').first().click()
    await page.locator('.el-dialog:visible').getByRole('button', { name: '保存' }).click()
    await page.locator('.campaign-point').nth(1).getByText('已落实').waitFor()
  },

  async 'an organisational-life meeting is linked, not typed again, and says what is missing'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/org-life`)
    await page.getByRole('button', { name: '开始准备' }).click()
    await page.locator('[data-path="surveys"] .el-select').click()
    await page.getByRole('option', { name: '2026 年度组织生活会前征求意见' }).click()
    await page.keyboard.press('Escape')
    await page.locator('[data-path="problems"] textarea').fill('学习不够深入\n联系群众不够')
    await page.getByRole('button', { name: '添加整改措施' }).click()
    await page.locator('[data-path="measures.0.text"] input').fill('每月集中学习一次')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存').waitFor()
    await page.locator('.org-life-check', { hasText: '征求意见' }).getByText('已有').waitFor()
    await page.locator('.org-life-check', { hasText: '批评和自我批评' }).getByText('还缺').waitFor()
    await page.getByRole('button', { name: '查看和填写批评意见' }).click()
    await page.locator('.el-dialog .el-select').click()
    await page.getByRole('option', { name: '李明' }).click()
    await page.locator('[data-path="criticisms.0"] textarea').fill('有时急躁')
    await page.locator('.el-dialog').getByRole('button', { name: '保存' }).click()
    await page.locator('.org-life-check', { hasText: '批评和自我批评' }).getByText('已有').waitFor()
  },

  async 'members are graded, and more than a third of them excellent is said'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0/appraisal`)
    await page.locator('[data-path="on"] input').fill('2026-11-12')
    for (const name of ['李明', '王秀兰']) await page.locator('fieldset', { hasText: name }).getByText('优秀', { exact: true }).click()
    await page.getByText('优秀一般不超过 0 人，请核对').waitFor()
    await page.getByText('预备党员参加评议，不评定等次').waitFor()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存').waitFor()
    await page.getByText('已评定 2 人，其中优秀 2 人。').waitFor()
  },

  async 'opinions and their rectification'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/surveys/v0`)
    await page.locator('[data-path="text"] textarea').fill('希望开放阅览室。')
    await page.locator('[data-path="category"] input').click()
    await page.getByRole('option', { name: '后勤保障' }).click()
    await page.getByRole('button', { name: '保存意见' }).click()
    await page.getByRole('link', { name: '希望开放阅览室。' }).click()
    await page.locator('[data-path="action"] textarea').fill('每周三、周五下午开放。')
    await page.getByRole('button', { name: '登记整改' }).click()
    await page.getByRole('button', { name: '确认整改' }).click()
    await page.getByText('已确认').waitFor()
  },

  async 'the overview tells why'() {
    const { page } = await person('reviewer')
    await page.goto(`${base}/bureau/b`)
    await page.getByRole('button', { name: /翠湖幼儿园党支部 · 党小组会 · 逾期/ }).click()
    await page.locator('.el-drawer').getByText('2026年10月', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '幼儿园', exact: true }).click()
    await page.waitForURL(/type=KINDERGARTEN/)
    assert.equal(await page.locator('.matrix tbody tr').count(), 4)
  },

  async 'an administrator adds a kindergarten, a branch and a secretary with a password shown once'() {
    const { page } = await person('admin')
    await page.goto(`${base}/bureau/b/settings/units`)
    await page.locator('.tree li').first().getByRole('button', { name: '添加下级' }).click()
    await page.locator('.el-dialog [data-path="name"] input').fill('晨光幼儿园')
    await page.locator('.el-dialog').getByText('幼儿园', { exact: true }).click()
    await page.locator('.el-dialog__footer').getByRole('button', { name: '保存' }).click()
    await page.locator('.tree li', { hasText: '晨光幼儿园' }).getByRole('button', { name: '添加下级' }).click()
    await page.locator('.el-dialog:visible [data-path="name"] input').fill('晨光幼儿园党支部')
    await page.locator('.el-dialog__footer:visible').getByRole('button', { name: '保存' }).click()
    await page.locator('.tree').getByText('晨光幼儿园党支部').waitFor()
    await page.getByRole('link', { name: '人员' }).click()
    await page.getByRole('button', { name: '添加人员' }).click()
    await page.locator('.el-dialog:visible [data-path="unit"] input').fill('晨光')
    await page.getByRole('option', { name: '晨光幼儿园党支部' }).click()
    await page.locator('.el-dialog:visible [data-path="name"] input').fill('唐晓')
    await page.locator('.el-dialog:visible [data-path="username"] input').fill('Tang')
    await page.getByRole('button', { name: '添加并生成密码' }).click()
    await page.locator('.el-dialog:visible [data-path="username"] .wrong').waitFor()
    await page.locator('.el-dialog:visible [data-path="username"] input').fill('tangxiao')
    await page.getByText('唐晓是 晨光幼儿园党支部 的书记').waitFor()
    await page.getByRole('button', { name: '添加并生成密码' }).click()
    await page.getByText('Tr5-vNz8-Hc3k').waitFor()
    await page.getByRole('button', { name: '我已记下' }).click()
    await page.locator('.people').getByText('唐晓是 晨光幼儿园党支部 的书记，可以录入记录、提交报告').waitFor()
  },

  async '151 opinions are pasted, corrected, sent once each and settled together'() {
    const { page, context } = await person('secretary')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${base}/surveys/v0/opinions`)
    const before = mock.state.opinions.length
    const table = ['类别\t意见内容\t提出日期\t整改措施\t整改日期']
    for (let i = 1; i <= 151; i++)
      table.push(['教育教学', '后勤保障', '其他'][i % 3] + `\t第${i}条意见\t2026/3/${1 + (i % 28)}` + (i <= 10 ? '\t已改\t2026.4.1' : ''))
    table[5] = table[5].replace('2026/3/6', '三月六日')
    const begun = Date.now()
    await page.evaluate((text) => navigator.clipboard.writeText(text), table.join('\n'))
    await page.locator('.opinion-rows textarea').first().focus()
    await page.keyboard.press('Control+v')
    await page.getByText('已读入151条').waitFor()
    await page
      .getByText('共', { exact: false })
      .getByText(`${151 + before}条`)
      .first()
      .waitFor()
    await page.getByRole('button', { name: '保存151条' }).click()
    await page.locator('.opinion-rows .wrong').getByText('日期未能识别').waitFor()
    await page.getByText('未能识别：三月六日').waitFor()
    assert.equal(mock.state.opinions.length, before, 'nothing is sent while a line is faulty')
    await page.locator('.opinion-rows > li').nth(4).locator('input[type=date]').first().fill('2026-03-06')
    await page.waitForURL(/draft=/)
    mock.state.refuseOnce = '第40条意见'
    await page.getByRole('button', { name: '保存151条' }).click()
    await page.locator('.opinion-rows .note.wrong').waitFor({ timeout: 60000 })
    await page.getByRole('button', { name: '保存1条' }).waitFor({ timeout: 60000 })
    await page.locator('.opinions .el-progress').waitFor({ state: 'detached', timeout: 60000 })
    assert.equal(mock.state.opinions.length, before + 150)
    await page.reload()
    await page.getByRole('button', { name: '保存1条' }).click({ timeout: 30000 })
    await page.waitForURL(/\/surveys\/v0$/, { timeout: 60000 })
    assert.equal(mock.state.opinions.length, before + 151, 'each is sent once')
    assert.equal(mock.state.opinions.filter((one) => one.action === '已改').length >= 10, true)
    const raised = mock.state.opinions.filter((one) => one.survey === 'v0' && one.status === 'RAISED').length
    await page.getByRole('button', { name: '选中全部待整改' }).click()
    await page
      .getByRole('button', { name: `登记整改（${raised}条）` })
      .first()
      .click()
    await page.locator('.el-dialog:visible [data-path="action"] textarea').fill('统一整改')
    await page.locator('.el-dialog:visible').getByRole('button', { name: '登记整改', exact: true }).click()
    await page.waitForFunction(() => document.querySelectorAll('.rows .state-RAISED').length === 0, undefined, { timeout: 60000 })
    assert.equal(mock.state.opinions.filter((one) => one.survey === 'v0' && one.status === 'RAISED').length, 0)
    console.log(`       151 opinions in ${Math.round((Date.now() - begun) / 1000)} s`)
  },

  async 'an administrator defines a kind of record, sees its form and is refused what would rank'() {
    const { page } = await person('admin')
    await page.goto(`${base}/bureau/b/settings/kinds`)
    await page.getByText('还没有自定义的种类').waitFor()
    await page.getByRole('link', { name: '新增种类' }).click()
    await page.locator('[data-path="name"] input').fill('走访慰问')
    assert.equal(await page.locator('[data-path="initials"] input').inputValue(), 'zfww')
    await page.locator('[data-path="group"] input').click()
    await page.locator('.el-select-dropdown:visible .el-select-dropdown__item').first().click()
    await page.locator('[data-path="fields.0.name"] input').fill('党员积分')
    await page.locator('.kind-preview [data-path="values.ownA"]').getByText('党员积分').waitFor()
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('[data-path="fields.0.name"] .wrong').getByText('AF-03').waitFor()
    await page.locator('[data-path="fields.0.name"] input').fill('对象')
    await page.getByRole('button', { name: '加一个字段' }).click()
    await page.locator('[data-path="fields.1.name"] input').fill('形式')
    await page.locator('[data-path="fields.1.type"] input').click()
    await page.getByRole('option', { name: '单选' }).click()
    await page.locator('[data-path="fields.1.options"] textarea').fill('上门\n电话 | By phone')
    await page.locator('.kind-preview').getByText('电话', { exact: true }).waitFor()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('link', { name: '走访慰问' }).waitFor()
    const made = mock.state.bureauKinds[0]
    assert.deepEqual(
      made.fields.map((field) => field.id),
      ['ownA', 'ownB'],
    )
    assert.deepEqual(made.fields[1].options[1], { id: 'o2', names: { 'zh-CN': '电话', en: 'By phone' } })
  },

  async 'an operator opens a bureau'() {
    const { page } = await person('operator')
    await page.goto(`${base}/operator/new`)
    await page.locator('[data-path="name"] input').fill('西岭县教育局')
    await page.locator('[data-path="code"] input').fill('qinghe')
    await page.locator('[data-path="administrator.name"] input').fill('方圆')
    await page.locator('[data-path="administrator.username"] input').fill('admin')
    await page.getByRole('button', { name: '开通教育局' }).click()
    await page.locator('[data-path="code"] .wrong').getByText('已经属于另一个教育局').waitFor()
    await page.locator('[data-path="code"] input').fill('xiling')
    await page.getByRole('button', { name: '开通教育局' }).click()
    await page.getByRole('button', { name: '一次性密码' }).click()
    await page.getByText('Kx7-mPq2-Wd9t').waitFor()
  },

  async 'the language is remembered'() {
    const { page } = await person('secretary')
    await page.goto(`${base}/branch/z0`)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Due' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Due' }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
    await page.getByRole('link', { name: 'Records', exact: true }).click()
    await page.getByRole('heading', { name: 'Records' }).waitFor()
  },

  async 'an auditor reads and is offered nothing to change'() {
    const { page } = await person('auditor')
    await page.goto(`${base}/records/r0`)
    await page.getByText('20,000 元').first().waitFor()
    assert.equal(await page.getByRole('link', { name: '更正' }).count(), 0)
    await page.goto(`${base}/bureau/b/ledger`)
    await page.getByRole('button', { name: '校验' }).click()
    await page.getByText('链条完整').waitFor()
  },
}

let failed = 0
for (const [name, step] of Object.entries(steps).filter(([name]) => name.includes(process.argv[2] ?? ''))) {
  try {
    await step()
    console.log('ok   ', name)
  } catch (failure) {
    failed += 1
    console.log('FAIL ', name, '\n      ', String(failure).split('\n').slice(0, 6).join('\n       '))
  }
}
for (const fault of faults) console.log('page ', fault)
await browser.close()
mock.close()
process.exit(failed + faults.length === 0 ? 0 : 1)
