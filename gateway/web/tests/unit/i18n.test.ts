import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '@/locales/en.json'
import zh from '@/locales/zh-CN.json'

type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree, path = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value]] : Object.entries(flat(value, `${path}${key}.`)),
    ),
  )
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').sort()
const chinese = flat(zh as Tree)
const english = flat(en as Tree)

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : /\.(vue|ts)$/.test(entry.name)
        ? [readFileSync(join(folder, entry.name), 'utf8')]
        : [],
  )
}
const code = sources('src').join('\n')

describe('the texts', () => {
  /** Of two texts under one key only the later is ever shown. */
  it.each(['zh-CN', 'en'])('stand under one key each, %s', (language) => {
    const lines = readFileSync(`src/locales/${language}.json`, 'utf8').split('\n')
    const open: Set<string>[] = []
    const twice: string[] = []
    for (const line of lines) {
      const key = /^\s*"([^"]+)":/.exec(line)?.[1]
      if (key !== undefined && open.at(-1)?.has(key)) twice.push(key)
      if (key !== undefined) open.at(-1)?.add(key)
      if (line.trimEnd().endsWith('{')) open.push(new Set())
      if (/^\s*\}/.test(line)) open.pop()
    }
    expect(lines.length).toBeGreaterThan(500)
    expect(twice).toEqual([])
  })

  it('are complete in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort())
    for (const [key, text] of [...Object.entries(chinese), ...Object.entries(english)]) expect(text, key).not.toBe('')
  })

  it('have the same holes in both languages', () => {
    for (const [key, text] of Object.entries(chinese)) expect(holes(english[key] ?? ''), key).toEqual(holes(text))
  })

  it('hold every key that the screens name', () => {
    const named = [...code.matchAll(/(?:\$t|[^a-zA-Z]t|\btext|\bsay)\(\s*'([a-zA-Z]+(?:\.[\w-]+)+)'/g)].map((found) => found[1] ?? '')
    expect(named.length).toBeGreaterThan(300)
    expect([...new Set(named)].filter((key) => chinese[key] === undefined)).toEqual([])
  })

  it('hold a family for every key that is put together', () => {
    const families = [...code.matchAll(/(?:\$t|[^a-zA-Z]t|\btext)\(\s*`([a-zA-Z]+(?:\.[a-zA-Z_]+)*\.)\$\{/g)].map((found) => found[1] ?? '')
    for (const family of new Set(families))
      expect(
        Object.keys(chinese).some((key) => key.startsWith(family)),
        family,
      ).toBe(true)
  })

  it('use no words of machine translation', () => {
    for (const [key, text] of Object.entries(english)) expect(text, key).not.toMatch(/\b(cell|comrade|escrow|garden)\b/i)
  })

  it('leave no text of the screens outside', () => {
    const templates = [...code.matchAll(/<template>[\s\S]*<\/template>/g)]
      .map((found) => found[0].replace(/<!--[\s\S]*?-->/g, ''))
      .join('\n')
    const loose = [...templates.matchAll(/>[^<{]*([\u4e00-\u9fff]+)[^<{]*</g)].map((found) => found[0].trim())
    expect(loose).toEqual([])
  })
})
