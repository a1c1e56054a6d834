import { stemOf } from '../../../standards/divisions-names.ts'
import { normaliseAddress } from '../../../standards/address.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { LearnedZones } from './learn-zones.ts'
import type { Located } from './locate.ts'
import { count, type Tally } from './tally.ts'

/**
 * Present towns for town names that the tables no longer list, and for villages named without a town inside a zone.
 *
 * An old town is recognised by its villages: when the villages that its addresses name lie in one present town (two
 * different villages at least, three quarters of all), that is what it became; a present name that is longer or shorter
 * by a letter or two (杏树屯镇, 杏树街道) needs one village, or none where it is the only such name. Inside a zone a village counts
 * only in the counties where the zone's own named towns lie.
 */
export interface LearnedTown {
  readonly code: string
  readonly name: string
  /** Different villages that agree. */
  readonly villages: number
  readonly sure: number
  readonly said: string
}

export interface LearnedTowns {
  /** `area|written town` → present town. */
  readonly renamed: ReadonlyMap<string, LearnedTown>
  /** The town of a village inside a zone: `zone|village` → village code. */
  readonly villages: ReadonlyMap<string, string>
}

const MOST = 0.75

export function learnTowns(gazetteer: Gazetteer, located: readonly Located[], zones: LearnedZones): LearnedTowns {
  const named = new Map<string, Tally>()
  const examples = new Map<string, Located>()
  const zoneVillages = new Map<string, Tally>()
  for (const one of located) {
    if (one.area === '' || one.outside) continue
    const written = one.address.town
    if (written !== '' && (one.townUnlisted || byVillage(one))) {
      const key = `${one.area}|${written}`
      examples.set(key, one)
      count(named, key, one.communityText)
    }
    if (one.zone !== null && one.town === '' && one.communityText !== '')
      count(zoneVillages, one.area, one.communityText)
  }

  const renamed = new Map<string, LearnedTown>()
  for (const [key, villages] of named) {
    const example = examples.get(key) as Located
    const town = presentTown(gazetteer, zones, example, villages)
    if (town) renamed.set(key, town)
  }
  const villages = new Map<string, string>()
  for (const [zone, tally] of zoneVillages) {
    const learned = zones.byCode.get(zone)
    if (!learned) continue
    for (const village of tally.keys()) {
      const fits = villagePlaces(gazetteer, village, `${zone.slice(0, 4)}`).filter(
        (code) => (learned.towns.get(code.slice(0, 9)) ?? 0) >= 2,
      )
      if (fits.length === 1) villages.set(`${zone}|${village}`, fits[0] as string)
    }
  }
  return { renamed, villages }
}

/** The town written is not listed, its village gave the present one. */
function byVillage(one: Located): boolean {
  return (
    one.words.some((word) => word.how === 'inside' && word.word === one.communityText) &&
    one.address.town !== one.communityText
  )
}

function presentTown(gazetteer: Gazetteer, zones: LearnedZones, example: Located, villages: Tally): LearnedTown | null {
  const written = example.address.town
  const zone = example.zone === null ? null : (zones.byCode.get(example.area) ?? null)
  const counties = zone === null ? [example.area] : zone.host !== '' ? [zone.host] : zone.counties
  const city = example.area.slice(0, 4)
  const stem = stemOf(written, 'town')

  const votes = new Map<string, number>()
  let resolved = 0
  for (const village of villages.keys()) {
    if (village === '') continue
    const towns = new Set(villagePlaces(gazetteer, village, city).map((code) => code.slice(0, 9)))
    const near = [...towns].filter((town) => counties.includes(town.slice(0, 6)) || sameStem(gazetteer, town, stem))
    if (near.length === 0) continue
    resolved++
    for (const town of near) votes.set(town, (votes.get(town) ?? 0) + 1)
  }
  const ranked = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const [best] = ranked
  const alike = townsAlike(gazetteer, counties, stem)
  const { divisions } = gazetteer
  if (
    best &&
    best[1] >= MOST * resolved &&
    (best[1] >= 2 || sameStem(gazetteer, best[0], stem) || alike.includes(best[0]))
  ) {
    const name = divisions.get(best[0])?.name ?? ''
    return {
      code: best[0],
      name,
      villages: best[1],
      sure: best[1] >= 2 ? 0.88 : 0.8,
      said: `“${written}”现为${name}（${best[0]}）：地址中写明的 ${best[1]} 个村、社区现属该镇街`,
    }
  }
  const [only] = alike
  if (alike.length === 1 && only !== undefined && (best === undefined || best[0] === only)) {
    const name = divisions.get(only)?.name ?? ''
    return { code: only, name, villages: 0, sure: 0.75, said: `“${written}”按名称相近视为${name}（${only}）` }
  }
  return null
}

function sameStem(gazetteer: Gazetteer, town: string, stem: string): boolean {
  return stemOf(gazetteer.divisions.get(town)?.name ?? '', 'town') === stem
}

/** Towns of the counties whose stem is the written one with a letter or two more or less at its end. */
function townsAlike(gazetteer: Gazetteer, counties: readonly string[], stem: string): string[] {
  const found: string[] = []
  for (const county of counties) {
    for (const town of gazetteer.divisions.children(county)) {
      const other = stemOf(town.name, 'town')
      const [short, long] = other.length < stem.length ? [other, stem] : [stem, other]
      if (short.length >= 2 && short !== long && long.startsWith(short) && long.length - short.length <= 2)
        found.push(town.code)
    }
  }
  return found
}

/** Codes of all villages of the city that are written so. */
export function villagePlaces(gazetteer: Gazetteer, village: string, city: string): string[] {
  const stem = stemOf(normaliseAddress(village), 'community')
  const codes: string[] = []
  for (const name of new Set([stem, village])) {
    gazetteer.communities.find(name, 0, (places, length) => {
      if (length !== name.length) return false
      for (const place of places) if (place.code.startsWith(city)) codes.push(place.code)
      return true
    })
  }
  return [...new Set(codes)]
}
