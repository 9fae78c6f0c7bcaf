import { text } from '@/app/i18n'
import { longDate } from '@/ui/format'

/** The name of a field of a person or of a membership. */
export function memberFieldLabel(path: string): string {
  return text(path === 'until' ? 'member.departedOn' : `member.${path}`)
}

/** What stands in it, as people read it. */
export function memberFieldShown(path: string, value: unknown): string {
  if (value === undefined || value === '') return ''
  if (path === 'status') return text(`member.state.${String(value)}`)
  if (path === 'gender') return text(`member.genderOf.${String(value)}`)
  return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? longDate(String(value)) : String(value)
}
