import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { memberApi } from '@/api'

/** The names of a branch's members; they come from member-service with one's own rights. */
export function useNames(unit: Ref<string | undefined>) {
  const query = useQuery({
    queryKey: computed(() => ['names', unit.value]),
    queryFn: async () => (await memberApi.names(unit.value ?? '')).filter((member) => !member.departedOn),
    enabled: computed(() => !!unit.value),
    staleTime: 60_000,
  })
  const byId = computed(() => new Map((query.data.value ?? []).map((member) => [member.id, member])))
  return { ...query, names: computed(() => query.data.value ?? []), byId, nameOf: (id: string | undefined) => (id === undefined ? '' : (byId.value.get(id)?.name ?? '')) }
}
