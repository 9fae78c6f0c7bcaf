import { useQuery } from '@tanstack/vue-query'
import { computed, toRef, type ComputedRef } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { activityApi, memberApi } from '@/api'
import type { Kind, MemberName } from '@/api/types'
import { named } from '@/app/i18n'
import { useUnits } from '@/app/units'
import { useKinds } from '@/form/kinds'
import { useNames } from '@/form/useNames'

/** What the rows of a sheet become: records of a kind, or members. */
export type SheetsOf = 'records' | 'members'

/** Who takes the rows, of which kinds, and where one finds what became of them. */
export interface SheetSource {
  api: Pick<
    typeof activityApi,
    | 'template'
    | 'bringSheet'
    | 'imports'
    | 'sheetImport'
    | 'sheetRows'
    | 'correctSheetRow'
    | 'sheetFaults'
    | 'confirmImport'
    | 'withdrawImport'
  >
  /** Those of which one is chosen; the only one there is needs no choice. */
  kinds: ComputedRef<Kind[]>
  kindOf: (id: string | undefined) => Kind | undefined
  /** The field that says most of a row, where that is not its day. */
  lead?: string
  names: ComputedRef<MemberName[]>
  nameOf: (id: string) => string
  list: (kind?: string) => RouteLocationRaw
  one: (unit: string, id: string) => RouteLocationRaw
  see: (kind?: string) => RouteLocationRaw
}

function ofRecords(unit: () => string): SheetSource {
  const { kinds, byId } = useKinds()
  const { names, nameOf } = useNames(toRef(unit))
  return {
    api: activityApi,
    kinds,
    kindOf: (id) => byId.value.get(id ?? ''),
    names,
    nameOf,
    list: (kind) => ({ name: 'imports', params: { unit: unit() }, query: { kind } }),
    one: (place, id) => ({ name: 'import', params: { unit: place, id } }),
    see: (kind) => ({ name: 'records', params: { unit: unit() }, query: { list: 'records', kind } }),
  }
}

/** Of a branch its own members; elsewhere those of all branches below, which each row names. */
function ofMembers(unit: () => string): SheetSource {
  const { unitOf } = useUnits()
  const place = computed(() => unitOf(unit()))
  const kind = computed(() => (place.value?.kind === 'BRANCH' ? 'members' : 'members-below'))
  const form = useQuery({
    queryKey: computed(() => ['roster-form', kind.value, unit()]),
    queryFn: () => memberApi.rosterForm(kind.value, unit()),
    enabled: computed(() => place.value !== undefined),
    staleTime: 60_000,
  })
  const kinds = computed(() => (form.data.value === undefined ? [] : [form.data.value]))
  return {
    api: memberApi,
    kinds,
    lead: 'name',
    kindOf: (id) => kinds.value.find((one) => one.id === id),
    names: computed(() => []),
    nameOf: () => '',
    list: () => ({ name: 'member-imports', params: { unit: unit() } }),
    one: (branch, id) => ({ name: 'member-import', params: { unit: branch, id } }),
    see: () => ({ name: 'members', params: { unit: unit() } }),
  }
}

export function useSheets(of: SheetsOf, unit: () => string): SheetSource {
  return of === 'members' ? ofMembers(unit) : ofRecords(unit)
}

/** The name of a kind, also of one that is not offered any more. */
export function kindName(kind: Kind | undefined, id: string): string {
  return named(kind?.names, id)
}
