import type { BureauKindAsked, BureauKindChoice } from '@/api/generated/activity'
import type { FieldType, Kind, KindField } from '@/api/types'

export const MOST_FIELDS = 40
export const NUMBERS: FieldType[] = ['integer', 'number', 'money']
export const TYPES: FieldType[] = ['text', 'longText', 'date', 'integer', 'number', 'money', 'choice', 'boolean', 'member', 'party']

/** A field as it is typed: its options one per line, in Chinese and, behind a bar, in English. */
export interface FieldRow {
  id: string
  type: FieldType
  required: boolean
  restricted: boolean
  name: string
  nameEn: string
  help: string
  options: string
  known: KindField['options']
  measureUnit: string
  sum: boolean
  /** What is not shown here and stays as it is. */
  kept: Pick<KindField, 'min' | 'max' | 'when'>
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The first id that is free: ownA, ownB, ... ownZ, ownAA. An id that was used once is never given to another field. */
export function freeId(used: Iterable<string>): string {
  const taken = new Set(used)
  for (const first of ['', ...LETTERS]) {
    for (const last of LETTERS) if (!taken.has(`own${first}${last}`)) return `own${first}${last}`
  }
  return 'own'
}

export function emptyRow(used: Iterable<string>): FieldRow {
  return {
    id: freeId(used),
    type: 'text',
    required: false,
    restricted: false,
    name: '',
    nameEn: '',
    help: '',
    options: '',
    known: [],
    measureUnit: '',
    sum: false,
    kept: {},
  }
}

const english = (names: Record<string, string>): string => (names.en === names['zh-CN'] ? '' : (names.en ?? ''))

export function rowOf(field: KindField, sums: readonly string[]): FieldRow {
  return {
    id: field.id,
    type: field.type,
    required: field.required,
    restricted: field.privacy === 'restricted',
    name: field.names['zh-CN'] ?? '',
    nameEn: english(field.names),
    help: field.help?.['zh-CN'] ?? '',
    options: (field.options ?? []).map(({ names }) => [names['zh-CN'], english(names)].filter(Boolean).join(' | ')).join('\n'),
    known: field.options ?? [],
    measureUnit: field.type === 'money' ? '' : (field.measureUnit ?? ''),
    sum: sums.includes(field.id),
    kept: {
      ...(field.min !== undefined && { min: field.min }),
      ...(field.max !== undefined && { max: field.max }),
      ...(field.when !== undefined && { when: field.when }),
    },
  }
}

/** An option that is called as before is the same one; a new one gets an id that was not there. */
export function optionsOf(row: Pick<FieldRow, 'options' | 'known'>): BureauKindChoice[] {
  const known = new Map((row.known ?? []).map((option) => [option.names['zh-CN'], option.id]))
  const used = new Set(known.values())
  let next = 0
  return row.options
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .filter(([name]) => name)
    .map(([name = '', nameEn]) => {
      let id = known.get(name)
      while (id === undefined) {
        next += 1
        if (!used.has(`o${next}`)) id = `o${next}`
      }
      used.add(id)
      return { id, name, ...(nameEn && { nameEn }) }
    })
}

export function askedOf(row: FieldRow): BureauKindAsked {
  const number = NUMBERS.includes(row.type)
  return {
    id: row.id,
    type: row.type,
    required: row.required,
    privacy: row.restricted ? 'restricted' : 'internal',
    name: row.name.trim(),
    ...(row.nameEn.trim() && { nameEn: row.nameEn.trim() }),
    ...(row.help.trim() && { help: row.help.trim() }),
    ...(row.type === 'choice' && { options: optionsOf(row) }),
    ...(number && row.type !== 'money' && row.measureUnit && { measureUnit: row.measureUnit }),
    ...(number && row.sum && !row.restricted && { sum: true }),
    ...row.kept,
  }
}

const words = (zh: string, en?: string): Record<string, string> => ({ 'zh-CN': zh, en: en || zh })

/** The kind as its form shows it while it is being defined. */
export function previewOf(base: Kind | undefined, name: string, rows: FieldRow[], unnamed: string): Kind {
  const fields = rows.map((row): KindField => {
    const asked = askedOf(row)
    return {
      id: asked.id,
      type: row.type,
      required: row.required,
      privacy: asked.privacy ?? 'internal',
      names: words(asked.name || unnamed, asked.nameEn),
      ...(asked.help && { help: words(asked.help) }),
      ...(asked.options && { options: asked.options.map((option) => ({ id: option.id, names: words(option.name, option.nameEn) })) }),
      ...(asked.measureUnit && { measureUnit: asked.measureUnit }),
      ...row.kept,
    }
  })
  return {
    id: base?.id ?? 'preview',
    version: 1,
    names: base?.names ?? words(name),
    group: base?.group ?? '',
    initials: base?.initials ?? '',
    fields: [...(base?.fields ?? []).filter((field) => !field.id.startsWith('own')), ...fields],
    summary: words(name),
  }
}
