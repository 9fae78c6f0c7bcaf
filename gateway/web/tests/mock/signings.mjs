// Who has signed a letter, in the stand-in: the members of the branch, each once.
export function signings({ on, base, state, by }) {
  const signed = new Map()
  const view = (id) => {
    const record = by(state.records, id)
    return {
      body: {
        asked: state.members
          .map((one) => one.member)
          .filter((one) => one.unit === record?.unit && !one.departedOn)
          .map((one) => one.id),
        signed: signed.get(id) ?? [],
      },
    }
  }
  on('GET', `${base}/records/{id}/signatures`, ({ id }) => view(id))
  on('POST', `${base}/records/{id}/signatures`, ({ id, body }) => {
    const known = signed.get(id) ?? []
    const fresh = body.members.filter((member) => !known.some((one) => one.member === member))
    signed.set(id, [...known, ...fresh.map((member) => ({ member, on: body.on }))])
    return view(id)
  })
  on('POST', `${base}/records/{id}/signatures/removal`, ({ id, body }) => {
    signed.set(
      id,
      (signed.get(id) ?? []).filter((one) => one.member !== body.member),
    )
    return view(id)
  })
}
