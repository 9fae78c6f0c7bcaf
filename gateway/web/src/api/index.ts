import type * as A from './generated/activity'
import type * as M from './generated/member'
import type * as N from './generated/notification'
import { call, download, http, type Answer } from './http'
import type * as T from './types'

type Query = Record<string, string | number | boolean | undefined | null>

const report = '/api/report/v1'

/** A list may come as a page or bare; screens that show all of it do not mind. */
async function all<I>(answer: Promise<I[] | T.Page<I>>): Promise<I[]> {
  const list = await answer
  return Array.isArray(list) ? list : list.items
}

export const gatewayApi = {
  session: () => http.get<T.Session>('/api/session'),
  signOut: () => http.post<{ location: string }>('/logout'),
}

const v1 = '/api/member/v1'

export const memberApi = {
  me: () => call.get<M.SelfGrantData, T.Me>(`${v1}/me`, {}),
  bureaus: () => call.get<M.ListBureauData, T.Bureau[]>(`${v1}/bureaus`, {}),
  openBureau: (body: M.BureauOpening, key: string) => call.post<M.OpenBureauData, T.Bureau>(`${v1}/bureaus`, {}, body, key),
  administratorPassword: (id: string) => call.post<M.AdministratorPasswordBureauData, T.OneTimePassword>(`${v1}/bureaus/{id}/administrator-password`, { path: { id } }, {}),
  suspendBureau: (id: string, reason: string, key: string) => call.post<M.SuspendBureauData, T.Bureau>(`${v1}/bureaus/{id}/suspension`, { path: { id } }, { reason }, key),
  resumeBureau: (id: string) => call.post<M.ResumeBureauData, T.Bureau>(`${v1}/bureaus/{id}/resumption`, { path: { id } }, {}),
  units: () => call.get<M.ListUnitData, T.Unit[]>(`${v1}/units`, {}),
  addUnit: (body: M.UnitOpening, key: string) => call.post<M.OpenUnitData, T.Unit>(`${v1}/units`, {}, body, key),
  renameUnit: (id: string, body: M.UnitRenaming, key: string) => call.post<M.RenameUnitData, T.Unit>(`${v1}/units/{id}/renaming`, { path: { id } }, body, key),
  closeUnit: (id: string, body: M.UnitClosure, key: string) => call.post<M.CloseUnitData, T.Unit>(`${v1}/units/{id}/closure`, { path: { id } }, body, key),
  formCommittee: (id: string, body: M.UnitCommitteeRequest, key: string) => call.post<M.FormCommitteeUnitData, T.Unit>(`${v1}/units/{id}/committee`, { path: { id } }, body, key),
  members: (query: NonNullable<M.ListMemberData['query']>) => call.get<M.ListMemberData, T.Page<T.MemberLine>>(`${v1}/members`, { query }),
  member: (id: string) => call.read<M.OneMemberData, T.Member>(`${v1}/members/{id}`, { path: { id } }),
  addMember: (body: M.MemberFileRequest, key: string) => call.post<M.JoinMemberData, T.Member>(`${v1}/members`, {}, body, key),
  correctMember: (id: string, body: M.MemberFileRequest, etag: string) => call.put<M.CorrectMemberData, T.Member>(`${v1}/members/{id}`, { path: { id } }, body, etag),
  convertMember: (id: string, body: M.MemberDay, key: string) => call.post<M.ConvertMemberData, T.Member>(`${v1}/members/{id}/conversion`, { path: { id } }, body, key),
  departMember: (id: string, body: M.MemberDeparture, key: string) => call.post<M.DepartMemberData, T.Member>(`${v1}/members/{id}/departure`, { path: { id } }, body, key),
  names: (unit: string) => call.get<M.NamesMemberData, T.MemberLine[]>(`${v1}/members/names`, { query: { unit } }),
  accounts: (query: NonNullable<M.ListAccountData['query']>) => call.get<M.ListAccountData, T.Page<T.Account>>(`${v1}/accounts`, { query }),
  openAccount: (body: M.AccountOpening, key: string) => call.post<M.OpenAccountData, T.Account>(`${v1}/accounts`, {}, body, key),
  accountPassword: (id: string) => call.post<M.OneTimePasswordAccountData, T.OneTimePassword>(`${v1}/accounts/{id}/one-time-password`, { path: { id } }, {}),
  closeAccount: (id: string, key: string) => call.post<M.CloseAccountData, T.Account>(`${v1}/accounts/{id}/closure`, { path: { id } }, {}, key),
  grants: (query: NonNullable<M.ListGrantData['query']>) => call.get<M.ListGrantData, T.Grant[]>(`${v1}/grants`, { query }),
  giveGrant: (body: M.GrantGiving, key: string) => call.post<M.GiveGrantData, T.Grant>(`${v1}/grants`, {}, body, key),
  revokeGrant: (id: string, reason: string, key: string) => call.post<M.RevokeGrantData, T.Grant>(`${v1}/grants/{id}/revocation`, { path: { id } }, { reason }, key),
}

const a1 = '/api/activity/v1'

async function meetingOf(answer: Promise<Answer<A.SessionViewsView>>): Promise<{ data: T.Meeting; etag: string }> {
  const { data, etag } = await answer
  const { session, ...view } = data
  return { data: { ...view, ...session }, etag: etag ?? `"${view.version}"` }
}

export const activityApi = {
  catalogue: () => call.get<A.AllKindData, T.Catalogue>(`${a1}/kinds`, {}),
  records: (query: NonNullable<A.ListRecordData['query']>) => call.get<A.ListRecordData, T.Page<T.WorkRecord>>(`${a1}/records`, { query }),
  record: (id: string) => call.read<A.OneRecordData, T.WorkRecord>(`${a1}/records/{id}`, { path: { id } }),
  versions: (id: string) => call.get<A.VersionsRecordData, T.WorkRecord[]>(`${a1}/records/{id}/versions`, { path: { id } }),
  enter: (body: Omit<A.RecordEntry, 'values'> & { values: T.Values }, key: string) => call.post<A.EnterRecordData, T.WorkRecord>(`${a1}/records`, {}, body as unknown as A.RecordEntry, key),
  correct: (id: string, body: Omit<A.RecordCorrection, 'values'> & { values: T.Values }, etag: string) =>
    call.put<A.CorrectRecordData, T.WorkRecord>(`${a1}/records/{id}`, { path: { id } }, body as unknown as A.RecordCorrection, etag),
  withdraw: (id: string, reason: string, key: string) => call.post<A.WithdrawRecordData, T.WorkRecord>(`${a1}/records/{id}/withdrawal`, { path: { id } }, { reason }, key),
  meetings: (query: NonNullable<A.ListSessionData['query']>) => call.get<A.ListSessionData, T.Page<T.MeetingLine>>(`${a1}/sessions`, { query }),
  meeting: (id: string) => meetingOf(call.read<A.OneSessionData, A.SessionViewsView>(`${a1}/sessions/{id}`, { path: { id } })),
  hold: (body: A.SessionEntry, key: string) => call.post<A.HoldSessionData, A.SessionViewsView>(`${a1}/sessions`, {}, body, key),
  correctMeeting: (id: string, body: A.SessionEntry, etag: string) => call.put<A.CorrectSessionData, A.SessionViewsView>(`${a1}/sessions/{id}`, { path: { id } }, body, etag),
  withdrawMeeting: (id: string, reason: string, key: string) => call.post<A.WithdrawSessionData, A.SessionViewsView>(`${a1}/sessions/{id}/withdrawal`, { path: { id } }, { reason }, key),
  surveys: async (unit: string) => (await call.get<A.ListSurveyData, T.Page<T.Survey>>(`${a1}/surveys`, { query: { unit, size: 100 } })).items,
  survey: (id: string) => call.get<A.OneSurveyData, T.Survey>(`${a1}/surveys/{id}`, { path: { id } }),
  openSurvey: (body: A.SurveyOpening, key: string) => call.post<A.OpenSurveyData, T.Survey>(`${a1}/surveys`, {}, body, key),
  closeSurvey: (id: string, on: string, key: string) => call.post<A.CloseSurveyData, T.Survey>(`${a1}/surveys/{id}/closure`, { path: { id } }, { on }, key),
  raise: (survey: string, body: A.OpinionRaising, key: string) => call.post<A.RaiseOpinionData, T.Opinion>(`${a1}/surveys/{id}/opinions`, { path: { id: survey } }, body, key),
  opinions: (query: NonNullable<A.ListOpinionData['query']>) => call.get<A.ListOpinionData, T.Page<T.Opinion>>(`${a1}/opinions`, { query }),
  opinion: (id: string) => call.get<A.OneOpinionData, T.Opinion>(`${a1}/opinions/{id}`, { path: { id } }),
  rectify: (id: string, body: A.OpinionRectifying, key: string) => call.post<A.RectifyOpinionData, T.Opinion>(`${a1}/opinions/{id}/rectification`, { path: { id } }, body, key),
  confirmOpinion: (id: string, body: A.OpinionConfirming, key: string) => call.post<A.ConfirmOpinionData, T.Opinion>(`${a1}/opinions/{id}/confirmation`, { path: { id } }, body, key),
  withdrawOpinion: (id: string, reason: string, key: string) => call.post<A.WithdrawOpinionData, T.Opinion>(`${a1}/opinions/{id}/withdrawal`, { path: { id } }, { reason }, key),
}

export const reportApi = {
  duties: (unit: string, year: number) => all(http.get<T.Duty[] | T.Page<T.Duty>>(`${report}/duties`, { unit, year })),
  overview: (unit: string, year: number) => http.get<T.Overview>(`${report}/overview`, { unit, year }),
  reports: (query: Query) => http.get<T.Page<T.ReportRow>>(`${report}/reports`, query),
  start: (body: object, key: string) => http.post<T.ReportRow>(`${report}/reports`, body, key),
  report: async (id: string): Promise<{ data: T.Report; etag: string }> => {
    const { data, etag } = await http.read<T.ReportView>(`${report}/reports/${id}`)
    const { report: course, ...view } = data
    return { data: { ...course, ...view }, etag: etag ?? `"${view.version}"` }
  },
  evidence: (id: string, claim: string, figure: string) => http.get<T.Evidence>(`${report}/reports/${id}/claims/${claim}/evidence`, { figure }),
  write: (id: string, section: string, text: string, etag: string | number) => http.put<T.ReportRow>(`${report}/reports/${id}/texts/${section}`, { text }, etag),
  submit: (id: string, key: string) => http.post<T.ReportRow>(`${report}/reports/${id}/submission`, {}, key),
  comment: (id: string, sentence: string, text: string, key: string) => http.post<unknown>(`${report}/reports/${id}/comments`, { sentence, text }, key),
  giveBack: (id: string, reason: string, key: string) => http.post<T.ReportRow>(`${report}/reports/${id}/return`, { reason }, key),
  accept: (id: string, key: string) => http.post<T.ReportRow>(`${report}/reports/${id}/acceptance`, {}, key),
  document: (id: string) => download(`${report}/reports/${id}/document`),
  differences: (id: string) => all(http.get<T.ReportChange[] | T.Page<T.ReportChange>>(`${report}/reports/${id}/differences`)),
  ledger: (query: Query) => http.get<T.Page<T.LedgerEntry>>(`${report}/ledger`, query),
  verification: () => http.get<T.LedgerVerification>(`${report}/ledger/verification`),
}

const n1 = '/api/notification/v1'

export const notificationApi = {
  notices: (query: NonNullable<N.ListNoticeData['query']>) => call.get<N.ListNoticeData, T.Page<T.Notice>>(`${n1}/notices`, { query }),
  read: (id: string) => call.post<N.ReadNoticeData, T.Notice>(`${n1}/notices/{id}/reading`, { path: { id } }, {}),
  stream: `${n1}/notices/stream` satisfies N.StreamNoticeData['url'],
}
