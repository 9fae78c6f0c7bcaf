// Dues of the branch z0, in the stand-in: the whole table is reckoned here as the service would.
import { randomUUID } from 'node:crypto'

const text = (zh, en) => ({ 'zh-CN': zh, en })
const article = text('条号未核对', 'number of the article not seen')
const regulation = text('关于中国共产党党费收缴、使用和管理的规定', 'Provisions on collecting, using and managing Party dues')
const BRACKETS = [
  { rule: 'DU-01', upTo: 3000, percent: 0.5 },
  { rule: 'DU-02', upTo: 5000, percent: 1 },
  { rule: 'DU-03', upTo: 10000, percent: 1.5 },
  { rule: 'DU-04', percent: 2 },
]
const category = (id, names, basis, rest = {}) => ({
  id,
  rule: 'DU-05',
  names,
  text: text('按规定计算。', 'As the provisions say.'),
  article,
  mark: 'C2',
  basis,
  fixedFor: 'YEAR',
  brackets: [],
  ...rest,
})
const point = (rule, names, said, rest = {}) => ({ rule, names, text: said, regulation, article, mark: 'C2', purposes: [], ...rest })
const RATES = {
  categories: [
    category('EMPLOYED', text('按月领取工资', 'Paid monthly'), 'SHARE', { brackets: BRACKETS }),
    category('RETIRED', text('离退休', 'Retired'), 'SHARE', {
      rule: 'DU-06',
      brackets: [
        { rule: 'DU-06', upTo: 5000, percent: 0.5 },
        { rule: 'DU-06', percent: 1 },
      ],
    }),
    category('FARMER', text('农民', 'Farmer'), 'AGREED', { rule: 'DU-08', least: 0.2, most: 1 }),
    category('NO_INCOME', text('学生或没有收入', 'Student or without income'), 'FIXED', { rule: 'DU-08', least: 0.2, most: 0.2 }),
  ],
  points: [
    point(
      'DU-09',
      text('按月交纳', 'Paid monthly'),
      text('党费按月交纳；补交一般不超过6个月。', 'Dues are paid monthly; what is paid later is generally at most six months old.'),
      { months: 6 },
    ),
    point(
      'DU-11',
      text('少交或者免交', 'Less or none'),
      text(
        '交纳确有困难的，由支部研究，报上一级党组织批准。',
        'In real hardship the branch considers and the organization above approves.',
      ),
    ),
    point(
      'DU-12',
      text('自愿多交', 'Paid beyond'),
      text('自愿一次多交1000元以上的，全部上缴中央。', 'What is paid beyond, 1,000 yuan or more at once, goes wholly to the Centre.'),
      { amount: 1000 },
    ),
    point(
      'DU-13',
      text('六个月不交', 'Six months without dues'),
      text(
        '没有正当理由连续6个月不交纳党费的，按自行脱党处理；是否有正当理由由支部研究。',
        'Six months in a row without good reason count as leaving; whether there is a reason is for the branch to say.',
      ),
      { months: 6, mark: 'C1' },
    ),
    point(
      'DU-16',
      text('公布', 'Publishing'),
      text('党支部每年至少向党员公布一次党费收缴情况。', 'The branch makes the dues known at least once a year.'),
    ),
    point(
      'DU-17',
      text('年初核定', 'Fixed yearly'),
      text('党费数额一般在年初核定，年内不变。', 'The amount is fixed at the start of the year and normally unchanged.'),
      { mark: 'L' },
    ),
  ],
}

export function dues({ on, base, state, by, bump, page, fault }) {
  const now = new Date().getFullYear()
  const people = () => state.members.map((one) => one.member).filter((one) => one.unit === 'z0' && !one.departedOn)
  const said = (from, category, amount) => ({ from, category, base: amount, at: '2026-01-05T02:00:00Z', by: 'a-sec' })
  const standards = Object.fromEntries(
    people().map((one, at) => [
      one.id,
      at === 0 ? [] : [said(`${now - 1}-01-01`, at % 4 === 3 ? 'NO_INCOME' : 'EMPLOYED', at % 4 === 3 ? undefined : 3800 + at * 900)],
    ]),
  )
  const paid = {}
  const acts = []
  const published = {}
  people().forEach((one, at) => {
    if (at !== 2)
      for (let month = 1; month <= 8; month++)
        paid[`${now}.${one.id}.${month}`] = { amount: owed(one.id, now, month) ?? 15, on: `${now}-0${month}-09` }
    for (let month = 1; month <= 12; month++)
      if (at !== 0) paid[`${now - 1}.${one.id}.${month}`] = { amount: owed(one.id, now - 1, month) ?? 15, on: `${now - 1}-12-09` }
  })
  function owed(member, year, month) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`
    const found = standards[member]?.filter((one) => one.from <= first).at(-1)
    const rate = RATES.categories.find((one) => one.id === found?.category)
    if (rate === undefined) return undefined
    if (rate.basis === 'FIXED') return 0.2
    if (rate.basis === 'AGREED') return found.base
    const bracket = rate.brackets.find((one) => one.upTo === undefined || found.base <= one.upTo)
    return Math.round(found.base * bracket.percent) / 100
  }
  const MONTHS = Array.from({ length: 12 }, (none, at) => at + 1)
  const months = (member, year) =>
    MONTHS.map((month) => {
      const due = owed(member, year, month)
      const there = paid[`${year}.${member}.${month}`]
      return { month, state: due === undefined ? 'NOT_FIXED' : 'OWED', owed: due, relieved: false, paid: there?.amount, paidOn: there?.on }
    })
  const over = (year) => (year < now ? 12 : new Date().getMonth())
  const arrears = (member, year) => {
    const behind = months(member, year).filter((one) => one.month <= over(year) && one.state === 'OWED' && !one.paid)
    return {
      amount: behind.reduce((all, one) => all + one.owed, 0),
      months: behind.length,
      since: behind[0] && `${year}-${String(behind[0].month).padStart(2, '0')}-01`,
      line: behind.length >= 6,
    }
  }
  const book = (year) => ({
    unit: 'z0',
    year,
    asOf: new Date().toISOString().slice(0, 10),
    members: people().map((one) => ({
      member: one.id,
      name: one.name,
      mark: one.mark,
      standards: standards[one.id] ?? [],
      months: months(one.id, year),
      arrears: arrears(one.id, year),
    })),
  })
  const sum = (all, wanted) => {
    const cells = all.flatMap((one) => one.months.filter((each) => wanted === 0 || each.month === wanted))
    const who = (test) => all.filter((one) => one.months.some((each) => (wanted === 0 || each.month === wanted) && test(each))).length
    const add = (part) => Math.round(cells.reduce((total, one) => total + (one[part] ?? 0) * 100, 0)) / 100
    return {
      owed: add('owed'),
      received: add('paid'),
      owing: who((one) => one.owed > 0),
      paid: who((one) => one.paid > 0),
      unfixed: who((one) => one.state === 'NOT_FIXED'),
    }
  }
  const statement = (id, year) => {
    const all = id === 'z0' ? book(year).members : []
    return {
      unit: id,
      name: by(state.units, id)?.name ?? '',
      year,
      months: MONTHS.map((month) => ({ month, sum: sum(all, month) })),
      total: sum(all, 0),
      publishedOn: published[year],
      changedSince: false,
      version: 0,
    }
  }
  const yearOf = (query) => Number(query.get('year') ?? now)
  on('GET', `${base}/dues/rates`, () => ({ body: RATES }))
  on('GET', `${base}/own-file`, () => ({
    body: [
      {
        member: people()[3].id,
        name: '赵建国',
        gender: 'MALE',
        born: '1980-04-05',
        identityNumber: '11010119800405001X',
        phone: '13800000000',
        education: '本科',
        memberships: [{ branch: '中心幼儿园党支部', from: '2012-07-01', joinedPartyOn: '2011-07-01', fullOn: '2012-07-01' }],
      },
    ],
  }))
  on('GET', `${base}/dues/own`, ({ query }) => {
    const me = people()[3]
    return { body: [{ unit: 'z0', year: yearOf(query), standards: standards[me.id], months: months(me.id, yearOf(query)) }] }
  })
  on('GET', `${base}/dues/branches`, ({ query }) => ({
    body: page(
      state.units
        .filter((one) => one.kind === 'BRANCH')
        .map((one) => ({
          unit: one.id,
          name: one.name,
          total: statement(one.id, yearOf(query)).total,
          publishedOn: one.id === 'z0' ? published[yearOf(query)] : undefined,
        })),
      query,
    ),
  }))
  on('GET', `${base}/dues/{id}`, ({ query }) => ({ body: book(yearOf(query)) }))
  on('GET', `${base}/dues/{id}/acts`, () => ({ body: acts }))
  on('GET', `${base}/dues/{id}/statement`, ({ id, query }) => ({ body: statement(id, yearOf(query)) }))
  on('POST', `${base}/dues/{id}/standards`, ({ body }) => {
    for (const line of body.lines) {
      const from = `${body.year}-${String(body.month).padStart(2, '0')}-01`
      standards[line.member] = [
        ...(standards[line.member] ?? []),
        { from, category: line.category, base: line.base, reason: body.reason, at: new Date().toISOString(), by: 'a-sec' },
      ]
    }
    return { body: book(body.year) }
  })
  on('POST', `${base}/dues/{id}/payments`, ({ body }) => {
    const wrong = body.lines.flatMap((line, at) =>
      line.amount - (owed(line.member, body.year, line.month) ?? line.amount) >= 1000
        ? [
            {
              pointer: `/lines/${at}/amount`,
              code: 'DUES_EXTRA_IS_SPECIAL',
              detail: '自愿一次多交 1,000 元以上的，请登记为“特殊党费”记录。',
            },
          ]
        : [],
    )
    if (wrong.length > 0) return fault(422, 'DUES_FAULTS', '有几处不对', '没有保存任何内容；请改正标出的各处后再保存。', wrong)
    const before = []
    for (const line of body.lines) {
      const cell = `${body.year}.${line.member}.${line.month}`
      if (paid[cell]) before.push({ member: line.member, month: line.month, ...paid[cell] })
      if (line.amount === undefined) delete paid[cell]
      else paid[cell] = { amount: line.amount, on: body.on }
    }
    acts.push({
      at: new Date().toISOString(),
      by: 'a-sec',
      reason: body.reason,
      members: [...new Set(body.lines.map((one) => one.member))],
      before,
    })
    return { body: book(body.year) }
  })
  on('POST', `${base}/dues/{id}/publication`, ({ id, body }) => {
    published[body.year] = body.on
    return { body: statement(id, body.year) }
  })
  on('POST', `${base}/dues/{id}/publication/withdrawal`, ({ id, body }) => {
    delete published[body.year]
    return { body: statement(id, body.year) }
  })
  const reliefs = [
    {
      id: 'dr0',
      unit: 'z0',
      member: people()[4].id,
      name: people()[4].name,
      from: `${now}-10-01`,
      until: `${now}-12-01`,
      amount: 0,
      why: '家人重病住院，支部委员会会议研究同意免交。',
      state: 'PROPOSED',
      proposedAt: `${now}-09-20T02:00:00Z`,
      proposedBy: 'a-sec',
      version: 0,
    },
  ]
  const month = (year, one) => `${year}-${String(one).padStart(2, '0')}-01`
  on('GET', `${base}/dues-reliefs`, ({ query }) => ({
    body: page(
      reliefs.filter((one) => one.state === (query.get('state') ?? 'PROPOSED')),
      query,
    ),
  }))
  on('POST', `${base}/dues-reliefs`, ({ body }) => {
    const made = {
      id: randomUUID(),
      unit: body.unit,
      member: body.member,
      name: people().find((one) => one.id === body.member)?.name,
      from: month(body.fromYear, body.fromMonth),
      until: month(body.untilYear, body.untilMonth),
      amount: body.amount,
      why: body.why,
      state: 'PROPOSED',
      proposedAt: new Date().toISOString(),
      proposedBy: 'a-sec',
      version: 0,
    }
    reliefs.unshift(made)
    return { status: 201, body: made }
  })
  const decide = (act, next) =>
    on('POST', `${base}/dues-reliefs/{id}/${act}`, ({ id, body }) => ({
      body: bump(by(reliefs, id), { state: next, decided: { at: new Date().toISOString(), by: 'a-rev', reason: body?.reason } }),
    }))
  decide('approval', 'APPROVED')
  decide('refusal', 'REFUSED')
  decide('withdrawal', 'WITHDRAWN')
}
