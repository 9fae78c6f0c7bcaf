import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { activityApi } from '@/api'
import type { Attendee, Meeting, MeetingForm } from '@/api/types'
import { emptyAgenda, type MeetingDraft } from './meeting'

export type Usual = Pick<MeetingDraft, 'chair' | 'recorder' | 'place'>

/** What mostly stays the same: the secretary chairs, the recorder and the place are those of the last time. */
export function usualOf(expected: Attendee[], last: Meeting | undefined): Usual {
  const there = (id: string | undefined): string => (expected.some((member) => member.id === id) ? (id ?? '') : '')
  const secretary = expected.find((member) => member.post === 'SECRETARY')?.id
  return { chair: there(secretary) || there(last?.chair), recorder: there(last?.recorder), place: last?.place ?? '' }
}

/** What was usual before stays out of what somebody has typed: only what is still empty, or as it was proposed, changes. */
export function proposed(now: MeetingDraft, before: Usual, usual: Usual): Partial<Usual> {
  const fields = ['chair', 'recorder', 'place'] as const
  return Object.fromEntries(
    fields.filter((field) => now[field] === before[field] && now[field] !== usual[field]).map((field) => [field, usual[field]]),
  )
}

/** The subject of the last time and its agenda, without what was resolved, of whom and how it was voted. */
export function copied(last: Meeting): Pick<MeetingDraft, 'forms' | 'topic' | 'agenda' | 'hours'> {
  return {
    forms: last.forms,
    topic: last.topic,
    agenda:
      last.agenda.length === 0
        ? [emptyAgenda()]
        : last.agenda.map((item) => ({ ...emptyAgenda(item.kind), title: item.title, decision: item.decision ?? '' })),
    hours: last.hours === undefined || last.hours === null ? '' : String(last.hours),
  }
}

/** The last meeting of that form that the branch has written down. */
export function useLast(unit: Ref<string | undefined>, form: Ref<MeetingForm | undefined>, wanted: Ref<boolean>) {
  const { data: line } = useQuery({
    queryKey: computed(() => ['meetings', 'last', unit.value, form.value]),
    queryFn: async () => (await activityApi.meetings({ unit: unit.value ?? '', form: form.value, size: 1 })).items[0]?.id ?? null,
    enabled: computed(() => wanted.value && !!unit.value && form.value !== undefined),
    staleTime: 60_000,
  })
  return useQuery({
    queryKey: computed(() => ['meeting', line.value, 'last']),
    queryFn: async () => (await activityApi.meeting(line.value ?? '')).data,
    enabled: computed(() => !!line.value),
    staleTime: 60_000,
  })
}
