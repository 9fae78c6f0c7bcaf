// The notebook of each person, in the stand-in.
import { randomUUID } from 'node:crypto'

export function notes({ on, base, by, bump, page, notFound }) {
  const all = [
    {
      id: 'n0',
      unit: 'z0',
      owner: 'a-sec',
      date: '2026-11-12',
      title: '学习全会公报',
      text: '一、总体印象\n公报把教育放在基础性、先导性的位置。\n\n二、对照自己\n园本培训还不够系统，明年每学期安排四次。',
      version: 0,
    },
    {
      id: 'n1',
      unit: 'z0',
      owner: 'a-member',
      date: '2026-11-10',
      title: '读《学前教育法》',
      text: '第一章总则读后：办园先立德。',
      handedIn: '2026-11-11T02:00:00Z',
      version: 1,
    },
  ]
  const ME = { secretary: 'a-sec', clerk: 'a-clerk' }
  const own = (who) => all.filter((note) => note.owner === (ME[who] ?? who))
  on('GET', `${base}/notes`, ({ query, who }) => ({ body: page(own(who), query) }))
  on('GET', `${base}/branches/{id}/notes`, ({ query }) => ({
    body: page(
      all.filter((note) => note.handedIn),
      query,
    ),
  }))
  on('GET', `${base}/notes/{id}`, ({ id }) => (by(all, id) ? { body: by(all, id), etag: by(all, id).version } : notFound()))
  on('POST', `${base}/notes`, ({ body, who }) => {
    const made = { id: randomUUID(), owner: ME[who] ?? who, version: 0, ...body }
    all.unshift(made)
    return { status: 201, body: made }
  })
  on('PUT', `${base}/notes/{id}`, ({ id, body }) => ({ body: bump(by(all, id), body) }))
  on('POST', `${base}/notes/{id}/handing-in`, ({ id }) => ({ body: bump(by(all, id), { handedIn: new Date().toISOString() }) }))
  on('POST', `${base}/notes/{id}/removal`, ({ id }) => ({ body: all.splice(all.indexOf(by(all, id)), 1)[0] }))
}
