import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { activityApi } from '@/api'
import type { Catalogue, Kind } from '@/api/types'
import { named } from '@/app/i18n'

/** As a record is read: by the version under which it was written, or where that is not there any more by the next. */
export function writtenKind(catalogue: Catalogue | undefined, id: string, version: number): Kind | undefined {
  const all = [...(catalogue?.earlier ?? []), ...(catalogue?.kinds ?? [])].filter((kind) => kind.id === id)
  const later = all.filter((kind) => kind.version >= version).sort((one, other) => one.version - other.version)
  return later[0] ?? all.at(-1)
}

/** The catalogue: every kind of record with its fields, and what makes a meeting valid. */
export function useKinds() {
  const query = useQuery({ queryKey: ['kinds'], queryFn: activityApi.catalogue, staleTime: 10 * 60_000 })
  const kinds = computed(() => query.data.value?.kinds ?? [])
  const byId = computed(() => new Map(kinds.value.map((kind) => [kind.id, kind])))
  return {
    ...query,
    kinds,
    byId,
    groups: computed(() => query.data.value?.groups ?? []),
    quorums: computed(() => query.data.value?.quorums ?? []),
    decisions: computed(() => query.data.value?.decisions ?? []),
    written: (record: { kind: string; kindVersion: number }) => writtenKind(query.data.value, record.kind, record.kindVersion),
    nameOf: (id: string) => named(byId.value.get(id)?.names, id),
  }
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
