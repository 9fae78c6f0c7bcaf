import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { activityApi } from '@/api'
import { named } from '@/app/i18n'

/** The catalogue: every kind of record with its fields. */
export function useKinds() {
  const query = useQuery({ queryKey: ['kinds'], queryFn: activityApi.kinds, staleTime: 10 * 60_000 })
  const byId = computed(() => new Map((query.data.value ?? []).map((kind) => [kind.id, kind])))
  return { ...query, kinds: computed(() => query.data.value ?? []), byId, nameOf: (id: string) => named(byId.value.get(id)?.names, id) }
}

const LAST = 'zhibu.lastUsed'

/** What was noted down last comes first the next time. */
export function lastUsed(): string[] {
  try {
    return JSON.parse(localStorage.getItem(LAST) ?? '[]') as string[]
  } catch {
    return []
  }
}

export function rememberUsed(id: string): void {
  try {
    localStorage.setItem(LAST, JSON.stringify([id, ...lastUsed().filter((one) => one !== id)].slice(0, 8)))
  } catch {
    // Without storage the chooser keeps the order of the catalogue.
  }
}
