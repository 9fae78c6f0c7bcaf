// What a branch makes known, in the stand-in: four steps, and the page that needs no login.
import { randomUUID } from 'node:crypto'

const step = (act, at, by, reason) => ({ act, at, by, ...(reason && { reason }) })
const one = (id, content, status, more) => ({
  id,
  unit: 'z0',
  content,
  category: 'SCHOOL',
  audience: 'SOCIETY',
  manner: 'NETWORK',
  text: `${content}，经党支部委员会研究，现予公开。如有疑问，请向党支部反映。`,
  status,
  steps: [step('PROPOSED', '2026-11-02T01:30:00Z', 'a-clerk')],
  proposedOn: '2026-11-02',
  version: 0,
  ...more,
})

export function disclosures({ on, base, by, bump, page, notFound }) {
  const examined = step('EXAMINED', '2026-11-03T02:00:00Z', 'a-clerk')
  const approved = step('APPROVED', '2026-11-03T06:10:00Z', 'a-sec')
  const published = step('PUBLISHED', '2026-11-04T01:00:00Z', 'a-clerk')
  const proposed = step('PROPOSED', '2026-11-02T01:30:00Z', 'a-clerk')
  const all = [
    one('x0', '2026年秋季收费项目和标准', 'PUBLISHED', {
      steps: [proposed, examined, approved, published],
      publishedOn: '2026-11-04',
    }),
    one('x1', '第四季度食堂收支', 'PROPOSED', {}),
    one('x2', '发展对象公示', 'RETURNED', {
      category: 'PARTY',
      audience: 'UNIT',
      manner: 'BOARD',
      steps: [proposed, step('NOT_EXAMINED', '2026-11-03T02:00:00Z', 'a-sec', '含身份证号，请删去后再提交。')],
    }),
  ]
  let board = { open: true, title: '实验幼儿园 党务校务公开', token: 'board-z0' }
  const OPEN = { OPEN: ['PROPOSED', 'RETURNED', 'EXAMINED', 'APPROVED', 'CHANGED'], PUBLISHED: ['PUBLISHED'], WITHDRAWN: ['WITHDRAWN'] }
  const move = (found, status, act, reason, more = {}) =>
    bump(found, { status, steps: [...found.steps, step(act, new Date().toISOString(), 'a-sec', reason)], ...more })
  on('GET', `${base}/disclosures`, ({ query }) => ({
    body: page(
      all.filter((it) => it.unit === query.get('unit') && OPEN[query.get('which') ?? 'OPEN'].includes(it.status)),
      query,
    ),
  }))
  on('GET', `${base}/disclosures/{id}`, ({ id }) => (by(all, id) ? { body: by(all, id), etag: by(all, id).version } : notFound()))
  on('POST', `${base}/disclosures`, ({ body }) => {
    const made = one(randomUUID(), body.content, 'PROPOSED', { ...body, proposedOn: '2026-11-20' })
    all.unshift(made)
    return { status: 201, body: made }
  })
  on('PUT', `${base}/disclosures/{id}`, ({ id, body }) => ({ body: move(by(all, id), 'PROPOSED', 'PROPOSED', undefined, body) }))
  on('POST', `${base}/disclosures/{id}/examination`, ({ id, body }) => ({
    body: move(by(all, id), body.passed ? 'EXAMINED' : 'RETURNED', body.passed ? 'EXAMINED' : 'NOT_EXAMINED', body.reason),
  }))
  on('POST', `${base}/disclosures/{id}/approval`, ({ id, body }) => ({
    body: move(by(all, id), body.passed ? 'APPROVED' : 'RETURNED', body.passed ? 'APPROVED' : 'NOT_APPROVED', body.reason),
  }))
  on('POST', `${base}/disclosures/{id}/publication`, ({ id, body }) => ({
    body: move(by(all, id), 'PUBLISHED', 'PUBLISHED', undefined, { publishedOn: body.date }),
  }))
  on('POST', `${base}/disclosures/{id}/withdrawal`, ({ id, body }) => ({
    body: move(by(all, id), 'WITHDRAWN', 'WITHDRAWN', body.reason),
  }))
  on('GET', `${base}/branches/{id}/public-page`, ({ id }) => ({ body: id === 'z0' ? board : { open: false } }))
  on('POST', `${base}/branches/{id}/public-page`, ({ body }) => {
    board = { ...board, ...body }
    return { body: board }
  })
  on('GET', `${base}/open/pages/{id}`, ({ id, query }) =>
    id === board.token && board.open
      ? {
          body: {
            title: board.title,
            disclosures: page(
              all.filter((it) => it.status === 'PUBLISHED' && it.audience === 'SOCIETY'),
              query,
            ),
          },
        }
      : notFound(),
  )
}
