import type { RosterColumn } from '@/api/types'

/** What a roster can show, in the order of its columns. */
export const COLUMNS: readonly RosterColumn[] = [
  'BRANCH',
  'NAME',
  'GENDER',
  'BORN',
  'EDUCATION',
  'STATUS',
  'JOINED_PARTY_ON',
  'FULL_ON',
  'FROM',
  'GROUP',
  'POST',
  'IDENTITY_NUMBER',
  'PHONE',
]
/** What lies sealed in a file. */
export const SEALED: readonly RosterColumn[] = ['IDENTITY_NUMBER', 'PHONE']
const USUAL = COLUMNS.filter((column) => !SEALED.includes(column))
const KEPT = 'zhibu.rosterColumns'

/** The columns chosen last on this device; without a name a roster is of no use. Sealed ones are chosen anew each time. */
export function keptColumns(): RosterColumn[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? 'null')
    if (!Array.isArray(kept)) return USUAL
    return USUAL.filter((column) => column === 'NAME' || kept.includes(column))
  } catch {
    return USUAL
  }
}

export function keepColumns(columns: readonly RosterColumn[]): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(USUAL.filter((column) => columns.includes(column))))
  } catch {
    // Without storage the next roster begins with the usual columns.
  }
}
