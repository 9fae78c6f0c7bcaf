// Of whom the members of a unit are made up, in the stand-in: the groups of the product's own file, with numbers of no meaning.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const file = '../../../../member-service/src/main/resources/zhibu/composition.yaml'
const { fewerThan, unknown, other, groups } = parse(readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8'))
const BRANCH = {
  GENDER: [11, 5, 1],
  AGE: [2, 3, 4, 0, 3, 2, 1, 0, 2],
  EDUCATION: [3, 9, 2, 1, 0, 1, 1],
  PARTY_YEARS: [2, 4, 6, 3, 1, 0, 0, 1],
  STATUS: [16, 1],
}
const ABOVE = {
  GENDER: [402, 218, 23],
  AGE: [64, 81, 120, 97, 88, 90, 61, null, 41],
  EDUCATION: [72, 388, 121, 34, null, 20, 7],
  PARTY_YEARS: [91, 140, 201, 117, 52, 26, null, 15],
  STATUS: null,
}

function said(group, at, above) {
  const all = (above ? ABOVE : BRANCH)[group]
  if (all === null) return { said: 'KEPT_BACK' }
  const people = all[at]
  if (people === null) return { said: 'FEW' }
  return above && all[at - 1] === null ? { said: 'KEPT_BACK' } : { said: 'PLAIN', people }
}

export function compositions({ on, base, today, picture, branch }) {
  const exported = []
  const whole = (group) => [
    ...group.cells.map(({ id, names }) => ({ id, names })),
    ...(group.id === 'EDUCATION' ? [{ id: 'OTHER', names: other }] : []),
    ...(group.id === 'STATUS' ? [] : [{ id: 'UNKNOWN', names: unknown }]),
  ]
  on('GET', `${base}/units/{id}/composition`, ({ id, query }) => {
    const above = !branch(id)
    return {
      body: {
        unit: id,
        on: query.get('on') ?? today(),
        people: above ? 643 : 17,
        ...(above && { fewerThan }),
        groups: groups.map((group) => ({
          id: group.id,
          names: group.names,
          cells: whole(group).map((cell, at) => ({ ...cell, ...said(group.id, at, above) })),
        })),
      },
    }
  })
  on('GET', `${base}/units/{id}/roster.xlsx`, ({ query }) => {
    exported.push(query.get('columns'))
    return { raw: picture }
  })
  return exported
}
