import { readFileSync, readdirSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { i18n, setLanguage } from '@/app/i18n'
import { EVENT_TYPES, technical } from '@/features/ledger/ledger'
import { type Names, about, keyOf, sentence } from '@/features/ledger/say'

const ROOT = '../../infra/contracts/data'
/** What the ledger hears: every event but what it says of itself. */
const events = readdirSync(ROOT, { withFileTypes: true })
  .filter((folder) => folder.isDirectory())
  .flatMap((folder) => readdirSync(`${ROOT}/${folder.name}`).map((file) => `${folder.name}/${file}`))
  .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json') && !file.includes('ledger.anchored'))
  .map((file) => ({ type: file.split('/')[1]?.replace(/\.json$/, '') ?? '', body: readFileSync(`${ROOT}/${file}`, 'utf8') }))

const names: Names = {
  unit: () => 'UNIT',
  account: () => 'ACCOUNT',
  member: () => 'MEMBER',
  file: () => 'FILE',
  kind: () => ({ 'zh-CN': '种类', en: 'KIND' }),
  survey: () => 'SURVEY',
  report: () => 'REPORT',
  meeting: () => ({ forms: ['BRANCH_ASSEMBLY'], date: '2025-03-12' }),
}
const nothing: Names = {
  unit: () => '',
  account: () => '',
  member: () => '',
  file: () => '',
  kind: () => undefined,
  survey: () => '',
  report: () => '',
  meeting: () => undefined,
}
const lineOf = (event: { type: string; body: string }) => ({
  ...event,
  subject: '9e4b1c52-71f4-5b6e-b9c8-40f7d3a2e601',
  actor: 'a',
  unit: undefined,
})
const ID = /[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{32}|\{\w+\}|undefined|\bnull\b/

it('keeps ids and hashes for the technical side', () => {
  expect(['李明', '2025年3月12日', '20,000'].some(technical)).toBe(false)
  expect(['9e4b1c52-71f4-5b6e-b9c8-40f7d3a2e601', `校验值 ${'9f'.repeat(32)}`].every(technical)).toBe(true)
})

it('offers each event to look for by the name it has on the wire', () => {
  const looked = ['audit.refused.v1', 'audit.looked.v1']
  expect([...EVENT_TYPES].sort()).toEqual(
    events
      .map((event) => event.type)
      .filter((type) => !looked.includes(type))
      .sort(),
  )
})

describe.each(['zh-CN', 'en'] as const)('the ledger in people’s words, %s', (language) => {
  beforeEach(async () => setLanguage(language))

  it('knows every event that enters it', () => {
    expect(events.length).toBeGreaterThan(50)
    const missing = events
      .map((event) => keyOf(event.type))
      .filter((key) => !i18n.global.te(`ledger.say.${key}`) || !i18n.global.te(`ledger.type.${key}`))
    expect(missing).toEqual([])
  })

  it.each(events.map((event) => [event.type, event] as const))('says %s without ids, whatever names can be had', (_, event) => {
    for (const known of [names, nothing]) {
      const said = sentence(lineOf(event), known)
      expect(said).not.toMatch(ID)
      expect(said).not.toContain('  ')
      expect(about(lineOf(event), known)).not.toBe('')
    }
  })

  it('names the very thing', () => {
    const said = (type: string): string => sentence(lineOf(events.find((event) => event.type === type) ?? { type, body: '{}' }), names)
    expect(said('session.withdrawn.v1')).toContain('2025')
    expect(said('report.returned.v1')).toContain('2025')
    expect(said('audit.downloaded.v1')).toContain('REPORT')
    expect(said('grant.given.v1')).toContain('ACCOUNT')
    const paper = { type: 'audit.downloaded.v1', body: JSON.stringify({ kind: 'session', id: 's', copy: 'SIGN_IN' }) }
    expect(sentence(lineOf(paper), names)).toContain('2025')
    expect(said('audit.refused.v1')).not.toContain('/api/')
  })
})
