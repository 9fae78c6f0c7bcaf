import { z } from 'zod/mini'
import { isDay, lengthOf, plainNumber, tidy } from './typed'
import type { FieldValue, Kind, KindField, Party, Values } from '@/api/types'

/** What is wrong with a value: the key of a text and what stands in it. */
export interface Fault {
  key: string
  values: Record<string, string | number>
}

const wrong = (key: string, values: Record<string, string | number> = {}): string => JSON.stringify({ key, values } satisfies Fault)

export function readFault(message: string): Fault {
  try {
    return JSON.parse(message) as Fault
  } catch {
    return { key: 'form.wrong', values: {} }
  }
}

/** The date of a record stands beside its values; a field of that name in the kind is the same thing. */
export function ownFields(kind: Kind): KindField[] {
  return kind.fields.filter((field) => field.id !== 'date')
}

/** Which fields are asked for with these values: a field with a condition only while the condition holds. */
export function askedFields(kind: Kind, values: Values): KindField[] {
  return ownFields(kind).filter((field) => field.when === undefined || String(values[field.when.field] ?? '') === field.when.equals)
}

export function startValues(kind: Kind): Values {
  return Object.fromEntries(ownFields(kind).map((field) => [field.id, field.type === 'boolean' ? false : null]))
}

function empty(value: FieldValue): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return tidy(value) === ''
  if (typeof value === 'object') return !value.unit && !(value.name && tidy(value.name) !== '')
  return false
}

function numberOf(value: unknown): number {
  return Number(plainNumber(String(value)))
}

function numeric(field: KindField): z.ZodMiniType {
  const decimals = field.type === 'integer' ? /^-?\d+$/ : field.type === 'money' ? /^-?\d+(\.\d{1,2})?$/ : /^-?\d+(\.\d+)?$/
  const key = field.type === 'integer' ? 'form.integer' : field.type === 'money' ? 'form.money' : 'form.number'
  return z.unknown().check(
    z.refine((value) => decimals.test(plainNumber(String(value)) ?? ''), { message: wrong(key), abort: true }),
    z.refine((value) => field.min === undefined || numberOf(value) >= field.min, wrong('form.min', { min: field.min ?? 0 })),
    z.refine((value) => field.max === undefined || numberOf(value) <= field.max, wrong('form.max', { max: field.max ?? 0 })),
  )
}

function textual(field: KindField): z.ZodMiniType {
  return z.unknown().check(
    z.refine((value) => field.max === undefined || lengthOf(tidy(String(value))) <= field.max, wrong('form.long', { max: field.max ?? 0 })),
    z.refine(
      (value) => field.min === undefined || lengthOf(tidy(String(value))) >= field.min,
      wrong('form.short', { min: field.min ?? 0 }),
    ),
  )
}

function ruleOf(field: KindField): z.ZodMiniType {
  switch (field.type) {
    case 'integer':
    case 'number':
    case 'money':
      return numeric(field)
    case 'text':
    case 'longText':
    case 'person':
      return textual(field)
    case 'date':
      return z.unknown().check(z.refine((value) => isDay(String(value)), wrong('form.date')))
    case 'choice':
      return z.unknown().check(z.refine((value) => field.options?.some((option) => option.id === value) ?? false, wrong('form.option')))
    default:
      return z.unknown()
  }
}

/** The rule of one field: nothing at all is fine unless it is required. */
export function schemaOf(field: KindField): z.ZodMiniType {
  const rule = ruleOf(field)
  return z.unknown().check(
    z.refine((value) => !field.required || !empty(value as FieldValue), { message: wrong('form.required'), abort: true }),
    (context) => {
      if (empty(context.value as FieldValue)) return
      const result = rule.safeParse(context.value)
      for (const issue of result.error?.issues ?? []) context.issues.push({ code: 'custom', message: issue.message, input: context.value })
    },
  ) as unknown as z.ZodMiniType
}

/** All faults of a form, by the path the service would name too. */
export function checkValues(kind: Kind, date: string, values: Values, today: string): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  if (!isDay(date)) faults.date = { key: 'form.required', values: {} }
  else if (date > today) faults.date = { key: 'form.future', values: {} }
  for (const field of askedFields(kind, values)) {
    const result = schemaOf(field).safeParse(values[field.id])
    const first = result.error?.issues[0]
    if (first !== undefined) faults[`values.${field.id}`] = readFault(first.message)
  }
  return faults
}

function plain(field: KindField, value: FieldValue): FieldValue {
  if (empty(value)) return undefined
  if (field.type === 'integer' || field.type === 'number' || field.type === 'money') return numberOf(value)
  if (typeof value === 'string') return tidy(value)
  if (field.type === 'party') {
    const party = value as Party
    return party.unit ? { unit: party.unit } : { name: tidy(party.name ?? '') }
  }
  return value
}

/** What is sent: the fields asked for, numbers as numbers, nothing empty. */
export function sentValues(kind: Kind, values: Values): Values {
  const entries = askedFields(kind, values).map((field) => [field.id, plain(field, values[field.id])] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
