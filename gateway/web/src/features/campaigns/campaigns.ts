import type { Campaign, CampaignAnswer, CampaignPoint } from '@/api/types'

/** What a branch has for a task of a campaign, in the order of the days. */
export const givenFor = (point: CampaignPoint, given: CampaignAnswer[]): CampaignAnswer[] =>
  given.filter((one) => one.point === point.id).sort((one, other) => one.on.localeCompare(other.on))

/** How a task stands for a branch on a day: what is met, what is past its day, what is to come. */
export function markOfPoint(point: CampaignPoint, given: CampaignAnswer[], today: string): 'MET' | 'OVERDUE' | 'DUE' {
  if (given.some((one) => one.point === point.id)) return 'MET'
  return point.until < today ? 'OVERDUE' : 'DUE'
}

/** Which state a campaign is in on a day. */
export function stateOf(campaign: Campaign, today: string): 'WITHDRAWN' | 'UPCOMING' | 'RUNNING' | 'OVER' {
  if (campaign.withdrawn) return 'WITHDRAWN'
  if (campaign.from > today) return 'UPCOMING'
  return campaign.until < today ? 'OVER' : 'RUNNING'
}

export interface PointDraft {
  text: string
  until: string
  /** "kind:<id>" of a record, "form:<form>" of a meeting, or nothing: a sentence. */
  answer: string
}
export interface CampaignDraft {
  name: string
  basis: string
  from: string
  until: string
  /** One on a line: name, then its last day. */
  phases: string
  points: PointDraft[]
}

export const emptyPoint = (until = ''): PointDraft => ({ text: '', until, answer: '' })

/** "学习阶段 2026-05-31" on a line: a phase and its last day. */
export function phasesOf(typed: string): { name: string; until: string }[] | undefined {
  const lines = typed.split('\n').filter((line) => line.trim() !== '')
  const read = lines.map((line) => /^\s*(.+?)[\s,，:：]+(\d{4}-\d{2}-\d{2})\s*$/.exec(line))
  if (read.some((line) => line === null)) return undefined
  return read.map((line) => ({ name: line?.[1] ?? '', until: line?.[2] ?? '' }))
}

export function sentPoint(point: PointDraft): { text: string; until: string; kind?: string; form?: string } {
  const [what, id] = point.answer.split(':')
  return {
    text: point.text.trim(),
    until: point.until,
    ...(what === 'kind' && { kind: id ?? '' }),
    ...(what === 'form' && { form: id ?? '' }),
  }
}
