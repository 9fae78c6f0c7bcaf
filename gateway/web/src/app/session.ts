import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { gatewayApi, memberApi } from '@/api'
import { Problem } from '@/api/problem'
import type { Me, Role, Session, UnitKind } from '@/api/types'
import { currentLanguage } from './i18n'
import { keptFor } from './kept'

const ATTEMPTS = 6
const PLACE = 'zhibu.place'
const ENTERING: Role[] = ['SECRETARY', 'CLERK']
const ABOVE: Role[] = ['BUREAU_ADMIN', 'REVIEWER', 'AUDITOR']

/** Where one works at the moment: a branch, or the bureau (a committee, a school) with all below it. */
export interface Place {
  unit: string
  name: string
  kind: UnitKind
  roles: Role[]
}

function keptPlace(): string | null {
  try {
    return localStorage.getItem(PLACE)
  } catch {
    return null
  }
}

export const useSession = defineStore('session', () => {
  const session = ref<Session>()
  const me = ref<Me>()
  const problem = ref<Problem>()
  const lost = ref(false)
  const chosen = ref<string | null>(keptPlace())
  const waiting = ref(false)
  let loading: Promise<void> | undefined

  const places = computed<Place[]>(() => {
    const byUnit = new Map<string, Place>()
    for (const grant of me.value?.grants ?? []) {
      const place = byUnit.get(grant.unit) ?? {
        unit: grant.unit,
        name: grant.unitName ?? '',
        kind: (grant.unitKind ?? 'BUREAU') as UnitKind,
        roles: [],
      }
      const role = grant.role as Role
      if (!place.roles.includes(role)) place.roles.push(role)
      byUnit.set(grant.unit, place)
    }
    return [...byUnit.values()]
  })
  const place = computed<Place | undefined>(() => places.value.find((one) => one.unit === chosen.value) ?? places.value[0])
  const signedIn = computed(() => session.value?.authenticated === true && me.value !== undefined)
  const operator = computed(() => me.value?.operator === true)

  /** A bureau opened a moment ago is not yet served everywhere; that is waited for, not told as a fault. */
  async function introduced(): Promise<Me> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await memberApi.me()
      } catch (refused) {
        if (!(refused instanceof Problem) || refused.status !== 403 || attempt > ATTEMPTS) throw refused
        waiting.value = true
        await new Promise((resolve) => window.setTimeout(resolve, 1000))
      }
    }
  }

  async function fetchAll(): Promise<void> {
    problem.value = undefined
    try {
      session.value = await gatewayApi.session()
      if (session.value.authenticated) {
        me.value = await introduced()
        if (me.value !== undefined) await keptFor(me.value.account)
      }
    } catch (failure) {
      const gone =
        failure instanceof Problem && failure.status === 401 && (failure.code === 'SESSION_ENDED' || session.value?.authenticated !== true)
      if (gone) session.value = { authenticated: false, login: '/oauth2/authorization/keycloak' }
      else if (failure instanceof Problem) problem.value = failure
      else throw failure
    } finally {
      waiting.value = false
    }
  }

  function load(): Promise<void> {
    loading ??= fetchAll().finally(() => {
      if (problem.value) loading = undefined
    })
    return loading
  }

  function choose(unit: string): void {
    chosen.value = unit
    try {
      localStorage.setItem(PLACE, unit)
    } catch {
      // Forgotten at the next visit, no more.
    }
  }

  /** Is this role held at one of these units (a unit and all above it)? */
  function holds(roles: Role[], units: string[]): boolean {
    return (me.value?.grants ?? []).some((grant) => roles.includes(grant.role as Role) && units.includes(grant.unit))
  }

  function loginAddress(page: string): string {
    const login = session.value?.login ?? '/oauth2/authorization/keycloak'
    return `${login}?${new URLSearchParams({ continue: page, lang: currentLanguage() }).toString()}`
  }

  /** Where one sets another password and comes back from to the page. */
  function passwordAddress(page: string): string {
    return `${loginAddress(page)}&act=password`
  }

  /** Told by the client on every 401: the page stays as it is and offers to sign in again. */
  function ended(): void {
    if (signedIn.value) lost.value = true
  }

  return {
    session,
    me,
    problem,
    lost,
    waiting,
    places,
    place,
    signedIn,
    operator,
    load,
    choose,
    holds,
    loginAddress,
    passwordAddress,
    ended,
    ENTERING,
    ABOVE,
  }
})
