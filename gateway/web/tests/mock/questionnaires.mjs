// The questions of surveys, slips and answers, as the stand-in keeps them: whoever holds a code answers once.
import { randomInt } from 'node:crypto'

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LEAST = 5
const TODAY = '2026-11-20'
const code = () => Array.from({ length: 20 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

export function questionnaires(on, state, { a1, fault }) {
  const of = (survey) =>
    (state.questionnaires[survey] ??= {
      survey,
      state: 'DRAFT',
      questions: [],
      answers: 0,
      papers: 0,
      typed: 0,
      numbers: [],
      codes: {},
      said: [],
      version: 0,
    })
  const view = (one) => {
    const { codes, said, ...shown } = one
    return { body: { ...shown, slips: Object.keys(codes).length, answers: said.filter((each) => !each.paper).length } }
  }
  const act = (change) => (asked) => {
    const one = of(asked.id)
    const refused = change(one, asked.body)
    if (refused) return refused
    one.version++
    return view(one)
  }
  const base = `${a1}/surveys/{id}/questionnaire`
  on('GET', base, ({ id }) => view(of(id)))
  on('GET', `${base}/former`, ({ id }) => {
    const former = Object.values(state.questionnaires).find((one) => one.survey !== id && one.questions.length > 0)
    return former
      ? { body: { audience: former.audience, questions: former.questions } }
      : fault(409, 'NO_FORMER_QUESTIONNAIRE', '没有可复制的题目', '')
  })
  on(
    'PUT',
    base,
    act((one, body) => {
      const questions = (body.questions ?? []).map((each) => ({ options: [], required: false, ...each }))
      Object.assign(one, { id: `q-${one.survey}`, audience: body.audience, questions })
    }),
  )
  on(
    'POST',
    `${base}/opening`,
    act((one, body) => void Object.assign(one, { state: 'OPEN', openedOn: TODAY, ...body })),
  )
  on('POST', `${base}/slips`, ({ id, body }) => {
    const one = of(id)
    const made = Array.from({ length: body.count }, code)
    for (const each of made) one.codes[each] = 'BLANK'
    return { status: 201, body: { codes: made } }
  })
  on(
    'POST',
    `${base}/recall`,
    act((one) => {
      one.codes = Object.fromEntries(Object.entries(one.codes).filter(([, used]) => used !== 'BLANK'))
    }),
  )
  on(
    'POST',
    `${base}/papers`,
    act((one, body) => {
      one.said.push(...body.papers.map((each) => ({ paper: true, answers: each.answers })))
      one.papers += body.papers.length
      for (const _ of body.papers) one.numbers.push(++one.typed)
    }),
  )
  on(
    'POST',
    `${base}/invitation`,
    act((one, body) => void (one.invited = body.invited)),
  )
  on('POST', `${base}/papers/{paper}/correction`, ({ id }) => view(of(id)))
  on('POST', `${base}/papers/{paper}/withdrawal`, ({ id, paper }) => {
    const one = of(id)
    one.numbers = one.numbers.filter((number) => number !== Number(paper))
    one.papers--
    return view(one)
  })
  on(
    'POST',
    `${base}/closure`,
    act((one) => void Object.assign(one, { state: 'CLOSED', closedOn: TODAY })),
  )
  on('GET', `${base}/results`, ({ id }) => {
    const one = of(id)
    const shown = one.state === 'CLOSED' && one.said.length >= LEAST
    const questions = one.questions.map((question, at) => {
      const said = one.said.flatMap((each) => each.answers.filter((answer) => answer.question === at + 1))
      const counts = question.options.map((_, n) => said.filter((answer) => answer.chosen?.includes(n + 1)).length)
      const texts = said.flatMap((answer) => answer.text ?? []).sort()
      return { answered: said.length, counts: said.length < LEAST ? [] : counts, texts }
    })
    return { body: { answered: one.said.length, least: LEAST, questions: shown ? questions : [] } }
  })

  const invalid = () => fault(404, 'SLIP_NOT_VALID', '答题码无效', '答题码不正确，或者已经使用过。每个答题码只能提交一次。')
  const held = (slip) => Object.values(state.questionnaires).find((one) => one.codes[slip] !== undefined)
  const refused = (one) => {
    if (one === undefined) return invalid()
    return one.state === 'OPEN'
      ? undefined
      : fault(409, 'ANSWERED_TOO_LATE', '答题已结束', `这份问卷的答题已于 ${one.closedOn} 截止，不再接收答卷。`)
  }
  on('POST', `${a1}/open/questionnaire`, ({ body }) => {
    const one = held(body.code)
    const refusal = refused(one) ?? (one.codes[body.code] === 'BLANK' ? undefined : invalid())
    if (refusal) return refusal
    const survey = state.surveys.find((each) => each.id === one.survey)
    return {
      body: { title: survey.title, introduction: survey.question, audience: one.audience, until: one.until, questions: one.questions },
    }
  })
  on('POST', `${a1}/open/questionnaire/answers`, ({ body }) => {
    const one = held(body.code)
    const refusal = refused(one)
    if (refusal) return refusal
    if (one.codes[body.code] === 'BLANK') {
      one.codes[body.code] = body.sending
      one.said.push({ paper: false, answers: body.answers })
    }
    return one.codes[body.code] === body.sending ? { status: 204 } : invalid()
  })
}
