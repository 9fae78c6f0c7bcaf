import type { BranchPosts, EndingTerm, PostRule, PostTerm } from '@/api/types'

/** How the superior's reminder of the end of a term stands (BR-19). */
export type Reminding = 'NOT_YET' | 'OPEN' | 'REMINDED'

export function remindingOf(term: PostTerm): Reminding {
  if (term.reminders.length > 0) return 'REMINDED'
  return term.due ? 'OPEN' : 'NOT_YET'
}

/** Those of a page that the superior may remind and has not reminded yet, as they are chosen from the start. */
export function toRemind(terms: EndingTerm[]): string[] {
  return terms.filter((one) => one.reminds && one.term !== undefined && remindingOf(one.term) === 'OPEN').map((one) => one.unit)
}

export function ruleOf(posts: BranchPosts, id: string): PostRule | undefined {
  return posts.rules.find((rule) => rule.id === id)
}

/** Whether there is a secretary, with or without a deputy, and no committee (BR-14). */
export function isAlone(seats: { post: string }[]): boolean {
  return seats.length > 0 && seats.every((seat) => ['SECRETARY', 'DEPUTY_SECRETARY'].includes(seat.post))
}
