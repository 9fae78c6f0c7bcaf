import { http } from './http'
import type * as T from './types'

type Query = Record<string, string | number | boolean | undefined | null>

const member = '/api/member/v1'
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

export const memberApi = {
  me: () => http.get<T.Me>(`${member}/me`),
  bureaus: () => all(http.get<T.Bureau[] | T.Page<T.Bureau>>(`${member}/bureaus`, { size: 100 })),
  openBureau: (body: object, key: string) => http.post<T.Bureau>(`${member}/bureaus`, body, key),
  administratorPassword: (id: string) => http.post<T.OneTimePassword>(`${member}/bureaus/${id}/administrator-password`),
  suspendBureau: (id: string, reason: string) => http.post<T.Bureau>(`${member}/bureaus/${id}/suspension`, { reason }),
  resumeBureau: (id: string) => http.post<T.Bureau>(`${member}/bureaus/${id}/resumption`),
  units: () => all(http.get<T.Unit[] | T.Page<T.Unit>>(`${member}/units`)),
  addUnit: (body: object, key: string) => http.post<T.Unit>(`${member}/units`, body, key),
  renameUnit: (id: string, body: object, key: string) => http.post<T.Unit>(`${member}/units/${id}/renaming`, body, key),
  closeUnit: (id: string, body: object, key: string) => http.post<T.Unit>(`${member}/units/${id}/closure`, body, key),
  formCommittee: (id: string, body: object, key: string) => http.post<T.Unit>(`${member}/units/${id}/committee`, body, key),
  members: (query: Query) => http.get<T.Page<T.Member>>(`${member}/members`, query),
  member: (id: string) => http.read<T.Member>(`${member}/members/${id}`),
  addMember: (body: object, key: string) => http.post<T.Member>(`${member}/members`, body, key),
  correctMember: (id: string, body: object, etag: string | number) => http.put<T.Member>(`${member}/members/${id}`, body, etag),
  convertMember: (id: string, body: object, key: string) => http.post<T.Member>(`${member}/members/${id}/conversion`, body, key),
  departMember: (id: string, body: object, key: string) => http.post<T.Member>(`${member}/members/${id}/departure`, body, key),
  names: (unit: string) => all(http.get<T.MemberName[] | T.Page<T.MemberName>>(`${member}/members/names`, { unit })),
  accounts: (query: Query) => http.get<T.Page<T.Account>>(`${member}/accounts`, query),
  openAccount: (body: object, key: string) => http.post<T.Account>(`${member}/accounts`, body, key),
  accountPassword: (id: string) => http.post<T.OneTimePassword>(`${member}/accounts/${id}/one-time-password`),
  closeAccount: (id: string, reason: string) => http.post<T.Account>(`${member}/accounts/${id}/closure`, { reason }),
  grants: (query: Query) => all(http.get<T.GivenGrant[] | T.Page<T.GivenGrant>>(`${member}/grants`, query)),
  giveGrant: (body: object, key: string) => http.post<T.GivenGrant>(`${member}/grants`, body, key),
  revokeGrant: (id: string, reason: string) => http.post<T.GivenGrant>(`${member}/grants/${id}/revocation`, { reason }),
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
  start: (body: object, key: string) => http.post<T.Report>(`${report}/reports`, body, key),
  report: (id: string) => http.read<T.Report>(`${report}/reports/${id}`),
  evidence: (id: string, claim: string) => http.get<T.Evidence>(`${report}/reports/${id}/claims/${claim}/evidence`),
  write: (id: string, section: string, text: string, etag: string | number) => http.put<T.Report>(`${report}/reports/${id}/texts/${section}`, { text }, etag),
  submit: (id: string, key: string) => http.post<T.Report>(`${report}/reports/${id}/submission`, {}, key),
  comment: (id: string, sentence: string, text: string, key: string) => http.post<T.Report>(`${report}/reports/${id}/comments`, { sentence, text }, key),
  giveBack: (id: string, reason: string, key: string) => http.post<T.Report>(`${report}/reports/${id}/return`, { reason }, key),
  accept: (id: string, key: string) => http.post<T.Report>(`${report}/reports/${id}/acceptance`, {}, key),
  documentOf: (id: string) => `${report}/reports/${id}/document`,
  differences: (id: string) => all(http.get<T.ReportChange[] | T.Page<T.ReportChange>>(`${report}/reports/${id}/differences`)),
  ledger: (query: Query) => http.get<T.Page<T.LedgerEntry>>(`${report}/ledger`, query),
  verification: () => http.get<T.LedgerVerification>(`${report}/ledger/verification`),
}

export const notificationApi = {
  notices: (query: Query) => http.get<T.Page<T.Notice>>(`${notification}/notices`, query),
  read: (id: string) => http.post<T.Notice>(`${notification}/notices/${id}/reading`),
  stream: `${notification}/notices/stream`,
}
