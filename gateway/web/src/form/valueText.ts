import type { FieldValue, KindField, Party } from '@/api/types'
import { measureUnitName, named, text } from '@/app/i18n'
import { longDate, numberText } from '@/ui/format'

/** A value of a record as people read it. */
export function valueText(
  field: KindField | undefined,
  value: FieldValue,
  nameOf: (id: string) => string,
  placeName: (id: string) => string,
): string {
  if (value === null || value === undefined || value === '') return '—'
  // What was typed in a sheet may be no number yet.
  if (['money', 'integer', 'number'].includes(field?.type ?? '') && Number.isNaN(Number(value))) return String(value)
  if (field?.type === 'money') return `${numberText(Number(value))} ${measureUnitName('CNY')}`
  if (field?.type === 'integer' || field?.type === 'number') {
    return `${numberText(Number(value))}${field.measureUnit ? ` ${measureUnitName(field.measureUnit)}` : ''}`
  }
  if (field?.type === 'date') return longDate(String(value))
  if (field?.type === 'choice') return named(field.options?.find((option) => option.id === value)?.names, String(value))
  if (field?.type === 'member') return nameOf(String(value)) || text('member.unknown')
  if (field?.type === 'campaign') return text('campaign.one')
  if (typeof value === 'boolean') return text(value ? 'form.yes' : 'form.no')
  if (typeof value === 'object') {
    const party = value as Party
    return party.unit ? placeName(party.unit) || party.unit : (party.name ?? '')
  }
  return String(value)
}
