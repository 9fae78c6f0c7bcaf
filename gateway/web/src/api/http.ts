import { Problem } from './problem'

type Query = Record<string, string | number | boolean | undefined | null>

export interface Answer<T> {
  data: T
  etag?: string
}
export interface Options {
  query?: Query
  body?: unknown
  key?: string
  etag?: string | number
  signal?: AbortSignal
}

let language: () => string = () => 'zh-CN'
let signedOut: () => void = () => {}

/** Tells the client which language to ask for and whom to tell when the session has ended. */
export function connect(to: { language: () => string; signedOut: () => void }): void {
  language = to.language
  signedOut = to.signedOut
}

/** A key for one command; the same key sent again gives the same answer and never a second record. */
export function newKey(): string {
  return crypto.randomUUID()
}

/** What shows that a writing request comes from this session; by https the cookie is bound to this very host. */
function csrfToken(): string | undefined {
  const cookies = document.cookie.split('; ')
  const found = ['__Host-XSRF-TOKEN=', 'XSRF-TOKEN='].flatMap((name) => cookies.filter((pair) => pair.startsWith(name)))[0]
  return found === undefined ? undefined : decodeURIComponent(found.slice(found.indexOf('=') + 1))
}

export function address(path: string, query?: Query): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (entries.length === 0) return path
  return `${path}?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()}`
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json, */*;q=0.5', 'Accept-Language': language() }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (method !== 'GET') {
    const token = csrfToken()
    if (token !== undefined) headers['X-XSRF-TOKEN'] = token
  }
  if (method === 'POST' && path.startsWith('/api/')) headers['Idempotency-Key'] = options.key ?? newKey()
  if (options.etag !== undefined) headers['If-Match'] = typeof options.etag === 'number' ? `"${options.etag}"` : options.etag
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (options.signal) init.signal = options.signal
  if (options.body !== undefined) init.body = JSON.stringify(options.body)
  try {
    return await fetch(address(path, options.query), init)
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure
    throw new Problem(0, {})
  }
}

const longestWait = 5
const mostWaits = 2

/** Sends, and where the gateway asks for a little patience, waits as long as it says and sends the same again. */
async function sendPatiently(method: string, path: string, options: Options): Promise<Response> {
  let response = await send(method, path, options)
  for (let waited = 0; waited < mostWaits && response.status === 429; waited++) {
    const seconds = Math.min(Number(response.headers.get('Retry-After') ?? 1), longestWait)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    response = await send(method, path, options)
  }
  return response
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return new Problem(response.status, (await response.json()) as object)
  } catch {
    return new Problem(response.status, {})
  }
}

/** What is not there is left out, however a service says so. */
function absent(this: unknown, _name: string, value: unknown): unknown {
  return value === null && !Array.isArray(this) ? undefined : value
}

async function request<T>(method: string, path: string, options: Options): Promise<Answer<T>> {
  const sent: Options = method === 'POST' ? { ...options, key: options.key ?? newKey() } : options
  let response = await sendPatiently(method, path, sent)
  if (response.status === 403) {
    const problem = await problemOf(response)
    if (problem.code !== 'CSRF_TOKEN_INVALID') throw problem
    await send('GET', '/api/session', {})
    response = await send(method, path, sent)
  }
  if (!response.ok) {
    const problem = await problemOf(response)
    if (problem.status === 401) signedOut()
    throw problem
  }
  const text = await response.text()
  const data = (text === '' ? undefined : JSON.parse(text, absent)) as T
  const etag = response.headers.get('ETag')
  return etag === null ? { data } : { data, etag }
}

/** A file in the language of the screen, under the name the service gives it. */
export async function download(path: string, otherwise = 'report.docx'): Promise<{ file: Blob; name: string }> {
  const response = await sendPatiently('GET', path, {})
  if (!response.ok) {
    const problem = await problemOf(response)
    if (problem.status === 401) signedOut()
    throw problem
  }
  const disposition = response.headers.get('Content-Disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  const name = encoded !== undefined ? decodeURIComponent(encoded) : /filename="?([^";]+)"?/i.exec(disposition)?.[1]
  return { file: await response.blob(), name: name ?? otherwise }
}

/** What an upload needs besides its address: a name for the file, and whom to tell how much of it has left. */
export interface Sending {
  name: string
  key: string
  signal: AbortSignal
  progress: (share: number) => void
}

/** Text in a header, as RFC 8187 writes it. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function transfer(path: string, file: Blob, how: Sending): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    const headers = {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': language(),
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encoded(how.name)}`,
      'Idempotency-Key': how.key,
      'X-XSRF-TOKEN': csrfToken() ?? '',
    }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (sent) => how.progress(sent.total > 0 ? sent.loaded / sent.total : 0)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => reject(new Problem(0, {}))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    how.signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function bodyOf(text: string): object {
  try {
    return JSON.parse(text, absent) as object
  } catch {
    return {}
  }
}

/** Sends one file; the browser tells while it goes how far it is. */
export async function upload<T>(path: string, query: Query, file: Blob, how: Sending): Promise<T> {
  let answer = await transfer(address(path, query), file, how)
  if (answer.status === 403 && (bodyOf(answer.text) as { code?: string }).code === 'CSRF_TOKEN_INVALID') {
    await send('GET', '/api/session', {})
    answer = await transfer(address(path, query), file, how)
  }
  if (answer.status < 200 || answer.status > 299) {
    const problem = new Problem(answer.status, bodyOf(answer.text))
    if (problem.status === 401) signedOut()
    throw problem
  }
  return bodyOf(answer.text) as T
}

/** What a generated description of a call says of it. */
interface Described {
  url: string
  path?: unknown
  query?: unknown
  body?: unknown
}

type Parts<D extends Described> = (D['path'] extends object ? { path: D['path'] } : { path?: undefined }) & { query?: D['query'] }

function filled(url: string, path: unknown): string {
  return url.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String((path as Record<string, string>)[name])))
}

/** Calls whose address, parts and body are checked against the generated description of the service. */
export const call = {
  get: async <D extends Described, R>(url: D['url'], parts: Parts<D>): Promise<R> =>
    (await request<R>('GET', filled(url, parts.path), { query: (parts.query ?? {}) as Query })).data,
  read: <D extends Described, R>(url: D['url'], parts: Parts<D>): Promise<Answer<R>> =>
    request<R>('GET', filled(url, parts.path), { query: (parts.query ?? {}) as Query }),
  post: async <D extends Described, R>(
    url: D['url'],
    parts: Parts<D>,
    body: D['body'] extends object ? D['body'] : Record<string, never>,
    key?: string,
    etag?: string,
  ): Promise<R> =>
    (await request<R>('POST', filled(url, parts.path), { body, ...(key !== undefined && { key }), ...(etag !== undefined && { etag }) }))
      .data,
  put: async <D extends Described, R>(url: D['url'], parts: Parts<D>, body: D['body'], etag: string): Promise<R> =>
    (await request<R>('PUT', filled(url, parts.path), { body, etag })).data,
}

/** Calls that are not described: those of the gateway itself. */
export const http = {
  get: async <T>(path: string, query?: Query): Promise<T> => (await request<T>('GET', path, { ...(query && { query }) })).data,
  read: <T>(path: string): Promise<Answer<T>> => request<T>('GET', path, {}),
  post: async <T>(path: string, body?: unknown, key?: string): Promise<T> =>
    (await request<T>('POST', path, { body: body ?? {}, ...(key !== undefined && { key }) })).data,
  put: async <T>(path: string, body: unknown, etag: string | number): Promise<T> => (await request<T>('PUT', path, { body, etag })).data,
}
