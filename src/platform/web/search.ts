/**
 * The URL is the state. Search parameters are plain text in the address bar; each page reads its own with these, so a
 * mistyped address falls back to the page's default instead of breaking it.
 */
export type RawSearch = Record<string, unknown>

export function textParam(raw: RawSearch, key: string): string | undefined {
  const value = raw[key]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function oneOf<const T extends string>(raw: RawSearch, key: string, allowed: readonly T[]): T | undefined {
  const value = raw[key]
  return allowed.find((item) => item === value)
}

/** Leaves out the keys without a value; setting a parameter to undefined takes it out of the address. */
export function compact<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: T[K] } {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as { [K in keyof T]?: T[K] }
}

/** Plain `?q=…&area=…` in place of the router's JSON. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
