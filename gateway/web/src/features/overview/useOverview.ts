import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { reportApi } from '@/api'
import type { SchoolType } from '@/api/types'
import { useUnits } from '@/app/units'
import { today } from '@/ui/format'

/** The overview of a bureau with the filters of the address, for the table and for the statistics. */
export function useOverview(unit: Ref<string>) {
  const route = useRoute()
  const router = useRouter()
  const units = useUnits()
  const word = (name: string): string | undefined => (typeof route.query[name] === 'string' ? route.query[name] : undefined)
  const thisYear = Number(today().slice(0, 4))
  const year = computed(() => Number(word('year') ?? thisYear))
  const query = useQuery({ queryKey: computed(() => ['overview', unit.value, year.value]), queryFn: () => reportApi.overview(unit.value, year.value), placeholderData: keepPreviousData })

  /** The bureau's own order of schools, never by result. */
  const branches = computed(() => {
    const order = new Map(units.units.value.map((one, index) => [one.id, index]))
    return (query.data.value?.units ?? [])
      .map((row) => row.unit)
      .filter((id) => {
        const school = units.schoolOf(id)
        if (word('type') !== undefined && school?.schoolType !== word('type')) return false
        if (word('town') !== undefined && school?.town !== word('town')) return false
        return true
      })
      .sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0))
  })
  const schools = computed(() => (query.data.value?.units ?? []).map((row) => units.schoolOf(row.unit)).filter((school) => school !== undefined))
  const types = computed(() => [...new Set(schools.value.map((school) => school.schoolType).filter((type): type is SchoolType => !!type))])
  const towns = computed(() => [...new Set(schools.value.map((school) => school.town).filter((town): town is string => !!town))])

  function ask(change: Record<string, string | undefined>): void {
    const next = { ...route.query, ...change }
    void router.replace({ query: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) })
  }

  return { query, year, years: [thisYear, thisYear - 1, thisYear - 2], branches, types, towns, word, ask, units }
}
