import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { memberApi } from '@/api'
import { labelOf } from '@/form/useNames'
import type { DuesMember, MemberName } from '@/api/types'
import { today } from '@/ui/format'

/** A member of the dues with what tells a namesake apart. */
export const nameOf = (member: DuesMember): string => labelOf({ name: member.name, mark: (member.mark ?? undefined) as MemberName['mark'] })

/** The year of the address: this one, or one of the two before it. */
export function useYear(): { year: Ref<number>; years: number[]; choose: (year: number) => void } {
  const route = useRoute()
  const router = useRouter()
  const now = Number(today().slice(0, 4))
  return {
    year: computed(() => Number(route.query.year ?? now)),
    years: [now, now - 1, now - 2],
    choose: (year) => void router.replace({ query: { ...route.query, year: String(year), page: undefined, after: undefined } }),
  }
}

export function useRates() {
  return useQuery({ queryKey: ['dues-rates'], queryFn: () => memberApi.duesRates(), staleTime: 3_600_000 })
}

/** Members and amounts of a branch, for the branch alone; each look at them stands in the ledger. */
export function useBook(unit: Ref<string>, year: Ref<number>, enabled?: Ref<boolean>, on?: Ref<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['dues', unit.value, year.value, on?.value]),
    queryFn: () => memberApi.dues(unit.value, year.value, on?.value),
    placeholderData: keepPreviousData,
    enabled: computed(() => enabled?.value ?? true),
  })
}

export function useStatement(unit: Ref<string>, year: Ref<number>, enabled?: Ref<boolean>) {
  return useQuery({
    queryKey: computed(() => ['dues-statement', unit.value, year.value]),
    queryFn: () => memberApi.duesStatement(unit.value, year.value),
    placeholderData: keepPreviousData,
    enabled: computed(() => enabled?.value ?? true),
  })
}

/** Everything about dues is asked for anew. */
export function useForget(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['dues', 'dues-statement', 'dues-branches', 'dues-acts', 'dues-reliefs']) {
      void queries.invalidateQueries({ queryKey: [key] })
    }
  }
}
