// A stand-in for the services while the front is worked on: it keeps everything in memory and is never shipped.
// Usage: node tests/mock/server.mjs [port]; the person is chosen by /mock/as/<secretary|clerk|admin|reviewer|auditor|operator>.
import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seed } from './data.mjs'
import { compositions } from './compositions.mjs'
import { developments } from './developments.mjs'
import { disclosures } from './disclosures.mjs'
import { drafts } from './drafts.mjs'
import { dues } from './dues.mjs'
import { hours } from './hours.mjs'
import { records, roster, rosterForm, sheets } from './sheets.mjs'
import { posts } from './posts.mjs'
import { notes } from './notes.mjs'
import { questionnaires } from './questionnaires.mjs'
import { signings } from './signings.mjs'
import { transfers } from './transfers.mjs'

const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}
const picture = readFileSync(fileURLToPath(new URL('../../../../infra/docs/pictures/home-phone-zh.png', import.meta.url)))
const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

export function start(port = 8099) {
  const state = seed()
  const streams = new Set()
  const keys = new Map()
  const routes = []
  const on = (method, pattern, handler) =>
    routes.push({ method, regex: new RegExp(`^${pattern.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`), handler })
  const page = (items, query) => {
    const size = Number(query.get('size') ?? 20)
    const at = Number(query.get('page') ?? 1)
    const from = query.get('after') === null ? (at - 1) * size : Number(query.get('after'))
    const next = from + size < items.length ? { next: String(from + size) } : {}
    return {
      items: items.slice(from, from + size),
      total: Math.min(items.length, 1000),
      more: items.length > 1000,
      page: at,
      size,
      ...next,
    }
  }
  const fault = (status, code, title, detail, errors = []) => ({
    status,
    body: {
      type: `urn:problem:mock:${code.toLowerCase()}`,
      title,
      status,
      detail,
      code,
      errors,
      requestId: randomUUID().replaceAll('-', ''),
    },
  })
  const notFound = () => fault(404, 'NOT_FOUND', '没有找到', '没有找到，或者您无权查看。')
  const bump = (thing, change) => Object.assign(thing, change, { version: thing.version + 1 })
  const notify = (notice) => {
    const full = { id: randomUUID(), at: new Date().toISOString(), unit: 'z0', year: 2025, duties: [], ...notice }
    state.notices.unshift(full)
    for (const stream of streams) stream.write(`event: notice\ndata: ${JSON.stringify(full)}\n\n`)
  }
  const by = (list, id) => list.find((one) => one.id === id)
  const v = { member: '/api/member/v1', activity: '/api/activity/v1', report: '/api/report/v1', notice: '/api/notification/v1' }

  on('GET', `${v.member}/me`, ({ who }) => ({ body: state.people[who] }))
  on('GET', `${v.member}/bureaus`, () => ({ body: state.bureaus }))
  on('POST', `${v.member}/bureaus`, ({ body }) => {
    if (state.bureaus.some((one) => one.code === body.code))
      return fault(409, 'BUREAU_CODE_TAKEN', '代码已被使用', '', [
        { pointer: '/code', code: 'BUREAU_CODE_TAKEN', detail: `代码“${body.code}”已经属于另一个教育局，请换一个。` },
      ])
    const bureau = {
      id: randomUUID(),
      code: body.code,
      name: body.name,
      status: 'OPEN',
      openedOn: '2026-11-20',
      administrator: `${body.code}.${body.administrator.username}`,
      administratorName: body.administrator.name,
      version: 0,
    }
    state.bureaus.push(bureau)
    return { status: 201, body: bureau }
  })
  on('POST', `${v.member}/bureaus/{id}/administrator-password`, ({ id }) => ({
    body: { username: by(state.bureaus, id).administrator, password: 'Kx7-mPq2-Wd9t' },
  }))
  on('POST', `${v.member}/bureaus/{id}/suspension`, ({ id }) => ({ body: bump(by(state.bureaus, id), { status: 'SUSPENDED' }) }))
  on('POST', `${v.member}/bureaus/{id}/resumption`, ({ id }) => ({ body: bump(by(state.bureaus, id), { status: 'OPEN' }) }))
  const list = (query, name) => query.get(name)?.split(',') ?? []
  on('GET', `${v.member}/units`, ({ query }) => {
    const parents = list(query, 'parent')
    const kinds = list(query, 'kinds')
    const below = query.get('below')
    const place = (unit) =>
      state.units
        .filter((one) => unit.ancestors.includes(one.id))
        .map((one) => `${String(one.order).padStart(4, '0')}.${one.id}`)
        .join('/')
    const found = state.units.filter(
      (one) =>
        (parents.length === 0 || parents.includes(one.parent)) &&
        (kinds.length === 0 || kinds.includes(one.kind)) &&
        (below === null || one.ancestors.includes(below)) &&
        (query.get('schoolType') === null || one.schoolType === query.get('schoolType')) &&
        one.name.includes(query.get('q') ?? ''),
    )
    return {
      body: page(
        found
          .map((unit) => [place(unit), unit])
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([, unit]) => unit),
        query,
      ),
    }
  })
  on('GET', `${v.member}/units/named`, ({ query }) => ({
    body: list(query, 'ids')
      .map((id) => by(state.units, id))
      .filter((unit) => unit !== undefined),
  }))
  const nameOf = (unit) => {
    const above = by(state.units, unit.parent)
    return { id: unit.id, kind: unit.kind, name: unit.name, nameEn: unit.nameEn, above: above?.name, aboveEn: above?.nameEn }
  }
  on('GET', `${v.member}/unit-names`, ({ query }) => ({
    body: page(
      state.units.filter((one) => ['SCHOOL', 'BRANCH'].includes(one.kind) && one.name.includes(query.get('q') ?? '')).map(nameOf),
      query,
    ),
  }))
  on('GET', `${v.member}/unit-names/named`, ({ query }) => ({
    body: list(query, 'ids')
      .map((id) => by(state.units, id))
      .filter((unit) => unit !== undefined)
      .map(nameOf),
  }))
  on('POST', `${v.member}/units`, ({ body }) => {
    const parent = by(state.units, body.parent)
    const id = randomUUID()
    const unit = { ...body, id, ancestors: [...parent.ancestors, id], order: 99, from: '2026-11-20', version: 0 }
    state.units.push(unit)
    return { status: 201, body: unit }
  })
  on('POST', `${v.member}/units/{id}/renaming`, ({ id, body }) => ({
    body: bump(by(state.units, id), { name: body.name, nameEn: body.nameEn }),
  }))
  on('POST', `${v.member}/units/{id}/description`, ({ id, body: { reason, ...said } }) => ({
    body: bump(by(state.units, id), { campus: undefined, town: undefined, agreedFrom: undefined, ...said }),
  }))
  on('POST', `${v.member}/units/{id}/committee`, ({ id, body }) => ({
    body: bump(by(state.units, id), { committee: { id: randomUUID(), ...body } }),
  }))
  on('GET', `${v.member}/committees`, ({ query }) => ({
    body:
      query.get('unit') !== 'z0'
        ? []
        : [
            {
              id: 'k0',
              unit: 'z0',
              on: '2024-05-15',
              termYears: 3,
              termEnd: '2027-05-14',
              seats: [
                ['m0', 'SECRETARY'],
                ['m1', 'ORGANISATION'],
                ['m2', 'DISCIPLINE'],
              ].map(([member, post]) => ({ member, post, from: '2024-05-15' })),
              results: [{ on: '2024-05-15', approval: true, filing: true, ...state.answered }],
              version: 0,
            },
          ],
  }))
  on('POST', `${v.member}/committees/{id}/answer`, ({ body }) => {
    state.answered = body
    return { body: { id: 'k0', version: 1 } }
  })
  on('GET', `${v.member}/handovers`, () => ({ body: [] }))
  on('GET', `${v.member}/members`, ({ query }) => ({
    body: page(
      state.members
        .map((one) => one.member)
        .filter(
          (one) =>
            one.unit === query.get('unit') &&
            one.name.includes(query.get('q') ?? '') &&
            !one.departedOn === (query.get('state') !== 'departed'),
        ),
      query,
    ),
  }))
  on('GET', `${v.member}/members/names`, ({ query }) => ({
    body: state.members
      .map((one) => one.member)
      .filter((one) => (query.get('ids') ? query.get('ids').split(',').includes(one.id) : one.unit === query.get('unit'))),
  }))
  on('GET', `${v.member}/members/{id}`, ({ id }) => {
    const found = state.members.find((one) => one.member.id === id)
    return found ? { body: found, etag: found.version } : notFound()
  })
  on('POST', `${v.member}/members`, ({ body }) => {
    if (body.identityNumber && !/^\d{17}[\dX]$/.test(body.identityNumber))
      return fault(422, 'IDENTITY_NUMBER_WRONG', '身份证号码有误', '', [
        { pointer: '/identityNumber', code: 'IDENTITY_NUMBER_WRONG', detail: '身份证号码应为 18 位，且末位校验码要相符，请核对。' },
      ])
    const member = { member: { id: randomUUID(), ...body }, ...body, version: 0 }
    state.members.push(member)
    return { status: 201, body: member }
  })
  on('PUT', `${v.member}/members/{id}`, ({ id, body, match }) => {
    const found = state.members.find((one) => one.member.id === id)
    if (match !== `"${found.version}"`)
      return fault(412, 'VERSION_OUTDATED', '内容已被他人修改', '您打开之后，这份内容已被修改。请重新载入，核对后再保存。')
    Object.assign(found.member, body)
    return { body: bump(found, body) }
  })
  on('GET', `${v.member}/accounts`, ({ query }) => ({
    body: page(
      state.accounts.filter((one) => (one.name + one.username).includes(query.get('q') ?? '')),
      query,
    ),
  }))
  on('POST', `${v.member}/accounts`, ({ body }) => {
    const account = { id: randomUUID(), openedOn: '2026-11-20', version: 0, ...body }
    state.accounts.push(account)
    if (body.member === 'm0') seats.opened('z0')
    return { status: 201, body: account }
  })
  on('POST', `${v.member}/accounts/{id}/one-time-password`, ({ id }) => ({
    body: { username: `qinghe.${by(state.accounts, id).username}`, password: 'Tr5-vNz8-Hc3k' },
  }))
  on('POST', `${v.member}/accounts/{id}/closure`, ({ id }) => ({ body: bump(by(state.accounts, id), { closedOn: '2026-11-20' }) }))
  on('POST', `${v.member}/accounts/{id}/reopening`, ({ id }) => ({ body: bump(by(state.accounts, id), { closedOn: undefined }) }))
  on('GET', `${v.member}/accounts/some`, ({ query }) => ({
    body: state.accounts.filter((one) => query.getAll('ids').join(',').split(',').includes(one.id)),
  }))
  on('GET', `${v.member}/grants`, ({ query }) => ({
    body: page(
      state.grants.filter(
        (one) => (query.get('account') ?? one.account).split(',').includes(one.account) && (query.get('role') ?? one.role) === one.role,
      ),
      query,
    ),
  }))
  on('POST', `${v.member}/grants`, ({ body }) => {
    const grant = { id: randomUUID(), givenOn: '2026-11-20', ...body }
    state.grants.push(grant)
    return { status: 201, body: grant }
  })
  on('POST', `${v.member}/grants/{id}/revocation`, ({ id }) => ({ body: Object.assign(by(state.grants, id), { revokedOn: '2026-11-20' }) }))

  on('GET', `${v.activity}/kinds`, () => ({ body: state.catalogue }))
  on('GET', `${v.activity}/bureau-kinds`, () => ({ body: state.bureauKinds }))
  const named = (name, nameEn) => ({ 'zh-CN': name, en: nameEn ?? name })
  on('POST', `${v.activity}/bureau-kinds`, ({ body }) => {
    const bad = body.fields.findIndex((field) => field.name.includes('积分'))
    if (bad >= 0)
      return fault(422, 'KIND_FORBIDDEN', '不能这样要求', '“积分”：不得强制签到打卡、积分排名、考核在线时长（AF-03）。', [
        { pointer: `/fields/${bad}/name`, code: 'KIND_FORBIDDEN', detail: '“积分”：不得强制签到打卡、积分排名、考核在线时长（AF-03）。' },
      ])
    const fields = body.fields.map(({ name, nameEn, help, helpEn, options, ...field }) => ({
      ...field,
      names: named(name, nameEn),
      ...(help && { help: named(help, helpEn) }),
      ...(options && { options: options.map((option) => ({ id: option.id, names: named(option.name, option.nameEn) })) }),
    }))
    const about = { names: named(body.name, body.nameEn), group: body.group, initials: body.initials }
    const id = randomUUID()
    const sums = body.fields.filter((field) => field.sum).map((field) => field.id)
    const kind = { id, extending: false, ...about, fields, sums, offered: true, kindVersion: 1, version: 0 }
    state.bureauKinds.push(kind)
    state.catalogue.kinds.push({ id, version: 1, ...about, fields, summary: about.names })
    return { status: 201, body: kind, etag: 0 }
  })
  const kept = (path, list, make) => {
    on('GET', `${v.activity}/${path}/{id}`, ({ id }) => {
      const found = by(list(), id)
      return found ? { body: make.show(found), etag: found.version } : notFound()
    })
    on('POST', `${v.activity}/${path}`, ({ body }) => {
      const bad = make.check?.(body)
      if (bad) return bad
      const thing = {
        id: randomUUID(),
        enteredAt: new Date().toISOString(),
        enteredBy: 'a-sec',
        imported: false,
        version: 0,
        ...make.of(body),
      }
      list().unshift(thing)
      return { status: 201, body: make.show(thing), etag: 0 }
    })
    on('PUT', `${v.activity}/${path}/{id}`, ({ id, body, match }) => {
      const found = by(list(), id)
      if (match !== `"${found.version}"`)
        return fault(412, 'VERSION_OUTDATED', '内容已被他人修改', '您打开之后，这份内容已被修改。请重新载入，核对后再保存。')
      state.earlier.push(structuredClone(found))
      bump(found, make.of({ ...found, ...body }))
      return { body: make.show(found), etag: found.version }
    })
    on('POST', `${v.activity}/${path}/{id}/withdrawal`, ({ id, body }) => ({
      body: make.show(bump(by(list(), id), { withdrawn: body.reason })),
    }))
  }
  const POSTS = { m0: 'SECRETARY', m1: 'ORGANISATION', m2: 'PUBLICITY' }
  const wanted = (list, query) =>
    list.filter(
      (one) =>
        (one.unit === query.get('unit') || query.get('unit') === 'b') &&
        (query.get('until') === null || (one.date >= query.get('from') && one.date <= query.get('until'))) &&
        !one.withdrawn === (query.get('state') !== 'withdrawn') &&
        (!query.get('kind') || one.kind === query.get('kind')) &&
        (!query.get('form') || one.forms.includes(query.get('form'))) &&
        (!query.get('words') || JSON.stringify(one.values ?? one.topic).includes(query.get('words'))),
    )
  const LINE = [
    'inquorate',
    'decided',
    'late',
    'id',
    'unit',
    'forms',
    'date',
    'topic',
    'expected',
    'present',
    'imported',
    'enteredAt',
    'withdrawn',
    'version',
  ]
  const line = (one) => ({
    inquorate: [],
    late: false,
    ...Object.fromEntries(LINE.filter((name) => one[name] !== undefined).map((name) => [name, one[name]])),
  })
  on('GET', `${v.activity}/rolls`, ({ query }) => {
    const people = state.members.map((one) => one.member).filter((one) => one.unit === query.get('unit') && !one.departedOn)
    return {
      body: {
        on: query.get('on'),
        open: true,
        committee: true,
        people: people.map((one) => ({ member: one.id, votes: one.status === 'FULL', ...(POSTS[one.id] && { post: POSTS[one.id] }) })),
        groups: [],
      },
    }
  })
  on('GET', `${v.activity}/records`, ({ query }) => ({ body: page(wanted(state.records, query), query) }))
  on('GET', `${v.activity}/givings`, ({ query }) => ({
    body: page(
      state.givings.filter((one) => (query.get('turn') ? one.turn === query.get('unit') : one.other === query.get('unit'))),
      query,
    ),
  }))
  on('GET', `${v.activity}/givings/{id}`, ({ id }) => {
    const found = by(state.givings, id)
    return found ? { body: found, etag: found.version } : notFound()
  })
  on('PUT', `${v.activity}/givings/{id}/answer`, ({ id, body, match }) => {
    const found = by(state.givings, id)
    if (match !== `"${found.version}"`)
      return fault(412, 'VERSION_OUTDATED', '内容已被他人修改', '您打开之后，这份内容已被修改。请重新载入，核对后再保存。')
    const said = { date: body.date, values: body.values ?? {}, reason: body.reason, at: new Date().toISOString() }
    bump(found, { answer: body.answer, said, turn: body.answer === 'CONFIRMED' ? undefined : found.unit })
    return { body: found, etag: found.version }
  })
  sheets({ on, base: v.activity, by, bump, page, notFound, ...records() })
  sheets({ on, base: v.member, by, bump, page, notFound, ...roster() })
  on('GET', `${v.member}/forms/{kind}`, ({ kind }) => ({ body: { ...rosterForm(), id: kind } }))
  on('GET', `${v.activity}/sessions`, ({ query }) => ({ body: page(wanted(state.sessions, query).map(line), query) }))
  on('GET', `${v.activity}/records/{id}/versions`, ({ id }) =>
    by(state.records, id)
      ? { body: [...state.earlier.filter((one) => one.id === id), by(state.records, id)].map((one) => ({ evidence: [], ...one })) }
      : notFound(),
  )
  on('GET', `${v.activity}/sessions/about/{task}`, ({ task, query }) => ({
    body: page(state.sessions.filter((one) => one.tasks?.includes(task)).map(line), query),
  }))
  on('GET', `${v.activity}/sessions/{id}/versions`, () => notFound())
  on('GET', `${v.activity}/evidence`, ({ query }) => ({
    body: query
      .get('ids')
      .split(',')
      .map((id) => by(state.files, id))
      .filter(Boolean),
  }))
  on('POST', `${v.activity}/evidence`, ({ query, name }) => {
    if (!/\.(jpe?g|png|pdf|docx?|xlsx?)$/i.test(name))
      return fault(
        415,
        'FILE_TYPE_NOT_TAKEN',
        '不收这种文件',
        `按内容判断，“${name}”不是可以添加的类型：照片（JPEG、PNG）、PDF、Word、Excel。`,
        [{ pointer: '/file', code: 'FILE_TYPE_NOT_TAKEN', detail: '' }],
      )
    const file = {
      id: randomUUID(),
      unit: query.get('unit'),
      name,
      type: 'image/jpeg',
      size: 184_000,
      hash: 'a'.repeat(64),
      thumbnail: /\.(jpe?g|png)$/i.test(name),
      addedAt: new Date().toISOString(),
      addedBy: 'a-sec',
    }
    state.files.push(file)
    const seen = [{ kind: 'records', id: state.records[0].id, unit: 'z0' }]
    const elsewhere = /^again/.test(name) ? { records: 2, shown: seen } : { records: 0, shown: [] }
    return { status: 201, body: { ...file, elsewhere } }
  })
  for (const part of ['content', 'thumbnail']) on('GET', `${v.activity}/evidence/{id}/${part}`, () => ({ raw: picture }))
  kept('records', () => state.records, {
    check: (body) =>
      Number(body.values.amount) > 1000000
        ? fault(422, 'INVALID_INPUT', '填写的内容需要修改', '请按各字段的提示修改后再提交，已填写的内容不会丢失。', [
            { pointer: '/values/amount', code: 'TOO_LARGE', detail: '不能大于 1000000。' },
          ])
        : undefined,
    of: (body) => ({ about: [], kindVersion: 1, ...body }),
    show: (one) => ({ evidence: [], ...one }),
  })
  kept('sessions', () => state.sessions, {
    check: (body) => void (body.plan && bump(by(state.plans, body.plan), { status: 'HELD' })),
    of: (body) => ({
      groups: [],
      agenda: [],
      ...body,
      expected: body.attendance.length,
      present: body.attendance.filter((one) => one.present).length,
    }),
    show: (one) => ({
      observers: [],
      guests: 0,
      ...Object.fromEntries(Object.entries(one).filter(([name]) => !LINE.includes(name))),
      session: line(one),
      version: one.version,
      evidence: one.evidence ?? [],
      delegated: one.delegated ?? false,
      agenda: one.agenda.map((item) => ({ about: [], ...item })),
      validities: one.forms.includes('COMMITTEE_MEETING')
        ? [
            {
              rule: 'BR-10',
              names: {},
              text: {},
              article: { 'zh-CN': '第十二条', en: 'Article 12' },
              mark: 'C1',
              expected: one.expected,
              present: one.present,
              met: one.present * 2 >= one.expected,
            },
          ]
        : [],
    }),
  })
  const article = (rule, zh, en) => ({
    rule,
    names: {},
    text: {
      'zh-CN':
        rule === 'BR-28'
          ? '支部委员之间、支部委员和党员之间、党员和党员之间，每年谈心谈话一般不少于1次。'
          : '会前认真学习、谈心谈话、听取意见；会上查摆问题，开展批评和自我批评；会后制定整改措施，逐一整改落实。',
      en:
        rule === 'BR-28'
          ? 'Committee members with one another, with members, and members with one another talk at least once a year.'
          : 'Before: study, talks, opinions asked. At the meeting: problems, criticism and self-criticism. After: measures, carried out one by one.',
    },
    article: { 'zh-CN': zh, en },
    mark: 'C2',
  })
  const seated = Object.keys(POSTS)
  const left = () =>
    state.members.map((one) => one.member).filter((one) => one.unit === 'z0' && !one.departedOn && !seated.includes(one.id))
  on('GET', `${v.activity}/talks`, ({ query }) => {
    const talks = state.talks.filter((one) => one.date.startsWith(query.get('year')))
    const pairs = talks.map((one) => [one.one, one.other])
    const reached = (sort) => left().filter(({ id }) => pairs.some(([a, b]) => (a === id && sort(b)) || (b === id && sort(a)))).length
    const others = left().map((one) => one.id)
    return {
      body: {
        year: Number(query.get('year')),
        on: '2026-11-20',
        article: article('BR-28', '第十九条（条号未核对）', 'Article 19 (number not seen)'),
        shares: [
          { pair: 'COMMITTEE', done: pairs.filter((pair) => pair.every((id) => seated.includes(id))).length, of: 3 },
          { pair: 'COMMITTEE_MEMBER', done: reached((id) => seated.includes(id)), of: others.length },
          { pair: 'MEMBERS', done: reached((id) => others.includes(id)), of: others.length },
        ],
        talks: talks.map(({ note: _, was: __, ...one }) => one),
      },
    }
  })
  const talkView = ({ note, was = [], ...talk }) => ({ talk, unit: 'z0', ...(note && { note }), version: was.length })
  const talkVersion = (version, { one, other, date, theme, note }) => ({
    version,
    one,
    other,
    date,
    ...(theme && { theme }),
    ...(note && { note }),
    at: '2026-11-20T02:00:00Z',
    by: 'a1',
  })
  on('GET', `${v.activity}/talks/{id}`, ({ id }) => ({ body: talkView(by(state.talks, id)) }))
  on('GET', `${v.activity}/talks/{id}/versions`, ({ id }) => {
    const talk = by(state.talks, id)
    return { body: [...(talk.was ?? []), talk].map((one, version) => talkVersion(version, one)) }
  })
  on('POST', `${v.activity}/talks`, ({ body }) => {
    const { unit: _, ...talk } = body
    state.talks.unshift({ id: randomUUID(), noted: !!body.note, ...talk })
    return { status: 201, body: talkView(state.talks[0]) }
  })
  on('PUT', `${v.activity}/talks/{id}`, ({ id, body }) => {
    const { reason: _, ...talk } = body
    const found = by(state.talks, id)
    const was = [...(found.was ?? []), { ...found }]
    return { body: talkView(Object.assign(found, talk, { noted: !!talk.note, was })) }
  })
  on('POST', `${v.activity}/talks/{id}/withdrawal`, ({ id }) => {
    const found = by(state.talks, id)
    state.talks.splice(state.talks.indexOf(found), 1)
    return { body: talkView(found) }
  })
  const lived = (year) => {
    const life = state.orgLives.find((one) => one.year === year)
    const course = { studies: [], surveys: [], problems: [], measures: [], ...life }
    const done = course.measures.filter((one) => one.doneOn).length
    const check = (phase, point, count, met = count > 0) => ({ phase, point, met, count, overdue: 0 })
    return {
      unit: 'z0',
      year,
      version: 0,
      ...course,
      checks: [
        check('BEFORE', 'STUDY', course.studies.length),
        check('BEFORE', 'TALKS', state.talks.length),
        check('BEFORE', 'OPINIONS', course.surveys.length),
        check('AT', 'MEETING', course.meeting ? 1 : 0),
        check('AT', 'PROBLEMS', course.problems.length),
        check('AT', 'CRITICISM', state.criticisms.length),
        check('AFTER', 'MEASURES', course.measures.length),
        check('AFTER', 'CARRIED_OUT', done, done > 0 && done === course.measures.length),
      ],
      article: article('BR-26', '第十七条', 'Article 17'),
    }
  }
  on('GET', `${v.activity}/org-lives`, ({ query }) => ({ body: lived(Number(query.get('year'))), etag: 0 }))
  on('POST', `${v.activity}/org-lives`, ({ body }) => {
    state.orgLives.push({ id: randomUUID(), year: body.year })
    return { status: 201, body: lived(body.year), etag: 0 }
  })
  on('PUT', `${v.activity}/org-lives/{id}`, ({ id, body }) => {
    const life = by(state.orgLives, id)
    Object.assign(life, body, { problems: body.problems.map((one) => one.text) })
    return { body: lived(life.year), etag: 0 }
  })
  on('GET', `${v.activity}/org-lives/{id}/criticisms`, () => ({ body: state.criticisms }))
  on('POST', `${v.activity}/org-lives/{id}/criticisms`, ({ id, body }) => {
    state.criticisms = [...state.criticisms.filter((one) => one.member !== body.member), ...(body.note ? [body] : [])]
    return { body: lived(by(state.orgLives, id).year), etag: 0 }
  })
  const GRADES = ['EXCELLENT', 'QUALIFIED', 'BASICALLY_QUALIFIED', 'UNQUALIFIED']
  const appraised = (year) => {
    const found = state.appraisals.find((one) => one.year === year)
    const grades = found?.grades ?? []
    const third = article('AP-02', '第十八条（比例的条号未核对）', 'Article 18 (that of the share not seen)')
    const said = { 'zh-CN': '优秀等次一般不超过参加评定党员的三分之一。', en: 'Excellent are generally at most a third of those graded.' }
    return {
      unit: 'z0',
      year,
      version: 0,
      ...found,
      counts: found ? GRADES.map((grade) => ({ grade, count: grades.filter((one) => one.grade === grade).length })) : [],
      most: Math.floor(grades.length / 3),
      told: grades.filter((one) => one.toldOn).length,
      grades,
      articles: [{ ...third, text: said, atMost: [1, 3] }],
    }
  }
  on('GET', `${v.activity}/appraisals`, ({ query }) => ({ body: appraised(Number(query.get('year'))), etag: 0 }))
  on('POST', `${v.activity}/appraisals`, ({ body }) => {
    state.appraisals.push({ id: randomUUID(), ...body })
    return { status: 201, body: appraised(body.year), etag: 0 }
  })
  on('PUT', `${v.activity}/appraisals/{id}`, ({ id, body }) => {
    const found = Object.assign(by(state.appraisals, id), body)
    return { body: appraised(found.year), etag: 0 }
  })
  on('GET', `${v.activity}/outcomes`, ({ query }) => ({ body: state.outcomes.filter((one) => String(one.year) === query.get('year')) }))
  on('POST', `${v.activity}/outcomes/{id}`, ({ id, body }) => {
    const one = state.outcomes.find((each) => each.record === id)
    return { body: Object.assign(one, { sentence: undefined, ...body, statedAt: new Date().toISOString() }) }
  })
  const givenTo = (campaign, unit) => state.campaignAnswers.filter((one) => one.campaign === campaign && one.unit === unit)
  const board = (id, unit) => ({ campaign: by(state.campaigns, id), given: givenTo(id, unit) })
  on('GET', `${v.activity}/campaigns`, ({ query }) => ({ body: page(state.campaigns, query) }))
  on('GET', `${v.activity}/campaigns/{id}`, ({ id, query }) =>
    by(state.campaigns, id) ? { body: board(id, query.get('unit')) } : notFound(),
  )
  on('GET', `${v.activity}/campaigns/{id}/answers`, ({ id, query }) => ({
    body: list(query, 'units')
      .map((unit) => ({ unit, given: givenTo(id, unit) }))
      .filter((one) => one.given.length > 0),
  }))
  on('POST', `${v.activity}/campaigns`, ({ body }) => {
    const id = randomUUID()
    const points = body.points.map((one, at) => ({ ...one, id: `${id}.${at + 1}` }))
    state.campaigns.unshift({ id, extended: [], version: 0, ...body, points })
    return { status: 201, body: state.campaigns[0] }
  })
  on('POST', `${v.activity}/campaigns/{id}/extension`, ({ id, body }) => {
    const one = by(state.campaigns, id)
    return { body: bump(one, { extended: [...one.extended, { until: one.until, reason: body.reason }], until: body.until }) }
  })
  on('POST', `${v.activity}/campaigns/{id}/withdrawal`, ({ id, body }) => ({
    body: bump(by(state.campaigns, id), { withdrawn: body.reason }),
  }))
  on('POST', `${v.activity}/campaigns/{id}/answers`, ({ id, body }) => {
    state.campaignAnswers.push({ id: randomUUID(), campaign: id, on: dayNow(), ...body })
    return { status: 201, body: board(id, body.unit) }
  })
  on('POST', `${v.activity}/campaigns/{id}/answers/{answer}/withdrawal`, ({ id, answer, body }) => {
    state.campaignAnswers = state.campaignAnswers.filter((one) => one.id !== answer)
    return { body: board(id, body.unit) }
  })
  const dayNow = () => new Date().toISOString().slice(0, 10)
  const openSteps = (task) => task.milestones.filter((one) => one.state === 'OPEN').sort((one, other) => (one.due < other.due ? -1 : 1))
  const asTask = (task) => {
    const milestones = [...task.milestones]
      .sort((one, other) => (one.due < other.due ? -1 : 1))
      .map((one) => ({ ...one, late: task.status === 'OPEN' && one.state === 'OPEN' && one.due < dayNow() }))
    const standing = milestones.some((one) => one.late) ? 'LATE' : task.risk ? 'AT_RISK' : 'ON_TRACK'
    return { ...task, milestones, ...(task.status === 'OPEN' && { standing }) }
  }
  const nextDue = (task) => openSteps(task)[0]?.due ?? '9999'
  on('GET', `${v.activity}/tasks`, ({ query }) => {
    const closed = query.get('closed') === 'true'
    const found = state.tasks
      .filter((one) => (one.status === 'OPEN') !== closed && nextDue(one) <= (query.get('until') ?? '9999'))
      .sort((one, other) => (nextDue(one) < nextDue(other) ? -1 : 1))
    return { body: page(found.map(asTask), query) }
  })
  on('GET', `${v.activity}/tasks/{id}`, ({ id }) =>
    by(state.tasks, id) ? { body: asTask(by(state.tasks, id)), etag: by(state.tasks, id).version } : notFound(),
  )
  const onTask = (method, path, act, status = 200) =>
    on(method, `${v.activity}/tasks/{id}${path}`, ({ id, milestone, body }) => {
      const task = by(state.tasks, id)
      if (task.status !== 'OPEN') return fault(409, 'TASK_OVER', '这项中心工作已结束', '已完成或已结转的中心工作不能再改动节点。')
      act(task, body, by(task.milestones, milestone))
      return { status, body: asTask(bump(task, {})), etag: task.version }
    })
  onTask(
    'POST',
    '/milestones',
    (task, body) => task.milestones.push({ id: randomUUID(), state: 'OPEN', moved: [], evidence: [], ...body }),
    201,
  )
  onTask('PUT', '/milestones/{milestone}', (task, body, one) => Object.assign(one, { member: undefined, name: undefined, ...body }))
  onTask('POST', '/milestones/{milestone}/day', (task, body, one) => {
    one.moved = [...one.moved, { due: one.due, reason: body.reason }]
    one.due = body.due
  })
  onTask('POST', '/milestones/{milestone}/completion', (task, body, one) => Object.assign(one, { state: 'DONE', ...body }))
  onTask('POST', '/milestones/{milestone}/cancellation', (task, body, one) =>
    Object.assign(one, { state: 'DROPPED', dropped: body.reason }),
  )
  onTask('POST', '/milestones/{milestone}/reopening', (task, body, one) =>
    Object.assign(one, { state: 'OPEN', on: undefined, dropped: undefined }),
  )
  onTask('POST', '/risk', (task, body) => (task.risk = body.risk))
  onTask('POST', '/completion', (task, body) => Object.assign(task, { status: 'COMPLETED', date: body.date }))
  const OPEN = ['PLANNED', 'NOTIFIED']
  const asPlan = ({ common, ...rest }) => ({
    groups: [],
    asked: [],
    ...common,
    agenda: (common.agenda ?? []).map((point) => point.title),
    ...rest,
  })
  const newPlan = (body) => ({
    id: randomUUID(),
    status: 'PLANNED',
    told: 0,
    enteredAt: new Date().toISOString(),
    enteredBy: 'a-sec',
    version: 0,
    ...asPlan(body),
  })
  signings({ on, base: v.activity, state, by })
  developments({ on, by, bump, page, notFound, fault, today: dayNow })
  hours({ on, base: v.activity, state, by })
  notes({ on, base: v.activity, by, bump, page, notFound })
  const seats = posts({ on, base: v.member, page, notFound })
  dues({ on, base: v.member, state, by, bump, page, fault })
  state.rosters = compositions({ on, base: v.member, today: dayNow, picture, branch: (id) => by(state.units, id)?.kind === 'BRANCH' })
  transfers({ on, base: v.member, state, by, page, notFound, fault, today: dayNow, picture })
  for (const thing of ['sessions', 'plans', 'branches'])
    on('GET', `${v.activity}/${thing}/{id}/paper.docx`, ({ id, query }) => {
      state.papers.push(`${thing}/${id}/${query.get('sheet')}`)
      return { raw: picture }
    })
  on('GET', `${v.member}/dues/{id}/statement/workbook`, () => ({ raw: picture }))
  state.papers = []
  state.drafts = drafts({ on, base: v.activity, page, notFound })
  disclosures({ on, base: v.activity, by, bump, page, notFound })
  on('GET', `${v.activity}/plans`, ({ query }) => ({
    body: page(
      state.plans
        .filter(
          (one) =>
            (query.get('which') === 'ALL' || OPEN.includes(one.status)) &&
            (one.unit === query.get('unit') || query.get('unit') === 'b') &&
            one.date >= (query.get('from') ?? '') &&
            one.date <= (query.get('until') ?? '9999'),
        )
        .sort((one, other) => one.date.localeCompare(other.date)),
      query,
    ),
  }))
  on('GET', `${v.activity}/plans/{id}`, ({ id }) =>
    by(state.plans, id) ? { body: by(state.plans, id), etag: by(state.plans, id).version } : notFound(),
  )
  on('GET', `${v.activity}/plans/{id}/invitation`, ({ id }) => (by(state.plans, id) ? { body: by(state.plans, id) } : notFound()))
  on('POST', `${v.activity}/plans`, ({ body }) => {
    const plan = newPlan(body)
    state.plans.push(plan)
    return { status: 201, body: plan }
  })
  on('PUT', `${v.activity}/plans/{id}`, ({ id, body }) => ({ body: bump(by(state.plans, id), asPlan(body)) }))
  on('POST', `${v.activity}/plan-series`, ({ body }) => {
    const series = randomUUID()
    const plans = []
    for (let date = body.from; date <= body.until;) {
      plans.push({ ...newPlan({ unit: body.unit, date, common: body.common }), series, number: plans.length })
      const next = new Date(`${date}T00:00:00Z`)
      next.setUTCMonth(next.getUTCMonth() + 1)
      date = next.toISOString().slice(0, 10)
    }
    state.plans.push(...plans)
    return { status: 201, body: { series, plans } }
  })
  const following = (id) => {
    const one = by(state.plans, id)
    return state.plans.filter((plan) => plan.series === one.series && plan.number >= one.number && OPEN.includes(plan.status))
  }
  on('POST', `${v.activity}/plans/{id}/following`, ({ id, body }) => ({
    body: { series: by(state.plans, id).series, plans: following(id).map((plan) => bump(plan, asPlan({ common: body.common }))) },
  }))
  on('POST', `${v.activity}/plans/{id}/following/cancellation`, ({ id, body }) => ({
    body: {
      series: by(state.plans, id).series,
      plans: following(id).map((plan) => bump(plan, { status: 'CANCELLED', reason: body.reason })),
    },
  }))
  on('POST', `${v.activity}/plans/{id}/notice`, ({ id }) => ({
    body: bump(by(state.plans, id), { status: 'NOTIFIED', toldAt: new Date().toISOString(), told: 15 }),
  }))
  on('POST', `${v.activity}/plans/{id}/cancellation`, ({ id, body }) => ({
    body: bump(by(state.plans, id), { status: 'CANCELLED', reason: body.reason }),
  }))
  on('GET', `${v.activity}/units/{unit}/calendar`, ({ query }) => {
    const days = new Map()
    const add = (one, name) => {
      if (one.date < query.get('from') || one.date > query.get('until')) return
      const day = days.get(one.date) ?? { date: one.date, planned: 0, held: 0 }
      day[name]++
      days.set(one.date, day)
    }
    state.plans.filter((one) => OPEN.includes(one.status)).forEach((one) => add(one, 'planned'))
    state.sessions.filter((one) => !one.withdrawn).forEach((one) => add(one, 'held'))
    return {
      body: {
        from: query.get('from'),
        until: query.get('until'),
        days: [...days.values()].sort((one, other) => one.date.localeCompare(other.date)),
      },
    }
  })
  on('GET', `${v.activity}/surveys`, ({ query }) => ({
    body: page(
      state.surveys.filter((one) => one.unit === query.get('unit')),
      query,
    ),
  }))
  on('GET', `${v.activity}/surveys/{id}`, ({ id }) => ({ body: by(state.surveys, id) }))
  on('POST', `${v.activity}/surveys`, ({ body }) => {
    const survey = { id: randomUUID(), opinions: 0, rectified: 0, confirmed: 0, version: 0, ...body }
    state.surveys.unshift(survey)
    return { status: 201, body: survey }
  })
  on('POST', `${v.activity}/surveys/{id}/closure`, ({ id, body }) => ({ body: bump(by(state.surveys, id), { closedOn: body.on }) }))
  on('POST', `${v.activity}/surveys/{id}/opinions`, ({ id, body }) => {
    const survey = by(state.surveys, id)
    if (state.refuseOnce === body.text) {
      delete state.refuseOnce
      return {
        status: 422,
        body: { code: 'INVALID_INPUT', title: '填写有误', errors: [{ pointer: '/text', code: 'REFUSED', detail: '请重试。' }] },
      }
    }
    const opinion = {
      id: randomUUID(),
      survey: id,
      unit: survey.unit,
      status: 'RAISED',
      version: 0,
      text: body.text,
      category: body.category,
      raisedOn: body.date,
      member: body.member,
      post: body.post,
      due: body.due,
    }
    state.opinions.unshift(opinion)
    survey.opinions += 1
    return { status: 201, body: opinion }
  })
  questionnaires(on, state, { a1: v.activity, fault })
  on('GET', `${v.activity}/opinions`, ({ query }) => ({
    body: page(
      state.opinions.filter(
        (one) =>
          (!query.get('survey') || one.survey === query.get('survey')) &&
          (!query.get('status') || one.status === query.get('status')) &&
          (!query.get('overdue') || (one.status === 'RAISED' && one.due < '2026-11-20')),
      ),
      query,
    ),
  }))
  on('GET', `${v.activity}/opinions/{id}`, ({ id }) => ({ body: { evidence: [], ...by(state.opinions, id) } }))
  on('PUT', `${v.activity}/opinions/{id}/charge`, ({ id, body }) => ({
    body: bump(by(state.opinions, id), { member: undefined, post: undefined, due: undefined, ...body }),
  }))
  on('POST', `${v.activity}/opinions/{id}/receipt`, ({ id }) => {
    bump(by(state.opinions, id), { receipt: true })
    return { status: 201, body: { code: `code-${id}` } }
  })
  const held = (token) => by(state.opinions, token.replace('code-', ''))
  on('GET', `${v.activity}/open/receipts/{id}`, ({ id }) => (held(id) ? { body: held(id) } : notFound()))
  on('POST', `${v.activity}/open/receipts/{id}/answer`, ({ id, body }) => ({
    body: bump(
      held(id),
      body.done ? { status: 'CONFIRMED', confirmedOn: '2026-11-20', disputedOn: undefined } : { disputedOn: '2026-11-20' },
    ),
  }))
  on('POST', `${v.activity}/opinions/{id}/rectification`, ({ id, body }) => ({
    body: bump(by(state.opinions, id), { status: 'RECTIFIED', action: body.action, rectifiedOn: body.on }),
  }))
  on('POST', `${v.activity}/opinions/{id}/confirmation`, ({ id, body }) => ({
    body: bump(by(state.opinions, id), { status: 'CONFIRMED', confirmedOn: body.on }),
  }))
  on('POST', `${v.activity}/opinions/{id}/withdrawal`, ({ id }) => ({ body: bump(by(state.opinions, id), { status: 'WITHDRAWN' }) }))

  on('GET', `${v.report}/duties`, ({ query }) => ({ body: state.duties(query.get('unit')) }))
  on('GET', `${v.report}/overview`, ({ query }) => {
    const wanted = query.get('state')
    const { items, total, more, next } = page(
      state.overview.units.filter((row) => wanted === null || row.cells.some((cell) => cell.state === wanted)),
      query,
    )
    return { body: { rules: state.overview.rules, units: items, total, more, ...(next && { next }) } }
  })
  on('GET', `${v.report}/overview/counts`, () => {
    const count = (cells) => ({
      met: cells.filter((cell) => cell.state === 'MET').length,
      due: cells.filter((cell) => cell.state === 'DUE').length,
      overdue: cells.filter((cell) => cell.state === 'OVERDUE').length,
      late: state.overview.units.filter((row) => row.cells.some((cell) => cells.includes(cell) && cell.state === 'OVERDUE')).length,
    })
    const all = state.overview.units.flatMap((row) => row.cells)
    const month = (period) => (/Q/.test(period) ? Number(period.slice(-1)) * 3 : period.length > 4 ? Number(period.slice(5)) : 12)
    return {
      body: {
        branches: state.overview.units.length,
        late: count(all).late,
        rules: state.overview.rules.map((rule) => ({ rule: rule.id, ...count(all.filter((cell) => cell.rule === rule.id)) })),
        months: Array.from({ length: 12 }, (_, at) => ({ month: at + 1, ...count(all.filter((cell) => month(cell.period) === at + 1)) })),
      },
    }
  })
  on('GET', `${v.report}/reports`, ({ query }) => ({
    body: page(
      state.reports.filter(
        (one) =>
          (!query.get('unit') || query.get('unit') === 'b' || one.unit === query.get('unit')) &&
          (!query.get('state') || one.state === query.get('state')),
      ),
      query,
    ),
  }))
  on('GET', `${v.report}/openings`, ({ query }) => {
    const there = (year) => state.reports.find((one) => one.unit === query.get('unit') && one.year === year)?.id
    const choices = [2026, 2025, 2024].map((year) => ({
      year,
      from: `${year}-01-01`,
      until: `${year}-12-31`,
      ...(there(year) && { report: there(year) }),
    }))
    const term = { year: 2026, term: 'k0', from: '2023-09-01', until: '2026-08-31' }
    return {
      body: [
        { template: 'debriefing', name: '年度述职报告', period: 'YEAR', choices },
        { template: 'election', name: '换届工作报告', period: 'TERM', choices: [term] },
      ],
    }
  })
  on('POST', `${v.report}/reports`, ({ body }) => {
    const made = structuredClone(state.reports[0])
    const days = body.term
      ? { year: 2026, from: '2023-09-01', until: '2026-08-31' }
      : { from: `${body.year}-01-01`, until: `${body.year}-12-31` }
    Object.assign(made, { id: randomUUID(), ...body, ...days, state: 'DRAFT', round: 0 })
    state.reports.push(made)
    return { status: 201, body: made }
  })
  const reportOf = (id) => state.reports.find((one) => one.id === id)
  const moved = (id, change) => {
    const found = reportOf(id)
    bump(found, change)
    return { body: found }
  }
  const actsOf = (report, who) => {
    if (report.state === 'DRAFT' || report.state === 'RETURNED')
      return who === 'secretary' ? ['WRITE', 'SUBMIT'] : who === 'clerk' ? ['WRITE'] : []
    return report.state === 'SUBMITTED' && who === 'reviewer' ? ['COMMENT', 'RETURN', 'ACCEPT'] : []
  }
  on('GET', `${v.report}/reports/{id}`, ({ id, who }) =>
    reportOf(id) ? { body: { ...reportOf(id), acts: actsOf(reportOf(id), who) }, etag: reportOf(id).version } : notFound(),
  )
  on('GET', `${v.report}/reports/{id}/claims/{claim}/sources`, ({ id, claim, query }) => {
    const sentence = reportOf(id)
      .sections.flatMap((one) => one.sentences)
      .find((one) => one.id === claim)
    const figure = sentence.parts.find((part) => part.figure?.id === query.get('figure')).figure
    return {
      body: {
        sentence: claim,
        figure,
        rounding: figure.rounding,
        window: { name: 'period', from: '2025-01-01', to: '2025-12-31' },
        records: state.proofs
          .slice(0, Math.max(2, Math.min(figure.records, 12)))
          .map((one) => ({ ...one, quantity: figure.measureUnit === 'CNY' ? one.quantity : 1, measureUnit: figure.measureUnit })),
      },
    }
  })
  on('GET', `${v.report}/reports/{id}/differences`, () => ({ body: state.reports[0].changes }))
  on('PUT', `${v.report}/reports/{id}/texts/{section}`, ({ id, section, body }) => {
    const found = reportOf(id).sections.find((one) => one.id === section)
    found.text = body.text
    found.sentences = found.sentences.filter((one) => one.kind !== 'FREE')
    if (body.text)
      found.sentences.push({
        id: `free-${section}`,
        kind: 'FREE',
        paragraph: 99,
        listed: false,
        supported: false,
        bareNumber: /\d/.test(body.text),
        parts: [{ text: body.text }],
        comments: [],
      })
    return moved(id, {})
  })
  on('POST', `${v.report}/reports/{id}/submission`, ({ id }) =>
    moved(id, { state: 'SUBMITTED', round: reportOf(id).round + 1, submittedAt: new Date().toISOString() }),
  )
  on('POST', `${v.report}/reports/{id}/comments`, ({ id, body, who }) => {
    const sentence = reportOf(id)
      .sections.flatMap((one) => one.sentences)
      .find((one) => one.id === body.sentence)
    sentence.comments.push({
      id: randomUUID(),
      sentence: body.sentence,
      text: body.text,
      author: state.people[who].account,
      round: reportOf(id).round,
      at: new Date().toISOString(),
    })
    notify({ what: 'REPORT_COMMENTED', subject: id })
    return moved(id, {})
  })
  on('POST', `${v.report}/reports/{id}/return`, ({ id, body }) => {
    notify({ what: 'REPORT_RETURNED', subject: id })
    return moved(id, { state: 'RETURNED', returnReason: body.reason })
  })
  on(
    'POST',
    `${v.report}/reports/{id}/acceptance`,
    ({ id }) => (
      notify({ what: 'REPORT_ACCEPTED', subject: id }),
      moved(id, {
        state: 'ACCEPTED',
        acceptedAt: new Date().toISOString(),
        contentHash: '9f2c4b1e7a8d3c6f5e0b9a8d7c6f5e4d3c2b1a0f9e8d7c6b5a4f3e2d1c0b9a8f',
        documentHash: '1b0f9e8d7c6b5a4f3e2d1c0b9a8f9f2c4b1e7a8d3c6f5e0b9a8d7c6f5e4d3c2b',
        evidenceHash: '3c2b1b0f9e8d7c6b5a4f3e2d1c0b9a8f9f2c4b1e7a8d3c6f5e0b9a8d7c6f5e4d',
      })
    ),
  )
  const OUTCOMES = { REFUSED: 'audit.refused.v1', LOOKED: 'audit.looked.v1' }
  const outcome = (one, wanted) => !wanted || (OUTCOMES[wanted] ? one.type === OUTCOMES[wanted] : !one.type.startsWith('audit.'))
  on('GET', `${v.report}/ledger`, ({ query }) => ({
    body: page(
      state.ledger.filter(
        (one) =>
          (!query.get('type') || one.type === query.get('type')) &&
          (!query.get('actor') || one.actor === query.get('actor')) &&
          outcome(one, query.get('outcome')),
      ),
      query,
    ),
  }))
  for (const service of ['member', 'activity', 'report'])
    on('GET', `${v[service]}/reasons`, ({ query }) => ({
      body: query
        .get('events')
        .split(',')
        .filter((id) => state.ledger.some((one) => one.id === id && /corrected|withdrawn|returned/.test(one.type)))
        .map((id) => ({ events: [id], actor: state.ledger.find((one) => one.id === id).actor, text: '金额记错：实际转账20,000元。' })),
    }))
  on('GET', `${v.report}/ledger/verification`, () => ({
    body: {
      intact: true,
      entries: state.ledger.length,
      total: state.ledger.length,
      complete: true,
      head: state.ledger[0].hash,
      at: new Date().toISOString(),
    },
  }))
  on('GET', `${v.report}/ledger/{seq}`, ({ seq }) => {
    const entry = state.ledger.find((one) => one.seq === Number(seq))
    return entry
      ? { body: { entry, before: state.ledger.find((one) => one.subject === entry.subject && one.seq < entry.seq) } }
      : notFound()
  })
  on('GET', `${v.member}/accounts/names`, ({ query }) => ({
    body: query
      .get('ids')
      .split(',')
      .map((id) => Object.values(state.people).find((one) => one.account === id))
      .filter(Boolean)
      .map((one) => ({ id: one.account, username: one.account, name: one.name })),
  }))
  on('GET', `${v.notice}/notices`, ({ query }) => ({
    body: page(
      state.notices.filter((one) => query.get('unread') !== 'true' || !one.readAt),
      query,
    ),
  }))
  on('POST', `${v.notice}/notices/{id}/reading`, ({ id }) => ({
    body: Object.assign(by(state.notices, id), { readAt: new Date().toISOString() }),
  }))

  on('GET', `${v.notice}/settings`, () => ({ body: state.settings, etag: state.settings.version }))
  on('PUT', `${v.notice}/settings`, ({ body, match }) => {
    if (match !== `"${state.settings.version}"`) return fault(412, 'VERSION_OUTDATED', '内容已被他人修改', '请重新读取。')
    if (body.quietFrom !== undefined && body.quietFrom === body.quietTo)
      return fault(422, 'QUIET_ALL_DAY', '免打扰时段没有结束', '', [
        { pointer: '/quietTo', code: 'QUIET_ALL_DAY', detail: '开始和结束不能相同，否则邮件永远不会发出。' },
      ])
    state.settings = { ...body, version: state.settings.version + 1 }
    return { body: state.settings, etag: state.settings.version }
  })
  const masked = (address) => `${address[0]}***${address.slice(address.indexOf('@'))}`
  on('GET', `${v.notice}/address`, () => ({ body: state.address }))
  on('POST', `${v.notice}/address`, ({ body }) => {
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(body.address))
      return fault(422, 'ADDRESS_UNREADABLE', '邮箱地址有误', '', [
        { pointer: '/address', code: 'ADDRESS_UNREADABLE', detail: '这不是一个可用的邮箱地址，例如 name@example.com。' },
      ])
    return { body: (state.address = { ...state.address, pending: masked(body.address), expiresAt: '2026-11-20T03:00:00Z' }) }
  })
  on('POST', `${v.notice}/address/confirmation`, ({ body }) => {
    if (body.code !== '123456')
      return fault(422, 'CODE_WRONG', '验证码不对', '', [
        { pointer: '/code', code: 'CODE_WRONG', detail: '验证码不对，请对照邮件重新输入。' },
      ])
    const { pending, expiresAt: _, ...rest } = state.address
    return { body: (state.address = { ...rest, confirmed: pending }) }
  })
  on('POST', `${v.notice}/address/removal`, () => ({ body: (state.address = { mail: true, refused: false }) }))
  on('GET', `${v.notice}/deliveries`, ({ query }) => ({
    body: page(
      state.deliveries.filter((one) => !query.get('state') || one.state === query.get('state')),
      query,
    ),
  }))
  on('POST', `${v.notice}/deliveries/{id}/retry`, ({ id }) => ({
    body: Object.assign(by(state.deliveries, id), { state: 'WAITING', attempts: 0 }),
  }))

  function answer(response, { status = 200, body, etag, raw }) {
    if (raw) return response.writeHead(200, { 'Content-Type': 'image/png' }).end(raw)
    const headers = {
      'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json',
      ...(etag !== undefined && { ETag: `"${etag}"` }),
    }
    response.writeHead(status, headers).end(body === undefined ? '' : JSON.stringify(body))
  }

  function file(path, response) {
    const wanted = join(dist, path)
    const found = path.includes('.') && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html')
    response.writeHead(200, { 'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP })
    createReadStream(found).pipe(response)
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://mock')
    const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=')))
    const who = cookies.who
    if (url.pathname.startsWith('/mock/as/'))
      return response
        .writeHead(302, { 'Set-Cookie': [`who=${url.pathname.slice(9)}; Path=/`, 'XSRF-TOKEN=mock; Path=/'], Location: '/' })
        .end()
    if (url.pathname === '/oauth2/authorization/keycloak')
      return response
        .writeHead(302, {
          'Set-Cookie': [`who=${state.lastPerson ?? 'secretary'}; Path=/`, 'XSRF-TOKEN=mock; Path=/'],
          Location: url.searchParams.get('continue') ?? '/',
        })
        .end()
    if (url.pathname === '/logout')
      return response
        .writeHead(200, { 'Set-Cookie': 'who=; Path=/; Max-Age=0', 'Content-Type': 'application/json' })
        .end(JSON.stringify({ location: '/' }))
    if (url.pathname === '/api/session')
      return answer(response, {
        body: who
          ? { authenticated: true, username: who, login: '/oauth2/authorization/keycloak' }
          : { authenticated: false, login: '/oauth2/authorization/keycloak' },
      })
    if (!url.pathname.startsWith('/api/')) return file(url.pathname, response)
    const open = url.pathname.includes('/v1/open/')
    if (!who && !open) return answer(response, fault(401, 'NOT_SIGNED_IN', '请先登录', '登录状态已失效，请重新登录；已填写的内容仍在。'))
    if (who) state.lastPerson = who
    if (url.pathname === `${v.notice}/notices/stream`) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': hello\n\n')
      streams.add(response)
      return request.on('close', () => streams.delete(response))
    }
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      const key = request.headers['idempotency-key']
      if (request.method === 'POST' && !key) return answer(response, fault(400, 'IDEMPOTENCY_KEY_MISSING', '缺少 Idempotency-Key', ''))
      if (request.method !== 'GET' && !open && request.headers['x-xsrf-token'] !== 'mock')
        return answer(response, fault(403, 'CSRF_TOKEN_INVALID', '页面已过期', ''))
      if (who === 'auditor' && request.method !== 'GET')
        return answer(response, fault(403, 'NOT_ALLOWED', '没有权限', '您的授权不包括这项操作。'))
      // Keeping drafts has its own walk: what is lost here is the thing itself.
      const loses = request.method === 'POST' && !url.pathname.startsWith(`${v.activity}/drafts`)
      if (loses && state.loseRequests > 0) {
        state.loseRequests -= 1
        return request.socket.destroy()
      }
      if (keys.has(key) && state.loseAnswers > 0) return request.socket.destroy()
      if (keys.has(key)) return answer(response, keys.get(key))
      if (request.method === 'POST' && url.pathname === `${v.activity}/records` && state.refuseRecord)
        return answer(
          response,
          fault(422, 'INVALID_INPUT', '填写的内容需要修改', '', [{ pointer: '/values/amount', code: 'WRONG', detail: '金额与附件不符' }]),
        )
      for (const route of routes) {
        const match = route.method === request.method ? route.regex.exec(url.pathname) : null
        if (!match) continue
        const result = route.handler({
          ...match.groups,
          query: url.searchParams,
          body: text && request.headers['content-type'] === 'application/json' ? JSON.parse(text) : {},
          name: decodeURIComponent(/UTF-8''(.*)$/.exec(request.headers['content-disposition'] ?? '')?.[1] ?? ''),
          who,
          match: request.headers['if-match'],
        })
        if (request.method === 'POST' && (result.status ?? 200) < 400) keys.set(key, result)
        if (loses && state.loseAnswers > 0) {
          state.loseAnswers -= 1
          return request.socket.destroy()
        }
        return answer(response, result)
      }
      return answer(response, notFound())
    })
  })
  return new Promise((ready) =>
    server.listen(port, '127.0.0.1', () =>
      ready({ server, state, notify, close: () => (streams.forEach((one) => one.end()), server.close()) }),
    ),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8099)
  await start(port)
  console.log(`http://127.0.0.1:${port}`)
}
