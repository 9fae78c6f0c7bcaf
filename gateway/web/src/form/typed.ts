/** What is typed, as the services take it: text is counted in characters, numbers are read as they are shown. */

// What joins others stands here by itself, because it is not seen.
// eslint-disable-next-line no-misleading-character-class
const UNSEEN = /[\u00ad\u034f\u061c\u115f\u1160\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/gu

/** Without what is not seen and without the blanks of every kind around it. */
export function tidy(text: string): string {
  return text.replace(UNSEEN, '').trim()
}

/** Characters, not UTF-16 halves. */
export function lengthOf(text: string): number {
  return [...text].length
}

/** "3,000" and "３，０００" are 3000: the plain digits, or undefined where it is no number. */
export function plainNumber(typed: string): string | undefined {
  const folded = typed
    .replace(/[\uff01-\uff5e]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/\u2212/g, '-')
    .replace(/\s/g, '')
  return /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(folded) ? folded.replace(/,/g, '').replace(/^\+/, '') : undefined
}

/** A plain day between the two that no record reaches. */
export function isDay(typed: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return false
  const day = new Date(`${typed}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === typed && typed >= '1800-01-01' && typed <= '2199-12-31'
}
