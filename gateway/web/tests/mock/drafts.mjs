// The drafts of each person, in the stand-in.
export function drafts({ on, base, page, notFound }) {
  const all = new Map()
  const own = (who) => {
    if (!all.has(who)) all.set(who, new Map())
    return all.get(who)
  }
  const line = ({ values, ...rest }) => rest
  on('GET', `${base}/drafts`, ({ query, who }) => ({
    body: page([...own(who).values()].sort((one, other) => other.changedAt.localeCompare(one.changedAt)).map(line), query),
  }))
  on('GET', `${base}/drafts/{id}`, ({ id, who }) => {
    const found = own(who).get(id)
    return found === undefined ? notFound() : { body: { draft: line(found), values: found.values } }
  })
  on('POST', `${base}/drafts`, ({ body, who }) => {
    const there = own(who).get(body.draft)
    if (there !== undefined && there.edition !== body.edition && !(body.onto ?? []).includes(there.edition))
      return { body: { kept: false, edition: there.edition, changedAt: there.changedAt, values: there.values } }
    const { draft, onto, ...rest } = body
    const kept = { id: draft, ...rest, changedAt: new Date().toISOString() }
    own(who).set(draft, kept)
    return { body: { kept: true, edition: kept.edition, changedAt: kept.changedAt } }
  })
  on('POST', `${base}/drafts/{id}/removal`, ({ id, who }) => {
    own(who).delete(id)
    return { status: 204 }
  })
  return all
}
