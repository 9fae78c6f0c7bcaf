// What the stand-in begins with: one invented bureau, a dozen schools, one branch in detail.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const read = (path) => parse(readFileSync(fileURLToPath(new URL(`../../../../infra/${path}`, import.meta.url)), 'utf8'))
const kindsFolder = fileURLToPath(new URL('../../../../infra/catalogue/data/kinds/', import.meta.url))
const groups = read('catalogue/data/groups.yaml').groups
const files = readdirSync(kindsFolder)
const version = /\.v\d+\.yaml$/
const kinds = files
  .filter((name) => !version.test(name))
  .map((name) => read(`catalogue/data/kinds/${name}`))
  .map((kind) => ({ ...kind, otherSide: kind.otherSide?.field }))
const earlier = files.filter((name) => version.test(name)).map((name) => read(`catalogue/data/kinds/${name}`))
const catalogue = {
  kinds,
  earlier,
  groups,
  quorums: read('rules/data/quorums.yaml').quorums,
  decisions: read('rules/data/decisions.yaml').decisions,
}

const SCHOOLS = [
  ['翠湖幼儿园', 'Cuihu Kindergarten', 'KINDERGARTEN', '城关街道'],
  ['向阳幼儿园', 'Xiangyang Kindergarten', 'KINDERGARTEN', '城关街道'],
  ['云山幼儿园', 'Yunshan Kindergarten', 'KINDERGARTEN', '云山镇'],
  ['河西中心幼儿园', 'Hexi Central Kindergarten', 'KINDERGARTEN', '河西镇'],
  ['第一实验小学', 'First Experimental Primary School', 'PRIMARY', '城关街道'],
  ['第二实验小学', 'Second Experimental Primary School', 'PRIMARY', '城关街道'],
  ['云山镇中心小学', 'Yunshan Central Primary School', 'PRIMARY', '云山镇'],
  ['河西镇中心小学', 'Hexi Central Primary School', 'PRIMARY', '河西镇'],
  ['清河区第一中学', 'Qinghe First Middle School', 'MIDDLE', '城关街道'],
  ['清河区第三中学', 'Qinghe Third Middle School', 'MIDDLE', '河西镇'],
  ['云山中学', 'Yunshan Middle School', 'MIDDLE', '云山镇'],
  ['特殊教育学校', 'Special Education School', 'OTHER', '城关街道'],
]
const NAMES = ['李明', '王秀兰', '张建国', '刘芳', '陈静', '杨磊', '赵敏', '黄伟', '周丽', '吴强', '徐婷', '孙浩', '马玲', '朱琳', '胡军']
const RULES = [
  ['BR-06', '支部党员大会', 'Branch assembly', '第十条', 'C1'],
  ['BR-09', '支部委员会会议', 'Committee meeting', '第十二条', 'C1'],
  ['BR-12', '党小组会', 'Group meeting', '第十三条', 'C1'],
  ['BR-24', '党课', 'Party lecture', '第十五条', 'C1'],
  ['BR-22', '主题党日', 'Theme Party day', '第十六条', 'C1'],
  ['BR-26', '组织生活会', 'Organisational-life meeting', '第十七条', 'C1'],
  ['BR-28', '民主评议党员', 'Democratic appraisal', '第十八条', 'C1'],
  ['BR-30', '谈心谈话', 'Heart-to-heart talks', '第十九条', 'C2'],
  ['BR-03', '支部委员会设置', 'Committee formed', '第八条', 'C1'],
]

function units() {
  const bureau = {
    id: 'b',
    kind: 'BUREAU',
    name: '清河区教育局',
    nameEn: 'Qinghe District Education Bureau',
    ancestors: ['b'],
    order: 0,
    from: '2020-01-01',
    version: 1,
  }
  const rest = SCHOOLS.flatMap(([name, nameEn, schoolType, town], index) => {
    const school = {
      id: `s${index}`,
      parent: 'b',
      kind: 'SCHOOL',
      name,
      nameEn,
      ancestors: ['b', `s${index}`],
      schoolType,
      town,
      campus: schoolType === 'KINDERGARTEN' ? 'MAIN' : undefined,
      order: index,
      from: '2020-01-01',
      version: 1,
    }
    const branch = {
      id: `z${index}`,
      parent: `s${index}`,
      kind: 'BRANCH',
      name: `${name}党支部`,
      nameEn: `Party branch of ${nameEn}`,
      ancestors: ['b', `s${index}`, `z${index}`],
      order: 0,
      from: '2020-01-01',
      version: 1,
    }
    if (index === 0)
      branch.committee = {
        id: 'c0',
        on: '2024-06-20',
        termYears: 3,
        seats: [
          { member: 'm0', post: 'SECRETARY' },
          { member: 'm1', post: 'ORGANISATION' },
          { member: 'm2', post: 'PUBLICITY' },
        ],
      }
    const groups =
      index === 0
        ? ['第一党小组', '第二党小组'].map((group, at) => ({
            id: `g${at}`,
            parent: 'z0',
            kind: 'GROUP',
            name: group,
            nameEn: `Group ${at + 1}`,
            ancestors: ['b', 's0', 'z0', `g${at}`],
            order: at,
            from: '2024-07-01',
            version: 1,
          }))
        : []
    return [school, branch, ...groups]
  })
  return [bureau, ...rest]
}

function members() {
  return NAMES.map((name, index) => {
    const member = {
      id: `m${index}`,
      unit: 'z0',
      name,
      gender: index % 3 === 0 ? 'MALE' : 'FEMALE',
      status: index === 14 ? 'PROBATIONARY' : 'FULL',
      joinedOn: `20${10 + (index % 12)}-07-01`,
      ...(index !== 14 && { fullOn: `20${11 + (index % 12)}-07-01` }),
      group: `g${index % 2}`,
    }
    const memberships = [
      {
        id: `s${index}`,
        unit: 'z0',
        from: member.joinedOn,
        joinedPartyOn: member.joinedOn,
        ...(member.fullOn && { fullOn: member.fullOn }),
      },
    ]
    return {
      member,
      memberships,
      acts: [],
      born: `19${70 + index}-05-12`,
      identityNumber: `110101********${1000 + index}`,
      phone: `138****${10 + index}`,
      education: '本科',
      version: 1,
    }
  })
}

function dutiesOf(unit) {
  const months = [8, 9, 10, 11]
  const list = []
  for (const month of months) {
    const period = `2026-${String(month).padStart(2, '0')}`
    const due = `${period}-${month === 9 || month === 11 ? 30 : 31}`
    for (const [rule, name, , article, mark] of [RULES[1], RULES[2], RULES[4]]) {
      const state = month < 10 ? 'MET' : month === 10 ? (rule === 'BR-12' ? 'OVERDUE' : 'MET') : 'DUE'
      list.push({
        id: `${unit}-${rule}-${period}`,
        rule,
        name,
        regulation: '《中国共产党支部工作条例（试行）》',
        article,
        mark,
        verified: true,
        text: `${name}一般每月召开 1 次。`,
        unit,
        ...(rule === 'BR-12' && { group: 'g0' }),
        period,
        from: `${period}-01`,
        due,
        state,
        reason: state === 'MET' ? '已有相应记录。' : state === 'DUE' ? '本期尚无记录。' : '到期仍无记录。',
        records: state === 'MET' ? [{ id: 'h0', type: 'session', date: `${period}-12` }] : [],
        form: {
          type: 'session',
          forms: [{ 'BR-09': 'COMMITTEE_MEETING', 'BR-12': 'GROUP_MEETING', 'BR-22': 'THEME_PARTY_DAY' }[rule]],
          unit,
          groups: rule === 'BR-12' ? ['g0'] : [],
        },
      })
    }
  }
  for (const [rule, name, , article, mark] of [RULES[0], RULES[3]]) {
    list.push({
      id: `${unit}-${rule}-q4`,
      rule,
      name,
      regulation: '《中国共产党支部工作条例（试行）》',
      article,
      mark,
      verified: true,
      text: `${name}一般每季度召开 1 次。`,
      unit,
      period: '2026-Q4',
      from: '2026-10-01',
      due: '2026-12-31',
      state: 'DUE',
      reason: '本期尚无记录。',
      records: [],
      form: { type: 'session', forms: [rule === 'BR-06' ? 'BRANCH_ASSEMBLY' : 'PARTY_LECTURE'], unit, groups: [] },
    })
  }
  return list
}

function overview(all) {
  const branches = all.filter((unit) => unit.kind === 'BRANCH')
  const rules = RULES.map(([id, name, , article, mark]) => ({ id, name, text: name, article, mark, verified: true }))
  return {
    rules,
    units: branches.map((branch, row) => ({
      unit: branch.id,
      cells: RULES.flatMap(([rule], column) => {
        const monthly = ['BR-09', 'BR-12', 'BR-22'].includes(rule)
        const quarterly = ['BR-06', 'BR-24'].includes(rule)
        const periods = monthly
          ? Array.from({ length: 12 }, (_, m) => `2026-${String(m + 1).padStart(2, '0')}`)
          : quarterly
            ? ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']
            : ['2026']
        return periods.map((period, index) => {
          if (rule === 'BR-12' && row % 3 === 2) return { rule, period, state: 'NOT_APPLICABLE', met: 0, asked: 0 }
          if (rule === 'BR-28' && row === 4) return { rule, period, state: 'EXEMPT', met: 0, asked: 0 }
          const past = monthly ? index < 10 : quarterly ? index < 3 : rule === 'BR-03'
          const now = monthly ? index === 10 : quarterly ? index === 3 : rule !== 'BR-03'
          const missing = (row * 7 + column * 3 + index * 5) % 23 === 0
          const state = past ? (missing ? 'OVERDUE' : 'MET') : now ? ((row + column) % 3 === 0 ? 'MET' : 'DUE') : 'UPCOMING'
          return { rule, period, state, met: state === 'MET' ? 1 : 0, asked: 1 }
        })
      }),
    })),
  }
}

const figure = (id, value, shown, unit, records, rounding = 'exact') => ({
  text: shown,
  figure: { id, value, shown, measureUnit: unit, rounding, rules: [], records },
})
const claim = (id, paragraph, ...parts) => ({
  id,
  kind: 'CLAIM',
  paragraph,
  listed: false,
  supported: true,
  bareNumber: false,
  parts: parts.map((part) => (typeof part === 'string' ? { text: part } : part)),
  comments: [],
})
const fixed = (id, paragraph, text) => ({
  id,
  kind: 'FIXED',
  paragraph,
  listed: false,
  supported: true,
  bareNumber: false,
  parts: [{ text }],
  comments: [],
})

function report(id, unit, year, state, title) {
  return {
    id,
    unit,
    template: 'debriefing',
    from: `${year}-01-01`,
    until: `${year}-12-31`,
    year,
    state,
    round: state === 'DRAFT' ? 0 : 1,
    author: 'a-sec',
    version: 3,
    ...(state === 'RETURNED' && { returnReason: '第二部分请补充整改情况，数字须有记录。' }),
    ...(state !== 'DRAFT' && { submittedAt: '2026-01-12T02:10:00Z' }),
    title,
    supported: 0.8571,
    supportedSentences: 12,
    sentencesInAll: 14,
    missing: ['原因分析'],
    acts: [],
    changes: [
      {
        sentence: 'c4',
        kind: 'CHANGED',
        before: '组织志愿服务活动 11 次，参加 140 余人次。',
        after: '组织志愿服务活动 12 次，参加 150 余人次。',
      },
      { sentence: 'c7', kind: 'SOURCES', before: '1 人获评区级优秀共产党员。', after: '1 人获评区级优秀共产党员。' },
    ],
    sections: [
      { id: 'opening', level: 1, sentences: [fixed('f0', 0, '现将本年度抓基层党建工作情况报告如下。')] },
      { id: 'duty', level: 1, title: '一、履职工作的特色和亮点', sentences: [] },
      {
        id: 'leadership',
        level: 2,
        title: '（一）落实党建责任，严肃组织生活',
        sentences: [
          claim(
            'c1',
            0,
            '落实“三会一课”制度，全年按规定应开展',
            figure('asked', 32, '32次', 'sessions', 0),
            '，实际开展',
            figure('figure', 34, '34次', 'sessions', 34),
            '，其中支部党员大会',
            figure('assembly', 5, '5次', 'sessions', 5),
            '，支部委员会会议',
            figure('committee', 13, '13次', 'sessions', 13),
            '，党小组会',
            figure('group', 12, '12次', 'sessions', 12),
            '，党课',
            figure('lecture', 4, '4次', 'sessions', 4),
            '。',
          ),
          claim(
            'c2',
            0,
            '主题党日应开展',
            figure('asked', 12, '12次', 'times', 0),
            '，实际开展',
            figure('figure', 12, '12次', 'sessions', 12),
            '。',
          ),
          claim(
            'c3',
            1,
            '党员到会',
            figure('figure', 458, '450余人次', 'person-times', 34, 'tens'),
            '，集中学习',
            figure('hours', 36, '36学时', 'study-hours', 12),
            '。',
          ),
        ],
      },
      {
        id: 'service',
        level: 2,
        title: '（二）服务中心工作，推进结对共建',
        sentences: [
          claim(
            'c4',
            0,
            '组织志愿服务活动',
            figure('figure', 12, '12次', 'activities', 12),
            '，参加',
            figure('people', 156, '150余人次', 'person-times', 12, 'tens'),
            '。',
          ),
          claim(
            'c5',
            0,
            '在结对帮扶中向云山镇中心小学资助',
            figure('figure', 20000, '20,000元', 'CNY', 2),
            '，赠送图书',
            figure('books', 300, '300册', 'volumes', 1),
            '。',
          ),
        ],
      },
      {
        id: 'growth',
        level: 2,
        title: '（三）建强教师队伍',
        sentences: [
          claim('c6', 0, figure('figure', 3, '3人', 'persons', 3), '获评区级骨干教师。'),
          claim('c7', 0, figure('figure', 1, '1人', 'persons', 1), '获评区级优秀共产党员。'),
          {
            id: 'free-growth',
            kind: 'FREE',
            paragraph: 1,
            listed: false,
            supported: false,
            bareNumber: true,
            parts: [{ text: '教师专业能力显著提升，家长满意度达到98%。' }],
            comments:
              state === 'DRAFT'
                ? []
                : [
                    {
                      id: 'k1',
                      sentence: 'free-growth',
                      text: '满意度的依据是什么？请补充问卷记录，或删去数字。',
                      author: 'a-rev',
                      round: 1,
                      at: '2026-01-14T03:20:00Z',
                    },
                  ],
          },
        ],
        text: '教师专业能力显著提升，家长满意度达到98%。',
      },
      {
        id: 'problems',
        level: 1,
        title: '二、存在的问题和原因',
        sentences: [
          claim(
            'c8',
            0,
            '全年征求意见',
            figure('figure', 2, '2次', 'surveys', 2),
            '，收到意见',
            figure('opinions', 18, '18条', 'opinions', 18),
            '，已整改',
            figure('rectified', 15, '15条', 'opinions', 15),
            '。',
          ),
        ],
      },
      { id: 'plan', level: 1, title: '三、下一步工作思路和主要措施', sentences: [] },
    ],
  }
}

/** Days from today on, so that what is planned lies ahead whenever it is looked at. */
const ahead = (days) => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
const intended = (record, kind, text, said = {}) => ({
  record,
  unit: 'z0',
  kind,
  date: `${new Date().getFullYear() - 1}-12-20`,
  year: new Date().getFullYear(),
  text,
  evidence: [],
  ...said,
})
const planned = (id, date, topic, forms, status, more = {}) => ({
  id,
  unit: 'z0',
  forms,
  date,
  topic,
  agenda: [],
  groups: [],
  asked: [],
  status,
  told: 0,
  enteredAt: '2026-11-10T01:00:00Z',
  enteredBy: 'a-sec',
  version: 0,
  ...more,
})

const inDays = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10)
const step = (id, text, days, more = {}) => ({ id, text, due: inDays(days), state: 'OPEN', late: false, moved: [], evidence: [], ...more })
const keyTask = (id, name, milestones, more = {}) => ({
  id,
  unit: 'z0',
  name,
  date: `${inDays(0).slice(0, 4)}-03-01`,
  status: 'OPEN',
  milestones,
  version: 0,
  ...more,
})

export function seed() {
  const all = units()
  const nameOf = (id) => all.find((unit) => unit.id === id)?.name
  const grant = (id, account, role, unit) => ({
    id,
    account,
    role,
    unit,
    unitName: nameOf(unit),
    unitKind: all.find((one) => one.id === unit).kind,
    givenOn: '2025-09-01',
  })
  const person = (account, username, name, grants) => ({
    account,
    username,
    name,
    operator: false,
    tenant: 't',
    bureauName: '清河区教育局',
    grants,
  })
  return {
    catalogue: structuredClone(catalogue),
    bureauKinds: [],
    units: all,
    members: members(),
    people: {
      secretary: person('a-sec', 'qinghe.liming', '李明', [grant('gr1', 'a-sec', 'SECRETARY', 'z0')]),
      clerk: person('a-clk', 'qinghe.liufang', '刘芳', [grant('gr2', 'a-clk', 'CLERK', 'z0'), grant('gr9', 'a-clk', 'CLERK', 'z1')]),
      admin: person('a-adm', 'qinghe.admin', '周正', [grant('gr3', 'a-adm', 'BUREAU_ADMIN', 'b')]),
      reviewer: person('a-rev', 'qinghe.sunli', '孙立', [grant('gr4', 'a-rev', 'REVIEWER', 'b')]),
      auditor: person('a-aud', 'qinghe.hejie', '何洁', [grant('gr5', 'a-aud', 'AUDITOR', 'b')]),
      operator: { account: 'op', username: 'operator', name: '平台运营', operator: true, grants: [] },
    },
    bureaus: [
      {
        id: 'b',
        code: 'qinghe',
        name: '清河区教育局',
        status: 'OPEN',
        openedOn: '2025-09-01',
        administrator: 'qinghe.admin',
        administratorName: '周正',
        version: 1,
      },
      {
        id: 'b2',
        code: 'donglin',
        name: '东林县教育局',
        status: 'SUSPENDED',
        openedOn: '2025-10-11',
        administrator: 'donglin.admin',
        administratorName: '林涛',
        version: 2,
      },
    ],
    accounts: [
      ['a-sec', 'qinghe.liming', '李明'],
      ['a-clk', 'qinghe.liufang', '刘芳'],
      ['a-adm', 'qinghe.admin', '周正'],
      ['a-rev', 'qinghe.sunli', '孙立'],
      ['a-aud', 'qinghe.hejie', '何洁'],
      ['a-new', 'qinghe.chenjing', '陈静'],
    ].map(([id, username, name]) => ({
      id,
      username,
      name,
      openedOn: '2025-09-01',
      ...(id !== 'a-new' && { lastSignIn: '2026-11-20T01:30:00Z' }),
      version: 0,
    })),
    grants: [
      { ...grant('gr1', 'a-sec', 'SECRETARY', 'z0'), followsPost: true },
      grant('gr2', 'a-clk', 'CLERK', 'z0'),
      grant('gr9', 'a-clk', 'CLERK', 'z1'),
      grant('gr3', 'a-adm', 'BUREAU_ADMIN', 'b'),
      grant('gr4', 'a-rev', 'REVIEWER', 'b'),
      grant('gr5', 'a-aud', 'AUDITOR', 'b'),
    ],
    records: [
      {
        id: 'r0',
        unit: 'z0',
        kind: 'pairing-assistance',
        kindVersion: 1,
        date: '2026-11-05',
        values: { partner: { unit: 's6' }, form: 'money', amount: 20000, approval: '清教帮〔2026〕3 号' },
        about: [],
        imported: false,
        enteredBy: 'a-sec',
        enteredAt: '2026-11-05T08:32:00Z',
        reason: '日期和金额记错。',
        evidence: ['f0', 'f1', 'f2'],
        giving: {
          other: 'z6',
          answer: 'DIFFERENT',
          again: false,
          said: { date: '2026-11-06', values: { amount: 18000 }, reason: '实际到账18000元。', at: '2026-11-08T02:10:00Z' },
        },
        version: 1,
      },
      {
        id: 'r1',
        unit: 'z0',
        kind: 'honour',
        kindVersion: 1,
        date: '2026-09-10',
        values: { holder: 'person', category: 'teacher', title: '优秀教师', level: 'COUNTY', issuer: '清河区教育局', staffNumber: 'T-017' },
        about: [],
        imported: false,
        enteredBy: 'a-sec',
        enteredAt: '2026-09-11T01:12:00Z',
        version: 1,
      },
      {
        id: 'r2',
        unit: 'z0',
        kind: 'pairing-assistance',
        kindVersion: 1,
        date: '2026-06-01',
        values: { partner: { name: '石门村幼儿班' }, form: 'goods', item: '绘本', quantity: 300, goodsUnit: 'volumes' },
        about: [],
        imported: false,
        enteredBy: 'a-sec',
        withdrawn: '与另一条重复。',
        enteredAt: '2026-06-02T01:12:00Z',
        version: 1,
      },
    ],
    tasks: [
      keyTask('k0', '新园舍建设', [
        step('k0-1', '完成选址', -60, { state: 'DONE', on: inDays(-64), sentence: '县里已批复' }),
        step('k0-2', '完成过渡搬迁', -3, { member: 'm1', moved: [{ due: inDays(-20), reason: '等待消防验收' }] }),
        step('k0-3', '主体工程验收', 40, { name: '基建办' }),
      ]),
      keyTask('k1', '食堂改造', [step('k1-1', '明厨亮灶验收', 9)], { unit: 'z0', risk: '设备采购尚未完成' }),
      keyTask('k2', '教师周转房', []),
      keyTask('k3', '操场修缮', [], { status: 'COMPLETED', date: '2026-06-20' }),
    ],
    campaigns: [
      {
        id: 'c0',
        unit: 'b',
        name: '深入学习教育',
        basis: '区教育局党组部署',
        from: inDays(-60),
        until: inDays(60),
        phases: [{ name: '学习阶段', until: inDays(-10) }],
        points: [
          { id: 'c0.1', text: '召开支部党员大会部署', until: inDays(-30), form: 'BRANCH_ASSEMBLY' },
          { id: 'c0.2', text: '开展帮扶活动', until: inDays(30), kind: 'pairing-assistance' },
          { id: 'c0.3', text: '报送工作小结', until: inDays(50) },
        ],
        extended: [{ until: inDays(30), reason: '与年度考核衔接' }],
        version: 1,
      },
    ],
    campaignAnswers: [{ id: 'ca0', unit: 'z0', campaign: 'c0', point: 'c0.1', on: inDays(-40), session: 'h0' }],
    outcomes: [
      intended('g0', 'goal', '每名党员全年读书不少于四本', { state: 'RUNNING', sentence: '已读三本，年底前完成' }),
      intended('e0', 'measure', '健全党务公开目录，每季度更新一次'),
      intended('e1', 'measure', '为保育员开展四次规范化培训', { state: 'DONE' }),
      intended('e2', 'measure', '新建党员活动室'),
    ],
    plans: [
      planned('q0', '2026-11-18', '十一月支委会', ['COMMITTEE_MEETING'], 'NOTIFIED', {
        start: '16:00',
        place: '会议室',
        told: 3,
        toldAt: '2026-11-10T02:00:00Z',
      }),
      planned('q1', ahead(7), '主题党日：学习贯彻全会精神', ['THEME_PARTY_DAY', 'BRANCH_ASSEMBLY', 'PARTY_LECTURE'], 'PLANNED', {
        start: '14:30',
        place: '三楼会议室',
        agenda: ['学习文件', '讨论发展计划', '书记讲党课'],
        series: 's0',
        number: 3,
      }),
      planned('q2', ahead(14), '支委会：研究年度述职', ['COMMITTEE_MEETING'], 'NOTIFIED', { told: 3, toldAt: '2026-11-10T02:00:00Z' }),
      planned('q3', ahead(38), '主题党日', ['THEME_PARTY_DAY'], 'PLANNED', { series: 's0', number: 4 }),
    ],
    givings: [
      {
        id: 'g0',
        unit: 'z1',
        other: 'z0',
        turn: 'z0',
        kind: 'pairing-assistance',
        kindVersion: 1,
        date: '2026-10-12',
        values: { partner: { unit: 'z0' }, form: 'money', amount: 5000 },
        answer: 'WAITING',
        again: true,
        enteredAt: '2026-10-13T03:00:00Z',
        version: 2,
      },
      {
        id: 'g1',
        unit: 'z4',
        other: 'z0',
        kind: 'twinning',
        kindVersion: 1,
        date: '2026-09-10',
        values: { partner: { unit: 'z0' }, partnerType: 'kindergarten', activity: '教研结对' },
        answer: 'CONFIRMED',
        again: false,
        said: { values: {}, at: '2026-09-12T03:00:00Z' },
        enteredAt: '2026-09-11T03:00:00Z',
        version: 1,
      },
    ],
    sessions: [
      {
        inquorate: [],
        late: false,
        id: 'h0',
        unit: 'z0',
        forms: ['COMMITTEE_MEETING'],
        date: '2026-10-12',
        place: '会议室',
        chair: 'm0',
        recorder: 'm1',
        topic: '研究秋季学期党建工作安排',
        groups: [],
        attendance: ['m0', 'm1', 'm2'].map((member) => ({ member, present: true })),
        agenda: [
          { title: '研究主题党日方案', kind: 'DISCUSSION' },
          {
            title: '推荐入党积极分子',
            kind: 'RESOLUTION',
            decision: 'activist',
            about: [{ name: '陈晓' }],
            resolution: '同意推荐陈晓同志为入党积极分子。',
            votes: { approve: 3, disapprove: 0, abstain: 0 },
            outcome: {
              result: 'PASSED',
              rule: 'CM-01',
              names: {},
              text: {},
              article: { 'zh-CN': '民主集中制（条号未核对）', en: 'democratic centralism (number of the article not seen)' },
              mark: 'K',
              expected: 3,
              needed: 2,
            },
          },
        ],
        imported: false,
        enteredBy: 'a-sec',
        decided: { passed: 1, notPassed: 0, undecidable: 0 },
        expected: 3,
        present: 3,
        enteredAt: '2026-10-12T09:00:00Z',
        version: 0,
      },
      {
        inquorate: [],
        late: false,
        id: 'h1',
        unit: 'z0',
        forms: ['THEME_PARTY_DAY', 'PARTY_LECTURE'],
        date: '2026-10-25',
        place: '多功能厅',
        chair: 'm0',
        topic: '学习教育家精神，争做“四有”好老师',
        hours: 2,
        groups: [],
        attendance: NAMES.map((_, index) => ({
          member: `m${index}`,
          present: index !== 3 && index !== 9,
          ...(index === 3 && { reason: '病假' }),
        })),
        agenda: [{ title: '集中学习', kind: 'STUDY' }],
        imported: false,
        enteredBy: 'a-sec',
        expected: 15,
        present: 13,
        enteredAt: '2026-10-25T09:00:00Z',
        version: 0,
      },
    ],
    talks: [
      { id: 't0', one: 'm0', other: 'm1', date: '2026-03-05', theme: '分工', noted: true, note: '谈了分工和班子团结。' },
      { id: 't1', one: 'm0', other: 'm2', date: '2026-03-06', noted: false },
      { id: 't2', one: 'm1', other: 'm4', date: '2026-06-11', noted: false },
      { id: 't3', one: 'm3', other: 'm7', date: '2026-09-02', noted: false },
    ],
    orgLives: [],
    appraisals: [],
    criticisms: [],
    surveys: [
      {
        id: 'v0',
        unit: 'z0',
        title: '2026 年度组织生活会前征求意见',
        question: '对支部班子和党员教师还有哪些意见建议？',
        opensOn: '2026-11-01',
        closesOn: '2026-11-30',
        opinions: 3,
        rectified: 1,
        confirmed: 0,
        version: 0,
      },
      {
        id: 'v1',
        unit: 'z0',
        title: '2026 年秋季学期家长问卷',
        question: '请您用两分钟时间，告诉我们幼儿园和支部还能做好什么。',
        opensOn: '2026-10-08',
        opinions: 0,
        rectified: 0,
        confirmed: 0,
        version: 0,
      },
    ],
    questionnaires: {
      v1: {
        id: 'q-v1',
        survey: 'v1',
        state: 'CLOSED',
        audience: '全体幼儿家长',
        openedOn: '2026-10-08',
        until: '2026-10-15',
        closedOn: '2026-10-15',
        invited: 12,
        typed: 3,
        numbers: [1, 2, 3],
        questions: [
          {
            type: 'SCALE',
            text: '您对幼儿园的伙食满意吗？',
            options: ['非常满意', '比较满意', '一般', '不太满意', '很不满意'],
            required: true,
          },
          {
            type: 'SEVERAL',
            text: '您最希望支部为家长做些什么？',
            options: ['亲子活动', '家教讲座', '接送安全', '课后看护'],
            required: false,
          },
          { type: 'TEXT', text: '您还有什么建议？', options: [], required: false },
        ],
        codes: {},
        papers: 3,
        version: 4,
        said: [1, 1, 2, 1, 3, 2, 1, 4, 2].map((step, at) => ({
          paper: at < 3,
          answers: [
            { question: 1, chosen: [step] },
            { question: 2, chosen: at % 2 === 0 ? [1, 3] : [2] },
            ...(at % 4 === 0
              ? [{ question: 3, text: ['放学时校门口车多，希望有人疏导。', '多公布每周菜谱。', '讲座请放在周末。'][at / 4] }]
              : []),
          ],
        })),
      },
    },
    opinions: [
      {
        id: 'o0',
        survey: 'v0',
        unit: 'z0',
        text: '主题党日形式可以更贴近一线教师。',
        category: '党建工作',
        raisedOn: '2026-11-03',
        status: 'RAISED',
        post: 'ORGANISATION',
        due: '2026-11-15',
        version: 0,
      },
      {
        id: 'o1',
        survey: 'v0',
        unit: 'z0',
        text: '午睡室窗帘老化，影响幼儿休息。',
        category: '后勤保障',
        raisedOn: '2026-11-04',
        status: 'RECTIFIED',
        action: '11 月 9 日全部更换为遮光窗帘，费用由园务经费列支。',
        rectifiedOn: '2026-11-09',
        version: 1,
      },
      {
        id: 'o2',
        survey: 'v0',
        unit: 'z0',
        text: '希望增加青年教师听评课机会。',
        category: '教育教学',
        raisedOn: '2026-11-06',
        status: 'RAISED',
        version: 0,
      },
    ],
    duties: dutiesOf,
    overview: overview(all),
    proofs: Array.from({ length: 12 }, (_, index) => ({
      id: index % 2 ? 'h0' : 'r0',
      type: index % 2 ? 'session' : 'record',
      kind: 'pairing-assistance',
      date: `2025-${String(index + 1).padStart(2, '0')}-15`,
      quantity: index === 0 ? 12000 : 8000,
      measureUnit: 'CNY',
      summary: index % 2 ? '支部委员会会议' : '向云山镇中心小学资助',
      sequence: 1,
    })),
    reports: [
      report('p0', 'z0', 2025, 'DRAFT', '翠湖幼儿园党支部2025年度抓基层党建工作述职报告'),
      report('p1', 'z1', 2025, 'SUBMITTED', '向阳幼儿园党支部2025年度抓基层党建工作述职报告'),
      report('p2', 'z4', 2025, 'SUBMITTED', '第一实验小学党支部2025年度抓基层党建工作述职报告'),
      report('p3', 'z8', 2025, 'RETURNED', '清河区第一中学党支部2025年度抓基层党建工作述职报告'),
    ],
    settings: {
      kinds: ['DUTIES', 'REPORT_STEPS', 'REPORTS_WAITING', 'TERMS'].map((kind) => ({ kind, inbox: true, mail: true })),
      rhythm: 'AT_ONCE',
      digestAt: '08:00',
      quietFrom: '22:00',
      quietTo: '07:00',
      language: 'ZH',
      version: 0,
    },
    address: { mail: true, refused: false },
    deliveries: [
      {
        id: 'd0',
        account: 'a-sec',
        state: 'FAILED',
        attempts: 1,
        notices: 1,
        madeAt: '2026-11-20T01:00:00Z',
        doneAt: '2026-11-20T01:00:04Z',
        fault: 'ADDRESS_REFUSED',
        reply: 550,
        problem: '对方邮件服务器不接受这个邮箱地址。请本人在设置中检查邮箱。',
      },
      {
        id: 'd1',
        account: 'a-rev',
        state: 'FAILED',
        attempts: 8,
        notices: 3,
        madeAt: '2026-11-17T00:00:00Z',
        doneAt: '2026-11-19T00:00:00Z',
        fault: 'GIVEN_UP',
        problem: '多次重试仍未成功，已停止。问题排除后可重新发送。',
      },
      {
        id: 'd2',
        account: 'a-sec',
        state: 'WAITING',
        attempts: 2,
        notices: 1,
        madeAt: '2026-11-20T02:00:00Z',
        nextAt: '2026-11-20T02:15:00Z',
        fault: 'TRY_LATER',
        reply: 451,
        problem: '对方邮件服务器要求稍后再发，将自动重试。',
      },
    ],
    notices: [
      {
        id: 'n5',
        what: 'TERM_ENDS',
        subject: 'c0',
        unit: 'z0',
        year: 2027,
        at: '2026-11-20T02:00:00Z',
        readAt: '2026-11-20T02:10:00Z',
        duties: [],
        date: '2027-05-14',
      },
      {
        id: 'n4',
        what: 'DUTIES_DUE_SOON',
        subject: 'z0',
        unit: 'z0',
        year: 2026,
        at: '2026-11-20T01:00:00Z',
        readAt: '2026-11-20T02:10:00Z',
        duties: [
          { rule: 'BR-09', name: '支部委员会会议', period: '2026-11', due: '2026-11-30', settledAt: '2026-11-20T02:30:00Z' },
          { rule: 'BR-12', name: '党小组会', group: 'g1', period: '2026-11', due: '2026-11-30' },
          { rule: 'BR-12', name: '党小组会', group: 'g2', period: '2026-11', due: '2026-11-30' },
          { rule: 'BR-22', name: '主题党日', period: '2026-11', due: '2026-11-30' },
        ],
      },
      {
        id: 'n3',
        what: 'DUTIES_OVERDUE',
        subject: 'z0',
        unit: 'z0',
        year: 2026,
        at: '2026-11-19T01:00:00Z',
        readAt: '2026-11-19T03:00:00Z',
        settledAt: '2026-11-19T05:00:00Z',
        duties: [{ rule: 'BR-06', name: '支部党员大会', period: '2026-Q3', due: '2026-09-30', settledAt: '2026-11-19T05:00:00Z' }],
      },
      { id: 'n0', what: 'REPORT_COMMENTED', subject: 'p0', unit: 'z0', year: 2025, at: '2026-11-20T00:30:00Z', duties: [] },
      {
        id: 'n1',
        what: 'REPORT_RETURNED',
        subject: 'p0',
        unit: 'z0',
        year: 2025,
        at: '2026-11-18T02:00:00Z',
        readAt: '2026-11-18T03:00:00Z',
        duties: [],
      },
    ],
    files: [
      {
        id: 'f0',
        unit: 'z0',
        name: '走访合影.jpg',
        type: 'image/jpeg',
        size: 412_000,
        hash: 'a'.repeat(64),
        thumbnail: true,
        reduced: true,
        width: 2560,
        height: 1920,
        addedAt: '2026-11-05T08:30:00Z',
        addedBy: 'a-sec',
      },
      {
        id: 'f1',
        unit: 'z0',
        name: '捐赠现场.jpg',
        type: 'image/jpeg',
        size: 388_000,
        hash: 'b'.repeat(64),
        thumbnail: true,
        reduced: false,
        width: 1200,
        height: 900,
        addedAt: '2026-11-05T08:30:00Z',
        addedBy: 'a-sec',
      },
      {
        id: 'f2',
        unit: 'z0',
        name: '结对帮扶协议.pdf',
        type: 'application/pdf',
        size: 1_240_000,
        hash: 'c'.repeat(64),
        thumbnail: false,
        addedAt: '2026-11-05T08:31:00Z',
        addedBy: 'a-sec',
      },
    ],
    ledger: Array.from({ length: 1240 }, (_, index) => {
      const [type, body, subject] = [
        ['record.corrected.v1', { record: 'r0', kind: 'pairing-assistance', date: '2026-11-05' }, 'r0'],
        ['session.held.v1', { session: 'h1', forms: ['BRANCH_ASSEMBLY'], date: '2026-11-06', expected: 15, present: 12 }, 'h1'],
        ['grant.given.v1', { grant: 'g', account: 'a-sec', role: 'SECRETARY', unit: 'z0' }, `grant-${index}`],
        ['report.submitted.v1', { report: 'p1', unit: 'z0', year: 2025, round: 1, template: 'debriefing' }, 'p1'],
        ['session.withdrawn.v1', { session: 'h1', unit: 'z0' }, 'h1'],
        ['audit.downloaded.v1', { entry: 'e', kind: 'report', id: 'p1', copy: 'EVIDENCE' }, `down-${index}`],
        ['member.conversion-withdrawn.v1', { member: 'm1', unit: 'z0' }, 'm1'],
        ['audit.looked.v1', { entry: 'e', kind: 'member', id: 'm1' }, `look-${index}`],
        [
          'audit.refused.v1',
          {
            entry: 'e',
            method: 'PUT',
            path: '/api/activity/v1/records/0198f3c2-1000-7b1e-8a10-5d1f1b6e0f0a',
            status: 404,
            code: 'RECORD_NOT_FOUND',
          },
          `refused-${index}`,
        ],
      ][index % 9]
      return {
        seq: 1240 - index,
        id: `e${index}`,
        topic: type.startsWith('audit') ? 'audit.entries' : 'activity.events',
        type,
        subject,
        sequence: type === 'record.corrected.v1' ? 1000 : 0,
        at: new Date(Date.UTC(2026, 10, 20, 8, 0) - index * 3_600_000).toISOString(),
        actor: ['a-sec', 'a-rev', 'a-aud'][index % 3],
        ...(!type.startsWith('audit') && { unit: `z${index % 12}` }),
        body: JSON.stringify(body),
        previous: '4c1e9f3c'.repeat(8),
        hash: (index * 2654435761 + 1e15).toString(16).padStart(64, '9f3c'),
      }
    }),
    // what the first record was before it was corrected
    earlier: [
      {
        id: 'r0',
        unit: 'z0',
        kind: 'pairing-assistance',
        kindVersion: 1,
        date: '2026-11-04',
        values: { partner: { unit: 's6' }, form: 'money', amount: 18000 },
        about: [],
        imported: false,
        enteredBy: 'a-sec',
        enteredAt: '2026-11-05T08:30:00Z',
        version: 0,
      },
    ],
  }
}
