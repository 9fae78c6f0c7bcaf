import type { GivingSaid, Kind, KindField, Values } from '@/api/types'
import { ownFields } from '@/form/kindForm'

/** What both sides read: without the party, which each side knows, and without members, who are the owner's. */
export function sharedFields(kind: Kind | undefined, values: Values): KindField[] {
  return (kind === undefined ? [] : ownFields(kind)).filter(
    (field) => field.id !== kind?.otherSide && field.type !== 'member' && ![null, undefined, ''].includes(values[field.id] as null),
  )
}

/** The numbers of a record, of which the other side can say that they were different. */
export function numbersOf(kind: Kind | undefined, values: Values): KindField[] {
  return sharedFields(kind, values).filter((field) => ['integer', 'money', 'number'].includes(field.type))
}

/** What was said to be different, as it would stand in the record. */
export function accepted<F extends { date: string; values: Values }>(form: F, said: GivingSaid | null | undefined): F {
  return said ? { ...form, date: said.date ?? form.date, values: { ...form.values, ...said.values } } : form
}

/** Numbers that differ from what is written; nothing of those that are the same. */
export function changed(fields: KindField[], before: Values, typed: Record<string, string>): Values {
  const different: Values = {}
  for (const field of fields) {
    const now = typed[field.id]?.trim() ?? ''
    if (now !== '' && Number(now) !== Number(before[field.id])) different[field.id] = Number.isNaN(Number(now)) ? now : Number(now)
  }
  return different
}
