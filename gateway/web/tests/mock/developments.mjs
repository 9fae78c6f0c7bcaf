// The development of members in the stand-in: the steps of the rules as they are shipped, judged only as far as the screens need.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const pack = parse(readFileSync(fileURLToPath(new URL('../../../../infra/rules/data/developments/2026.yaml', import.meta.url)), 'utf8'))
const place = (step) => pack.steps.findIndex((one) => one.id === step)

function later(day, limit) {
  const [year, month, date] = day.split('-').map(Number)
  if (limit.workingDays) return new Date(Date.UTC(year, month - 1, date + limit.workingDays + 3)).toISOString().slice(0, 10)
  const last = new Date(Date.UTC(year, month - 1 + limit.months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + limit.months, Math.min(date, last))).toISOString().slice(0, 10)
}

const bound = (day, limit) => ({ day, rule: limit.rule, article: limit.article, mark: limit.mark, provisional: day > '2027' })

export function developments({ on, by, bump, page, notFound, fault, today }) {
  const entry = (step, day, more = {}) => ({
    id: randomUUID(),
    step,
    on: day,
    result: 'PASSED',
    pack: day < pack.from ? '2014' : '2026',
    earlier: [],
    ...more,
  })
  const seeded = (id, name, entries, more = {}) => ({
    id,
    unit: 'z0',
    name,
    born: '1992-04-05',
    entries: entries.map((one) => entry(...one)),
    status: 'OPEN',
    version: 0,
    ...more,
  })
  const start = [
    ['application', '2024-09-10'],
    ['talk', '2024-09-28', { who: '王书记', note: '谈了入党动机。' }],
    ['recommendation', '2025-03-01'],
    ['activist', '2025-03-10'],
    ['activist-filing', '2025-03-20'],
    ['contacts', '2025-03-20'],
  ]
  const all = [
    seeded('v0', '陈思雨', start.slice(0, 1)),
    seeded('v1', '周敏', [...start, ['examination', '2025-09-08']]),
    seeded('v2', '何洁', [
      ...start,
      ['examination', '2025-09-08'],
      ['examination', '2026-03-08'],
      ['opinions', '2026-08-30'],
      ['publicity', '2026-09-01'],
      ['target', '2026-09-10'],
      ['target-filing', '2026-09-15'],
      ['introducers', '2026-09-16'],
    ]),
    seeded('v3', '许可', [
      ...start,
      ['target', '2026-04-01'],
      ['review', '2026-05-06'],
      ['training', '2026-06-20'],
      ['committee-review', '2026-10-12'],
      ['pre-review', '2026-11-08'],
    ]),
    seeded(
      'v4',
      '高远',
      [
        ['application', '2022-01-04'],
        ['activist', '2022-06-01'],
        ['target', '2023-09-01'],
        ['review', '2023-10-01'],
        ['training', '2023-10-20'],
        ['pre-review', '2025-05-06'],
        [
          'admission',
          '2025-06-01',
          { earlier: [{ on: '2025-06-10', result: 'PASSED', reason: '日期写错了', at: '2025-07-01T02:00:00Z' }] },
        ],
        ['approval', '2025-08-15'],
      ],
      { member: 'm1' },
    ),
  ]

  function judge(one) {
    const passed = (step) => (step === 'birth' ? one.born : one.entries.find((each) => each.step === step && each.result === 'PASSED')?.on)
    const furthest = Math.max(
      ...one.entries.filter((each) => each.result === 'PASSED' && each.step !== 'examination').map((each) => place(each.step)),
    )
    const steps = pack.steps.map((step, index) => {
      const entries = one.entries.filter((each) => each.step === step.id)
      const due = (step.due ?? []).filter((limit) => passed(limit.since))[0]
      const waits = (step.waits ?? [])
        .filter((limit) => passed(limit.since))
        .map((limit) => bound(later(passed(limit.since), limit), limit))
      const repeats = step.repeatsUntil !== undefined
      const running = repeats && passed('activist') && !passed(step.repeatsUntil)
      const asked = index < furthest && !(step.id === 'publicity' && passed('target') < pack.from)
      const state =
        running || (!repeats && index > furthest && !passed(step.id))
          ? entries.some((each) => each.result === 'FAILED') && !repeats
            ? 'FAILED'
            : 'OPEN'
          : entries.length
            ? 'TAKEN'
            : asked
              ? 'MISSING'
              : index < furthest
                ? 'NOT_ASKED'
                : 'OPEN'
      const pending = state === 'OPEN' || state === 'FAILED'
      const last = repeats
        ? entries
            .map((each) => each.on)
            .sort()
            .at(-1)
        : undefined
      // What the version has brought begins with it.
      const since = due && (last ?? passed(due.since))
      const begin = due && ['DM-13', 'DM-21'].includes(due.rule) && since < pack.from ? pack.from : since
      const limit = due && bound(later(begin, due), due)
      const from = waits.sort((a, b) => (a.day < b.day ? 1 : -1))[0]
      const findings = [
        ...(pending && limit && limit.day < today() ? [{ kind: 'OVERDUE', bound: limit }] : []),
        ...(state === 'TAKEN' && !repeats && limit && entries[0].on > limit.day ? [{ kind: 'TOO_LATE', bound: limit }] : []),
        ...(state === 'TAKEN' && from && entries[0].on < from.day ? [{ kind: 'TOO_EARLY', bound: from }] : []),
        ...(state === 'MISSING' ? [{ kind: 'MISSING', bound: bound(passed(pack.steps[furthest].id), step) }] : []),
      ]
      const { id, names, repeatsUntil: _r, verified: _v, makes: _m, waits: _w, due: _d, gate = false, ...said } = step
      return {
        ...said,
        step: id,
        name: names,
        gate,
        repeats,
        state,
        findings,
        entries,
        ...(pending && limit && { by: limit }),
        ...(pending && from && { from }),
      }
    })
    const open = one.status === 'OPEN'
    const next = steps.find((line, index) => index > furthest && !line.repeats)
    const due = steps.filter((line) => line.by).sort((a, b) => (a.by.day < b.by.day ? -1 : 1))
    const asStep = ({ step, name, from, by: until }) => ({ step, name, ...(from && { from }), ...(until && { by: until }) })
    const card = {
      id: one.id,
      unit: one.unit,
      name: one.name,
      status: one.status,
      stage: pack.steps[furthest].stage,
      applied: one.entries[0].on,
      ...(open && next && { next: asStep(next) }),
      due: open ? due.map(asStep) : [],
      late: open && due.some((line) => line.by.day < today()),
      ...(one.ended && { ending: one.ended.ending }),
    }
    return { card, steps, passed }
  }

  function view(one, who) {
    const { card, steps, passed } = judge(one)
    const open = one.status === 'OPEN'
    const branch = open && (who === 'secretary' || who === 'clerk' || who === 'admin')
    const superior = open && (who === 'reviewer' || who === 'admin')
    const { rule, article, mark, atLeastMonths, atMostMonths } = pack.extension
    return {
      card,
      born: one.born,
      ...(one.member && { member: one.member }),
      pack: { id: pack.id, name: pack.names, from: pack.from, goneOver: one.entries[0].on < pack.from },
      steps: steps.map((line) => ({ ...line, may: line.decider === 'SUPERIOR' ? superior : branch })),
      ...(passed('admission') && { extension: { rule, article, mark, atLeastMonths, atMostMonths, ...one.extended } }),
      ...(one.ended && { ended: one.ended }),
      writes: branch,
      version: one.version,
    }
  }

  const base = '/api/member/v1/developments'
  on('GET', base, ({ query }) => {
    const until = query.get('until')
    const found = all
      .map((one) => judge(one).card)
      .filter((card) => (card.status === 'OPEN') === (query.get('closed') !== 'true'))
      .filter((card) => query.get('stage') === null || card.stage === query.get('stage'))
      .filter((card) => until === null || card.due.some((step) => step.by.day <= until))
      .sort((a, b) => ((a.due[0]?.by.day ?? '9') < (b.due[0]?.by.day ?? '9') ? -1 : 1))
    return { body: page(found, query) }
  })
  on('POST', base, ({ body, who }) => {
    if (all.some((one) => one.name === body.name && one.status === 'OPEN'))
      return fault(409, 'DEVELOPMENT_UNDER_WAY', '已有进行中的档案', '本支部已有同名、同一天出生的人正在发展，请打开那份档案。')
    const made = seeded(randomUUID(), body.name, [['application', body.on, { ...(body.note && { note: body.note }) }]], {
      born: body.born,
      unit: body.unit,
    })
    all.push(made)
    return { status: 201, body: view(made, who) }
  })
  on('GET', `${base}/{id}`, ({ id, who }) => (by(all, id) ? { body: view(by(all, id), who), etag: by(all, id).version } : notFound()))
  on('POST', `${base}/{id}/person`, ({ id, body, who }) => ({ body: view(bump(by(all, id), { name: body.name, born: body.born }), who) }))
  on('POST', `${base}/{id}/steps`, ({ id, body, who }) => {
    const one = by(all, id)
    one.entries.push(entry(body.step, body.on, body))
    return { status: 201, body: view(bump(one, body.step === 'archive' ? { status: 'COMPLETED' } : {}), who) }
  })
  on('POST', `${base}/{id}/steps/{entry}/correction`, ({ id, entry: known, body, who }) => {
    const one = by(all, id)
    const found = by(one.entries, known)
    const was = { on: found.on, result: found.result, reason: body.reason, at: new Date().toISOString() }
    Object.assign(found, { who: undefined, note: undefined }, body, { earlier: [...found.earlier, was] })
    return { body: view(bump(one, {}), who) }
  })
  on('POST', `${base}/{id}/extension`, ({ id, body, who }) => ({ body: view(bump(by(all, id), { extended: body }), who) }))
  on('POST', `${base}/{id}/ending`, ({ id, body, who }) => ({ body: view(bump(by(all, id), { status: 'ENDED', ended: body }), who) }))
}
