import { text } from '@/app/i18n'
import { longDate } from '@/ui/format'

const NAME = /^[0-9a-f]{8}-[0-9a-f]{4}-/i

/** What a field is called on the form that is open; a part that has no field of its own is "other contents". */
export function labelOf(path: string): string {
  for (let at = path; at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
    const field = document.querySelector(`[data-path="${CSS.escape(at)}"]`)
    const label = field?.querySelector('label, legend')?.firstChild?.textContent?.trim()
    if (label) return label
  }
  return text('draft.apart.others')
}

/** What stands in a field, in words: ids say nothing to anybody, so of a list of them the number is told. */
export function shownOf(_path: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'boolean') return text(value ? 'draft.apart.yes' : 'draft.apart.no')
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? longDate(value) : NAME.test(value) ? items(1) : value
  if (typeof value === 'number') return String(value)
  const words = wordsIn(value)
  const size = Array.isArray(value) ? value.length : Object.keys(value as object).length
  return words.length > 0 ? words.join('\n') : items(size)
}

function items(count: number): string {
  return text('draft.apart.items', { count })
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' || NAME.test(value) ? [] : [value]
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(wordsIn)
}
