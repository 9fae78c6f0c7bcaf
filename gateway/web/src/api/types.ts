/** Shapes of the services' answers, as far as the screens read them. */

export type Texts = { 'zh-CN': string; en: string }

export type Role = 'BUREAU_ADMIN' | 'REVIEWER' | 'AUDITOR' | 'SECRETARY' | 'CLERK' | 'MEMBER'
export type UnitKind = 'BUREAU' | 'COMMITTEE' | 'SCHOOL' | 'BRANCH' | 'GROUP'
export type SchoolType = 'KINDERGARTEN' | 'PRIMARY' | 'MIDDLE' | 'OTHER'

export interface Page<T> { items: T[]; total: number; more: boolean; page: number; size: number }

export interface Session { authenticated: boolean; username?: string; name?: string; login: string }

export interface Grant { id: string; role: Role; unit: string; unitName: string; kind: UnitKind }
export interface Me {
  account: string
  username: string
  name: string
  operator: boolean
  tenant?: string
  bureauName?: string
  grants: Grant[]
}

export interface Bureau { id: string; code: string; name: string; state: 'OPENING' | 'OPEN' | 'SUSPENDED'; openedAt?: string; administrator?: { username: string; name: string } }
export interface OneTimePassword { username: string; password: string }

export interface Seat { member: string; post: string }
export interface Committee { id?: string; on: string; termYears: number; seats: Seat[] }
export interface Unit {
  id: string
  parent?: string
  kind: UnitKind
  name: string
  nameEn?: string
  ancestors: string[]
  schoolType?: SchoolType
  campus?: 'MAIN' | 'SUB' | 'ENTRUSTED'
  town?: string
  leadershipModel?: string
  committee?: Committee
  order?: number
  closedOn?: string
  version: number
}

export type MemberState = 'FULL' | 'PROBATIONARY' | 'DEPARTED'
export interface Member {
  id: string
  unit: string
  name: string
  gender?: 'MALE' | 'FEMALE'
  born?: string
  identityNumber?: string
  phone?: string
  status: 'FULL' | 'PROBATIONARY'
  state?: MemberState
  joinedOn?: string
  fullOn?: string
  departedOn?: string
  group?: string
  education?: string
  version: number
}
export interface MemberName { id: string; name: string; group?: string; status: 'FULL' | 'PROBATIONARY' }

export interface Account { id: string; username: string; name: string; member?: string; state?: 'OPEN' | 'CLOSED' }
export interface GivenGrant { id: string; account: string; accountName?: string; username?: string; role: Role; unit: string; unitName?: string; kind?: UnitKind }

export type FieldType = 'date' | 'text' | 'longText' | 'integer' | 'money' | 'number' | 'choice' | 'party' | 'member' | 'boolean'
export interface FieldOption { id: string; names: Texts }
export interface KindField {
  id: string
  type: FieldType
  required?: boolean
  many?: boolean
  names?: Texts
  help?: Texts
  options?: FieldOption[]
  min?: number
  max?: number
  unit?: string | Texts
  when?: { field: string; equals: string | boolean }
}
export interface Kind { id: string; version: number; names: Texts; group: string; groupNames?: Texts; help?: Texts; fields: KindField[] }

export interface Party { unit?: string; name?: string }
export type FieldValue = string | number | boolean | Party | string[] | null | undefined
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
export interface DutyRecord { id: string; type: 'record' | 'session' }
export interface Duty {
  id: string
  rule: string
  name?: string
  article: string
  mark: string
  text: string
  period: string
  from: string
  due: string
  state: DutyState
  reason?: string
  records: DutyRecord[]
  form?: { type: string; kind?: string; forms?: MeetingForm[]; unit?: string; groups?: string[] }
}
export interface OverviewRule { id: string; name: string; article: string; mark: string }
export interface OverviewCell { rule: string; period: string; state: DutyState; met?: number; asked?: number }
export interface Overview { rules: OverviewRule[]; units: { unit: string; cells: OverviewCell[] }[] }

export type ReportState = 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED'
export interface Figure { id?: string; value: number; shown: string; unit?: string; rule?: string; records: number }
export interface SentencePart { text: string; figure?: Figure }
export interface ReportComment { id: string; text: string; author?: string; at?: string; round?: number; sentence?: string }
export interface Sentence { id: string; kind: 'CLAIM' | 'FREE' | 'FIXED'; parts: SentencePart[]; supported: boolean; reason?: string; comments: ReportComment[] }
export interface ReportSection { id: string; title: string; level?: number; sentences: Sentence[]; text?: string }
export interface ReportChange { sentence?: string; section?: string; kind?: 'ADDED' | 'REMOVED' | 'CHANGED'; before?: string; after?: string }
export interface Report {
  id: string
  unit: string
  template?: string
  year: number
  state: ReportState
  round: number
  version: number
  supported: number
  title?: string
  sections: ReportSection[]
  changes: ReportChange[]
  contentHash?: string
  documentHash?: string
  acceptedAt?: string
  submittedAt?: string
  returnReason?: string
}
export interface ReportRow { id: string; unit: string; year: number; state: ReportState; round: number; supported?: number; submittedAt?: string }
export interface EvidenceRecord { id: string; type: 'record' | 'session' | 'opinion' | 'survey'; date: string; quantity: number; unit?: string; summary?: string }
export interface Evidence { figure?: Figure; rounding?: string; window?: { from: string; to: string }; records: EvidenceRecord[] }

export interface Notice { id: string; type?: string; title?: string; text?: string; at: string; readAt?: string; read?: boolean; link?: string; subject?: string; data?: Record<string, unknown> }

export interface LedgerEntry { seq: number; id: string; at: string; type: string; actor?: string; actorName?: string; unit?: string; subject?: string; hash: string; previous?: string; outcome?: string }
export interface LedgerVerification { intact: boolean; entries: number; head?: string; brokenAt?: number }

export interface FieldFault { pointer: string; code: string; detail: string }
