import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { activityApi, memberApi } from '@/api'
import type { Attendee, MemberName } from '@/api/types'
import { text } from '@/app/i18n'
import { longDate, periodText } from '@/ui/format'

/** A name, and for namesakes what tells them apart: in every list, tile and picker the same. */
export function labelOf(member: Pick<MemberName, 'name' | 'mark'>): string {
  const mark = member.mark
  if (mark === undefined || mark === null) return member.name
  const value = mark.kind === 'BORN' ? periodText(mark.value) : mark.kind === 'NUMBER' ? mark.value : longDate(mark.value)
  return text(`member.markOf.${mark.kind}`, { name: member.name, value })
}

/** The names of those who belong to a branch on a day, today if none is named; they come with one's own rights. */
export function useNames(unit: Ref<string | undefined>, on?: Ref<string | undefined>) {
  const query = useQuery({
    queryKey: computed(() => ['names', unit.value, on?.value]),
    queryFn: () => memberApi.names(unit.value ?? '', on?.value),
    enabled: computed(() => !!unit.value),
    staleTime: 60_000,
  })
  const byId = computed(() => new Map((query.data.value ?? []).map((member) => [member.id, member])))
  return {
    ...query,
    names: computed(() => query.data.value ?? []),
    byId,
    nameOf: (id: string | undefined) => {
      const found = id === undefined ? undefined : byId.value.get(id)
      return found === undefined ? '' : labelOf(found)
    },
  }
}

/** Whoever is named by an id, whether still in the branch or not. */
export function useNamed(ids: Ref<string[]>) {
  const wanted = computed(() => [...new Set(ids.value)].sort())
  const query = useQuery({
    queryKey: computed(() => ['member-names', wanted.value]),
    queryFn: () => memberApi.memberNames(wanted.value),
    enabled: computed(() => wanted.value.length > 0),
    staleTime: 300_000,
  })
  const byId = computed(() => new Map((query.data.value ?? []).map((member) => [member.id, member])))
  return {
    ...query,
    byId,
    nameOf: (id: string | undefined) => {
      const found = id === undefined ? undefined : byId.value.get(id)
      return found === undefined ? '' : labelOf(found)
    },
  }
}

/** The branch of a day: who belongs, votes, sits and is in which group, with names. Without a day there is nobody yet. */
export function useRoll(unit: Ref<string | undefined>, on: Ref<string | undefined>) {
  const day = computed(() => (/^\d{4}-\d{2}-\d{2}$/.test(on.value ?? '') ? on.value : undefined))
  const names = useNames(
    computed(() => (day.value === undefined ? undefined : unit.value)),
    day,
  )
  const roll = useQuery({
    queryKey: computed(() => ['roll', unit.value, day.value]),
    queryFn: () => activityApi.roll(unit.value ?? '', day.value ?? ''),
    enabled: computed(() => !!unit.value && day.value !== undefined),
    staleTime: 60_000,
  })
  const people = computed<Attendee[]>(() => {
    const known = new Map((roll.data.value?.people ?? []).map((person) => [person.member, person]))
    return names.names.value
      .filter((member) => known.has(member.id))
      .map((member) => ({
        ...member,
        group: known.get(member.id)?.group ?? undefined,
        votes: known.get(member.id)?.votes ?? false,
        post: known.get(member.id)?.post ?? undefined,
      }))
  })
  const isPending = computed(() => day.value !== undefined && (names.isPending.value || roll.isPending.value))
  const error = computed(() => roll.error.value ?? names.error.value)
  return {
    people,
    isPending,
    error,
    groups: computed(() => roll.data.value?.groups ?? []),
    open: computed(() => roll.data.value?.open ?? true),
  }
}
