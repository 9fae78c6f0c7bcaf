// The events of all services, from the AsyncAPI document: topics, messages, fields, samples.
import { add, DOCUMENTS, download, h, read, search, table } from './page.js'
import { language, t } from './texts.js'

const last = (ref) => ref.split('/').pop()

export async function show(main) {
  const { channels, operations, components } = await read(`${DOCUMENTS}/asyncapi.json`)
  const entries = []
  const sections = Object.entries(channels).map(([topic, channel]) => {
    const senders = Object.values(operations)
      .filter((operation) => last(operation.channel.$ref) === topic)
      .map((operation) => operation.summary.split(' ')[0])
    const messages = Object.keys(channel.messages).map((name) => entry(components, name))
    const section = h('section', {},
      h('h2', { id: topic }, h('code', {}, topic)),
      h('p', {}, language === 'en' ? channel.description : channel['x-zh-CN']),
      h('p', { class: 'muted' }, t('sentBy', senders.join(language === 'en' ? ', ' : '、'))),
      messages.map((message) => message.element))
    entries.push(...messages.map((message) => ({ ...message, section })))
    return section
  })
  const finder = search(t('search.events'), '', (wanted) => filter(entries, sections, wanted))
  add(main,
    h('h1', {}, t('events')),
    h('p', { class: 'muted' }, t('events.intro')),
    download(`${DOCUMENTS}/asyncapi.json`, `${DOCUMENTS}/asyncapi.yaml`),
    envelope(components.messageTraits.envelope),
    h('div', { class: 'tools' }, finder.field, finder.found),
    sections,
  )
  finder.say()
  unfold()
  addEventListener('hashchange', unfold)
}

function entry(components, name) {
  const message = components.messages[name]
  const schema = components.schemas[last(message.payload.$ref)]
  const fields = rows(schema)
  const sentence = language === 'en' ? message.summary : message['x-zh-CN']
  const element = h('details', { class: 'card event', id: name },
    h('summary', {}, h('code', {}, name), h('span', { class: 'muted' }, sentence)),
    h('h3', {}, t('fields')),
    table([t('name'), t('type'), t('always'), t('about')], fields.map(([path, kind, always, about]) => [h('code', {}, path), kind, always ? '✓' : '–', about])),
    h('h3', {}, t('sample')),
    h('pre', { tabindex: 0 }, JSON.stringify(message.examples[0].payload, null, 2)))
  return { element, words: [name, message.summary, message['x-zh-CN'], ...fields.flat()].join(' ').toLowerCase() }
}

/** The fields of a schema with those inside them, each with its path. */
function rows(schema, prefix = '') {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name
    const own = [path, kind(field), (schema.required ?? []).includes(name), field.description ?? '']
    return [own, ...rows(field, `${path}.`), ...rows(field.items ?? {}, `${path}[].`)]
  })
}

function kind(field) {
  const types = [field.type].flat().filter(Boolean).join(' | ')
  if (field.type === 'array') return `${kind(field.items ?? {})}[]`
  if (field.const !== undefined) return JSON.stringify(field.const)
  const limits = [field.format, field.pattern, field.minimum === undefined ? undefined : `≥ ${field.minimum}`].filter(Boolean)
  return limits.length === 0 ? types : `${types} (${limits.join(', ')})`
}

function envelope({ headers, bindings }) {
  return h('details', { class: 'card event', id: 'envelope' },
    h('summary', {}, t('envelope')),
    h('p', {}, h('strong', {}, t('key')), ' ', h('code', {}, '<ce_tenantid>:<ce_subject>')),
    h('p', { class: 'muted' }, bindings.kafka.key.description),
    table([t('name'), t('type'), t('always'), t('about')], rows(headers).map(([path, type, always, about]) => [h('code', {}, path), type, always ? '✓' : '–', about])))
}

function filter(entries, sections, wanted) {
  let found = 0
  for (const { element, words } of entries) {
    element.hidden = !words.includes(wanted)
    if (!element.hidden) found++
  }
  for (const section of sections) section.hidden = section.querySelector('.event:not([hidden])') === null
  return found
}

function unfold() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (named === null) return
  if (named.tagName === 'DETAILS') named.open = true
  named.scrollIntoView()
}
