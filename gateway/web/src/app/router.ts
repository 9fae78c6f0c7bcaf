import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { text } from './i18n'
import { useSession } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean
    title?: string
    operator?: boolean
  }
}

const pages: RouteRecordRaw[] = [
  { path: '/', name: 'start', component: () => import('@/features/start/StartPage.vue') },
  {
    path: '/welcome',
    name: 'welcome',
    meta: { open: true, title: 'welcome.title' },
    component: () => import('@/features/start/WelcomePage.vue'),
  },
  {
    path: '/receipt/:token',
    name: 'receipt',
    props: true,
    meta: { open: true, title: 'receipt.title' },
    component: () => import('@/features/receipt/ReceiptPage.vue'),
  },
  {
    path: '/board/:token',
    name: 'board',
    props: true,
    meta: { open: true, title: 'board.title' },
    component: () => import('@/features/disclosure/BoardPage.vue'),
  },
  {
    path: '/answer',
    name: 'answer',
    meta: { open: true, title: 'answer.title' },
    component: () => import('@/features/questionnaire/AnswerPage.vue'),
  },
  {
    path: '/surveys/:id/questionnaire',
    name: 'questionnaire',
    props: true,
    meta: { title: 'questionnaire.title' },
    component: () => import('@/features/questionnaire/QuestionnairePage.vue'),
  },
  {
    path: '/surveys/:id/slips',
    name: 'slips',
    props: true,
    meta: { title: 'questionnaire.print' },
    component: () => import('@/features/questionnaire/SlipsPage.vue'),
  },
  {
    path: '/surveys/:id/papers',
    name: 'papers',
    props: true,
    meta: { title: 'questionnaire.typePapers' },
    component: () => import('@/features/questionnaire/PapersPage.vue'),
  },
  {
    path: '/settings/notifications',
    name: 'told',
    meta: { title: 'told.title' },
    component: () => import('@/features/notifications/NotificationsPage.vue'),
  },
  { path: '/inbox', name: 'inbox', meta: { title: 'nav.inbox' }, component: () => import('@/features/inbox/InboxPage.vue') },

  {
    path: '/branch/:unit',
    name: 'home',
    props: true,
    meta: { title: 'nav.home' },
    component: () => import('@/features/home/HomePage.vue'),
  },
  {
    path: '/branch/:unit/note',
    name: 'note',
    props: true,
    meta: { title: 'note.title' },
    component: () => import('@/features/note/ChooserPage.vue'),
  },
  {
    path: '/branch/:unit/note/meeting',
    name: 'note-meeting',
    props: true,
    meta: { title: 'meeting.title' },
    component: () => import('@/features/meeting/MeetingFormPage.vue'),
  },
  {
    path: '/branch/:unit/note/survey',
    name: 'note-survey',
    props: true,
    meta: { title: 'survey.open' },
    component: () => import('@/features/registers/SurveyFormPage.vue'),
  },
  {
    path: '/branch/:unit/note/record/:kind',
    name: 'note-record',
    props: true,
    meta: { title: 'note.title' },
    component: () => import('@/features/records/RecordFormPage.vue'),
  },
  {
    path: '/branch/:unit/records',
    name: 'records',
    props: true,
    meta: { title: 'nav.records' },
    component: () => import('@/features/records/RecordsPage.vue'),
  },
  {
    path: '/branch/:unit/calendar',
    name: 'calendar',
    props: true,
    meta: { title: 'nav.calendar' },
    component: () => import('@/features/plan/CalendarPage.vue'),
  },
  {
    path: '/branch/:unit/note/plan',
    name: 'note-plan',
    props: true,
    meta: { title: 'plan.title' },
    component: () => import('@/features/plan/PlanFormPage.vue'),
  },
  {
    path: '/plans/:id',
    name: 'plan',
    props: true,
    meta: { title: 'plan.one' },
    component: () => import('@/features/plan/PlanPage.vue'),
  },
  {
    path: '/plans/:id/change',
    name: 'plan-change',
    props: true,
    meta: { title: 'plan.change' },
    component: () => import('@/features/plan/PlanFormPage.vue'),
  },
  {
    path: '/invitations/:id',
    name: 'invitation',
    props: true,
    meta: { title: 'plan.one' },
    component: () => import('@/features/plan/InvitationPage.vue'),
  },
  {
    path: '/branch/:unit/outcomes',
    name: 'outcomes',
    props: true,
    meta: { title: 'outcome.short' },
    component: () => import('@/features/registers/OutcomesPage.vue'),
  },
  {
    path: '/branch/:unit/imports',
    name: 'imports',
    props: true,
    meta: { title: 'sheet.title' },
    component: () => import('@/features/records/ImportsPage.vue'),
  },
  {
    path: '/branch/:unit/imports/:id',
    name: 'import',
    props: true,
    meta: { title: 'sheet.title' },
    component: () => import('@/features/records/ImportPage.vue'),
  },
  {
    path: '/branch/:unit/members',
    name: 'members',
    props: true,
    meta: { title: 'nav.members' },
    component: () => import('@/features/members/MembersPage.vue'),
  },
  {
    path: '/branch/:unit/members/new',
    name: 'member-new',
    props: true,
    meta: { title: 'member.add' },
    component: () => import('@/features/members/MemberFormPage.vue'),
  },
  {
    path: '/branch/:unit/reports',
    name: 'reports',
    props: true,
    meta: { title: 'nav.reports' },
    component: () => import('@/features/report/ReportsPage.vue'),
  },
  {
    path: '/branch/:unit/registers',
    name: 'registers',
    props: true,
    meta: { title: 'nav.registers' },
    component: () => import('@/features/registers/RegistersPage.vue'),
  },
  {
    path: '/branch/:unit/org-life',
    name: 'org-life',
    props: true,
    meta: { title: 'orgLife.title' },
    component: () => import('@/features/orglife/OrgLifePage.vue'),
  },
  {
    path: '/branch/:unit/appraisal',
    name: 'appraisal',
    props: true,
    meta: { title: 'appraisal.title' },
    component: () => import('@/features/appraisal/AppraisalPage.vue'),
  },
  {
    path: '/branch/:unit/talks',
    name: 'talks',
    props: true,
    meta: { title: 'talk.title' },
    component: () => import('@/features/talks/TalksPage.vue'),
  },

  {
    path: '/branch/:unit/disclosures',
    name: 'disclosures',
    props: true,
    meta: { title: 'disclosure.title' },
    component: () => import('@/features/disclosure/DisclosuresPage.vue'),
  },
  {
    path: '/branch/:unit/note/disclosure',
    name: 'note-disclosure',
    props: true,
    meta: { title: 'disclosure.propose' },
    component: () => import('@/features/disclosure/DisclosureFormPage.vue'),
  },
  {
    path: '/disclosures/:id',
    name: 'disclosure',
    props: true,
    meta: { title: 'disclosure.title' },
    component: () => import('@/features/disclosure/DisclosurePage.vue'),
  },
  {
    path: '/disclosures/:id/change',
    name: 'disclosure-change',
    props: true,
    meta: { title: 'disclosure.change' },
    component: () => import('@/features/disclosure/DisclosureFormPage.vue'),
  },
  {
    path: '/notebook',
    name: 'notebook',
    meta: { title: 'notebook.title' },
    component: () => import('@/features/notebook/NotebookPage.vue'),
  },
  {
    path: '/notebook/new',
    name: 'note-write',
    meta: { title: 'notebook.write' },
    component: () => import('@/features/notebook/NoteFormPage.vue'),
  },
  {
    path: '/notebook/:id',
    name: 'note-own',
    props: true,
    meta: { title: 'notebook.title' },
    component: () => import('@/features/notebook/NotePage.vue'),
  },
  {
    path: '/notebook/:id/change',
    name: 'note-rewrite',
    props: true,
    meta: { title: 'notebook.write' },
    component: () => import('@/features/notebook/NoteFormPage.vue'),
  },
  {
    path: '/branch/:unit/notes',
    name: 'notes-handed-in',
    props: true,
    meta: { title: 'notebook.handedInTitle' },
    component: () => import('@/features/notebook/HandedInPage.vue'),
  },
  {
    path: '/branch/:unit/tasks',
    name: 'tasks',
    props: true,
    meta: { title: 'task.title' },
    component: () => import('@/features/tasks/TasksPage.vue'),
  },
  {
    path: '/tasks/:id',
    name: 'task',
    props: true,
    meta: { title: 'task.one' },
    component: () => import('@/features/tasks/TaskPage.vue'),
  },
  {
    path: '/branch/:unit/campaigns',
    name: 'campaigns',
    props: true,
    meta: { title: 'campaign.title' },
    component: () => import('@/features/campaigns/CampaignsPage.vue'),
  },
  {
    path: '/branch/:unit/campaigns/:campaign',
    name: 'campaign',
    props: true,
    meta: { title: 'campaign.one' },
    component: () => import('@/features/campaigns/CampaignPage.vue'),
  },
  {
    path: '/branch/:unit/givings',
    name: 'givings',
    props: true,
    meta: { title: 'giving.list' },
    component: () => import('@/features/givings/GivingsPage.vue'),
  },
  {
    path: '/givings/:id',
    name: 'giving',
    props: true,
    meta: { title: 'giving.title' },
    component: () => import('@/features/givings/GivingPage.vue'),
  },
  {
    path: '/records/:id',
    name: 'record',
    props: true,
    meta: { title: 'record.title' },
    component: () => import('@/features/records/RecordPage.vue'),
  },
  {
    path: '/records/:id/correction',
    name: 'record-correct',
    props: true,
    meta: { title: 'record.correct' },
    component: () => import('@/features/records/RecordCorrectionPage.vue'),
  },
  {
    path: '/meetings/:id',
    name: 'meeting',
    props: true,
    meta: { title: 'meeting.title' },
    component: () => import('@/features/meeting/MeetingPage.vue'),
  },
  {
    path: '/meetings/:id/paper/:sheet(minutes|sign-in)',
    name: 'meeting-paper',
    props: true,
    meta: { title: 'paper.title' },
    component: () => import('@/features/meeting/MeetingPaper.vue'),
  },
  {
    path: '/branch/:unit/paper/:sheet(minutes|sign-in)',
    name: 'empty-paper',
    props: true,
    meta: { title: 'paper.title' },
    component: () => import('@/features/meeting/MeetingPaper.vue'),
  },
  {
    path: '/meetings/:id/correction',
    name: 'meeting-correct',
    props: true,
    meta: { title: 'record.correct' },
    component: () => import('@/features/meeting/MeetingFormPage.vue'),
  },
  {
    path: '/members/:id',
    name: 'member',
    props: true,
    meta: { title: 'member.title' },
    component: () => import('@/features/members/MemberPage.vue'),
  },
  {
    path: '/members/:id/correction',
    name: 'member-correct',
    props: true,
    meta: { title: 'member.correct' },
    component: () => import('@/features/members/MemberFormPage.vue'),
  },
  {
    path: '/surveys/:id/opinions',
    name: 'opinions-many',
    props: true,
    meta: { title: 'opinion.many' },
    component: () => import('@/features/registers/OpinionsPage.vue'),
  },
  {
    path: '/surveys/:id',
    name: 'survey',
    props: true,
    meta: { title: 'survey.title' },
    component: () => import('@/features/registers/SurveyPage.vue'),
  },
  {
    path: '/opinions/:id',
    name: 'opinion',
    props: true,
    meta: { title: 'opinion.title' },
    component: () => import('@/features/registers/OpinionPage.vue'),
  },
  {
    path: '/reports/:id',
    name: 'report',
    props: true,
    meta: { title: 'report.title' },
    component: () => import('@/features/report/ReportPage.vue'),
  },

  {
    path: '/bureau/:unit',
    name: 'overview',
    props: true,
    meta: { title: 'nav.overview' },
    component: () => import('@/features/overview/OverviewPage.vue'),
  },
  {
    path: '/bureau/:unit/calendar',
    name: 'bureau-calendar',
    props: (to) => ({ unit: to.params.unit, bureau: true }),
    meta: { title: 'nav.calendar' },
    component: () => import('@/features/plan/CalendarPage.vue'),
  },
  {
    path: '/bureau/:unit/tasks',
    name: 'bureau-tasks',
    props: (to) => ({ unit: to.params.unit, bureau: true }),
    meta: { title: 'task.title' },
    component: () => import('@/features/tasks/TasksPage.vue'),
  },
  {
    path: '/bureau/:unit/campaigns',
    name: 'bureau-campaigns',
    props: (to) => ({ unit: to.params.unit, bureau: true }),
    meta: { title: 'campaign.title' },
    component: () => import('@/features/campaigns/CampaignsPage.vue'),
  },
  {
    path: '/bureau/:unit/campaigns/new',
    name: 'campaign-new',
    props: true,
    meta: { title: 'campaign.new' },
    component: () => import('@/features/campaigns/CampaignFormPage.vue'),
  },
  {
    path: '/bureau/:unit/campaigns/:campaign',
    name: 'campaign-above',
    props: true,
    meta: { title: 'campaign.one' },
    component: () => import('@/features/campaigns/CampaignAbovePage.vue'),
  },
  {
    path: '/bureau/:unit/schools',
    name: 'schools',
    props: true,
    meta: { title: 'nav.schools' },
    component: () => import('@/features/schools/SchoolsPage.vue'),
  },
  {
    path: '/bureau/:unit/reviews',
    name: 'reviews',
    props: true,
    meta: { title: 'nav.reviews' },
    component: () => import('@/features/report/ReviewsPage.vue'),
  },
  {
    path: '/bureau/:unit/statistics',
    name: 'statistics',
    props: true,
    meta: { title: 'nav.statistics' },
    component: () => import('@/features/overview/StatisticsPage.vue'),
  },
  {
    path: '/bureau/:unit/ledger',
    name: 'ledger',
    props: true,
    meta: { title: 'nav.ledger' },
    component: () => import('@/features/ledger/LedgerPage.vue'),
  },
  {
    path: '/bureau/:unit/ledger/:seq(\\d+)',
    name: 'ledger-entry',
    props: true,
    meta: { title: 'ledger.title' },
    component: () => import('@/features/ledger/LedgerEntryPage.vue'),
  },
  { path: '/bureau/:unit/settings', redirect: (to) => ({ name: 'settings-units', params: to.params }) },
  {
    path: '/bureau/:unit/settings/units',
    name: 'settings-units',
    props: true,
    meta: { title: 'settings.units' },
    component: () => import('@/features/settings/UnitsPage.vue'),
  },
  {
    path: '/bureau/:unit/settings/people',
    name: 'settings-people',
    props: true,
    meta: { title: 'settings.people' },
    component: () => import('@/features/settings/PeoplePage.vue'),
  },
  {
    path: '/bureau/:unit/settings/kinds',
    name: 'settings-kinds',
    props: true,
    meta: { title: 'bureauKind.tab' },
    component: () => import('@/features/settings/KindsPage.vue'),
  },
  {
    path: '/bureau/:unit/settings/kinds/:id',
    name: 'settings-kind',
    props: true,
    meta: { title: 'bureauKind.tab' },
    component: () => import('@/features/settings/KindDefinitionPage.vue'),
  },
  {
    path: '/bureau/:unit/settings/mail',
    name: 'settings-mail',
    props: true,
    meta: { title: 'mails.title' },
    component: () => import('@/features/settings/MailPage.vue'),
  },
  {
    path: '/units/:id',
    name: 'unit',
    props: true,
    meta: { title: 'unit.title' },
    component: () => import('@/features/schools/UnitPage.vue'),
  },

  {
    path: '/operator',
    name: 'bureaus',
    meta: { title: 'operator.title', operator: true },
    component: () => import('@/features/operator/BureausPage.vue'),
  },
  {
    path: '/operator/new',
    name: 'bureau-new',
    meta: { title: 'operator.open', operator: true },
    component: () => import('@/features/operator/BureauFormPage.vue'),
  },

  { path: '/:rest(.*)*', name: 'nowhere', meta: { title: 'nowhere.title' }, component: () => import('@/features/start/NowherePage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: pages,
  scrollBehavior: (to, from, kept) => kept ?? (to.path === from.path ? false : { top: 0 }),
})

router.beforeEach(async (to) => {
  const session = useSession()
  await session.load()
  if (to.meta.open || session.problem) return true
  if (!session.signedIn) return { name: 'welcome', query: to.fullPath === '/' ? {} : { continue: to.fullPath } }
  if (to.meta.operator && !session.operator) return { name: 'start' }
  const unit = to.params.unit
  if (typeof unit === 'string' && session.places.some((place) => place.unit === unit)) session.choose(unit)
  return true
})

router.afterEach((to, from) => {
  document.title = to.meta.title ? `${text(to.meta.title)} · ${text('app.name')}` : text('app.name')
  if (from.name !== undefined && to.path !== from.path) {
    requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }))
  }
})
