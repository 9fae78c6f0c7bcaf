import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { memberApi } from '@/api'
import type { PostTerm } from '@/api/types'

/** The names of those who reminded, as far as one may know them: a branch hears of its superior and of nobody by name. */
export function useReminders(terms: () => PostTerm[]) {
  const ids = computed(() => [...new Set(terms().flatMap((term) => term.reminders.map((one) => one.by)))].sort().slice(0, 100))
  const { data } = useQuery({
    queryKey: computed(() => ['account-names', ids.value]),
    queryFn: () => memberApi.accountNames(ids.value),
    enabled: computed(() => ids.value.length > 0),
    staleTime: 300_000,
  })
  return { names: computed(() => new Map((data.value ?? []).map((one) => [one.id, one.name]))) }
}
