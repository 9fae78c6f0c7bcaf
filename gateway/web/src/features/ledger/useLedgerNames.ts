import { useQueries, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { activityApi, reportApi } from '@/api'
import type { LedgerEntry } from '@/api/types'
import { useUnits } from '@/app/units'
import { useReportName } from '@/features/report/name'
import { useKinds } from '@/form/kinds'
import { useAccounts } from '@/form/useAccounts'
import { useNamed } from '@/form/useNames'
import { bodyOf } from './ledger'
import type { Names } from './say'

const AT_ONCE = 100
const LONG = 300_000

/** Asks for the names of everything that these entries speak of; none of them is in the ledger. */
export function useLedgerNames(entries: Ref<LedgerEntry[]>): Names & { person: (entry: LedgerEntry) => string } {
  const { nameOf } = useUnits()
  const { byId: kinds } = useKinds()
  const reportName = useReportName()
  const bodies = computed(() => entries.value.map((entry) => ({ entry, body: bodyOf(entry), noun: entry.type.split('.')[0] })))
  const ids = (
    part: string,
    when: (one: { entry: LedgerEntry; body: Record<string, unknown>; noun: string | undefined }) => boolean,
  ): string[] =>
    [
      ...new Set(
        bodies.value
          .filter(when)
          .map((one) => one.body[part])
          .filter((id): id is string => typeof id === 'string' && id !== ''),
      ),
    ]
      .sort()
      .slice(0, AT_ONCE)

  const { nameOf: accountName } = useAccounts(
    computed(() => [
      ...entries.value.map((entry) => entry.actor ?? undefined),
      ...ids('account', () => true),
      ...ids('administrator', () => true),
    ]),
  )
  const { nameOf: memberName } = useNamed(
    computed(() =>
      [
        ...ids('member', (one) => one.noun === 'member'),
        ...ids('id', (one) => one.entry.type.startsWith('audit.looked') && one.body.kind === 'member'),
      ].slice(0, AT_ONCE),
    ),
  )
  const files = computed(() => ids('evidence', (one) => one.noun === 'evidence'))
  const fileNames = useQuery({
    queryKey: computed(() => ['files', files.value]),
    queryFn: () => activityApi.files(files.value),
    enabled: computed(() => files.value.length > 0),
    staleTime: LONG,
    retry: false,
  })

  const taken = (kind: string): string[] => ids('id', (one) => one.entry.type.startsWith('audit.downloaded') && one.body.kind === kind)
  const meetings = computed(() => [
    ...new Set([...ids('session', (one) => one.noun === 'session' && one.body.date === undefined), ...taken('session')]),
  ])
  const surveys = computed(() => ids('survey', (one) => one.noun === 'survey' || one.noun === 'questionnaire'))
  const reports = computed(() => taken('report'))
  const quiet = { staleTime: LONG, retry: false }
  const heldOn = useQueries({
    queries: computed(() => meetings.value.map((id) => ({ queryKey: ['meeting', id], queryFn: () => activityApi.meeting(id), ...quiet }))),
  })
  const titles = useQueries({
    queries: computed(() => surveys.value.map((id) => ({ queryKey: ['survey', id], queryFn: () => activityApi.survey(id), ...quiet }))),
  })
  const papers = useQueries({
    queries: computed(() => reports.value.map((id) => ({ queryKey: ['report', id], queryFn: () => reportApi.report(id), ...quiet }))),
  })

  return {
    unit: (id) => nameOf(id),
    account: (id) => accountName(id),
    member: (id) => memberName(id),
    file: (id) => fileNames.data.value?.find((file) => file.id === id)?.name ?? '',
    kind: (id) => kinds.value.get(id)?.names,
    meeting: (id) => {
      const found = heldOn.value[meetings.value.indexOf(id)]?.data?.data
      return found === undefined ? undefined : { forms: found.forms, date: found.date }
    },
    survey: (id) => titles.value[surveys.value.indexOf(id)]?.data?.title ?? '',
    report: (id) => {
      const found = papers.value[reports.value.indexOf(id)]?.data?.data
      return found === undefined ? '' : `${reportName(found)} · ${nameOf(found.unit)}`
    },
    person: (entry) => accountName(entry.actor ?? undefined),
  }
}
