import type { LedgerEntry } from '@/api/types'
import { i18n, named, text } from '@/app/i18n'
import { longDate } from '@/ui/format'
import { bodyOf } from './ledger'

/** What things are called, asked with the reader's own rights; empty where that cannot be said. */
export interface Names {
  unit: (id: string) => string
  account: (id: string) => string
  member: (id: string) => string
  file: (id: string) => string
  kind: (id: string) => Record<string, string> | undefined
  meeting: (id: string) => { forms: string[]; date: string } | undefined
  survey: (id: string) => string
  report: (id: string) => string
}

type Line = Pick<LedgerEntry, 'type' | 'body' | 'subject' | 'actor' | 'unit'>
type Body = Record<string, unknown>

export const keyOf = (type: string): string => type.replace(/\.v\d+$/, '').replace(/[.-]/g, '_')
const word = (body: Body, part: string): string => (typeof body[part] === 'string' ? body[part] : '')
const list = (body: Body, part: string): unknown[] => (Array.isArray(body[part]) ? body[part] : [])
const day = (date: string): string => (date === '' ? '' : longDate(date))
const known = (key: string): string => (i18n.global.te(key) ? text(key) : '')
/** A name with what tells it apart: both where both are known. */
const dated = (name: string, date: string): string => (date === '' ? name : text('ledger.thing.dated', { name, date: day(date) }))
const thing = (name: string, values: Record<string, unknown> = {}): string => text(`ledger.thing.${name}`, values)

function session(body: Body, names: Names): string {
  const fetched = names.meeting(word(body, 'session'))
  const forms = (list(body, 'forms').length > 0 ? (list(body, 'forms') as string[]) : (fetched?.forms ?? [])).map((form) =>
    known(`meeting.form.${form}`),
  )
  return dated(
    forms.filter((form) => form !== '').join(text('list.comma')) || thing('session'),
    word(body, 'date') || (fetched?.date ?? ''),
  )
}

function plan(body: Body): string {
  const forms = (list(body, 'forms') as string[]).map((form) => known(`meeting.form.${form}`)).filter((form) => form !== '')
  return dated(forms.join(text('list.comma')) || thing('plan'), word(body, 'date'))
}

function series(body: Body): string {
  return typeof body.plans === 'number'
    ? thing('seriesOf', { from: day(word(body, 'from')), until: day(word(body, 'until')), count: body.plans })
    : thing('series')
}

function report(body: Body): string {
  return word(body, 'template') === 'election'
    ? thing('electionReport', { year: body.year })
    : text('report.nameOfDebriefing', { year: body.year })
}

function duties(body: Body): string {
  const owed = list(body, 'duties') as { due?: string }[]
  const dues = owed
    .map((one) => one.due ?? '')
    .filter((due) => due !== '')
    .sort()
  return thing('duties', { count: owed.length, due: day(dues[0] ?? '') })
}

/** The noun of an address: what somebody wanted to change. */
function wanted(body: Body): string {
  const nouns = word(body, 'path')
    .split('/')
    .slice(4)
    .filter((part) => part !== '' && !/[0-9]/.test(part))
  const said = nouns.map((noun) => known(`ledger.noun.${noun}`)).filter((noun) => noun !== '')
  return said.join(' · ') || thing('something')
}

const transferOf = (member: string, names: Names): string => {
  const name = member === '' ? '' : names.member(member)
  return name === '' ? thing('transfer') : thing('transferOf', { name })
}

function downloaded(body: Body, names: Names): string {
  if (word(body, 'kind') === 'ledger') return text('ledger.title')
  const copy = word(body, 'copy')
  const kind = word(body, 'kind')
  if (kind === 'session') return thing('copy', { name: session({ session: word(body, 'id') }, names), copy: thing(copy) })
  if (kind === 'plan') return thing('copy', { name: thing('plan'), copy: thing(copy) })
  if (kind === 'dues') return thing('dues')
  if (kind === 'transfer') return thing('letterOf')
  if (kind === 'unit') return thing('copy', { name: names.unit(word(body, 'id')) || thing('unit'), copy: thing(copy) })
  const name = names.report(word(body, 'id')) || thing('report')
  return copy === '' ? name : thing('copy', { name, copy: thing(copy) })
}

const THINGS: Record<string, (body: Body, names: Names, entry: Line) => string> = {
  record: (body, names) => dated(thing('record', { kind: named(names.kind(word(body, 'kind')), word(body, 'kind')) }), word(body, 'date')),
  kind: (body, names) => named((body.names as Record<string, string> | undefined) ?? names.kind(word(body, 'kind')), thing('kind')),
  session,
  plan,
  series,
  campaign: (body) => thing('campaign', { date: day(word(body, 'until')) }),
  task: (body) => thing('task', { date: day(word(body, 'due') || word(body, 'date')) }),
  outcome: (body) => (word(body, 'text') === '' ? thing('outcome') : thing('outcomeOf', { text: word(body, 'text') })),
  survey: (body, names) => names.survey(word(body, 'survey')) || dated(thing('survey'), word(body, 'on')),
  questionnaire: (body, names) => names.survey(word(body, 'survey')) || dated(thing('survey'), word(body, 'on')),
  opinion: (body) =>
    dated(word(body, 'category') === '' ? thing('opinion') : thing('opinionOn', { category: word(body, 'category') }), word(body, 'date')),
  appraisal: (body) => thing('appraisal', { year: body.year }),
  'org-life': (body) => thing('orgLife', { year: body.year }),
  disclosure: (body) =>
    word(body, 'category') === ''
      ? thing('disclosure')
      : dated(thing('disclosureOf', { category: text(`disclosure.category.${word(body, 'category')}`) }), word(body, 'date')),
  'public-page': () => thing('publicPage'),
  note: () => thing('note'),
  signing: () => thing('signing'),
  dues: (body) => (typeof body.year === 'number' ? thing('duesOf', { year: body.year }) : thing('dues')),
  'dues-relief': () => thing('relief'),
  'study-exemption': () => thing('studyExemption'),
  talk: (body) => dated(thing('talk'), word(body, 'date')),
  report,
  unit: (body, names) => names.unit(word(body, 'unit')) || thing('unit'),
  committee: (body) => dated(thing('committee'), word(body, 'on')),
  branch: (body) =>
    word(body, 'ends') === ''
      ? dated(thing('crossed', { rule: word(body, 'rule'), count: body.members }), word(body, 'on'))
      : dated(thing('term'), word(body, 'ends')),
  development: () => thing('development'),
  transfer: (body, names) => transferOf(word(body, 'member'), names),
  member: (body, names) => names.member(word(body, 'member')) || thing('member'),
  account: (body, names) => names.account(word(body, 'account')) || thing('account'),
  grant: (body, names) =>
    thing('grant', { person: names.account(word(body, 'account')) || thing('account'), role: known(`role.${word(body, 'role')}`) }),
  bureau: (body, names) =>
    (word(body, 'administrator') === '' ? '' : names.account(word(body, 'administrator'))) ||
    names.unit(word(body, 'bureau')) ||
    thing('bureau'),
  evidence: (body, names) => names.file(word(body, 'evidence')) || thing('file'),
  duty: duties,
  reminder: (body) => known(`ledger.reminder.${word(body, 'kind')}`) || thing('reminder'),
}

/** What an entry is about: which report, which meeting, whose file. */
export function about(entry: Line, names: Names): string {
  const body = bodyOf(entry)
  if (entry.type.startsWith('audit.refused')) return wanted(body)
  if (entry.type.startsWith('audit.looked') && word(body, 'kind') === 'criticism') return thing('criticism')
  if (entry.type.startsWith('audit.looked') && word(body, 'kind') === 'development') return thing('development')
  if (entry.type.startsWith('audit.looked') && word(body, 'kind') === 'transfer') return thing('transfer')
  if (entry.type.startsWith('audit.looked') && word(body, 'kind') === 'dues') return thing('dues')
  if (entry.type.startsWith('audit.looked')) return names.member(word(body, 'id')) || thing('member')
  if (entry.type.startsWith('audit.downloaded')) return downloaded(body, names)
  const say = THINGS[entry.type.split('.')[0] ?? '']
  return say === undefined ? '' : say(body, names, entry)
}

/** One line of the ledger as people say it: what happened to what. Who, where and when stand beside it. */
export function sentence(entry: Line, names: Names): string {
  const kind = entry.type.startsWith('audit.looked') ? word(bodyOf(entry), 'kind') : ''
  const key = i18n.global.te(`ledger.say.${kind}_looked`) ? `ledger.say.${kind}_looked` : `ledger.say.${keyOf(entry.type)}`
  return i18n.global.te(key) ? text(key, { what: about(entry, names) }) : entry.type
}

/** Where it happened, by the entry or by what it tells. */
export function placeOf(entry: Line): string {
  return entry.unit ?? word(bodyOf(entry), 'unit')
}
