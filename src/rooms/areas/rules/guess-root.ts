import { normaliseAddress } from '../../../standards/address.ts'
import { levelOf, type DivisionLevel, type Divisions } from '../../../standards/divisions.ts'
import { makeGazetteer } from './gazetteer.ts'
import { readHead } from './head.ts'
import type { LocateInput } from './locate.ts'
import { isMunicipality } from './reading.ts'
import { registryReader } from './registry.ts'
import { count, majority, type Tally } from './tally.ts'

/**
 * Which city or county a file belongs to: where most of its addresses say they are, or, where they do not say, where the
 * units are registered. Needs only the divisions down to counties.
 */
export interface RootGuess {
  /** Six digits: a municipality's province code, a city's code, or a county's. */
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  /** Part of the readable rows that lie there, 0 to 1. */
  readonly share: number
  /** Rows that said or implied a city. */
  readonly read: number
}

/** So many rows tell enough; they are taken evenly from the whole file. */
const SAMPLE = 3000
const HALF = 0.5
const ONE_COUNTY = 0.9

export function guessRoot(divisions: Divisions, rows: readonly LocateInput[]): RootGuess | null {
  const gazetteer = makeGazetteer(divisions)
  const registryOf = registryReader(divisions)
  const tallies = new Map<string, Tally>()
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  for (let at = 0; at < rows.length; at += step) {
    const row = rows[at]
    if (row === undefined) continue
    const registry = registryOf(row.code)
    const head = readHead(normaliseAddress(row.address), gazetteer, registry)
    const registered = registry.kind === 'none' || registry.digits.endsWith('0000') ? '' : registry.digits.slice(0, 4)
    const city = head.city || (registered.startsWith(head.province) ? registered : '')
    const county = head.county || registry.counties.find((code) => code.startsWith(city)) || ''
    if (city === '') continue
    const root = isMunicipality(city) ? `${city.slice(0, 2)}0000` : `${city}00`
    if (divisions.get(root) === null) continue
    count(tallies, 'city', root)
    count(tallies, root, head.zone?.code ?? county)
  }
  const city = majority(tallies.get('city'))
  if (city === null || city.votes < HALF * city.all) return null
  const county = majority(tallies.get(city.answer))
  const oneCounty =
    county !== null && county.votes >= ONE_COUNTY * city.votes && divisions.get(county.answer)?.level === 'county'
  const code = oneCounty ? county.answer : city.answer
  const votes = oneCounty ? county.votes : city.votes
  return { code, name: divisions.get(code)?.name ?? '', level: levelOf(code), share: votes / city.all, read: city.all }
}
