import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { memberApi } from '@/api'
import type { Role, Unit } from '@/api/types'
import { currentLanguage } from './i18n'
import { useSession } from './session'

/** All units one may see, by id, with their names in the language of the screen. */
export function useUnits() {
  const session = useSession()
  const query = useQuery({ queryKey: ['units'], queryFn: memberApi.units, staleTime: 60_000, enabled: computed(() => session.signedIn && !session.operator) })
  const byId = computed(() => new Map((query.data.value ?? []).map((unit) => [unit.id, unit])))

  function nameOf(id: string | undefined): string {
    if (id === undefined) return ''
    const unit = byId.value.get(id)
    if (unit !== undefined) return currentLanguage() === 'en' && unit.nameEn ? unit.nameEn : unit.name
    return session.places.find((place) => place.unit === id)?.name ?? ''
  }

  function lineOf(id: string): string[] {
    const unit = byId.value.get(id)
    return unit === undefined ? [id] : [...new Set([...unit.ancestors, id])]
  }

  /** The unit and everything below it, in the order of the tree. */
  function under(id: string, kinds?: Unit['kind'][]): Unit[] {
    return (query.data.value ?? []).filter((unit) => lineOf(unit.id).includes(id) && (kinds === undefined || kinds.includes(unit.kind)))
  }

  function schoolOf(id: string): Unit | undefined {
    return lineOf(id)
      .map((one) => byId.value.get(one))
      .find((unit) => unit?.kind === 'SCHOOL')
  }

  function may(roles: Role[], id: string): boolean {
    return session.holds(roles, lineOf(id))
  }

  return { ...query, units: computed(() => query.data.value ?? []), byId, nameOf, lineOf, under, schoolOf, may }
}
