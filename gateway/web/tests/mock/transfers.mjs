// Transfers of members in the stand-in: between the branches z0 and z1, out by a letter and in by one.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const rules = parse(readFileSync(fileURLToPath(new URL('../../../../infra/rules/data/transfers.yaml', import.meta.url)), 'utf8')).points
const point = (about, day) => {
  const { id, names, text, article, mark, days } = rules.find((one) => one.about === about)
  return { rule: id, name: names, text, article, mark, days, ...(day && { day }) }
}
const plus = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
const lasts = (about) => rules.find((one) => one.about === about).days

export function transfers({ on, base, state, by, page, notFound, fault, today, picture }) {
  const step = (what, side, more = {}) => ({ what, side, at: new Date().toISOString(), by: 'a-sec', ...more })
  const letter = (number, day, until) => ({ number, on: day, until: until ?? plus(day, lasts('LETTER')) })
  const seeded = (id, kind, name, more) => ({ id, kind, name, state: 'ASKED', letters: [], version: 0, ...more })
  const all = [
    seeded('t0', 'INSIDE', '何晓燕', {
      from: 'z1',
      to: 'z0',
      member: 'm-other',
      acts: 'z0',
      day: plus(today(), 12),
      steps: [step('ASKED', 'GIVING', { on: plus(today(), 3), words: '调到中心幼儿园任教。' })],
    }),
    seeded('t1', 'OUT', '赵国强', {
      from: 'z0',
      outside: '临江区教育局党委',
      member: 'm5',
      acts: 'z0',
      letters: [letter('〔2026〕3号', '2026-03-02')],
      steps: [step('ASKED', 'GIVING', { on: '2026-03-02', words: '调往临江区。', at: '2026-03-02T02:00:00Z' })],
    }),
    seeded('t2', 'INSIDE', '孙丽', {
      from: 'z0',
      to: 'z1',
      member: 'm6',
      state: 'REFUSED',
      day: '2026-05-06',
      steps: [
        step('ASKED', 'GIVING', { on: '2026-05-01', words: '岗位轮换。', at: '2026-05-01T02:00:00Z' }),
        step('REFUSED', 'RECEIVING', { words: '还没有到岗，到岗后再办。', at: '2026-05-06T02:00:00Z', by: 'a-other' }),
      ],
    }),
  ]
  const open = (one) => one.state === 'ASKED'
  const dayOf = (one) => (open(one) && one.letters.length ? one.letters.at(-1).until : one.day)
  const line = ({ id, kind, state: now, name, member, from, to, outside, acts, steps, ...one }) => ({
    id,
    kind,
    state: now,
    name,
    from,
    to,
    outside,
    asked: steps[0].side,
    day: dayOf({ state: now, ...one }),
    late: now === 'ASKED' && dayOf({ state: now, ...one }) < today(),
    since: steps.at(-1).at,
    ...(member && { member }),
    ...(now === 'ASKED' && { acts }),
  })
  const view = (one) => ({
    line: line(one),
    steps: one.steps,
    letters: one.letters.map((each) => ({ ...each, out: each.until < today() })),
    ...(one.standing && { standing: one.standing }),
    ...(open(one) && { by: point(one.kind === 'INSIDE' ? 'ANSWER' : 'LETTER', dayOf(one)) }),
    ...(open(one) && one.kind !== 'IN' && { responsible: point('RESPONSIBLE') }),
    ...(one.kind === 'IN' && one.state === 'ACCEPTED' && { receipt: point('RECEIPT', plus(one.day, lasts('RECEIPT'))) }),
    answers: open(one) && one.acts === 'z0',
    withdraws: open(one) && (one.kind !== 'INSIDE' || one.acts !== 'z0'),
    taken: one.kind === 'OUT',
    version: one.version,
  })
  const saved = (one) => ({ body: view(one), status: 201 })
  const begun = (one) => {
    if (one.member && all.some((each) => open(each) && each.member === one.member))
      return fault(409, 'TRANSFER_OPEN_ALREADY', '已在办理转接', '这名党员已有一次转接正在办理。', [
        { pointer: '/member', code: 'TRANSFER_OPEN_ALREADY', detail: '这名党员已有一次转接正在办理。' },
      ])
    all.unshift(one)
    return saved(one)
  }
  const nameOf = (member) =>
    by(
      state.members.map((one) => one.member),
      member,
    )?.name ?? ''

  on('GET', `${base}/transfers`, ({ query }) => {
    const show = query.get('show') ?? 'OPEN'
    const until = query.get('until')
    const unit = query.get('unit')
    const found = all
      .filter((one) => unit === 'b' || [one.from, one.to].includes(unit))
      .filter((one) => (show === 'OVER') !== open(one) && (show !== 'ACTS' || one.acts === unit))
      .filter((one) => until === null || dayOf(one) <= until)
    return { body: page(found.map(line), query) }
  })
  on('GET', `${base}/transfers/rules`, () => ({ body: Object.fromEntries(rules.map((one) => [one.about, point(one.about)])) }))
  on('GET', `${base}/transfers/{id}/letter.docx`, ({ id }) => {
    state.papers.push(`transfers/${id}`)
    return { raw: picture }
  })
  on('GET', `${base}/transfers/{id}`, ({ id }) => (by(all, id) ? { body: view(by(all, id)) } : notFound()))
  on('POST', `${base}/transfers`, ({ body }) =>
    begun(
      seeded(randomUUID(), 'INSIDE', nameOf(body.member), {
        from: 'z0',
        to: body.to,
        member: body.member,
        acts: body.to,
        day: plus(today(), lasts('ANSWER')),
        steps: [step('ASKED', 'GIVING', { on: body.on, words: body.reason })],
      }),
    ),
  )
  on('POST', `${base}/transfers/calls`, ({ body }) =>
    body.identityNumber.endsWith('X')
      ? begun(
          seeded(randomUUID(), 'INSIDE', body.name, {
            from: 'z1',
            to: 'z0',
            acts: 'z1',
            day: plus(today(), lasts('ANSWER')),
            steps: [step('ASKED', 'RECEIVING', { on: body.on, words: body.reason })],
          }),
        )
      : fault(422, 'TRANSFER_PERSON_NOT_KNOWN', '没有姓名与证件号码相符的党员', '请核对，或者请对方支部发起转出。', [
          { pointer: '/identityNumber', code: 'TRANSFER_PERSON_NOT_KNOWN', detail: '没有姓名与身份证号码都相符的党员，请核对。' },
        ]),
  )
  on('POST', `${base}/transfers/departures`, ({ body }) =>
    begun(
      seeded(randomUUID(), 'OUT', nameOf(body.member), {
        from: 'z0',
        outside: body.outside,
        member: body.member,
        acts: 'z0',
        letters: [letter(body.number, body.on, body.until)],
        steps: [step('ASKED', 'GIVING', { on: body.on, words: body.reason })],
      }),
    ),
  )
  on('POST', `${base}/transfers/arrivals`, ({ body }) =>
    begun(
      seeded(randomUUID(), 'IN', body.name, {
        to: 'z0',
        outside: body.outside,
        acts: 'z0',
        letters: [letter(body.number, body.on, body.until)],
        standing: { full: body.full, born: body.born, joinedPartyOn: body.joinedPartyOn, fullOn: body.fullOn },
        steps: [step('ASKED', 'RECEIVING', { on: body.on, ...(body.note && { words: body.note }) })],
      }),
    ),
  )
  const act = (path, done) =>
    on('POST', `${base}/transfers/{id}/${path}`, ({ id, body }) => {
      const one = by(all, id)
      if (one === undefined) return notFound()
      if (!open(one)) return fault(409, 'TRANSFER_ACCEPTED_ALREADY', '已办结', '这次转接在此期间已经办结，请看办理记录。')
      done(one, body)
      one.version += 1
      return { body: view(one) }
    })
  const side = (one) => (one.kind === 'OUT' ? 'GIVING' : 'RECEIVING')
  act('acceptance', (one, body) => {
    one.steps.push(step('ACCEPTED', side(one), { on: body.on, ...(body.note && { words: body.note }) }))
    Object.assign(one, { state: 'ACCEPTED', day: body.on, ...(one.kind === 'IN' && { member: 'm1' }) })
  })
  act('refusal', (one, body) => {
    one.steps.push(step('REFUSED', side(one), { words: body.reason }))
    Object.assign(one, { state: 'REFUSED', day: today() })
  })
  act('withdrawal', (one, body) => {
    one.steps.push(step('WITHDRAWN', one.steps[0].side, { words: body.reason }))
    Object.assign(one, { state: 'WITHDRAWN', day: today() })
  })
  act('letters', (one, body) => {
    one.steps.push(step('LETTER_ISSUED', 'GIVING', { on: body.on, ...(body.note && { words: body.note }) }))
    one.letters.push(letter(body.number, body.on, body.until))
  })
}
