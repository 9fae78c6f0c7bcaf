import type { Milestone, Task } from '@/api/types'

/** What is still to be reached, in the order of the days. */
export const openOf = (task: Task): Milestone[] => task.milestones.filter((one) => one.state === 'OPEN')

/** What is to be done next. */
export const nextOf = (task: Task): Milestone | undefined => openOf(task)[0]

/** How a milestone is marked: what is past its day, what is to come, what was reached or dropped. */
export const markOf = (one: Milestone): string => (one.late ? 'OVERDUE' : { OPEN: 'DUE', DONE: 'MET', DROPPED: 'DROPPED' }[one.state])

/** How a task is marked. */
export const markOfTask = (task: Task): string => (task.standing === 'LATE' ? 'OVERDUE' : (task.standing ?? task.status))

export interface Due {
  task: Task
  milestone: Milestone
}

/** What is due by a day or past it, of all tasks, the first day first. */
export function dueBy(tasks: Task[], until: string): Due[] {
  return tasks
    .flatMap((task) => openOf(task).map((milestone) => ({ task, milestone })))
    .filter((one) => one.milestone.due <= until)
    .sort((one, other) => one.milestone.due.localeCompare(other.milestone.due))
}

/** Whether it can go on in a year that has begun since. */
export const carriable = (task: Task, today: string): boolean => task.status === 'OPEN' && task.date.slice(0, 4) < today.slice(0, 4)

export interface MilestoneDraft {
  text: string
  due: string
  /** A member by id, or a name that was typed. */
  owner: string
  name: string
}

/** Stands in the choice of who sees to it for somebody who is named in words. */
export const OTHER = '*'

export function draftOf(milestone: Milestone | undefined): MilestoneDraft {
  return {
    text: milestone?.text ?? '',
    due: milestone?.due ?? '',
    owner: milestone?.member ?? (milestone?.name ? OTHER : ''),
    name: milestone?.name ?? '',
  }
}

/** Who sees to it, as it is sent. */
export function ownerOf(draft: MilestoneDraft): { member?: string; name?: string } {
  if (draft.owner === OTHER) return draft.name.trim() === '' ? {} : { name: draft.name.trim() }
  return draft.owner ? { member: draft.owner } : {}
}
