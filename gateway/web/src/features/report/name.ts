import { useI18n } from 'vue-i18n'
import type { ReportRow } from '@/api/types'
import { periodText } from '@/ui/format'

export type Named = Pick<ReportRow, 'template' | 'year' | 'from' | 'until'>

/** The months of a term: 2023年9月–2026年8月. */
export function termText(term: { from: string; until: string }): string {
  return `${periodText(term.from.slice(0, 7))}–${periodText(term.until.slice(0, 7))}`
}

/** What a report is called in lists: by its year, or by its term. */
export function useReportName(): (report: Named) => string {
  const { t } = useI18n()
  return (report) =>
    report.template === 'election'
      ? t('report.nameOfTerm', { term: termText(report) })
      : t('report.nameOfDebriefing', { year: report.year })
}
