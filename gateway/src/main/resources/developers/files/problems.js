// Every way in which the platform can say no. The address of an entry is its type.
import { add, DOCUMENTS, h, read, search, SERVICES, table } from './page.js'
import { language, otherLanguage, t } from './texts.js'

const OWNERS = ['platform', 'gateway', ...SERVICES.filter((name) => name !== 'gateway')]

export async function show(main) {
  const lists = await Promise.all(OWNERS.map((owner) => read(`${DOCUMENTS}/${owner}/problems.json`)))
  const entries = lists.flatMap((list) => list.problems.map((problem) => entry(list.owner, problem)))
  const owners = h('select', { id: 'owner', onchange: () => finder.say() },
    h('option', { value: '' }, t('all')),
    OWNERS.map((owner) => h('option', { value: owner }, called(owner))))
  const finder = search(t('search.problems'), new URLSearchParams(location.search).get('q') ?? '', (wanted) => {
    let found = 0
    for (const { element, owner, words } of entries) {
      element.hidden = !words.includes(wanted) || (owners.value !== '' && owners.value !== owner)
      if (!element.hidden) found++
    }
    return found
  })
  add(main,
    h('h1', {}, t('problems')),
    h('p', { class: 'muted' }, t('problems.intro')),
    h('div', { class: 'tools' }, finder.field, h('label', { class: 'search' }, h('span', {}, t('owner')), owners), finder.found),
    entries.map(({ element }) => element),
    h('h2', {}, t('faults')),
    h('p', { class: 'muted' }, t('faults.intro')),
    h('div', { class: 'card' }, table([t('code'), t('text')], lists
      .flatMap((list) => Object.entries(list.fields ?? {}))
      .map(([code, text]) => [h('code', {}, code), text[language]]))),
  )
  finder.say()
  arrive()
  addEventListener('hashchange', arrive)
}

function called(owner) {
  if (owner === 'platform') return t('owner.platform')
  return owner === 'gateway' ? owner : `${owner}-service`
}

function entry(owner, problem) {
  const again = problem.retryable && (problem.retryAfter === undefined ? t('retry.answer') : t('retry.after', problem.retryAfter))
  const facts = [
    [t('when'), problem.when?.[language]],
    [t('retry'), again],
    [t('feature'), [called(owner), problem.feature].filter(Boolean).join(' · ')],
  ].filter(([, text]) => text)
  const element = h('article', { class: 'card problem', id: problem.type },
    h('h3', {}, h('span', { class: 'status', 'data-kind': String(problem.status)[0] }, problem.status), h('code', {}, problem.code)),
    h('a', { class: 'type', href: `#${problem.type}`, title: t('link') }, problem.type),
    h('p', {}, h('strong', {}, problem.title[language]), h('br'), problem.detail[language]),
    h('p', { class: 'muted', lang: otherLanguage }, h('strong', {}, problem.title[otherLanguage]), h('br'), problem.detail[otherLanguage]),
    h('dl', {}, facts.map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)])))
  const words = [problem.code, problem.type, problem.status, problem.feature ?? '', ...[problem.title, problem.detail, problem.when ?? {}].flatMap(Object.values)]
  return { element, owner, words: words.join(' ').toLowerCase() }
}

function arrive() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (named === null) return
  for (const other of document.querySelectorAll('.arrived')) other.classList.remove('arrived')
  named.hidden = false
  named.classList.add('arrived')
  named.scrollIntoView({ block: 'center' })
}
