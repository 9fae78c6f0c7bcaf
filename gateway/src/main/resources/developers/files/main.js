// Which page is shown, and the bar above it.
import { h, SERVICES } from './page.js'
import { language, otherLanguage, switchLanguage, t } from './texts.js'

const here = location.pathname.replace(/\/$/, '')
const pages = { '/developers': './home.js', '/developers/events': './events.js', '/developers/problems': './problems.js' }
const links = [
  ['/developers', t('home')],
  [`/developers/services/${SERVICES[0]}`, t('services')],
  ['/developers/events', t('events')],
  ['/developers/problems', t('problems')],
]
const section = (path) => (path.includes('/services/') ? 'services' : path)

document.documentElement.lang = language
document.title = `${t('title')} · ${language === 'en' ? 'Zhibu' : '支部'}`
document.getElementById('top').append(
  h('a', { class: 'brand', href: '/', title: t('back') }, h('img', { src: '/favicon.svg', alt: '', width: 28, height: 28 }), h('strong', {}, language === 'en' ? 'Zhibu' : '支部')),
  h('nav', { 'aria-label': t('title') }, links.map(([path, name]) => h('a', { href: path, 'aria-current': section(path) === section(here) ? 'page' : undefined }, name))),
  h('button', { type: 'button', lang: otherLanguage, onclick: switchLanguage }, t('other')),
)

const main = document.getElementById('main')
const waiting = h('p', { class: 'muted' }, t('loading'))
main.append(waiting)
try {
  const { show } = await import(pages[here] ?? './service.js')
  await show(main, here.split('/').pop())
} catch (failure) {
  main.append(h('p', { class: 'note fault', role: 'alert' }, failure.message))
  console.error(failure)
}
waiting.remove()
main.dataset.shown = 'yes'
