import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { reportApi } from '@/api'
import type { DutyState, SchoolType } from '@/api/types'
import { pathOf, useUnits } from '@/app/units'
import { today } from '@/ui/format'

const SIZE = 100
const STATES: DutyState[] = ['MET', 'DUE', 'OVERDUE', 'NOT_APPLICABLE', 'EXEMPT', 'UPCOMING']

/**
 * The overview of a bureau with the filters of the address, for the table and for the statistics. What fits on one page is
 * filtered and put in order here; where there are more branches (`many`), the service pages, filters and counts.
 */
export function useOverview(unit: Ref<string>) {
  const route = useRoute()
  const router = useRouter()
  const units = useUnits()
  const word = (name: string): string | undefined => (typeof route.query[name] === 'string' ? route.query[name] : undefined)
  const thisYear = Number(today().slice(0, 4))
  const year = computed(() => Number(word('year') ?? thisYear))
  const place = computed(() => word('of') ?? unit.value)
  const month = computed(() => (word('month') === undefined ? undefined : Number(word('month'))))
  const state = computed(() => STATES.find((one) => one === word('state')))
  const first = useQuery({
    queryKey: computed(() => ['overview', place.value, year.value]),
    queryFn: () => reportApi.overview({ unit: place.value, year: year.value, size: SIZE }),
    placeholderData: keepPreviousData,
  })
  const many = computed(() => !!first.data.value?.next)
  const asked = computed(() => ({
    unit: place.value,
    year: year.value,
    state: state.value,
    ...(state.value !== undefined && { month: month.value }),
    page: Number(word('page') ?? 1),
    after: word('after'),
    size: SIZE,
  }))
  const elsewhere = computed(
    () => many.value && (asked.value.state !== undefined || asked.value.page > 1 || asked.value.after !== undefined),
  )
  const other = useQuery({
    queryKey: computed(() => ['overview', asked.value]),
    queryFn: () => reportApi.overview(asked.value),
    enabled: elsewhere,
    placeholderData: keepPreviousData,
  })
  const counts = useQuery({
    queryKey: computed(() => ['overview', 'counts', place.value, year.value]),
    queryFn: () => reportApi.overviewCounts(place.value, year.value),
    enabled: many,
    placeholderData: keepPreviousData,
  })
  const query = computed(() => (elsewhere.value ? other : first))
  const data = computed(() => query.value.data.value)

  /** The bureau's own order of schools, never by result. */
  const branches = computed(() => {
    const all = (data.value?.units ?? []).map((row) => row.unit)
    if (many.value) return all
    return all
      .filter((id) => {
        const school = word('type') === undefined && word('town') === undefined ? undefined : units.schoolOf(id)
        if (word('type') !== undefined && school?.schoolType !== word('type')) return false
        if (word('town') !== undefined && school?.town !== word('town')) return false
        return true
      })
      .map((id) => ({ id, path: pathOf(units.lineOf(id), units.unitOf) }))
      .sort((one, other) => (one.path < other.path ? -1 : 1))
      .map((one) => one.id)
  })
  const schools = computed(() =>
    many.value ? [] : (data.value?.units ?? []).map((row) => units.schoolOf(row.unit)).filter((school) => school !== undefined),
  )
  const types = computed(() => [...new Set(schools.value.map((school) => school.schoolType).filter((type): type is SchoolType => !!type))])
  const towns = computed(() => [...new Set(schools.value.map((school) => school.town).filter((town): town is string => !!town))])
  /** The page, as the bar below a list shows it. */
  const page = computed(() =>
    many.value && data.value
      ? {
          items: data.value.units,
          total: data.value.total,
          more: data.value.more,
          page: asked.value.page,
          size: SIZE,
          next: data.value.next ?? null,
        }
      : undefined,
  )
  /** Rows are shown when their names are there and it is known where they stand, so that none moves afterwards. */
  const placed = computed(() =>
    (data.value?.units ?? []).every(
      (row) => !units.pendingOf(row.unit) && (many.value || units.lineOf(row.unit).every((one) => !units.pendingOf(one))),
    ),
  )
  const isPending = computed(() => query.value.isPending.value || !placed.value)
  const error = computed(() => query.value.error.value)

  function ask(change: Record<string, string | undefined>): void {
    const next = { ...route.query, page: undefined, after: undefined, ...change }
    void router.replace({ query: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) })
  }

  return {
    data,
    isPending,
    error,
    refetch: () => query.value.refetch(),
    many,
    counts: counts.data,
    page,
    place,
    month,
    state,
    year,
    years: [thisYear, thisYear - 1, thisYear - 2],
    branches,
    types,
    towns,
    word,
    ask,
    units,
  }
}
