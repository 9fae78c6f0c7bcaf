// Posts of branches in the stand-in: z0 has a vacant post and a term that ends, z1 a secretary alone whose term is over.
const text = (zh, en) => ({ 'zh-CN': zh, en })
const regulation = text('中国共产党支部工作条例（试行）', 'Regulation on the work of Party branches (trial)')
const rule = (id, said, article) => ({ id, name: said, text: said, regulation, article, mark: 'C1' })
const art20 = text('第二十条', 'Article 20')
const art21 = text('第二十一条', 'Article 21')
const RULES = [
  rule(
    'BR-14',
    text(
      '正式党员7人以上的党支部，应当设立支部委员会；不足7人的，设1名书记，必要时可以设1名副书记。',
      'A branch with seven or more full members sets up a committee; below that it has one secretary and, where needed, one deputy.',
    ),
    art20,
  ),
  rule(
    'BR-15',
    text(
      '支部委员会由3至5人组成，一般不超过7人，设书记和组织委员、宣传委员、纪检委员等。',
      'The committee has three to five members, generally no more than seven.',
    ),
    art20,
  ),
  rule('BR-18', text('支部委员会委员出现空缺，应当及时进行补选。', 'A vacant post is filled by a by-election promptly.'), art21),
  rule(
    'BR-19',
    text('上级党组织一般提前6个月提醒。', 'The superior reminds, generally six months ahead.'),
    text('第六、七章', 'Chapters 6 and 7'),
  ),
  rule('BR-20', text('延长期限一般不超过1年。', 'A term is prolonged by generally no more than a year.'), art21),
]
const held = (post, member, since, access) => ({
  post,
  required: true,
  vacant: false,
  holders: [{ member, since, ...(access && { access }) }],
})

export function posts({ on, base, page, notFound }) {
  const terms = {
    z0: {
      on: '2024-05-15',
      years: 3,
      ends: '2027-05-14',
      over: false,
      prolongedTo: '2028-05-14',
      remindFrom: '2026-11-15',
      due: true,
      reminders: [],
    },
    z1: {
      on: '2023-09-10',
      years: 3,
      ends: '2026-09-09',
      over: true,
      prolongedTo: '2027-09-09',
      remindFrom: '2026-03-10',
      due: true,
      reminders: [{ at: '2026-04-02T02:00:00Z', by: 'a-rev', ends: '2026-09-09' }],
    },
  }
  const accounts = new Set()
  const administers = (who) => who === 'admin'
  const reminds = (who) => ['admin', 'reviewer'].includes(who)
  const lacking = [{ unit: 'z0', fullMembers: 13, posts: [{ post: 'PUBLICITY', since: '2026-09-01' }] }]
  const ending = (unit, who) => ({ unit, term: terms[unit], reminds: reminds(who) })
  const branch = (unit, who) => {
    const whole = unit === 'z0'
    const access = administers(who) ? (accounts.has(unit) ? 'GIVEN' : 'NO_ACCOUNT') : undefined
    return {
      unit,
      fullMembers: whole ? 13 : 5,
      members: whole ? 15 : 6,
      committee: whole,
      rule: whole ? 'BR-15' : 'BR-14',
      leastSeats: whole ? 3 : 1,
      usualSeats: whole ? 5 : 2,
      mostSeats: whole ? 7 : 2,
      seats: whole ? 3 : 1,
      posts: [
        held('SECRETARY', 'm0', '2024-05-15', access),
        ...(whole
          ? [
              held('ORGANISATION', 'm1', '2024-05-15'),
              { post: 'PUBLICITY', required: true, vacant: true, vacantSince: '2026-09-01', holders: [] },
              held('DISCIPLINE', 'm2', '2024-05-15'),
            ]
          : []),
      ],
      term: terms[unit],
      reminds: reminds(who),
      thresholds: [{ threshold: 'COMMITTEE', rule: 'BR-14', reached: whole, number: 7, members: whole ? 13 : 5 }],
      rules: RULES,
    }
  }
  on('GET', `${base}/posts/vacancies`, ({ query }) => ({ body: page(lacking, query) }))
  on('GET', `${base}/posts/terms`, ({ query, who }) => ({
    body: page(
      ['z1', 'z0'].map((unit) => ending(unit, who)),
      query,
    ),
  }))
  on('GET', `${base}/posts/{id}`, ({ id, who }) => (id === 'z0' || id.startsWith('z') ? { body: branch(id, who) } : notFound()))
  on('POST', `${base}/posts/{id}/reminders`, ({ id, who }) => {
    terms[id].reminders.push({ at: new Date().toISOString(), by: who === 'admin' ? 'a-adm' : 'a-rev', ends: terms[id].ends })
    return { body: ending(id, who) }
  })
  /** The role comes with the account, as the service's reaction brings it. */
  return { opened: (unit) => accounts.add(unit) }
}
