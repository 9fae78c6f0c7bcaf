import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { memberApi } from '@/api'

const AT_ONCE = 100

/** The names behind accounts that a ledger or a comment gives by their ids, as far as one may see them. */
export function useAccounts(ids: Ref<(string | undefined)[]>) {
  const wanted = computed(() =>
    [...new Set(ids.value.filter((id): id is string => id !== undefined && id !== ''))].sort().slice(0, AT_ONCE),
  )
  const query = useQuery({
    queryKey: computed(() => ['account-names', wanted.value]),
    queryFn: () => memberApi.accountNames(wanted.value),
    enabled: computed(() => wanted.value.length > 0),
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  })
  const byId = computed(() => new Map((query.data.value ?? []).map((account) => [account.id, account])))
  return { byId, nameOf: (id: string | undefined): string => (id === undefined ? '' : (byId.value.get(id)?.name ?? '')) }
}
