// One service's interface, to be looked at and tried with the session of whoever is signed in.
import { add, DOCUMENTS, download, h, read, SERVICES } from './page.js'
import { language, t } from './texts.js'

const LIB = '/developers/lib/swagger-ui'
const used = new Map()

export async function show(main, service) {
  const [spec, session] = await Promise.all([read(`${DOCUMENTS}/${service}/openapi.json`), read('/api/session')])
  const place = h('div', { class: 'swagger', lang: 'en' })
  add(main,
    h('h1', {}, t('services')),
    h('nav', { class: 'tabs', 'aria-label': t('services') }, SERVICES.map((name) => h('a', { href: `/developers/services/${name}`, 'aria-current': name === service ? 'page' : undefined }, name))),
    h('p', {}, t(`service.${service}`)),
    session.authenticated
      ? h('p', { class: 'note' }, t('try.in', session.name ?? session.username))
      : h('p', { class: 'note' }, t('try.out'), ' ', h('a', { href: `${session.login}?continue=${encodeURIComponent(location.pathname)}&lang=${language}` }, t('signIn'))),
    download(`${DOCUMENTS}/${service}/openapi.json`),
    place,
  )
  await Promise.all([style(`${LIB}/swagger-ui.css`), script(`${LIB}/swagger-ui-bundle.js`)])
  await new Promise((done) => {
    window.SwaggerUIBundle({
      spec: prepared(spec),
      domNode: place,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      validatorUrl: null,
      withCredentials: true,
      requestInterceptor: asTheFrontWould,
      onComplete: done,
    })
  })
}

/** The description is shown as it is; only its place and a key for each first attempt are filled in. */
function prepared(spec) {
  spec.servers = [{ url: '/' }]
  for (const path of Object.values(spec.paths)) {
    for (const operation of Object.values(path)) {
      for (const parameter of operation.parameters ?? []) {
        if (parameter.name === 'Idempotency-Key') parameter.example = crypto.randomUUID()
      }
    }
  }
  return spec
}

function asTheFrontWould(request) {
  request.headers['Accept-Language'] = language
  if ((request.method ?? 'GET').toUpperCase() !== 'GET') {
    const token = /(?:^|; )(?:__Host-)?XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1]
    if (token !== undefined) request.headers['X-XSRF-TOKEN'] = token
    const key = request.headers['Idempotency-Key']
    const command = `${request.url} ${request.body}`
    if (key !== undefined && used.has(key) && used.get(key) !== command) request.headers['Idempotency-Key'] = crypto.randomUUID()
    if (key !== undefined) used.set(request.headers['Idempotency-Key'], command)
  }
  return request
}

function style(href) {
  return loaded(h('link', { rel: 'stylesheet', href }))
}

function script(src) {
  return loaded(h('script', { src }))
}

function loaded(element) {
  return new Promise((done, failed) => {
    element.addEventListener('load', done)
    element.addEventListener('error', () => failed(new Error(t('try.failed'))))
    document.head.append(element)
  })
}
