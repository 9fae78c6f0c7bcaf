import type * as M from './generated/member'
import { call, download, http } from './http'
import type * as T from './types'

type Query = Record<string, string | number | boolean | undefined | null>

const activity = '/api/activity/v1'
const report = '/api/report/v1'
const notification = '/api/notification/v1'

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

export const activityApi = {
  kinds: () => all(http.get<T.Kind[] | T.Page<T.Kind>>(`${activity}/kinds`)),
  records: (query: Query) => http.get<T.Page<T.WorkRecord>>(`${activity}/records`, query),
  record: (id: string) => http.read<T.WorkRecord>(`${activity}/records/${id}`),
  versions: (id: string) => all(http.get<T.RecordVersion[] | T.Page<T.RecordVersion>>(`${activity}/records/${id}/versions`)),
  enter: (body: object, key: string) => http.post<T.WorkRecord>(`${activity}/records`, body, key),
  correct: (id: string, body: object, etag: string | number) => http.put<T.WorkRecord>(`${activity}/records/${id}`, body, etag),
  withdraw: (id: string, reason: string, key: string) => http.post<T.WorkRecord>(`${activity}/records/${id}/withdrawal`, { reason }, key),
  meetings: (query: Query) => http.get<T.Page<T.Meeting>>(`${activity}/sessions`, query),
  meeting: (id: string) => http.read<T.Meeting>(`${activity}/sessions/${id}`),
  hold: (body: object, key: string) => http.post<T.Meeting>(`${activity}/sessions`, body, key),
  correctMeeting: (id: string, body: object, etag: string | number) => http.put<T.Meeting>(`${activity}/sessions/${id}`, body, etag),
  withdrawMeeting: (id: string, reason: string, key: string) => http.post<T.Meeting>(`${activity}/sessions/${id}/withdrawal`, { reason }, key),
  surveys: (unit: string) => all(http.get<T.Survey[] | T.Page<T.Survey>>(`${activity}/surveys`, { unit, size: 100 })),
  survey: (id: string) => http.get<T.Survey>(`${activity}/surveys/${id}`),
  openSurvey: (body: object, key: string) => http.post<T.Survey>(`${activity}/surveys`, body, key),
  closeSurvey: (id: string, key: string) => http.post<T.Survey>(`${activity}/surveys/${id}/closure`, {}, key),
  raise: (survey: string, body: object, key: string) => http.post<T.Opinion>(`${activity}/surveys/${survey}/opinions`, body, key),
  opinions: (query: Query) => http.get<T.Page<T.Opinion>>(`${activity}/opinions`, query),
  opinion: (id: string) => http.get<T.Opinion>(`${activity}/opinions/${id}`),
  rectify: (id: string, body: object, key: string) => http.post<T.Opinion>(`${activity}/opinions/${id}/rectification`, body, key),
  confirmOpinion: (id: string, body: object, key: string) => http.post<T.Opinion>(`${activity}/opinions/${id}/confirmation`, body, key),
  withdrawOpinion: (id: string, reason: string, key: string) => http.post<T.Opinion>(`${activity}/opinions/${id}/withdrawal`, { reason }, key),
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

export const notificationApi = {
  notices: (query: Query) => http.get<T.Page<T.Notice>>(`${notification}/notices`, query),
  read: (id: string) => http.post<T.Notice>(`${notification}/notices/${id}/reading`),
  stream: `${notification}/notices/stream`,
}
