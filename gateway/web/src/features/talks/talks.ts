import type { Attendee, Talk, TalkYear } from '@/api/types'

/** Two members, in the order in which a talk names them. */
export interface Pair {
  one: string
  other: string
}

export const pairOf = (a: string, b: string): Pair => (a <= b ? { one: a, other: b } : { one: b, other: a })
export const keyOf = (pair: Pair): string => `${pair.one} ${pair.other}`

/** Talks of a year by who had them. */
export function byPair(talks: Talk[]): Map<string, Talk[]> {
  const found = new Map<string, Talk[]>()
  for (const talk of talks) found.set(keyOf(talk), [...(found.get(keyOf(talk)) ?? []), talk])
  return found
}

/** The committee first, then everybody else, each as the names come. */
export const inOrder = (people: Attendee[]): Attendee[] => [
  ...people.filter((member) => member.post !== undefined),
  ...people.filter((member) => member.post === undefined),
]

/** Whether as much has been talked as the article asks for; undefined where a branch has no such pair. */
export const covered = (share: TalkYear['shares'][number]): boolean | undefined => (share.of === 0 ? undefined : share.done >= share.of)
