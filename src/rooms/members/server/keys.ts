import type { Secrets } from '../../../platform/server/secrets.ts'
import { namePieces, plainName, queryPieces } from '../rules/name-pieces.ts'

/** Keyed hash of a whole name: equal names are equal, however they were spaced. The same as the trail's. */
export function nameHash(secrets: Secrets, name: string): string {
  return secrets.hash('name', plainName(name))
}

/** All keys by which a sealed name is found. */
export function nameKeys(secrets: Secrets, name: string): string[] {
  const { whole, pairs, initials } = namePieces(name)
  return [
    secrets.hash('name', whole),
    ...pairs.map((pair) => secrets.hash('name-pair', pair)),
    secrets.hash('name-initials', initials),
  ]
}

/** Keys that a name must have, all of them, to be meant by the query; null where the query can mean no name. */
export function queryKeys(secrets: Secrets, q: string): string[] | null {
  const pieces = queryPieces(q)
  if (pieces === null) return null
  return pieces.initials === null
    ? pieces.pairs.map((pair) => secrets.hash('name-pair', pair))
    : [secrets.hash('name-initials', pieces.initials)]
}

export function openName(secrets: Secrets, sealed: string): string {
  return secrets.open(sealed)
}
