import type { Disclosure } from '@/api/types'

export const CATEGORIES = ['PARTY', 'SCHOOL'] as const
export const AUDIENCES = ['PARTY', 'UNIT', 'SOCIETY'] as const
export const MANNERS = ['BOARD', 'MEETING', 'NETWORK', 'PAPER'] as const

/** What is done next with a disclosure, by how far it has come (OP-01). */
export type Next = 'examine' | 'approve' | 'publish' | 'change'

const NEXT: Partial<Record<Disclosure['status'], Next>> = {
  PROPOSED: 'examine',
  EXAMINED: 'approve',
  APPROVED: 'publish',
  RETURNED: 'change',
  CHANGED: 'change',
}

export const nextOf = (status: Disclosure['status']): Next | undefined => NEXT[status]

/** Whether its words can be changed still: what is published is corrected as a record. */
export const open = (status: Disclosure['status']): boolean => nextOf(status) !== undefined

/** The four steps with the day of each, as far as it has come since it was proposed last. */
export function course(disclosure: Pick<Disclosure, 'steps'>): { act: string; at: string | undefined; by: string | undefined }[] {
  const last = disclosure.steps.map((step) => step.act).lastIndexOf('PROPOSED')
  const since = disclosure.steps.slice(last)
  return ['PROPOSED', 'EXAMINED', 'APPROVED', 'PUBLISHED'].map((act) => {
    const done = since.find((step) => step.act === act)
    return { act, at: done?.at, by: done?.by }
  })
}
