import type { ZoneKind, ZoneName } from '../../../standards/divisions-zones.ts'
import { zoneCode } from '../../../standards/divisions-zones.ts'
import type { Clue } from './clues.ts'
import type { Gazetteer, Place } from './gazetteer.ts'
import type { Registry } from './registry.ts'

/** The state of reading the front of one address, and the questions every step asks of it. */
export interface ZoneRef {
  readonly code: string
  /** As written, without the city's name: 经济技术开发区, 长兴岛经济区. */
  readonly text: string
  readonly core: string
  readonly kind: ZoneKind
}

export interface Head {
  /** Where the rest of the text begins. */
  end: number
  /** Two and four digits; '' when not stated (the root may still be assumed). */
  province: string
  city: string
  /** Six digits. */
  county: string
  zone: ZoneRef | null
  /** A zone named inside the county: no area of its own here, but worth keeping. */
  innerZone: ZoneRef | null
  town: string
  /** The town as written; without `town` when the tables do not list it. */
  townText: string
  community: string
  communityText: string
  /** Codes between which the text does not decide. */
  candidates: readonly string[]
  readonly clues: Clue[]
}

export interface Reading {
  readonly text: string
  readonly gazetteer: Gazetteer
  readonly registry: Registry
  readonly head: Head
  /** 中国(某省)自由贸易试验区 in front of the real address. */
  overlay: ZoneName | null
}

/** Length of what a sticky pattern finds at `at`; 0 for nothing. */
export function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** The digits that everything further must begin with. */
export function scopeOf({ head }: Reading): string {
  return head.county || head.city || head.province
}

export function rootCityOf({ gazetteer }: Reading): string {
  return gazetteer.root.slice(0, 4)
}

/** 北京, 天津, 上海, 重庆: province and city in one. */
export function isMunicipality(code: string): boolean {
  return /^(?:11|12|31|50)/.test(code)
}

/**
 * The four digits of the city the address is in: stated, or the file's own when nothing speaks against it (another
 * province in the text, another city in the credit code).
 */
export function cityPrefixOf(reading: Reading): string {
  const { city, province, county } = reading.head
  if (county !== '') return county.slice(0, 4)
  if (city !== '') return city
  if (isMunicipality(province)) return `${province}01`
  const root = rootCityOf(reading)
  if (root === '' || !root.startsWith(province)) return ''
  const { kind, digits } = reading.registry
  // Codes of the province's or the state's own bureau say nothing about the city.
  const elsewhere = kind !== 'none' && !digits.endsWith('0000') && !digits.startsWith(root)
  if (elsewhere) return ''
  return root.length === 2 ? `${root}01` : root
}

export function within(place: Place, outer: string): boolean {
  return place.prefixes.some((prefix) => prefix.startsWith(outer) || outer.startsWith(prefix))
}

export function zoneRef(reading: Reading, zone: ZoneName, prefix: string): ZoneRef {
  const city = prefix || cityPrefixOf(reading) || reading.head.province
  const key = `${city}|${zone.core}|${zone.kind}`
  // One letter in front of the kind is a slip of the pen (大连大高新区), unless the tables know it (东营港).
  const listed = reading.gazetteer.zones.get(key)
  const core = listed === undefined && zone.core.length === 1 ? '' : zone.core
  const code = listed ?? reading.gazetteer.zones.get(`${city}|${core}|${zone.kind}`) ?? zoneCode(city, core, zone.kind)
  return { code, text: zone.text, core, kind: zone.kind }
}
