import type { StudyLine, StudyOccasion, StudyYear } from '@/api/types'

export const GROUNDS = ['AGE', 'ILLNESS', 'OTHER'] as const
export type Ground = (typeof GROUNDS)[number]

/** Like the roster of today; whoever is no longer on it behind, as the branch had them. Never by hours. */
export function inRosterOrder(lines: StudyLine[], roster: string[]): StudyLine[] {
  const at = new Map(roster.map((id, place) => [id, place]))
  const placeOf = (line: StudyLine): number => at.get(line.member) ?? roster.length
  return lines
    .map((line, place) => ({ line, place }))
    .sort((one, other) => placeOf(one.line) - placeOf(other.line) || one.place - other.place)
    .map(({ line }) => line)
}

/** What a member's hours come from, oldest first. */
export const occasionsOf = (year: StudyYear, line: StudyLine): StudyOccasion[] => line.from.flatMap((place) => year.occasions[place] ?? [])

/** How long the bar is: no longer than what is asked. */
export const barOf = (line: StudyLine): { value: number; max: number } | undefined =>
  line.asked === undefined || line.asked === null ? undefined : { value: Math.min(line.hours, line.asked), max: line.asked }
