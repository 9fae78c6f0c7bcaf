import { computed, nextTick, ref, type Ref } from 'vue'
import type { Problem } from '@/api/problem'

/** The values of a form that corrects something: with the version they come from and, as it was then, what they were. */
export interface Grounded {
  etag: string
  base?: Record<string, unknown>
}

/** A field that somebody else has changed; asked where both have, otherwise theirs is what the form shows now. */
export interface Difference {
  path: string
  before: unknown
  theirs: unknown
  mine: unknown
  asked: boolean
  chosen?: 'mine' | 'theirs'
}

/** What is about the form and not about the thing. */
const ASIDE = ['etag', 'base', 'reason']

function nested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** Fields by path, one level down into groups of fields; what is empty is left out. */
export function fieldsOf(values: object, aside: string[] = []): Map<string, unknown> {
  const fields = new Map<string, unknown>()
  const add = (path: string, value: unknown): void => {
    if (value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)) fields.set(path, value)
  }
  for (const [name, value] of Object.entries(values)) {
    if (ASIDE.includes(name) || aside.includes(name)) continue
    if (nested(value))
      for (const [part, inner] of Object.entries(value)) {
        if (name === 'absent') fields.set(`${name}.${part}`, inner)
        else add(`${name}.${part}`, inner)
      }
    else add(name, value)
  }
  return fields
}

function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown): string =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value === undefined ? '' : `=${String(value)}`
  return plain(one) === plain(other)
}

/** What the newest version has otherwise than the one the form began with. Without knowing that one, all that differs is asked. */
export function differences(base: object | undefined, theirs: object, mine: object, aside: string[] = []): Difference[] {
  const [now, typed] = [fieldsOf(theirs, aside), fieldsOf(mine, aside)]
  const before = base === undefined ? undefined : fieldsOf(base, aside)
  const paths = [...new Set([...typed.keys(), ...now.keys(), ...(before?.keys() ?? [])])]
  return paths
    .map((path) => ({ path, before: before?.get(path), theirs: now.get(path), mine: typed.get(path) }))
    .filter((one) => !same(one.theirs, one.mine) && (before === undefined || !same(one.theirs, one.before)))
    .map((one) => ({ ...one, asked: before === undefined || !same(one.mine, one.before) }))
}

/** Sets a field by its path; what is not there is emptied. */
export function put(values: object, path: string, value: unknown): void {
  const [name, part] = path.split(/\.(.*)/) as [string, string | undefined]
  const whole = values as Record<string, unknown>
  const holder = part === undefined ? whole : (whole[name] as Record<string, unknown>)
  const key = part ?? name
  if (value !== undefined) holder[key] = copy(value)
  else if (part !== undefined) delete holder[key]
  else holder[key] = Array.isArray(holder[key]) ? [] : ''
}

/** The values together with what they are now, so that it can be told later what somebody else has changed. */
export function grounded<V extends Grounded>(values: V): V {
  const { base: _, ...known } = values
  return { ...values, base: copy(known) }
}

export interface Conflict {
  found: Ref<Difference[]>
  open: Ref<number>
  choose: (one: Difference, which: 'mine' | 'theirs') => void
}

/**
 * Whoever comes second sees, field by field, what the first has changed before anything is overwritten. What was typed
 * stays; the newest version becomes the ground only when every field that both have changed is decided.
 */
export function useConflict<V extends Grounded>(form: { values: () => V; newest: () => Promise<V>; aside?: string[] }) {
  const found = ref<Difference[]>([])
  const open = computed(() => found.value.filter((one) => one.asked && one.chosen === undefined).length)
  let ground: V | undefined

  function settle(): void {
    if (ground === undefined || open.value > 0) return
    const values = form.values()
    for (const one of found.value) if (one.chosen === 'theirs') put(values, one.path, one.theirs)
    values.etag = ground.etag
    values.base = grounded(ground).base as Record<string, unknown>
    ground = undefined
  }

  /** After a refusal: true where nothing that is on this form was changed, so that the same may be sent again. */
  async function met(problem: Ref<Problem | undefined>): Promise<boolean> {
    if (problem.value?.status !== 412) return false
    ground = await form.newest()
    found.value = differences(form.values().base, ground, form.values(), form.aside)
    for (const one of found.value) if (!one.asked) put(form.values(), one.path, one.theirs)
    problem.value = undefined
    settle()
    if (found.value.length === 0) return true
    await nextTick()
    document.querySelector<HTMLElement>('.conflict')?.focus()
    return false
  }

  function choose(one: Difference, which: 'mine' | 'theirs'): void {
    one.chosen = which
    settle()
  }

  function clear(): void {
    found.value = []
    ground = undefined
  }

  return { found, open, met, choose, clear }
}
