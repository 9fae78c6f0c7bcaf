// What there is, and what holds for every request.
import { add, DOCUMENTS, download, h, read, SERVICES, table } from './page.js'
import { t } from './texts.js'

const RULES = [
  ['Cookie', 'rule.session'],
  ['X-XSRF-TOKEN', 'rule.csrf'],
  ['Idempotency-Key', 'rule.key'],
  ['If-Match', 'rule.match'],
  ['page, size', 'rule.pages'],
  ['Accept-Language', 'rule.language'],
  ['Retry-After', 'rule.retry'],
]

export async function show(main) {
  const [events, ...problems] = await Promise.all([
    read(`${DOCUMENTS}/asyncapi.json`),
    ...['platform', ...SERVICES].map((owner) => read(`${DOCUMENTS}/${owner}/problems.json`)),
  ])
  const types = problems.reduce((sum, list) => sum + list.problems.length, 0)
  add(main,
    h('h1', {}, t('title')),
    h('p', { class: 'muted' }, t('intro')),
    h('h2', {}, t('services')),
    h('div', { class: 'cards' }, SERVICES.map((service) => h('section', { class: 'card' },
      h('h3', {}, service === 'gateway' ? service : `${service}-service`),
      h('p', {}, t(`service.${service}`)),
      h('p', {}, h('a', { href: `/developers/services/${service}` }, t('open'))),
      download(`${DOCUMENTS}/${service}/openapi.json`)))),
    h('div', { class: 'cards wide' },
      h('section', { class: 'card' },
        h('h2', {}, h('a', { href: '/developers/events' }, t('events')), h('span', { class: 'muted count' }, t('count', Object.keys(events.components.messages).length))),
        h('p', {}, t('events.intro')),
        download(`${DOCUMENTS}/asyncapi.json`, `${DOCUMENTS}/asyncapi.yaml`)),
      h('section', { class: 'card' },
        h('h2', {}, h('a', { href: '/developers/problems' }, t('problems')), h('span', { class: 'muted count' }, t('count', types))),
        h('p', {}, t('problems.intro')))),
    h('h2', {}, t('conventions')),
    h('div', { class: 'card' }, table([t('header'), t('meaning')], RULES.map(([name, rule]) => [h('code', {}, name), t(rule)]))),
  )
}
