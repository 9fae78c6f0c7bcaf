// Study hours of the branch z0, in the stand-in: sessions with hours, a training of the secretary, and who is exempt.
import { randomUUID } from 'node:crypto'

const text = (zh, en) => ({ 'zh-CN': zh, en })
const POSTS = { m0: 'SECRETARY', m1: 'ORGANISATION', m2: 'PUBLICITY' }
const ARTICLES = [
  ['ED-06', '党员每年集中学习培训时间一般不少于32学时。', 'Each member has at least 32 hours a year.', '第二十条', 'Article 20', 'C1', 32],
  [
    'ED-07',
    '党组织书记和班子成员每年集中学习培训不少于56学时、至少参加1次集中培训；新任书记半年内参加培训。',
    'Secretaries and committee members have at least 56 hours a year and one concentrated training; new secretaries a training within half a year.',
    '条号未核对',
    'number of the article not seen',
    'K',
    56,
  ],
  [
    'ED-09',
    '对年老体弱、长期患病的党员，不作硬性要求，可以送学上门。',
    'Of members who are old, frail or ill nothing rigid is asked.',
    '第二十三条',
    'Article 23',
    'C1',
  ],
  [
    'AF-05',
    '不得以点赞、转发、学习时长等作为考核依据',
    'Likes, shares and study time on a screen are no evidence of work',
    '条号未核对',
    'number of the article not seen',
    'C2',
  ],
].map(([rule, zh, en, article, articleEn, mark, hours]) => ({
  rule,
  names: text(zh, en),
  text: text(zh, en),
  regulation:
    rule === 'AF-05'
      ? text('关于防治“指尖上的形式主义”的若干意见', 'Opinions on preventing formalism at the fingertips')
      : text('中国共产党党员教育管理工作条例', 'Regulation on the education and management of members'),
  article: text(article, articleEn),
  mark,
  ...(hours && { hours }),
}))

export function hours({ on, base, state, by }) {
  const exemptions = [{ id: 'ux0', member: 'm12', from: '2026-01-01', ground: 'AGE', version: 0 }]
  const held = (id, date, title, count, missing = []) => ({
    occasion: { sort: 'SESSION', id, date, title, hours: count },
    there: (member) => !missing.includes(member),
  })
  const all = (year) => [
    held('h2', `${year}-03-12`, '党员集中学习：全国两会精神', 8, ['m5', 'm14']),
    held('h3', `${year}-06-28`, '主题党日：重温入党誓词', 3.5, ['m7', 'm14']),
    {
      occasion: { sort: 'TRAINING', id: 'r0', date: `${year}-07-08`, title: '支部书记轮训', hours: 24 },
      there: (member) => member === 'm0',
    },
    held('h4', `${year}-09-10`, '暑期集中学习', 16, ['m3']),
    held('h1', `${year}-10-25`, '学习教育家精神，争做“四有”好老师', 2, ['m3', 'm9']),
  ]
  on('GET', `${base}/branches/{unit}/study-hours`, ({ unit, query, who }) => {
    const year = Number(query.get('year'))
    const found = year === 2026 ? all(year) : []
    const people = state.members.map((one) => one.member).filter((one) => one.unit === unit && !one.departedOn)
    const standing = exemptions.filter((one) => !one.withdrawn)
    return {
      body: {
        unit,
        year,
        on: year === 2026 ? '2026-11-12' : `${year}-12-31`,
        articles: ARTICLES.slice(0, 3),
        source: ARTICLES[3],
        occasions: found.map((one) => one.occasion),
        members: people.map(({ id }) => {
          const from = found.flatMap((one, at) => (one.there(id) ? [at] : []))
          const exempt = year === 2026 && standing.some((one) => one.member === id)
          return {
            member: id,
            stays: id === 'm14' && year === 2026 ? [{ from: '2026-07-01' }] : [],
            ...(POSTS[id] && { post: POSTS[id] }),
            hours: from.reduce((sum, at) => sum + found[at].occasion.hours, 0),
            ...(!exempt && { asked: POSTS[id] ? 56 : 32 }),
            exempt,
            from,
          }
        }),
        ...(['secretary', 'clerk'].includes(who) && { exemptions: standing }),
      },
    }
  })
  on('POST', `${base}/study-exemptions`, ({ body: { unit: _, ...body } }) => {
    exemptions.unshift({ id: randomUUID(), version: 0, ...body })
    return { status: 201, body: exemptions[0] }
  })
  on('POST', `${base}/study-exemptions/{id}/withdrawal`, ({ id, body }) => ({
    body: Object.assign(by(exemptions, id), { withdrawn: body.reason }),
  }))
}
