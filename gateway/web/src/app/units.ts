import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { memberApi } from '@/api'
import type { Role, SchoolType, Unit, UnitKind, UnitName } from '@/api/types'
import { answersTo } from '@/form/pinyin'
import { currentLanguage, text as textOf } from './i18n'
import { useSession } from './session'

/** As many as a page holds; of ids only half as many go into one address. */
const PAGE = 100
const IDS = 50
const GATHERED_MS = 5
const FRESH_MS = 60_000
const PAUSE_MS = 200

/** Units by their ids: whoever needs one that is not known has it asked for, together with whatever else is needed at that moment. */
export const useUnitStore = defineStore('units', () => {
  const session = useSession()
  const known = shallowReactive(new Map<string, Unit>())
  const absent = shallowReactive(new Set<string>())
  const failed = shallowReactive(new Set<string>())
  /** Units of the bureau of which one may see the name and nothing else. */
  const names = shallowReactive(new Map<string, UnitName>())
  const askedAt = new Map<string, number>()
  let wanted = new Set<string>()

  function want(id: string, anew = false): void {
    if (id === '' || !session.signedIn || session.operator) return
    if (!anew && Date.now() - (askedAt.get(id) ?? 0) < FRESH_MS) return
    askedAt.set(id, Date.now())
    if (wanted.size === 0) window.setTimeout(() => void ask(), GATHERED_MS)
    wanted.add(id)
  }

  async function ask(): Promise<void> {
    const ids = [...wanted]
    wanted = new Set()
    for (let from = 0; from < ids.length; from += IDS) {
      const some = ids.slice(from, from + IDS)
      // Names that could not be had are missing for a moment; whatever is shown next asks again.
      await fetch(some).catch(() =>
        some.forEach((id) => {
          failed.add(id)
          askedAt.delete(id)
        }),
      )
    }
  }

  /** Asks at once, and knows afterwards which of them one may see. */
  async function fetch(ids: string[]): Promise<void> {
    note(await memberApi.unitsNamed(ids))
    const others = ids.filter((id) => !known.has(id))
    if (others.length > 0) for (const name of await memberApi.unitNamesOf(others)) names.set(name.id, name)
    for (const id of others) absent.add(id)
  }

  /** What a list has brought need not be asked for again. */
  function note(units: Unit[]): void {
    for (const unit of units) {
      known.set(unit.id, unit)
      absent.delete(unit.id)
      failed.delete(unit.id)
      askedAt.set(unit.id, Date.now())
    }
  }

  /** Something was changed: what is shown is asked for again. */
  function forget(): void {
    askedAt.clear()
    for (const id of known.keys()) want(id)
  }

  /** Whether nothing can be said of it yet. */
  function pendingOf(id: string): boolean {
    want(id)
    return !known.has(id) && !absent.has(id) && !failed.has(id)
  }

  return { known, absent, names, want, fetch, note, forget, pendingOf }
})

/** The names and places of units, in the language of the screen. */
export function useUnits() {
  const session = useSession()
  const store = useUnitStore()

  function unitOf(id: string | undefined | null): Unit | undefined {
    if (id === undefined || id === null) return undefined
    store.want(id)
    return store.known.get(id)
  }

  function nameOf(id: string | undefined | null): string {
    const unit = unitOf(id)
    if (unit !== undefined) return labelOf(unit)
    const named = id === undefined || id === null ? undefined : store.names.get(id)
    if (named !== undefined) return labelOf(named)
    return session.places.find((place) => place.unit === id)?.name ?? ''
  }

  function lineOf(id: string): string[] {
    const unit = unitOf(id)
    return unit === undefined ? [id] : [...new Set([...unit.ancestors, id])]
  }

  function schoolOf(id: string): Unit | undefined {
    return lineOf(id)
      .map(unitOf)
      .find((unit) => unit?.kind === 'SCHOOL')
  }

  function may(roles: Role[], id: string): boolean {
    return session.holds(roles, lineOf(id))
  }

  return { unitOf, nameOf, lineOf, schoolOf, may, pendingOf: store.pendingOf }
}

export function labelOf(unit: Pick<Unit, 'name' | 'nameEn'>): string {
  return currentLanguage() === 'en' && unit.nameEn ? unit.nameEn : unit.name
}

/** A unit's place in the order of the whole tree, as far as the units above it are known. */
export function pathOf(line: string[], unitOf: (id: string) => Unit | undefined): string {
  return line.map((id) => `${String(unitOf(id)?.order ?? 0).padStart(4, '0')}.${id}`).join('/')
}

export interface Wanted {
  parent?: string[] | undefined
  below?: string | undefined
  kinds?: UnitKind[] | undefined
  schoolType?: SchoolType | undefined
  q?: string | undefined
  after?: string | undefined
  page?: number
  size?: number
}

/** A page of units; what is below one, or right below some, in the order of the tree. */
export function useUnitPage(asked: MaybeRefOrGetter<Wanted>, enabled: MaybeRefOrGetter<boolean> = true) {
  const store = useUnitStore()
  const session = useSession()
  const wanted = computed(() => toValue(asked))
  const query = useQuery({
    queryKey: computed(() => ['units', wanted.value]),
    queryFn: async () => {
      const page = await memberApi.units({ size: PAGE, ...wanted.value })
      store.note(page.items)
      return page
    },
    enabled: computed(() => toValue(enabled) && session.signedIn && !session.operator),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })
  return { ...query, units: computed(() => query.data.value?.items ?? []), goesOn: computed(() => !!query.data.value?.next) }
}

/** All branches right below some units, which are the units of one page. */
export function useBranchesOf(parents: MaybeRefOrGetter<string[]>) {
  const store = useUnitStore()
  const wanted = computed(() => [...toValue(parents)].sort())
  const query = useQuery({
    queryKey: computed(() => ['units', 'branches', wanted.value]),
    queryFn: async () => {
      const found: Unit[] = []
      for (let from = 0; from < wanted.value.length; from += IDS) {
        const parent = wanted.value.slice(from, from + IDS)
        for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
          const page = await memberApi.units({ parent, kinds: ['BRANCH'], size: PAGE, ...(after !== undefined && { after }) })
          found.push(...page.items)
          after = page.next ?? undefined
        }
      }
      store.note(found)
      return found
    },
    enabled: computed(() => wanted.value.length > 0),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })
  return { branchesOf: (parent: string): Unit[] => (query.data.value ?? []).filter((branch) => branch.parent === parent) }
}

/** What is typed, once nothing more comes for a moment: not every letter is a question. */
function useAfterPause(text: () => string) {
  const paused = ref(text())
  let timer: number | undefined
  watch(text, (now) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => (paused.value = now), PAUSE_MS)
  })
  return paused
}

/** Units that a text answers to: compared here, pinyin and all, where they are few, and asked of the service where they are many. */
export function useUnitSearch(place: MaybeRefOrGetter<Wanted>, text: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) {
  const whole = useUnitPage(place, enabled)
  const many = computed(() => whole.goesOn.value)
  const asks = computed(() => many.value && toValue(text).trim() !== '')
  const paused = useAfterPause(() => toValue(text).trim())
  const found = useUnitPage(
    () => ({ ...toValue(place), q: paused.value }),
    computed(() => asks.value && paused.value !== ''),
  )
  const units = computed(() =>
    asks.value
      ? found.units.value
      : whole.units.value.filter(
          (unit) =>
            toValue(text).trim() === '' ||
            answersTo(unit.name, toValue(text)) ||
            (unit.nameEn ?? '').toLowerCase().includes(toValue(text).trim().toLowerCase()),
        ),
  )
  const goesOn = computed(() => (asks.value ? found.goesOn.value : whole.goesOn.value))
  return { units, goesOn, many, isPending: whole.isPending, error: whole.error, refetch: whole.refetch }
}

/** A unit's name, with that of the unit above it in brackets: many branches are called the same. */
export function nameLabel(unit: UnitName): string {
  const above = currentLanguage() === 'en' && unit.aboveEn ? unit.aboveEn : unit.above
  const name = labelOf(unit)
  return above && unit.kind === 'BRANCH' && !name.startsWith(above) ? textOf('unit.nameAt', { name, above }) : name
}

/** Names of all schools and branches of the bureau that a text answers to, page after page. */
export function useUnitNames(text: MaybeRefOrGetter<string>) {
  const session = useSession()
  const paused = useAfterPause(() => toValue(text).trim())
  const query = useInfiniteQuery({
    queryKey: computed(() => ['unit-names', paused.value]),
    queryFn: ({ pageParam }) =>
      memberApi.unitNames({ size: 50, ...(paused.value !== '' && { q: paused.value }), ...(pageParam !== '' && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: computed(() => session.signedIn && !session.operator),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })
  return {
    names: computed(() => (query.data.value?.pages ?? []).flatMap((page) => page.items)),
    goesOn: computed(() => query.hasNextPage.value),
    more: () => void query.fetchNextPage(),
    isPending: query.isPending,
  }
}

/** One unit as it is now; null where there is none that one may see. */
export function useUnit(id: MaybeRefOrGetter<string>) {
  const store = useUnitStore()
  const query = useQuery({
    queryKey: computed(() => ['units', 'one', toValue(id)]),
    queryFn: async () => {
      const found = await memberApi.unitsNamed([toValue(id)])
      store.note(found)
      return found[0] ?? null
    },
    staleTime: FRESH_MS,
  })
  return { ...query, unit: computed(() => query.data.value ?? undefined) }
}
