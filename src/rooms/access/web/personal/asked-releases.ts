/**
 * Which file a release was asked for: kept in this browser until it is fetched, because the list of releases says what is
 * in a file but not how it was selected.
 */
const KEY = 'juxin.releases'

export interface Asked {
  readonly endpoint: string
  readonly input: Readonly<Record<string, unknown>>
}

function readAll(): Record<string, Asked> {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof all === 'object' && all !== null ? (all as Record<string, Asked>) : {}
  } catch {
    return {}
  }
}

export const askedRelease = (id: string): Asked | null => readAll()[id] ?? null

export function keepRelease(id: string, asked: Asked): void {
  localStorage.setItem(KEY, JSON.stringify({ ...readAll(), [id]: asked }))
}

export function dropRelease(id: string): void {
  const { [id]: _gone, ...rest } = readAll()
  localStorage.setItem(KEY, JSON.stringify(rest))
}
