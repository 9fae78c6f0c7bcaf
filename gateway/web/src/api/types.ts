/** Shapes of the services' answers, as far as the screens read them. */
import type * as A from './generated/activity'
import type * as M from './generated/member'
import type * as N from './generated/notification'
import type * as R from './generated/report'

/** Texts by language. */
export type Texts = Record<string, string>

export type Role = Exclude<M.GrantGiving['role'], 'PLATFORM_OPERATOR'>
export type UnitKind = M.UnitView['kind']
export type SchoolType = NonNullable<M.UnitView['schoolType']>

export interface Page<T> {
  items: T[]
  total: number
  more: boolean
  page: number
  size: number
  next?: string | null
}

export interface Session {
  authenticated: boolean
  username?: string
  name?: string
  login: string
}

export type Grant = M.GrantView
export type Me = M.GrantSelfView
export type Bureau = M.BureauView
export type OneTimePassword = M.Credentials
export type Unit = M.UnitView
/** The name of a unit of the bureau, and of the one above it. */
export type UnitName = M.UnitNameView
export type Committee = M.CommitteeView
/** The posts of a branch today, with the rules that they follow. */
export type BranchPosts = M.PostViewsBranchView
export type PostRule = M.PostViewsRuleView
export type PostTerm = M.PostViewsTermView
export type Vacancy = M.PostViewsVacancyView
export type EndingTerm = M.PostViewsEndingView
export type Development = M.DevelopmentViewsView
export type DevelopmentCard = M.DevelopmentViewsLine
export type DevelopmentLine = M.DevelopmentViewsLineView
export type DevelopmentStep = M.DevelopmentViewsStepView
export type DevelopmentEntry = M.DevelopmentViewsEntryView
export type DevelopmentBound = M.DevelopmentViewsBoundView
export type Transfer = M.TransferViewsView
export type TransferLine = M.TransferViewsLine
export type TransferStep = M.TransferViewsStepView
/** A point of the rules on transfers. */
export type TransferPoint = M.TransferViewsPointView
export type MemberLine = M.MemberViewsLine
/** A column that a roster can have. */
export type RosterColumn = NonNullable<NonNullable<M.WorkbookMemberListData['query']>['columns']>[number]
export type Composition = M.CompositionView
export type CompositionCell = M.CompositionCellView
export type Member = M.MemberViewsView
export type Membership = M.MemberViewsSpell
/** Somebody who leaves, and what is still open. */
export type Handover = M.HandoverLoose
export type Account = M.AccountView
/** How dues are reckoned, and what the regulation says besides. */
export type DuesRates = M.DuesViewsRatesView
export type DuesCategory = M.DuesViewsCategoryView
export type DuesPoint = M.DuesViewsPointView
/** A year of a branch, member by member; money in yuan. */
export type DuesBook = M.DuesViewsYearView
export type DuesMember = M.DuesViewsMemberView
export type DuesMonth = M.DuesViewsMonthView
export type DuesAct = M.DuesViewsActView
/** A year of a branch in numbers, without names. */
export type DuesStatement = M.DuesViewsStatementView
export type DuesBranch = M.DuesViewsBranchView
export type OwnDues = M.DuesViewsOwnView
/** Less or nothing for some months, proposed by the branch and decided above. */
export type Relief = M.ReliefView

/** A member as meetings and forms name him; `mark` tells a namesake apart. */
export type MemberName = Pick<MemberLine, 'id' | 'name' | 'group' | 'status' | 'mark'>
/** The branch of a day, as a meeting of that day is judged by it. */
export type Roll = A.RollView
/** A member as a meeting of a day sees him: with or without a vote, in the committee or not. */
export type Attendee = MemberName & { votes: boolean; post?: string | undefined }

export type FieldType =
  'date' | 'text' | 'longText' | 'integer' | 'money' | 'number' | 'choice' | 'party' | 'campaign' | 'member' | 'person' | 'boolean'
export type KindField = Omit<A.Field, 'type'> & { type: FieldType }
export type Kind = Omit<A.Kind, 'fields'> & { fields: KindField[] }
/** Something that a branch makes known, on its way through the four steps. */
export type Disclosure = A.DisclosureView
/** Who has signed a letter or pledge, and who is asked to. */
export type Signing = A.SigningView
/** Which paper of a meeting. */
export type PaperSheet = A.PaperSessionPaperData['query']['sheet']
/** What somebody has begun, as the service keeps it for him alone. */
export type DraftLine = A.DraftLine
export type DraftKept = A.DraftKept
export type DraftSort = A.DraftKeeping['sort']
/** A note of somebody's own. */
export type Note = A.NoteView
export type PublicPageKept = A.PublicPageKept
export type KindGroup = A.Group
export type Quorum = A.Quorum
/** What a meeting decides, by the rules. */
export type Decision = A.Decision
export interface Catalogue {
  kinds: Kind[]
  /** As older records are read: versions before, and fields that are asked for no more. */
  earlier: Kind[]
  groups: KindGroup[]
  quorums: Quorum[]
  decisions: Decision[]
}

/** A kind that the bureau defined itself, or the fields that it added to a built-in one. */
export type BureauKind = Omit<A.BureauKindView, 'fields'> & { fields: KindField[] }

export interface Party {
  unit?: string
  name?: string
}
export type FieldValue = string | number | boolean | Party | null | undefined
export type Values = Record<string, FieldValue>

/** `withdrawn` says why a record does not count any more. */
export type WorkRecord = Omit<A.RecordView, 'values' | 'giving'> & { values: Values; giving?: GivenTo | null }

/** What the other side of a record said; numbers and day as they were there. */
export type GivingSaid = Omit<A.GivingSaid, 'values'> & { values: Values }
export type GivenTo = Omit<A.GivingGiven, 'said'> & { said?: GivingSaid | null }
/** A record between two units, as both read it. */
export type Giving = Omit<A.GivingView, 'values' | 'said'> & { values: Values; said?: GivingSaid | null }
export type GivingAnswer = Giving['answer']

export type MeetingLine = A.SessionViewsLine
export type MeetingForm = MeetingLine['forms'][number]
export type AgendaItem = A.SessionViewsItemView
/** What became of a motion, and by which rule. */
export type MotionOutcome = A.SessionViewsOutcomeView
export type Attendance = A.SessionViewsAttendanceView
export type Votes = A.SessionViewsVotesView
export type Meeting = Omit<A.SessionViewsView, 'session'> & MeetingLine

/** A meeting to come, and what a member is told of it. */
export type Plan = A.PlanViewsView
export type Invitation = A.PlanViewsInvitation

/** A measure or goal with what has become of it. */
export type Outcome = A.OutcomeView
export type OutcomeState = NonNullable<Outcome['state']>

/** A key task with its milestones. */
export type Task = A.TaskViewsView
export type Milestone = A.TaskViewsMilestoneView

/** A campaign that is asked of all branches below a unit, and what a branch has for it. */
export type Campaign = A.CampaignViewsView
export type CampaignPoint = A.CampaignViewsPointView
export type CampaignAnswer = A.CampaignViewsAnswerView
export type CampaignBoard = A.CampaignViewsBoardView

/** A photo or paper attached to what was written down. */
export type EvidenceFile = A.EvidenceView

/** Rows of a sheet on their way to becoming records. */
export type SheetImport = A.ImportView
export type SheetRowCorrection = Omit<A.ImportCorrection, 'values'> & { values: Values }
export type SheetRow = Omit<A.ImportRow, 'values'> & { values: Values }

/** A heart-to-heart talk of two members, and how far a branch has come with them in a year. */
export type Talk = A.TalkLine
export type TalkView = A.TalkView
export type TalkVersion = A.TalkVersionView
export type TalkYear = A.TalkYearView

/** The organisational-life meeting of a year in its three phases. */
export type OrgLife = A.OrgLifeView

/** The study hours of each member of a branch in a year, and what they come from. */
export type StudyYear = A.StudyHoursYearView
export type StudyLine = A.StudyHoursMemberView
export type StudyOccasion = A.StudyHoursOccasionView
export type StudyExemption = A.StudyExemptionView

/** The democratic appraisal of members of a year. */
export type Appraisal = A.AppraisalView

export type Survey = A.SurveyView
export type Opinion = A.OpinionView
/** Who sees to an opinion, a member or a post, and by when. */
export type Charge = A.OpinionCharging
export type OpinionState = Opinion['status']

export type Duty = R.DutyView
export type DutyState = Duty['state']
export type OverviewRule = R.DashboardRuleView
export type OverviewCell = R.Cell
export type Overview = R.DashboardView
export type OverviewCounts = R.DashboardCountsView

export type ReportRow = R.ReportViewSummary
/** What a branch can open: a template with its years or terms. */
export type Opening = R.OpeningView
export type OpeningChoice = R.OpeningChoiceView
export type ReportState = ReportRow['state']
/** A report with its course: who wrote it, how far it has come, what is frozen. */
export type Report = ReportRow & R.ReportViewView
/** The paper that is read out and signed, or the one that shows what it rests on. */
export type ReportCopy = NonNullable<NonNullable<R.DocumentReportData['query']>['copy']>
/** A text as it was written once. */
export type ReportEdition = R.ReportEditionView
export type ReportSection = R.ReportViewSectionView
export type Sentence = R.ReportViewSentenceView
export type ReportChange = R.ReportViewChange
export type Sources = R.ReportViewSourcesView
export type SourceRecord = R.ReportViewSourceView

export type LedgerEntry = R.LedgerView
export type LedgerDetail = R.LedgerDetail
export type LedgerVerification = R.LedgerChainVerification

export type Notice = N.NoticeView
export type NotificationSettings = N.SettingsView
export type MailAddress = N.AddressView
export type Delivery = N.DeliveryView

/** @property field the field in the reader's words */
export interface FieldFault {
  pointer: string
  code: string
  detail: string
  field?: string
}
