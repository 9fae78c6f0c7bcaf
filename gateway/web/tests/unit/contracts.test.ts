import { readFileSync } from 'node:fs'
import schema from '@asyncapi/specs/schemas/3.0.0-without-$id.json'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'

interface Document {
  channels: Record<string, { messages: Record<string, { $ref: string }> }>
}

const read = (): Document => JSON.parse(readFileSync('../../infra/contracts/asyncapi.json', 'utf8'))
const valid = new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false }).compile<Document>(schema)

/** What each reference in the document points at; undefined where it leads nowhere. */
function targets(document: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>()
  JSON.stringify(document, (name, value) => {
    if (name === '$ref')
      found.set(
        value,
        String(value)
          .slice(2)
          .split('/')
          .reduce<unknown>((part, step) => (part as Record<string, unknown> | undefined)?.[step], document),
      )
    return value
  })
  return found
}

describe('the document of events', () => {
  it('is valid AsyncAPI', () => {
    expect(valid(read()), JSON.stringify(valid.errors?.slice(0, 5))).toBe(true)
  })

  it('refers to nothing that is not there', () => {
    const all = targets(read())
    expect(all.size).toBeGreaterThan(80)
    expect([...all].filter(([, target]) => target === undefined)).toEqual([])
  })

  it('is really held against the rules', () => {
    const wrong = read()
    Object.assign(wrong.channels['member.events'] ?? {}, { messages: 'all' })
    expect(valid(wrong)).toBe(false)
  })
})
