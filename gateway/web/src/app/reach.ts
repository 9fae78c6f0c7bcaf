import { computed, ref, watch, type Ref } from 'vue'
import type { RouteLocationNormalizedLoaded } from 'vue-router'
import { useSession } from './session'
import { useUnitStore } from './units'

/** The unit that an address is about; none where it is about something else. */
export function unitOf(route: { name?: unknown; params: RouteLocationNormalizedLoaded['params'] }): string | undefined {
  const named = route.params.unit ?? (route.name === 'unit' ? route.params.id : undefined)
  return typeof named === 'string' && named !== '' ? named : undefined
}

export type Reach = 'OWN' | 'ASKING' | 'BEYOND'

/** Whether a unit is one's own or one may see it; a unit is beyond it only after it has been asked for anew, since it may have been made a moment ago. */
export function reachOf(unit: string | undefined, own: string[], seen: { ids: Set<string> | undefined; fresh: boolean }): Reach {
  if (unit === undefined || own.includes(unit) || seen.ids?.has(unit)) return 'OWN'
  return seen.ids !== undefined && seen.fresh ? 'BEYOND' : 'ASKING'
}

/** Another unit's address says that it is not for whoever opened it, on every page alike. */
export function useReach(route: RouteLocationNormalizedLoaded): Ref<Reach> {
  const session = useSession()
  const units = useUnitStore()
  const unit = computed(() => unitOf(route))
  const fresh = ref<string>()
  const reach = computed(() => {
    const ids = new Set(unit.value !== undefined && units.known.has(unit.value) ? [unit.value] : [])
    return reachOf(
      unit.value,
      session.places.map((place) => place.unit),
      { ids, fresh: session.operator || fresh.value === unit.value },
    )
  })
  watch(
    [reach, unit, () => session.signedIn],
    async ([now, asked, signedIn]) => {
      if (now !== 'ASKING' || asked === undefined || !signedIn || asked === fresh.value) return
      await units.fetch([asked]).then(
        () => (fresh.value = asked),
        () => undefined,
      )
    },
    { immediate: true },
  )
  return reach
}
