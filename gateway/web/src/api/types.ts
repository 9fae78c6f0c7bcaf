/** Shapes of the services' answers, as far as the screens read them. */
import type * as A from './generated/activity'
import type * as M from './generated/member'
import type * as N from './generated/notification'

/** Texts by language. */
export type Texts = Record<string, string>

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
export type KindField = Omit<A.KindField, 'type'> & { type: FieldType }
export type Kind = Omit<A.KindKind, 'fields'> & { fields: KindField[] }
export type KindGroup = A.KindGroup
export type Quorum = A.KindQuorum
export interface Catalogue { kinds: Kind[]; groups: KindGroup[]; quorums: Quorum[] }

export interface Party { unit?: string; name?: string }
export type FieldValue = string | number | boolean | Party | null | undefined
export type Values = Record<string, FieldValue>

/** `withdrawn` says why a record does not count any more. */
export type WorkRecord = Omit<A.RecordView, 'values'> & { values: Values }

export type MeetingLine = A.SessionViewsLine
export type MeetingForm = MeetingLine['forms'][number]
export type AgendaItem = A.SessionViewsItemView
export type Attendance = A.SessionViewsAttendanceView
export type Votes = A.SessionViewsVotesView
export type Meeting = Omit<A.SessionViewsView, 'session'> & MeetingLine

export type Survey = A.SurveyView
export type Opinion = A.OpinionView
export type OpinionState = Opinion['status']

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

export type Notice = N.NoticeView

export interface LedgerEntry { seq: number; entry: string; topic: string; type: string; subject: string; time: string; actor?: string; unit?: string; body: string; previous: string; hash: string }
export interface LedgerVerification { intact: boolean; entries: number; brokenAt?: number; head: string; at: string }

export interface FieldFault { pointer: string; code: string; detail: string }
