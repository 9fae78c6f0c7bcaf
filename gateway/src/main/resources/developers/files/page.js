// Small parts that every page is made of. Texts are set as texts, never as markup.
import { t } from './texts.js'

export const SERVICES = ['member', 'activity', 'report', 'notification', 'gateway']
export const DOCUMENTS = '/developers/documents'

/** An element with its attributes and what is in it. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, value)
  }
  return add(element, ...children)
}

/** Puts things into an element: elements, texts, lists of them; what is not there is left out. */
export function add(element, ...children) {
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false))
  return element
}

export async function read(path) {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(t('failed', path))
  return answer.json()
}

/** A table that on a phone shows each row as a card, with the heads before the values. */
export function table(heads, rows) {
  return h('table', { class: 'table' },
    h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell, at) => h('td', { 'data-head': heads[at] }, cell))))))
}

export function download(...files) {
  return h('p', { class: 'downloads' }, files.map((file) => h('a', { href: file, download: true }, `${t('download')} ${file.split('/').pop()}`)))
}

/** A search field that hears what is typed, and a line that says how many were found. */
export function search(hint, start, hear) {
  const found = h('p', { class: 'muted', role: 'status' })
  const field = h('input', { type: 'search', id: 'search', placeholder: hint, value: start, autocomplete: 'off', spellcheck: 'false' })
  const say = () => {
    const number = hear(field.value.trim().toLowerCase())
    found.textContent = number === 0 ? t('none') : t('found', number)
  }
  field.addEventListener('input', say)
  return { field: h('label', { class: 'search' }, h('span', {}, t('search')), field), found, say }
}
