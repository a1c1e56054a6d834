import type { Divisions } from '../../../standards/divisions.ts'
import { makeLocator, type LocateInput } from './locate.ts'

export interface RootGuess {
  readonly code: string
  readonly name: string
  readonly share: number
  readonly why: string
}

/** One county holds this much of a file: it is that county's file, else its city's. */
const ONE_COUNTY = 0.9
const SAMPLE = 2000

/** Which city or county a file belongs to: the place most of its addresses name. Null when none names any. */
export function guessRoot(divisions: Divisions, units: readonly LocateInput[]): RootGuess | null {
  const locator = makeLocator(divisions)
  const step = Math.max(1, Math.floor(units.length / SAMPLE))
  const cities = new Map<string, number>()
  const counties = new Map<string, number>()
  let told = 0
  for (let at = 0; at < units.length; at += step) {
    const unit = units[at]
    if (!unit) continue
    const { path } = locator.locate(unit)
    const [, city, county] = path
    if (city === undefined) continue
    told++
    cities.set(city, (cities.get(city) ?? 0) + 1)
    if (county !== undefined) counties.set(county, (counties.get(county) ?? 0) + 1)
  }
  const [city] = [...cities].sort((one, other) => other[1] - one[1])
  if (!city) return null
  const [county] = [...counties].sort((one, other) => other[1] - one[1])
  const chosen = county && county[1] / told >= ONE_COUNTY && divisions.get(county[0]) ? county : city
  const name = divisions.get(chosen[0])?.name ?? chosen[0]
  const share = chosen[1] / told
  return { code: chosen[0], name, share, why: `${told} 个地址中 ${(share * 100).toFixed(1)}% 在${name}` }
}
