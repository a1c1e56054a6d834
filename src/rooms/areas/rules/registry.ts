import type { Divisions } from '../../../standards/divisions.ts'

/**
 * Digits 3 to 8 of a unified social credit code name the registration authority (GB 32100-2015): usually the county's
 * bureau, so they are secondary evidence of where a unit is (a unit that moved keeps them). Zones with a bureau of their own
 * have six digits that are in no table.
 */
export interface Registry {
  /** The six digits; '' when the code has none. */
  readonly digits: string
  /** Present county codes they stand for; empty when they name a city, a province or nothing known. */
  readonly counties: readonly string[]
  /** They lie in a known city but are no county of it: the office of a zone, or of the city itself. */
  readonly kind: 'county' | 'city' | 'unknown' | 'none'
}

const NONE: Registry = { digits: '', counties: [], kind: 'none' }

/** Reader with a memory: a file holds few different authorities. */
export function registryReader(divisions: Divisions): (code: string | undefined) => Registry {
  const known = new Map<string, Registry>()
  return (code) => {
    const digits = code === undefined || code.length !== 18 ? '' : code.slice(2, 8)
    if (!/^[1-9]\d{5}$/.test(digits)) return NONE
    const seen = known.get(digits)
    if (seen) return seen
    const registry = read(divisions, digits)
    known.set(digits, registry)
    return registry
  }
}

function read(divisions: Divisions, digits: string): Registry {
  if (divisions.get(`${digits.slice(0, 2)}0000`) === null) return NONE
  if (digits.endsWith('00')) return { digits, counties: [], kind: 'city' }
  const counties = divisions.resolve(digits).filter((code) => !code.endsWith('00'))
  if (counties.length > 0) return { digits, counties, kind: 'county' }
  return { digits, counties: [], kind: 'unknown' }
}
