/** What stands before every user name of the unit of whoever is signed in (`qinghe.` of `qinghe.admin`); nothing where there is no unit. */
export function prefixOf(own: string | undefined): string {
  const dot = own?.indexOf('.') ?? -1
  return dot > 0 ? (own as string).slice(0, dot + 1) : ''
}

/** The name as typed, without the part of the unit that is put before it anyway. */
export function withoutPrefix(name: string, prefix: string): string {
  const trimmed = name.trim()
  return prefix !== '' && trimmed.startsWith(prefix) ? trimmed.slice(prefix.length) : trimmed
}
