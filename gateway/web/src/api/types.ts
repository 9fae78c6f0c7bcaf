/** Shapes of the services' answers, as far as the screens read them. */
import type * as M from './generated/member'

export type Texts = { 'zh-CN': string; en: string }

export type Role = Exclude<M.GrantGiving['role'], 'PLATFORM_OPERATOR'>
export type UnitKind = M.UnitView['kind']
export type SchoolType = NonNullable<M.UnitView['schoolType']>

export interface Page<T> { items: T[]; total: number; more: boolean; page: number; size: number }

export interface Session { authenticated: boolean; username?: string; name?: string; login: string }

export type Grant = M.GrantView
export type Me = M.GrantSelfView
export type Bureau = M.BureauView
export type OneTimePassword = M.IdentityCredentials
export type Unit = M.UnitView
export type Committee = M.UnitCommitteeView
export type MemberLine = M.MemberLine
export type Member = M.MemberView
export type Account = M.AccountView

/** A member as meetings and forms name him. */
export type MemberName = Pick<M.MemberLine, 'id' | 'name' | 'group' | 'status'>

export type FieldType = 'date' | 'text' | 'longText' | 'integer' | 'money' | 'number' | 'choice' | 'party' | 'member' | 'boolean'
export interface FieldOption { id: string; names: Texts }
export interface KindField {
  id: string
  type: FieldType
  required: boolean
  names: Texts
  help?: Texts
  options?: FieldOption[]
  min?: number
  max?: number
  unit?: string
  when?: { field: string; equals: string }
}
export interface Kind { id: string; version: number; names: Texts; group: string; groupNames?: Texts; initials?: string; dateNames?: Texts; fields: KindField[] }

export interface Party { unit?: string; name?: string }
export type FieldValue = string | number | boolean | Party | null | undefined
export type Values = Record<string, FieldValue>

export interface WorkRecord {
  id: string
  unit: string
  kind: string
  kindVersion: number
  date: string
  values: Values
  about: string[]
  imported?: boolean
  state: 'VALID' | 'WITHDRAWN'
  enteredAt?: string
  enteredBy?: string
  reason?: string
  version: number
  summary?: string
}
export interface RecordVersion { version: number; at: string; by?: string; date: string; values: Values; reason?: string; state?: 'VALID' | 'WITHDRAWN' }

export type MeetingForm = 'BRANCH_ASSEMBLY' | 'COMMITTEE_MEETING' | 'GROUP_MEETING' | 'PARTY_LECTURE' | 'THEME_PARTY_DAY' | 'ORG_LIFE_MEETING' | 'MEMBER_APPRAISAL'
export interface Attendance { member: string; present: boolean; reason?: string }
export interface Votes { approve: number; disapprove: number; abstain: number }
export interface AgendaItem { title: string; kind: 'REPORT' | 'DISCUSSION' | 'RESOLUTION' | 'STUDY'; resolution?: string; votes?: Votes }
export interface Meeting {
  id: string
  unit: string
  forms: MeetingForm[]
  date: string
  place?: string
  chair: string
  recorder?: string
  topic: string
  hours?: number
  groups: string[]
  attendance: Attendance[]
  agenda: AgendaItem[]
  minutes?: string
  imported?: boolean
  state: 'VALID' | 'WITHDRAWN'
  expected?: number
  present?: number
  enteredAt?: string
  reason?: string
  version: number
}

export interface Survey { id: string; unit: string; title: string; question: string; opensOn: string; closesOn: string; state: 'OPEN' | 'CLOSED'; opinions?: number; rectified?: number; confirmed?: number; version: number }
export type OpinionState = 'RAISED' | 'RECTIFIED' | 'CONFIRMED' | 'WITHDRAWN'
export interface Opinion { id: string; survey: string; unit: string; text: string; category: string; date: string; state: OpinionState; rectification?: { action: string; on: string }; confirmedOn?: string; version: number }

export type DutyState = 'MET' | 'DUE' | 'OVERDUE' | 'EXEMPT' | 'NOT_APPLICABLE' | 'UPCOMING'
export interface DutyRecord { id: string; type: string; date?: string }
export interface Duty {
  id: string
  rule: string
  name: string
  regulation?: string
  article: string
  mark: string
  verified?: boolean
  text: string
  unit: string
  group?: string
  period: string
  from: string
  due: string
  state: DutyState
  reason?: string
  records: DutyRecord[]
  form?: { type: string; kind?: string; forms: string[]; unit: string; groups: string[] }
}
export interface OverviewRule { id: string; name: string; text?: string; article: string; mark: string; verified?: boolean }
export interface OverviewCell { rule: string; period: string; state: DutyState; met: number; asked: number }
export interface Overview { rules: OverviewRule[]; units: { unit: string; cells: OverviewCell[] }[] }

export type ReportState = 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED'
export interface ReportRow {
  id: string
  unit: string
  template: string
  year: number
  state: ReportState
  round: number
  author: string
  submitter?: string
  reason?: string
  submittedAt?: string
  contentHash?: string
  documentHash?: string
  version: number
}
export interface Figure { id: string; value: number; shown: string; unit: string; rounding: string; rules: string[]; records: number }
export interface SentencePart { text: string; figure?: Figure }
export interface ReportComment { id: string; sentence: string; text: string; by: string; round: number; at: string }
export interface Sentence { id: string; kind: 'CLAIM' | 'FREE' | 'FIXED'; paragraph: number; listed: boolean; supported: boolean; bareNumber: boolean; parts: SentencePart[]; comments: ReportComment[] }
export interface ReportSection { id: string; level: number; title?: string; text?: string; sentences: Sentence[] }
export interface ReportChange { sentence: string; type: 'ADDED' | 'REMOVED' | 'CHANGED' | 'EVIDENCE'; before?: string; after?: string }
export interface ReportView { report: ReportRow; version: number; title: string; supported: number; sentencesWithEvidence: number; sentencesInAll: number; sections: ReportSection[]; changes: ReportChange[] }
/** A report with its course: who wrote it, how far it has come, what is frozen. */
export type Report = ReportRow & Omit<ReportView, 'report'>
export interface EvidenceRecord { id: string; type: string; kind: string; date: string; quantity: number; unit: string; summary: string; sequence: number }
export interface Evidence { sentence: string; figure: Figure; window: string; from: string; until: string; records: EvidenceRecord[] }

export interface Notice { id: string; type?: string; title?: string; text?: string; at: string; readAt?: string; read?: boolean; link?: string; subject?: string; data?: Record<string, unknown> }

export interface LedgerEntry { seq: number; entry: string; topic: string; type: string; subject: string; time: string; actor?: string; unit?: string; body: string; previous: string; hash: string }
export interface LedgerVerification { intact: boolean; entries: number; brokenAt?: number; head: string; at: string }

export interface FieldFault { pointer: string; code: string; detail: string }
