import { expect, it } from 'vitest'
import type { Milestone, Task } from '@/api/types'
import { OTHER, carriable, draftOf, dueBy, markOf, markOfTask, nextOf, ownerOf } from '@/features/tasks/tasks'

const milestone = (id: string, due: string, more: Partial<Milestone> = {}): Milestone => ({
  id,
  text: id,
  due,
  state: 'OPEN',
  late: false,
  moved: [],
  evidence: [],
  ...more,
})
const task = (id: string, milestones: Milestone[], more: Partial<Task> = {}): Task => ({
  id,
  unit: 'u',
  name: id,
  date: '2025-03-01',
  status: 'OPEN',
  milestones,
  version: 0,
  ...more,
})

it('finds what is due by a day, of all tasks, without what is settled', () => {
  const one = task('one', [milestone('a', '2025-06-01', { state: 'DONE' }), milestone('b', '2025-07-01'), milestone('c', '2025-09-01')])
  const other = task('other', [milestone('d', '2025-06-20')])
  expect(dueBy([one, other], '2025-07-10').map((due) => due.milestone.id)).toEqual(['d', 'b'])
  expect(nextOf(one)?.id).toBe('b')
  expect(nextOf(task('none', []))).toBeUndefined()
})

it('goes on in a year that has begun since, while it is open', () => {
  expect(carriable(task('t', []), '2025-12-31')).toBe(false)
  expect(carriable(task('t', []), '2026-01-01')).toBe(true)
  expect(carriable(task('t', [], { status: 'COMPLETED' }), '2026-01-01')).toBe(false)
})

it('marks what is past its day and what stands in the way', () => {
  expect(markOf(milestone('a', '2025-06-01', { late: true }))).toBe('OVERDUE')
  expect(markOf(milestone('a', '2025-06-01', { state: 'DONE' }))).toBe('MET')
  expect(markOfTask(task('t', [], { standing: 'LATE' }))).toBe('OVERDUE')
  expect(markOfTask(task('t', [], { standing: 'AT_RISK' }))).toBe('AT_RISK')
  expect(markOfTask(task('t', [], { status: 'CARRIED' }))).toBe('CARRIED')
})

it('names a member, somebody else by name, or nobody', () => {
  expect(ownerOf(draftOf(milestone('a', '2025-06-01', { member: 'm' })))).toEqual({ member: 'm' })
  const typed = draftOf(milestone('a', '2025-06-01', { name: '总务处' }))
  expect(typed.owner).toBe(OTHER)
  expect(ownerOf(typed)).toEqual({ name: '总务处' })
  expect(ownerOf(draftOf(undefined))).toEqual({})
})
