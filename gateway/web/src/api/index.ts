import type * as A from './generated/activity'
import type * as M from './generated/member'
import type * as N from './generated/notification'
import type * as R from './generated/report'
import { address, call, download, http, upload, type Answer, type Sending } from './http'
import type * as T from './types'

export const gatewayApi = {
  session: () => http.get<T.Session>('/api/session'),
  signOut: () => http.post<{ location: string }>('/logout'),
}

const v1 = '/api/member/v1'

export const memberApi = {
  me: () => call.get<M.SelfGrantData, T.Me>(`${v1}/me`, {}),
  bureaus: () => call.get<M.ListBureauData, T.Bureau[]>(`${v1}/bureaus`, {}),
  openBureau: (body: M.BureauOpening, key: string) => call.post<M.OpenBureauData, T.Bureau>(`${v1}/bureaus`, {}, body, key),
  administratorPassword: (id: string) =>
    call.post<M.AdministratorPasswordBureauData, T.OneTimePassword>(`${v1}/bureaus/{id}/administrator-password`, { path: { id } }, {}),
  appointAdministrator: (id: string, body: M.BureauPerson, key: string) =>
    call.post<M.AppointBureauData, T.Bureau>(`${v1}/bureaus/{id}/administrators`, { path: { id } }, body, key),
  suspendBureau: (id: string, reason: string, key: string) =>
    call.post<M.SuspendBureauData, T.Bureau>(`${v1}/bureaus/{id}/suspension`, { path: { id } }, { reason }, key),
  resumeBureau: (id: string) => call.post<M.ResumeBureauData, T.Bureau>(`${v1}/bureaus/{id}/resumption`, { path: { id } }, {}),
  units: (query: NonNullable<M.ListUnitData['query']>) => call.get<M.ListUnitData, T.Page<T.Unit>>(`${v1}/units`, { query }),
  unitsNamed: (ids: string[]) => call.get<M.NamedUnitData, T.Unit[]>(`${v1}/units/named`, { query: { ids } }),
  unitNames: (query: NonNullable<M.ListUnitNameData['query']>) =>
    call.get<M.ListUnitNameData, T.Page<T.UnitName>>(`${v1}/unit-names`, { query }),
  unitNamesOf: (ids: string[]) => call.get<M.NamedUnitNameData, T.UnitName[]>(`${v1}/unit-names/named`, { query: { ids } }),
  addUnit: (body: M.UnitOpening, key: string) => call.post<M.OpenUnitData, T.Unit>(`${v1}/units`, {}, body, key),
  renameUnit: (id: string, body: M.UnitRenaming, key: string, etag: string) =>
    call.post<M.RenameUnitData, T.Unit>(`${v1}/units/{id}/renaming`, { path: { id } }, body, key, etag),
  describeUnit: (id: string, body: M.UnitDescribing, key: string, etag: string) =>
    call.post<M.DescribeUnitData, T.Unit>(`${v1}/units/{id}/description`, { path: { id } }, body, key, etag),
  closeUnit: (id: string, body: M.HandoverClosure, key: string) =>
    call.post<M.CloseHandoverData, M.HandoverClosed>(`${v1}/units/{id}/closure`, { path: { id } }, body, key),
  reopenUnit: (id: string, reason: string, key: string) =>
    call.post<M.ReopenUnitData, T.Unit>(`${v1}/units/{id}/reopening`, { path: { id } }, { reason }, key),
  keepUnit: (id: string, since: string, key: string) =>
    call.post<M.KeepUnitData, T.Unit>(`${v1}/units/{id}/keeping`, { path: { id } }, { since }, key),
  posts: (id: string) => call.get<M.OnePostData, T.BranchPosts>(`${v1}/posts/{id}`, { path: { id } }),
  vacancies: (query: NonNullable<M.VacanciesPostData['query']>) =>
    call.get<M.VacanciesPostData, T.Page<T.Vacancy>>(`${v1}/posts/vacancies`, { query }),
  endingTerms: (query: NonNullable<M.TermsPostData['query']>) =>
    call.get<M.TermsPostData, T.Page<T.EndingTerm>>(`${v1}/posts/terms`, { query }),
  remindTerm: (id: string, key: string) =>
    call.post<M.RemindPostData, T.EndingTerm>(`${v1}/posts/{id}/reminders`, { path: { id } }, {}, key),
  handovers: () => call.get<M.LooseHandoverData, T.Handover[]>(`${v1}/handovers`, {}),
  rosterForm: (form: string, unit: string) =>
    call.get<M.FormRosterSheetData, T.Kind>(`${v1}/forms/{form}`, { path: { form }, query: { unit } }),
  template: (kind: string, unit: string) =>
    download(address(`${v1}/forms/${encodeURIComponent(kind)}/template.xlsx`, { unit }), `${kind}.xlsx`),
  bringSheet: (unit: string, kind: string, file: Blob, how: Sending) =>
    upload<T.SheetImport>(`${v1}/imports` satisfies M.BringImportMemberData['url'], { unit, kind }, file, how),
  imports: (query: NonNullable<M.ListImportMemberData['query']>) =>
    call.get<M.ListImportMemberData, T.Page<T.SheetImport>>(`${v1}/imports`, { query }),
  sheetImport: (id: string) => call.get<M.OneImportMemberData, T.SheetImport>(`${v1}/imports/{id}`, { path: { id } }),
  sheetRows: (id: string, query: NonNullable<M.RowsImportMemberData['query']>) =>
    call.get<M.RowsImportMemberData, T.Page<T.SheetRow>>(`${v1}/imports/{id}/rows`, { path: { id }, query }),
  correctSheetRow: (id: string, row: number, body: T.SheetRowCorrection, version: number) =>
    call.put<M.CorrectImportMemberData, T.SheetRow>(
      `${v1}/imports/{id}/rows/{row}`,
      { path: { id, row } },
      body as unknown as M.ImportCorrection,
      `"${version}"`,
    ),
  sheetFaults: (id: string) => download(`${v1}/imports/${encodeURIComponent(id)}/faults.xlsx`, 'faults.xlsx'),
  confirmImport: (id: string, key: string) =>
    call.post<M.ConfirmImportMemberData, T.SheetImport>(`${v1}/imports/{id}/confirmation`, { path: { id } }, {}, key),
  withdrawImport: (id: string, reason: string, key: string) =>
    call.post<M.WithdrawImportMemberData, T.SheetImport>(`${v1}/imports/{id}/withdrawal`, { path: { id } }, { reason }, key),
  transfers: (query: NonNullable<M.ListTransferData['query']>) =>
    call.get<M.ListTransferData, T.Page<T.TransferLine>>(`${v1}/transfers`, { query }),
  transferRules: () => call.get<M.RulesTransferData, Record<string, T.TransferPoint>>(`${v1}/transfers/rules`, {}),
  transfer: (id: string) => call.get<M.OneTransferData, T.Transfer>(`${v1}/transfers/{id}`, { path: { id } }),
  askTransfer: (body: M.TransferAsking, key: string) => call.post<M.AskTransferData, T.Transfer>(`${v1}/transfers`, {}, body, key),
  callTransfer: (body: M.TransferCalling, key: string) => call.post<M.CallTransferData, T.Transfer>(`${v1}/transfers/calls`, {}, body, key),
  sendOut: (body: M.TransferSending, key: string) =>
    call.post<M.SendOutTransferData, T.Transfer>(`${v1}/transfers/departures`, {}, body, key),
  takeIn: (body: M.TransferComing, key: string) => call.post<M.TakeInTransferData, T.Transfer>(`${v1}/transfers/arrivals`, {}, body, key),
  acceptTransfer: (id: string, body: M.TransferAcceptance, key: string) =>
    call.post<M.AcceptTransferData, T.Transfer>(`${v1}/transfers/{id}/acceptance`, { path: { id } }, body, key),
  refuseTransfer: (id: string, reason: string, key: string) =>
    call.post<M.RefuseTransferData, T.Transfer>(`${v1}/transfers/{id}/refusal`, { path: { id } }, { reason }, key),
  withdrawTransfer: (id: string, reason: string, key: string) =>
    call.post<M.WithdrawTransferData, T.Transfer>(`${v1}/transfers/{id}/withdrawal`, { path: { id } }, { reason }, key),
  issueLetter: (id: string, body: M.TransferLetterRequest, key: string) =>
    call.post<M.IssueTransferData, T.Transfer>(`${v1}/transfers/{id}/letters`, { path: { id } }, body, key),
  transferLetter: (id: string) => download(`${v1}/transfers/${encodeURIComponent(id)}/letter.docx`, 'letter.docx'),
  developments: (query: NonNullable<M.ListDevelopmentData['query']>) =>
    call.get<M.ListDevelopmentData, T.Page<T.DevelopmentCard>>(`${v1}/developments`, { query }),
  development: (id: string) => call.get<M.OneDevelopmentData, T.Development>(`${v1}/developments/{id}`, { path: { id } }),
  openDevelopment: (body: M.DevelopmentOpening, key: string) =>
    call.post<M.OpenDevelopmentData, T.Development>(`${v1}/developments`, {}, body, key),
  identifyDevelopment: (id: string, body: M.DevelopmentNaming, key: string) =>
    call.post<M.IdentifyDevelopmentData, T.Development>(`${v1}/developments/{id}/person`, { path: { id } }, body, key),
  takeStep: (id: string, body: M.DevelopmentRecording, key: string) =>
    call.post<M.TakeDevelopmentData, T.Development>(`${v1}/developments/{id}/steps`, { path: { id } }, body, key),
  correctStep: (id: string, entry: string, body: M.DevelopmentCorrection, key: string) =>
    call.post<M.CorrectDevelopmentData, T.Development>(
      `${v1}/developments/{id}/steps/{entry}/correction`,
      { path: { id, entry } },
      body,
      key,
    ),
  extendProbation: (id: string, body: M.DevelopmentExtension, key: string) =>
    call.post<M.ExtendDevelopmentData, T.Development>(`${v1}/developments/{id}/extension`, { path: { id } }, body, key),
  endDevelopment: (id: string, body: M.DevelopmentEndRequest, key: string) =>
    call.post<M.EndDevelopmentData, T.Development>(`${v1}/developments/{id}/ending`, { path: { id } }, body, key),
  committees: (unit: string) => call.get<M.ListCommitteeData, T.Committee[]>(`${v1}/committees`, { query: { unit } }),
  formCommittee: (body: M.CommitteeForming, key: string) => call.post<M.FormCommitteeData, T.Committee>(`${v1}/committees`, {}, body, key),
  correctCommittee: (id: string, body: M.CommitteeCorrection, version: number) =>
    call.put<M.CorrectCommitteeData, T.Committee>(`${v1}/committees/{id}`, { path: { id } }, body, `"${version}"`),
  answerCommittee: (id: string, body: M.CommitteeAnswering, key: string, etag: string) =>
    call.post<M.AnswerCommitteeData, T.Committee>(`${v1}/committees/{id}/answer`, { path: { id } }, body, key, etag),
  reseatCommittee: (id: string, body: M.CommitteeReseating, key: string) =>
    call.post<M.ReseatCommitteeData, T.Committee>(`${v1}/committees/{id}/seats`, { path: { id } }, body, key),
  withdrawCommittee: (id: string, reason: string, key: string) =>
    call.post<M.WithdrawCommitteeData, T.Committee>(`${v1}/committees/{id}/withdrawal`, { path: { id } }, { reason }, key),
  duesRates: () => call.get<M.RatesDuesData, T.DuesRates>(`${v1}/dues/rates`, {}),
  ownFile: () => call.get<M.ListOwnFileData, M.OwnFileView[]>(`${v1}/own-file`, {}),
  ownDues: (year: number) => call.get<M.OwnDuesData, T.OwnDues[]>(`${v1}/dues/own`, { query: { year } }),
  duesBranches: (query: NonNullable<M.BranchesDuesData['query']>) =>
    call.get<M.BranchesDuesData, T.Page<T.DuesBranch>>(`${v1}/dues/branches`, { query }),
  dues: (id: string, year: number, on?: string) =>
    call.get<M.YearDuesData, T.DuesBook>(`${v1}/dues/{id}`, { path: { id }, query: { year, ...(on && { on }) } }),
  duesActs: (id: string, year: number) => call.get<M.ActsDuesData, T.DuesAct[]>(`${v1}/dues/{id}/acts`, { path: { id }, query: { year } }),
  duesStatement: (id: string, year: number) =>
    call.get<M.StatementDuesData, T.DuesStatement>(`${v1}/dues/{id}/statement`, { path: { id }, query: { year } }),
  duesWorkbook: (id: string, year: number) =>
    download(address(`${v1}/dues/${encodeURIComponent(id)}/statement/workbook`, { year }), 'dues.xlsx'),
  fixDues: (id: string, body: M.DuesFixing, key: string) =>
    call.post<M.FixDuesData, T.DuesBook>(`${v1}/dues/{id}/standards`, { path: { id } }, body, key),
  payDues: (id: string, body: M.DuesPaying, key: string) =>
    call.post<M.PayDuesData, T.DuesBook>(`${v1}/dues/{id}/payments`, { path: { id } }, body, key),
  publishDues: (id: string, body: M.DuesPublishing, key: string) =>
    call.post<M.PublishDuesData, T.DuesStatement>(`${v1}/dues/{id}/publication`, { path: { id } }, body, key),
  withdrawDuesPublication: (id: string, body: M.DuesUnpublishing, key: string) =>
    call.post<M.WithdrawPublicationDuesData, T.DuesStatement>(`${v1}/dues/{id}/publication/withdrawal`, { path: { id } }, body, key),
  reliefs: (query: NonNullable<M.ListReliefData['query']>) => call.get<M.ListReliefData, T.Page<T.Relief>>(`${v1}/dues-reliefs`, { query }),
  proposeRelief: (body: M.ReliefProposal, key: string) => call.post<M.ProposeReliefData, T.Relief>(`${v1}/dues-reliefs`, {}, body, key),
  approveRelief: (id: string, key: string) =>
    call.post<M.ApproveReliefData, T.Relief>(`${v1}/dues-reliefs/{id}/approval`, { path: { id } }, {}, key),
  refuseRelief: (id: string, reason: string, key: string) =>
    call.post<M.RefuseReliefData, T.Relief>(`${v1}/dues-reliefs/{id}/refusal`, { path: { id } }, { reason }, key),
  withdrawRelief: (id: string, reason: string, key: string) =>
    call.post<M.WithdrawReliefData, T.Relief>(`${v1}/dues-reliefs/{id}/withdrawal`, { path: { id } }, { reason }, key),
  members: (query: NonNullable<M.ListMemberData['query']>) => call.get<M.ListMemberData, T.Page<T.MemberLine>>(`${v1}/members`, { query }),
  roster: (unit: string, on: string, columns: T.RosterColumn[]) =>
    download(address(`${v1}/units/${encodeURIComponent(unit)}/roster.xlsx`, { on, columns: columns.join(',') }), 'roster.xlsx'),
  composition: (id: string, on: string) =>
    call.get<M.OneCompositionData, T.Composition>(`${v1}/units/{id}/composition`, { path: { id }, query: { on } }),
  member: (id: string) => call.read<M.OneMemberData, T.Member>(`${v1}/members/{id}`, { path: { id } }),
  addMember: (body: M.MemberFileRequest, key: string) => call.post<M.JoinMemberData, T.Member>(`${v1}/members`, {}, body, key),
  correctMember: (id: string, body: M.MemberFileRequest, etag: string) =>
    call.put<M.CorrectMemberData, T.Member>(`${v1}/members/{id}`, { path: { id } }, body, etag),
  convertMember: (id: string, body: M.MemberDay, key: string) =>
    call.post<M.ConvertMemberData, T.Member>(`${v1}/members/{id}/conversion`, { path: { id } }, body, key),
  withdrawConversion: (id: string, reason: string, key: string) =>
    call.post<M.WithdrawConversionMemberData, T.Member>(`${v1}/members/{id}/conversion/withdrawal`, { path: { id } }, { reason }, key),
  withdrawDeparture: (id: string, reason: string, key: string) =>
    call.post<M.WithdrawDepartureMemberData, T.Member>(`${v1}/members/{id}/departure/withdrawal`, { path: { id } }, { reason }, key),
  rejoinMember: (id: string, body: M.MemberSpellRequest, key: string) =>
    call.post<M.RejoinMemberData, T.Member>(`${v1}/members/{id}/memberships`, { path: { id } }, body, key),
  correctSpell: (id: string, spell: string, body: M.MemberSpellRequest, etag: string) =>
    call.put<M.CorrectSpellMemberData, T.Member>(`${v1}/members/{id}/memberships/{spell}`, { path: { id, spell } }, body, etag),
  placeMember: (id: string, body: M.MemberPlacing, key: string) =>
    call.post<M.PlaceMemberData, T.Member>(`${v1}/members/{id}/placing`, { path: { id } }, body, key),
  departMember: (id: string, body: M.MemberDeparture, key: string) =>
    call.post<M.DepartMemberData, T.Member>(`${v1}/members/{id}/departure`, { path: { id } }, body, key),
  memberNames: (ids: string[]) =>
    call.get<M.NamesMemberData, T.MemberLine[]>(`${v1}/members/names`, { query: { ids: ids.join(',') as unknown as string[] } }),
  names: (unit: string, on?: string) =>
    call.get<M.NamesMemberData, T.MemberLine[]>(`${v1}/members/names`, { query: { unit, ...(on && { on }) } }),
  accounts: (query: NonNullable<M.ListAccountData['query']>) => call.get<M.ListAccountData, T.Page<T.Account>>(`${v1}/accounts`, { query }),
  accountNames: (ids: string[]) => call.get<M.NamesAccountData, M.AccountNameView[]>(`${v1}/accounts/names`, { query: { ids } }),
  openAccount: (body: M.AccountOpening, key: string) => call.post<M.OpenAccountData, T.Account>(`${v1}/accounts`, {}, body, key),
  accountPassword: (id: string) =>
    call.post<M.OneTimePasswordAccountData, T.OneTimePassword>(`${v1}/accounts/{id}/one-time-password`, { path: { id } }, {}),
  closeAccount: (id: string, reason: string, key: string) =>
    call.post<M.CloseAccountHandoverData, M.HandoverClosedAccount>(`${v1}/accounts/{id}/closure`, { path: { id } }, { reason }, key),
  reopenAccount: (id: string, reason: string, key: string) =>
    call.post<M.ReopenAccountData, T.Account>(`${v1}/accounts/{id}/reopening`, { path: { id } }, { reason }, key),
  grantsOf: (accounts: string[]) =>
    whole((after) =>
      call.get<M.ListGrantData, T.Page<T.Grant>>(`${v1}/grants`, {
        query: { account: accounts.join(',') as unknown as string[], size: 100, ...(after !== undefined && { after }) },
      }),
    ),
  grantsIn: (query: NonNullable<M.ListGrantData['query']>) => call.get<M.ListGrantData, T.Page<T.Grant>>(`${v1}/grants`, { query }),
  accountsOf: (ids: string[]) => call.get<M.SomeAccountData, T.Account[]>(`${v1}/accounts/some`, { query: { ids } }),
  giveGrant: (body: M.GrantGiving, key: string) => call.post<M.GiveGrantData, T.Grant>(`${v1}/grants`, {}, body, key),
  revokeGrant: (id: string, reason: string, key: string) =>
    call.post<M.RevokeGrantData, T.Grant>(`${v1}/grants/{id}/revocation`, { path: { id } }, { reason }, key),
}

const a1 = '/api/activity/v1'

async function meetingOf(answer: Promise<Answer<A.SessionViewsView>>): Promise<{ data: T.Meeting; etag: string }> {
  const { data, etag } = await answer
  const { session, ...view } = data
  return { data: { ...view, ...session }, etag: etag ?? `"${view.version}"` }
}

/** All of a list, page after page. */
async function whole<L>(page: (after: string | undefined) => Promise<T.Page<L>>): Promise<L[]> {
  const all: L[] = []
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const found = await page(after)
    all.push(...found.items)
    after = found.next ?? undefined
  }
  return all
}

export const activityApi = {
  catalogue: () => call.get<A.AllKindData, T.Catalogue>(`${a1}/kinds`, {}),
  bureauKinds: () => call.get<A.ListBureauKindData, T.BureauKind[]>(`${a1}/bureau-kinds`, {}),
  defineKind: (body: A.BureauKindDefining, key: string) =>
    call.post<A.DefineBureauKindData, T.BureauKind>(`${a1}/bureau-kinds`, {}, body, key),
  redefineKind: (id: string, body: A.BureauKindRedefining, etag: string) =>
    call.put<A.RedefineBureauKindData, T.BureauKind>(`${a1}/bureau-kinds/{id}`, { path: { id } }, body, etag),
  records: (query: NonNullable<A.ListRecordData['query']>) => call.get<A.ListRecordData, T.Page<T.WorkRecord>>(`${a1}/records`, { query }),
  record: (id: string) => call.read<A.OneRecordData, T.WorkRecord>(`${a1}/records/{id}`, { path: { id } }),
  versions: (id: string) => call.get<A.VersionsRecordData, T.WorkRecord[]>(`${a1}/records/{id}/versions`, { path: { id } }),
  enter: (body: Omit<A.RecordEntry, 'values'> & { values: T.Values }, key: string) =>
    call.post<A.EnterRecordData, T.WorkRecord>(`${a1}/records`, {}, body as unknown as A.RecordEntry, key),
  correct: (id: string, body: Omit<A.RecordCorrection, 'values'> & { values: T.Values }, etag: string) =>
    call.put<A.CorrectRecordData, T.WorkRecord>(`${a1}/records/{id}`, { path: { id } }, body as unknown as A.RecordCorrection, etag),
  withdraw: (id: string, reason: string, key: string) =>
    call.post<A.WithdrawRecordData, T.WorkRecord>(`${a1}/records/{id}/withdrawal`, { path: { id } }, { reason }, key),
  givings: (query: NonNullable<A.ListGivingData['query']>) => call.get<A.ListGivingData, T.Page<T.Giving>>(`${a1}/givings`, { query }),
  giving: (id: string) => call.read<A.OneGivingData, T.Giving>(`${a1}/givings/{id}`, { path: { id } }),
  answerGiving: (id: string, body: Omit<A.GivingAnswering, 'values'> & { values?: T.Values }, etag: string) =>
    call.put<A.AnswerGivingData, T.Giving>(`${a1}/givings/{id}/answer`, { path: { id } }, body as unknown as A.GivingAnswering, etag),
  roll: (unit: string, on: string) => call.get<A.OneRollData, T.Roll>(`${a1}/rolls`, { query: { unit, on } }),
  meetings: (query: NonNullable<A.ListSessionData['query']>) =>
    call.get<A.ListSessionData, T.Page<T.MeetingLine>>(`${a1}/sessions`, { query }),
  meetingsAbout: (task: string) =>
    call.get<A.AboutSessionData, T.Page<T.MeetingLine>>(`${a1}/sessions/about/{task}`, { path: { task }, query: { size: 20 } }),
  meeting: (id: string) => meetingOf(call.read<A.OneSessionData, A.SessionViewsView>(`${a1}/sessions/{id}`, { path: { id } })),
  hold: (body: A.SessionEntry, key: string) => call.post<A.HoldSessionData, A.SessionViewsView>(`${a1}/sessions`, {}, body, key),
  correctMeeting: (id: string, body: A.SessionEntry, etag: string) =>
    call.put<A.CorrectSessionData, A.SessionViewsView>(`${a1}/sessions/{id}`, { path: { id } }, body, etag),
  withdrawMeeting: (id: string, reason: string, key: string) =>
    call.post<A.WithdrawSessionData, A.SessionViewsView>(`${a1}/sessions/{id}/withdrawal`, { path: { id } }, { reason }, key),
  talks: (unit: string, year: number) => call.get<A.YearTalkData, T.TalkYear>(`${a1}/talks`, { query: { unit, year } }),
  talk: (id: string) => call.get<A.OneTalkData, T.TalkView>(`${a1}/talks/{id}`, { path: { id } }),
  talkVersions: (id: string) => call.get<A.VersionsTalkData, T.TalkVersion[]>(`${a1}/talks/{id}/versions`, { path: { id } }),
  holdTalk: (body: A.TalkEntry, key: string) => call.post<A.HoldTalkData, T.TalkView>(`${a1}/talks`, {}, body, key),
  correctTalk: (id: string, body: A.TalkCorrection, version: number) =>
    call.put<A.CorrectTalkData, T.TalkView>(`${a1}/talks/{id}`, { path: { id } }, body, `"${version}"`),
  withdrawTalk: (id: string, reason: string, key: string) =>
    call.post<A.WithdrawTalkData, T.TalkView>(`${a1}/talks/{id}/withdrawal`, { path: { id } }, { reason }, key),
  studyHours: (unit: string, year: number) =>
    call.get<A.YearStudyHoursData, T.StudyYear>(`${a1}/branches/{unit}/study-hours`, { path: { unit }, query: { year } }),
  exemptFromStudy: (body: A.StudyExemptionEntry, key: string) =>
    call.post<A.EnterStudyExemptionData, T.StudyExemption>(`${a1}/study-exemptions`, {}, body, key),
  withdrawStudyExemption: (id: string, reason: string, key: string) =>
    call.post<A.WithdrawStudyExemptionData, T.StudyExemption>(`${a1}/study-exemptions/{id}/withdrawal`, { path: { id } }, { reason }, key),
  orgLife: (unit: string, year: number) => call.read<A.YearOrgLifeData, T.OrgLife>(`${a1}/org-lives`, { query: { unit, year } }),
  openOrgLife: (body: A.OrgLifeOpening) => call.post<A.OpenOrgLifeData, T.OrgLife>(`${a1}/org-lives`, {}, body),
  keepOrgLife: (id: string, body: A.OrgLifeKeeping, etag: string) =>
    call.put<A.KeepOrgLifeData, T.OrgLife>(`${a1}/org-lives/{id}`, { path: { id } }, body, etag),
  criticisms: (id: string) =>
    call.get<A.CriticismsOrgLifeData, A.OrgLifeCriticismView[]>(`${a1}/org-lives/{id}/criticisms`, { path: { id } }),
  criticise: (id: string, body: A.OrgLifeCriticising, key: string) =>
    call.post<A.CriticiseOrgLifeData, T.OrgLife>(`${a1}/org-lives/{id}/criticisms`, { path: { id } }, body, key),
  appraisal: (unit: string, year: number) => call.read<A.YearAppraisalData, T.Appraisal>(`${a1}/appraisals`, { query: { unit, year } }),
  holdAppraisal: (body: A.AppraisalHolding, key: string) => call.post<A.HoldAppraisalData, T.Appraisal>(`${a1}/appraisals`, {}, body, key),
  keepAppraisal: (id: string, body: A.AppraisalKeeping, etag: string) =>
    call.put<A.KeepAppraisalData, T.Appraisal>(`${a1}/appraisals/{id}`, { path: { id } }, body, etag),
  plans: (query: NonNullable<A.ListPlanData['query']>) => call.get<A.ListPlanData, T.Page<T.Plan>>(`${a1}/plans`, { query }),
  plan: (id: string) => call.read<A.OnePlanData, T.Plan>(`${a1}/plans/{id}`, { path: { id } }),
  invitation: (id: string) => call.get<A.InvitationPlanData, T.Invitation>(`${a1}/plans/{id}/invitation`, { path: { id } }),
  enterPlan: (body: A.PlanEntry, key: string) => call.post<A.EnterPlanData, T.Plan>(`${a1}/plans`, {}, body, key),
  changePlan: (id: string, body: A.PlanChange, etag: string) =>
    call.put<A.ChangePlanData, T.Plan>(`${a1}/plans/{id}`, { path: { id } }, body, etag),
  tellPlan: (id: string, key: string) => call.post<A.TellPlanData, T.Plan>(`${a1}/plans/{id}/notice`, { path: { id } }, {}, key),
  cancelPlan: (id: string, reason: string, key: string) =>
    call.post<A.CancelPlanData, T.Plan>(`${a1}/plans/{id}/cancellation`, { path: { id } }, { reason }, key),
  enterSeries: (body: A.SeriesEntry, key: string) => call.post<A.PlanSeriesData, A.SeriesView>(`${a1}/plan-series`, {}, body, key),
  changeFollowing: (id: string, common: A.PlanCommon, key: string) =>
    call.post<A.ChangeSeriesData, A.SeriesView>(`${a1}/plans/{id}/following`, { path: { id } }, { common }, key),
  cancelFollowing: (id: string, reason: string, key: string) =>
    call.post<A.CancelSeriesData, A.SeriesView>(`${a1}/plans/{id}/following/cancellation`, { path: { id } }, { reason }, key),
  calendar: (unit: string, from: string, until: string) =>
    call.get<A.DaysCalendarData, A.CalendarView>(`${a1}/units/{unit}/calendar`, { path: { unit }, query: { from, until } }),
  disclosures: (query: NonNullable<A.ListDisclosureData['query']>) =>
    call.get<A.ListDisclosureData, T.Page<T.Disclosure>>(`${a1}/disclosures`, { query }),
  disclosure: (id: string) => call.read<A.OneDisclosureData, T.Disclosure>(`${a1}/disclosures/{id}`, { path: { id } }),
  proposeDisclosure: (body: A.DisclosureProposing, key: string) =>
    call.post<A.ProposeDisclosureData, T.Disclosure>(`${a1}/disclosures`, {}, body, key),
  changeDisclosure: (id: string, body: A.DisclosureSaying, etag: string) =>
    call.put<A.ChangeDisclosureData, T.Disclosure>(`${a1}/disclosures/{id}`, { path: { id } }, body, etag),
  examineDisclosure: (id: string, body: A.DisclosureJudging, key: string) =>
    call.post<A.ExamineDisclosureData, T.Disclosure>(`${a1}/disclosures/{id}/examination`, { path: { id } }, body, key),
  approveDisclosure: (id: string, body: A.DisclosureJudging, key: string) =>
    call.post<A.ApproveDisclosureData, T.Disclosure>(`${a1}/disclosures/{id}/approval`, { path: { id } }, body, key),
  publishDisclosure: (id: string, date: string, key: string) =>
    call.post<A.PublishDisclosureData, T.Disclosure>(`${a1}/disclosures/{id}/publication`, { path: { id } }, { date }, key),
  withdrawDisclosure: (id: string, reason: string, key: string) =>
    call.post<A.WithdrawDisclosureData, T.Disclosure>(`${a1}/disclosures/{id}/withdrawal`, { path: { id } }, { reason }, key),
  publicPage: (unit: string) => call.get<A.PagePublicPageData, T.PublicPageKept>(`${a1}/branches/{unit}/public-page`, { path: { unit } }),
  keepPublicPage: (unit: string, body: A.PublicPageKeeping, key: string) =>
    call.post<A.KeepPublicPageData, T.PublicPageKept>(`${a1}/branches/{unit}/public-page`, { path: { unit } }, body, key),
  board: (token: string, query: NonNullable<A.OpenPublicPageData['query']>) =>
    call.get<A.OpenPublicPageData, A.PublicPageEverybody>(`${a1}/open/pages/{token}`, { path: { token }, query }),
  drafts: (query: NonNullable<A.OwnDraftData['query']>) => call.get<A.OwnDraftData, T.Page<T.DraftLine>>(`${a1}/drafts`, { query }),
  draft: (id: string) => call.get<A.OneDraftData, A.DraftView>(`${a1}/drafts/{id}`, { path: { id } }),
  keepDraft: (body: A.DraftKeeping) => call.post<A.KeepDraftData, T.DraftKept>(`${a1}/drafts`, {}, body),
  removeDraft: (id: string) => call.post<A.RemoveDraftData, undefined>(`${a1}/drafts/{id}/removal`, { path: { id } }, {}),
  notes: (query: NonNullable<A.OwnNoteData['query']>) => call.get<A.OwnNoteData, T.Page<T.Note>>(`${a1}/notes`, { query }),
  note: (id: string) => call.read<A.OneNoteData, T.Note>(`${a1}/notes/{id}`, { path: { id } }),
  writeNote: (body: A.NoteWriting, key: string) => call.post<A.WriteNoteData, T.Note>(`${a1}/notes`, {}, body, key),
  rewriteNote: (id: string, body: A.NoteRewriting, etag: string) =>
    call.put<A.RewriteNoteData, T.Note>(`${a1}/notes/{id}`, { path: { id } }, body, etag),
  handInNote: (id: string, key: string) => call.post<A.HandInNoteData, T.Note>(`${a1}/notes/{id}/handing-in`, { path: { id } }, {}, key),
  tearNote: (id: string, key: string) => call.post<A.TearNoteData, T.Note>(`${a1}/notes/{id}/removal`, { path: { id } }, {}, key),
  notesHandedIn: (unit: string, query: NonNullable<A.HandedInNoteData['query']>) =>
    call.get<A.HandedInNoteData, T.Page<T.Note>>(`${a1}/branches/{unit}/notes`, { path: { unit }, query }),
  signing: (id: string) => call.get<A.OfSigningData, T.Signing>(`${a1}/records/{id}/signatures`, { path: { id } }),
  sign: (id: string, body: A.SigningSigned, key: string) =>
    call.post<A.SignSigningData, T.Signing>(`${a1}/records/{id}/signatures`, { path: { id } }, body, key),
  strikeSignature: (id: string, body: A.SigningStriking, key: string) =>
    call.post<A.StrikeSigningData, T.Signing>(`${a1}/records/{id}/signatures/removal`, { path: { id } }, body, key),
  outcomes: (unit: string, year: number) => call.get<A.ListOutcomeData, T.Outcome[]>(`${a1}/outcomes`, { query: { unit, year } }),
  stateOutcome: (id: string, body: A.OutcomeStating, key: string) =>
    call.post<A.StateOutcomeData, T.Outcome>(`${a1}/outcomes/{id}`, { path: { id } }, body, key),
  tasks: (query: NonNullable<A.ListTaskData['query']>) => call.get<A.ListTaskData, T.Page<T.Task>>(`${a1}/tasks`, { query }),
  task: (id: string) => call.get<A.OneTaskData, T.Task>(`${a1}/tasks/{id}`, { path: { id } }),
  planMilestone: (id: string, body: A.TaskPlanning, key: string) =>
    call.post<A.PlanTaskData, T.Task>(`${a1}/tasks/{id}/milestones`, { path: { id } }, body, key),
  wordMilestone: (id: string, milestone: string, body: A.TaskWording, version: number) =>
    call.put<A.WordTaskData, T.Task>(`${a1}/tasks/{id}/milestones/{milestone}`, { path: { id, milestone } }, body, `"${version}"`),
  moveMilestone: (id: string, milestone: string, body: A.TaskMoving, key: string) =>
    call.post<A.MoveTaskData, T.Task>(`${a1}/tasks/{id}/milestones/{milestone}/day`, { path: { id, milestone } }, body, key),
  reachMilestone: (id: string, milestone: string, body: A.TaskReaching, key: string) =>
    call.post<A.ReachTaskData, T.Task>(`${a1}/tasks/{id}/milestones/{milestone}/completion`, { path: { id, milestone } }, body, key),
  dropMilestone: (id: string, milestone: string, reason: string, key: string) =>
    call.post<A.DropTaskData, T.Task>(`${a1}/tasks/{id}/milestones/{milestone}/cancellation`, { path: { id, milestone } }, { reason }, key),
  reopenMilestone: (id: string, milestone: string, reason: string, key: string) =>
    call.post<A.ReopenTaskData, T.Task>(`${a1}/tasks/{id}/milestones/{milestone}/reopening`, { path: { id, milestone } }, { reason }, key),
  riskTask: (id: string, risk: string | undefined, key: string) =>
    call.post<A.RiskTaskData, T.Task>(`${a1}/tasks/{id}/risk`, { path: { id } }, { ...(risk !== undefined && { risk }) }, key),
  completeTask: (id: string, body: A.TaskCompleting, key: string) =>
    call.post<A.CompleteTaskData, T.Task>(`${a1}/tasks/{id}/completion`, { path: { id } }, body, key),
  carryTask: (id: string, key: string) => call.post<A.CarryTaskData, T.Task>(`${a1}/tasks/{id}/continuation`, { path: { id } }, {}, key),
  campaigns: (query: A.ListCampaignData['query']) => call.get<A.ListCampaignData, T.Page<T.Campaign>>(`${a1}/campaigns`, { query }),
  campaign: (id: string, unit: string) =>
    call.get<A.OneCampaignData, T.CampaignBoard>(`${a1}/campaigns/{id}`, { path: { id }, query: { unit } }),
  campaignAnswers: (id: string, units: string[]) =>
    call.get<A.AnswersCampaignData, A.CampaignViewsAnswersView[]>(`${a1}/campaigns/{id}/answers`, {
      path: { id },
      query: { units: units.join(',') as unknown as string[] },
    }),
  publishCampaign: (body: A.CampaignPublishing, key: string) =>
    call.post<A.PublishCampaignData, T.Campaign>(`${a1}/campaigns`, {}, body, key),
  extendCampaign: (id: string, body: A.CampaignExtending, key: string) =>
    call.post<A.ExtendCampaignData, T.Campaign>(`${a1}/campaigns/{id}/extension`, { path: { id } }, body, key),
  withdrawCampaign: (id: string, reason: string, key: string) =>
    call.post<A.WithdrawCampaignData, T.Campaign>(`${a1}/campaigns/{id}/withdrawal`, { path: { id } }, { reason }, key),
  answerCampaign: (id: string, body: A.CampaignAnswering, key: string) =>
    call.post<A.AnswerCampaignData, T.CampaignBoard>(`${a1}/campaigns/{id}/answers`, { path: { id } }, body, key),
  takeBackAnswer: (id: string, answer: string, unit: string, reason: string, key: string) =>
    call.post<A.TakeBackCampaignData, T.CampaignBoard>(
      `${a1}/campaigns/{id}/answers/{answer}/withdrawal`,
      { path: { id, answer } },
      { unit, reason },
      key,
    ),
  surveys: (unit: string) =>
    whole((after) =>
      call.get<A.ListSurveyData, T.Page<T.Survey>>(`${a1}/surveys`, { query: { unit, size: 100, ...(after !== undefined && { after }) } }),
    ),
  survey: (id: string) => call.get<A.OneSurveyData, T.Survey>(`${a1}/surveys/{id}`, { path: { id } }),
  openSurvey: (body: A.SurveyOpening, key: string) => call.post<A.OpenSurveyData, T.Survey>(`${a1}/surveys`, {}, body, key),
  closeSurvey: (id: string, on: string, key: string) =>
    call.post<A.CloseSurveyData, T.Survey>(`${a1}/surveys/{id}/closure`, { path: { id } }, { on }, key),
  raise: (survey: string, body: A.OpinionRaising, key: string) =>
    call.post<A.RaiseOpinionData, T.Opinion>(`${a1}/surveys/{id}/opinions`, { path: { id: survey } }, body, key),
  opinions: (query: NonNullable<A.ListOpinionData['query']>) => call.get<A.ListOpinionData, T.Page<T.Opinion>>(`${a1}/opinions`, { query }),
  opinionsOf: (survey: string, unit: string | undefined) =>
    whole((after) =>
      activityApi.opinions({ survey, ...(unit !== undefined && { unit }), size: 100, ...(after !== undefined && { after }) }),
    ),
  opinion: (id: string) => call.get<A.OneOpinionData, T.Opinion>(`${a1}/opinions/{id}`, { path: { id } }),
  assignOpinion: (id: string, body: T.Charge, version: number) =>
    call.put<A.AssignOpinionData, T.Opinion>(`${a1}/opinions/{id}/charge`, { path: { id } }, body, `"${version}"`),
  questionnaire: (id: string) =>
    call.get<A.OneQuestionnaireData, A.QuestionnaireView>(`${a1}/surveys/{id}/questionnaire`, { path: { id } }),
  formerQuestionnaire: (id: string) =>
    call.get<A.FormerQuestionnaireData, A.QuestionnaireFormer>(`${a1}/surveys/{id}/questionnaire/former`, { path: { id } }),
  keepQuestionnaire: (id: string, body: A.QuestionnaireKeeping, version: number) =>
    call.put<A.KeepQuestionnaireData, A.QuestionnaireView>(`${a1}/surveys/{id}/questionnaire`, { path: { id } }, body, `"${version}"`),
  openQuestionnaire: (id: string, body: A.QuestionnaireOpening, key: string) =>
    call.post<A.OpenQuestionnaireData, A.QuestionnaireView>(`${a1}/surveys/{id}/questionnaire/opening`, { path: { id } }, body, key),
  makeSlips: (id: string, count: number, key: string) =>
    call.post<A.PrintQuestionnaireData, A.QuestionnaireSlips>(`${a1}/surveys/{id}/questionnaire/slips`, { path: { id } }, { count }, key),
  recallSlips: (id: string, key: string) =>
    call.post<A.RecallQuestionnaireData, A.QuestionnaireView>(`${a1}/surveys/{id}/questionnaire/recall`, { path: { id } }, {}, key),
  enterPapers: (id: string, body: A.QuestionnairePapers, key: string) =>
    call.post<A.EnterQuestionnaireData, A.QuestionnaireView>(`${a1}/surveys/{id}/questionnaire/papers`, { path: { id } }, body, key),
  correctPaper: (id: string, paper: number, body: A.QuestionnaireAnew, key: string) =>
    call.post<A.CorrectQuestionnaireData, A.QuestionnaireView>(
      `${a1}/surveys/{id}/questionnaire/papers/{paper}/correction`,
      { path: { id, paper } },
      body,
      key,
    ),
  withdrawPaper: (id: string, paper: number, reason: string, key: string) =>
    call.post<A.WithdrawQuestionnaireData, A.QuestionnaireView>(
      `${a1}/surveys/{id}/questionnaire/papers/{paper}/withdrawal`,
      { path: { id, paper } },
      { reason },
      key,
    ),
  invite: (id: string, invited: number, key: string) =>
    call.post<A.InviteQuestionnaireData, A.QuestionnaireView>(
      `${a1}/surveys/{id}/questionnaire/invitation`,
      { path: { id } },
      { invited },
      key,
    ),
  closeQuestionnaire: (id: string, key: string) =>
    call.post<A.CloseQuestionnaireData, A.QuestionnaireView>(`${a1}/surveys/{id}/questionnaire/closure`, { path: { id } }, {}, key),
  questionnaireResults: (id: string) =>
    call.get<A.ResultsQuestionnaireData, A.QuestionnaireResultsView>(`${a1}/surveys/{id}/questionnaire/results`, { path: { id } }),
  askedOf: (code: string) => call.post<A.AskedAnswerData, A.AnswerView>(`${a1}/open/questionnaire`, {}, { code }),
  answer: (body: A.AnswerAnswering) => call.post<A.AnswerAnswerData, undefined>(`${a1}/open/questionnaire/answers`, {}, body),
  makeReceipt: (id: string, key: string) =>
    call.post<A.IssueReceiptData, A.ReceiptCode>(`${a1}/opinions/{id}/receipt`, { path: { id } }, {}, key),
  receipt: (token: string) => call.get<A.OneReceiptData, A.ReceiptView>(`${a1}/open/receipts/{token}`, { path: { token } }),
  answerReceipt: (token: string, done: boolean) =>
    call.post<A.AnswerReceiptData, A.ReceiptView>(`${a1}/open/receipts/{token}/answer`, { path: { token } }, { done }),
  rectify: (id: string, body: A.OpinionRectifying, key: string) =>
    call.post<A.RectifyOpinionData, T.Opinion>(`${a1}/opinions/{id}/rectification`, { path: { id } }, body, key),
  confirmOpinion: (id: string, body: A.OpinionConfirming, key: string) =>
    call.post<A.ConfirmOpinionData, T.Opinion>(`${a1}/opinions/{id}/confirmation`, { path: { id } }, body, key),
  addFile: (unit: string, file: Blob, how: Sending) =>
    upload<T.EvidenceFile>(`${a1}/evidence` satisfies A.AddEvidenceData['url'], { unit }, file, how),
  files: (ids: string[]) =>
    call.get<A.ListEvidenceData, T.EvidenceFile[]>(`${a1}/evidence`, { query: { ids: ids.join(',') as unknown as string[] } }),
  fileContent: (id: string) => `${a1}/evidence/${encodeURIComponent(id)}/content`,
  fileThumbnail: (id: string) => `${a1}/evidence/${encodeURIComponent(id)}/thumbnail`,
  template: (kind: string, unit: string) =>
    download(address(`${a1}/kinds/${encodeURIComponent(kind)}/template.xlsx`, { unit }), `${kind}.xlsx`),
  exported: (query: A.ExportSheetData['query']) => download(address(`${a1}/records/export.xlsx`, { ...query }), `${query.kind}.xlsx`),
  bringSheet: (unit: string, kind: string, file: Blob, how: Sending) =>
    upload<T.SheetImport>(`${a1}/imports` satisfies A.BringImportActivityData['url'], { unit, kind }, file, how),
  imports: (query: NonNullable<A.ListImportActivityData['query']>) =>
    call.get<A.ListImportActivityData, T.Page<T.SheetImport>>(`${a1}/imports`, { query }),
  sheetImport: (id: string) => call.get<A.OneImportActivityData, T.SheetImport>(`${a1}/imports/{id}`, { path: { id } }),
  sheetRows: (id: string, query: NonNullable<A.RowsImportActivityData['query']>) =>
    call.get<A.RowsImportActivityData, T.Page<T.SheetRow>>(`${a1}/imports/{id}/rows`, { path: { id }, query }),
  correctSheetRow: (id: string, row: number, body: T.SheetRowCorrection, version: number) =>
    call.put<A.CorrectImportActivityData, T.SheetRow>(
      `${a1}/imports/{id}/rows/{row}`,
      { path: { id, row } },
      body as unknown as A.ImportCorrection,
      `"${version}"`,
    ),
  sessionPaper: (id: string, sheet: T.PaperSheet) =>
    download(address(`${a1}/sessions/${encodeURIComponent(id)}/paper.docx`, { sheet }), 'meeting.docx'),
  planPaper: (id: string, sheet: T.PaperSheet) =>
    download(address(`${a1}/plans/${encodeURIComponent(id)}/paper.docx`, { sheet }), 'meeting.docx'),
  emptyPaper: (unit: string, query: A.EmptyPlanPaperData['query']) =>
    download(address(`${a1}/branches/${encodeURIComponent(unit)}/paper.docx`, { ...query, forms: query.forms?.join(',') }), 'meeting.docx'),
  sheetFaults: (id: string) => download(`${a1}/imports/${encodeURIComponent(id)}/faults.xlsx`, 'faults.xlsx'),
  confirmImport: (id: string, key: string) =>
    call.post<A.ConfirmImportActivityData, T.SheetImport>(`${a1}/imports/{id}/confirmation`, { path: { id } }, {}, key),
  withdrawImport: (id: string, reason: string, key: string) =>
    call.post<A.WithdrawImportActivityData, T.SheetImport>(`${a1}/imports/{id}/withdrawal`, { path: { id } }, { reason }, key),
  meetingVersions: (id: string) => call.get<A.VersionsSessionData, A.SessionViewsView[]>(`${a1}/sessions/{id}/versions`, { path: { id } }),
  withdrawOpinion: (id: string, reason: string, key: string) =>
    call.post<A.WithdrawOpinionData, T.Opinion>(`${a1}/opinions/{id}/withdrawal`, { path: { id } }, { reason }, key),
}

/** Why something was done, asked of the service that did it. */
export const reasonsOf = (service: string, events: string[]) =>
  http.get<A.ReasonView[]>(`/api/${service}/v1/reasons?events=${events.map(encodeURIComponent).join(',')}`)

const r1 = '/api/report/v1'

export const reportApi = {
  duties: (unit: string, year: number, record?: string) =>
    call.get<R.ListDutyData, T.Duty[]>(`${r1}/duties`, { query: { unit, year, record } }),
  overview: (query: R.OverviewDashboardData['query']) => call.get<R.OverviewDashboardData, T.Overview>(`${r1}/overview`, { query }),
  overviewCounts: (unit: string, year: number) =>
    call.get<R.CountsDashboardData, T.OverviewCounts>(`${r1}/overview/counts`, { query: { unit, year } }),
  reports: (query: NonNullable<R.ListReportData['query']>) => call.get<R.ListReportData, T.Page<T.ReportRow>>(`${r1}/reports`, { query }),
  openings: (unit: string) => call.get<R.ListOpeningData, T.Opening[]>(`${r1}/openings`, { query: { unit } }),
  start: (body: R.ReportOpening, key: string) => call.post<R.OpenReportData, T.ReportRow>(`${r1}/reports`, {}, body, key),
  report: async (id: string): Promise<{ data: T.Report; etag: string }> => {
    const { data, etag } = await call.read<R.OneReportData, T.Report>(`${r1}/reports/{id}`, { path: { id } })
    return { data, etag: etag ?? `"${data.version}"` }
  },
  sources: (id: string, sentence: string, figure: string) =>
    call.get<R.SourcesReportData, T.Sources>(`${r1}/reports/{id}/claims/{sentence}/sources`, { path: { id, sentence }, query: { figure } }),
  write: (id: string, section: string, text: string, etag: string) =>
    call.put<R.WriteReportData, T.ReportRow>(`${r1}/reports/{id}/texts/{section}`, { path: { id, section } }, { text }, etag),
  submit: (id: string, key: string) =>
    call.post<R.SubmitReportData, T.ReportRow>(`${r1}/reports/{id}/submission`, { path: { id } }, {}, key),
  comment: (id: string, sentence: string, text: string, key: string) =>
    call.post<R.CommentReviewData, T.ReportRow>(`${r1}/reports/{id}/comments`, { path: { id } }, { sentence, text }, key),
  giveBack: (id: string, reason: string, key: string) =>
    call.post<R.GiveBackReviewData, T.ReportRow>(`${r1}/reports/{id}/return`, { path: { id } }, { reason }, key),
  accept: (id: string, key: string) =>
    call.post<R.AcceptReviewData, T.ReportRow>(`${r1}/reports/{id}/acceptance`, { path: { id } }, {}, key),
  document: (id: string, copy: T.ReportCopy) => download(`${r1}/reports/${encodeURIComponent(id)}/document?copy=${copy}`),
  edition: (id: string, section: string, edition: string) =>
    call.get<R.EditionReportData, T.ReportEdition>(`${r1}/reports/{id}/texts/{section}/editions/{edition}`, {
      path: { id, section, edition },
    }),
  differences: (id: string) => call.get<R.DifferencesReportData, T.ReportChange[]>(`${r1}/reports/{id}/differences`, { path: { id } }),
  ledger: (query: NonNullable<R.PageLedgerData['query']>) => call.get<R.PageLedgerData, T.Page<T.LedgerEntry>>(`${r1}/ledger`, { query }),
  ledgerEntry: (seq: string) => call.get<R.OneLedgerData, T.LedgerDetail>(`${r1}/ledger/{id}`, { path: { id: Number(seq) } }),
  verification: (after: number, hash: string | undefined) =>
    call.get<R.VerificationLedgerData, T.LedgerVerification>(`${r1}/ledger/verification`, {
      query: { after, ...(hash !== undefined && { hash }) },
    }),
  ledgerExport: `${r1}/ledger/export` satisfies R.ExportLedgerData['url'],
}

const n1 = '/api/notification/v1'

export const notificationApi = {
  notices: (query: NonNullable<N.ListNoticeData['query']>) => call.get<N.ListNoticeData, T.Page<T.Notice>>(`${n1}/notices`, { query }),
  read: (id: string) => call.post<N.ReadNoticeData, T.Notice>(`${n1}/notices/{id}/reading`, { path: { id } }, {}),
  settings: () => call.read<N.OwnSettingsData, T.NotificationSettings>(`${n1}/settings`, {}),
  changeSettings: (body: N.SettingsRequest, etag: string) =>
    call.put<N.ChangeSettingsData, T.NotificationSettings>(`${n1}/settings`, {}, body, etag),
  address: () => call.get<N.OwnAddressData, T.MailAddress>(`${n1}/address`, {}),
  askAddress: (address: string, key: string) => call.post<N.AskAddressData, T.MailAddress>(`${n1}/address`, {}, { address }, key),
  confirmAddress: (code: string, key: string) =>
    call.post<N.ConfirmAddressData, T.MailAddress>(`${n1}/address/confirmation`, {}, { code }, key),
  forgetAddress: () => call.post<N.ForgetAddressData, T.MailAddress>(`${n1}/address/removal`, {}, {}),
  deliveries: (query: NonNullable<N.ListDeliveryData['query']>) =>
    call.get<N.ListDeliveryData, T.Page<T.Delivery>>(`${n1}/deliveries`, { query }),
  retryDelivery: (id: string) => call.post<N.RetryDeliveryData, T.Delivery>(`${n1}/deliveries/{id}/retry`, { path: { id } }, {}),
  stream: `${n1}/notices/stream` satisfies N.StreamNoticeData['url'],
}
