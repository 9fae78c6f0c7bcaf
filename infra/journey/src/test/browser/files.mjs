// Photos and papers go with a record: several at once, one refused, the draft kept, shown to whoever may read the record.
import assert from 'node:assert/strict'
import { base, button, field, fill, choose, language, phone, picture, t } from './people.mjs'

const word = (chinese, english) => (language === 'en' ? english : chinese)
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** A picture of a meadow, as large as a phone takes it. */
function photo(page, width, height) {
  return page.evaluate(async ([wide, high]) => {
    const canvas = document.createElement('canvas')
    canvas.width = wide
    canvas.height = high
    const pen = canvas.getContext('2d')
    const sky = pen.createLinearGradient(0, 0, 0, high)
    sky.addColorStop(0, '#7db7e8')
    sky.addColorStop(0.6, '#dff0fb')
    sky.addColorStop(0.6, '#6aa84f')
    sky.addColorStop(1, '#38761d')
    pen.fillStyle = sky
    pen.fillRect(0, 0, wide, high)
    for (let i = 0; i < 400; i += 1) {
      pen.fillStyle = `hsl(${(i * 37) % 360} 70% 60%)`
      pen.fillRect((i * 7919) % wide, high * 0.6 + ((i * 104729) % (high * 0.4)), wide / 90, wide / 90)
    }
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.95))
    return [...new Uint8Array(await blob.arrayBuffer())]
  }, [width, height]).then((bytes) => Buffer.from(bytes))
}

/** Goes from an open page of the branch's own to a record with files; answers its address. */
export async function files(page, branch) {
  await page.goto(`${base}/branch/${branch}/note/record/honour`)
  await fill(page, 'values.title', '园林绿化示范单位')
  await choose(page, 'values.holder', word('党支部', 'branch'))
  await choose(page, 'values.category', word('荣誉称号', 'title of honour'))
  await choose(page, 'values.level', word('县（市、区）级', 'county'))
  const chooser = field(page, 'evidence').locator('input[type=file]').first()
  await chooser.setInputFiles([
    { name: '颁奖现场.jpg', mimeType: 'image/jpeg', buffer: await photo(page, 4032, 3024) },
    { name: '奖牌.jpg', mimeType: 'image/jpeg', buffer: await photo(page, 900, 1200) },
    { name: '表彰决定.pdf', mimeType: 'application/pdf', buffer: PDF },
    { name: '附件.jpg', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ this is a program') },
  ])
  await field(page, 'evidence').locator('.file-row.bad', { hasText: '附件.jpg' }).waitFor()
  await field(page, 'evidence').locator('img.file-thumb').nth(1).waitFor()
  await field(page, 'evidence').getByText('表彰决定.pdf').waitFor()
  await field(page, 'evidence').scrollIntoViewIfNeeded()
  await picture(page, 'record-form-files')
  await button(page, 'record.save').click()
  await field(page, 'evidence').locator('p.wrong').waitFor()
  assert.equal(await field(page, 'values.title').locator('input').inputValue(), '园林绿化示范单位', 'what was typed stays')
  await field(page, 'evidence').getByRole('button', { name: t('files.retry') }).click()
  await field(page, 'evidence').locator('.file-row.bad').waitFor()
  await field(page, 'evidence').getByRole('button', { name: t('files.removeFile', { name: '附件.jpg' }) }).click()
  await page.waitForTimeout(900)
  await page.reload()
  await field(page, 'evidence').locator('img.file-thumb').nth(1).waitFor()
  assert.equal(await field(page, 'evidence').locator('.file-row').count(), 3, 'the draft keeps what has arrived')
  await button(page, 'record.save').click()
  await page.waitForURL(/\/records\/[^/]+(\?|$)/)
  await page.locator('.strip img').nth(1).waitFor()
  await page.waitForFunction(() => [...document.querySelectorAll('.strip img')].every((image) => image.complete && image.naturalWidth > 0))
  await picture(page, 'record-files')
  await page.getByRole('button', { name: t('files.open', { name: '颁奖现场.jpg' }) }).click()
  await page.waitForFunction(() => document.querySelector('.viewer-picture')?.naturalWidth === 2560)
  await picture(page, 'record-viewer')
  await page.keyboard.press('Escape')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '表彰决定.pdf' }).click()
  assert.equal((await download).suggestedFilename(), '表彰决定.pdf')
  return page.url()
}

/** The auditor's way through the ledger: filters, an entry, looks, the whole checked and taken away. */
export async function ledger(page, bureau) {
  await page.goto(`${base}/bureau/${bureau}/ledger`)
  const line = phone ? '.rows .row-link' : '.table tbody tr'
  await page.locator(line).first().waitFor()
  await button(page, 'ledger.verify').click()
  await page.locator('.notice-box.good').waitFor()
  await picture(page, 'ledger-verified')
  await page.getByRole('button', { name: t('ledger.tab.LOOKED'), exact: true }).click()
  await page.waitForURL(/outcome=LOOKED/)
  await page.locator(`${line}, .empty`).first().waitFor()
  await page.waitForTimeout(600)
  await picture(page, 'ledger-looks')
  await page.goto(`${base}/bureau/${bureau}/ledger?type=record.entered.v1`)
  await page.locator(phone ? '.rows .row-link' : '.table tbody td a').first().click()
  await page.waitForURL(/\/ledger\/\d+/)
  await page.locator('.table tbody th').first().waitFor()
  await picture(page, 'ledger-entry')
  await page.goto(`${base}/bureau/${bureau}/ledger`)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: t('ledger.export'), exact: true }).click()
  return (await download).path()
}
