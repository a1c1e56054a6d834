import type { LedgerUnit } from './unit.ts'

/**
 * The address of a unit as keys from far to near: city, county, town, place, road, building. Two units meet at the
 * level of their last common key. A road does not lie inside one community, so the two stand on one branch each: a unit
 * on a road has the road for its place, a unit without road its community. Unknown keys (null) are shared with nobody.
 *
 * Where the town is not known, "same town" can be shown by the road alone: such a unit gets its road as its town, and
 * so meets others of the same road and county there, and nobody else below the county.
 */
export type AddressKeys = readonly [
  city: string | null,
  county: string | null,
  town: string | null,
  place: string | null,
  road: string | null,
  building: string | null,
]

export const ADDRESS_LEVELS = 6
/** Begins the town of a unit whose town is not known; sorts behind every id. */
const OPEN = '~'
const SEPARATOR = '|'

/** What must be known besides the unit itself. */
export interface Ground {
  /** City of each county; a county without one is itself the office's root. */
  readonly cityOf: ReadonlyMap<string, string>
  readonly townOfBuilding: ReadonlyMap<string, string>
}

export function addressKeys(unit: LedgerUnit, ground: Ground): AddressKeys {
  const { county, community, building } = unit
  if (county === null) return [null, null, null, null, null, null]
  const city = ground.cityOf.get(county) ?? 'office'
  const street = streetOf(unit)
  const road = street === null ? null : `r:${street}`
  const town = knownTown(unit, ground.townOfBuilding) ?? (road === null ? null : `${OPEN}${road}`)
  if (town === null) return [city, county, null, null, null, null]
  if (road === null) return [city, county, town, community, null, null]
  return [city, county, town, road, road, building]
}

/** The road, or the estate or market that the building is one of: 样例小区42 stands in 样例小区. */
export function streetOf({ road, buildingName }: Pick<LedgerUnit, 'road' | 'buildingName'>): string | null {
  if (road !== null || buildingName === null) return road
  return buildingName.replace(/[\dA-Za-z#-]+[号栋幢座]?$/, '') || buildingName
}

/** The unit's own town, or that of the building it sits in: one building stands in one town. */
export function knownTown(unit: LedgerUnit, townOfBuilding: ReadonlyMap<string, string>): string | null {
  return unit.town ?? (unit.building === null ? null : (townOfBuilding.get(unit.building) ?? null))
}

/** Buildings whose town some unit in them states, where all that state one agree. */
export function townsOfBuildings(units: readonly LedgerUnit[]): Map<string, string> {
  const towns = new Map<string, string | null>()
  for (const { building, town } of units) {
    if (building === null || town === null) continue
    const seen = towns.get(building)
    towns.set(building, seen === undefined || seen === town ? town : null)
  }
  const agreed = new Map<string, string>()
  for (const [building, town] of towns) if (town !== null) agreed.set(building, town)
  return agreed
}

/** Name of the road, where the address is known that far. */
export function roadName(keys: AddressKeys): string | null {
  return keys[4]?.slice(2) ?? null
}

/** True where the town is stood in for by the road. */
export function isTownOpen(keys: AddressKeys): boolean {
  return keys[2] === null || keys[2].startsWith(OPEN)
}

/** How many leading keys two addresses share. */
export function sharedKeys(a: AddressKeys, b: AddressKeys): number {
  let level = 0
  while (level < ADDRESS_LEVELS && a[level] !== null && a[level] === b[level]) level++
  return level
}

/** How many leading keys all of them share; all six for a single one. */
export function sharedByAll(all: readonly AddressKeys[]): number {
  const first = all[0]
  if (!first) return 0
  return all.reduce((level, keys) => Math.min(level, sharedKeys(first, keys)), ADDRESS_LEVELS)
}

/**
 * Sorts as people walk: county, town, place, road, house number; what is not known comes last. Unique by the id, so that
 * the order never depends on how the units came in.
 */
export function orderKey(keys: AddressKeys, number: string | null, id: string): string {
  const figures = number === null ? null : /\d+/.exec(number)
  const house = figures === null ? OPEN : figures[0].padStart(5, '0')
  return `${keys[1] ?? OPEN}|${keys[2] ?? OPEN}|${keys[3] ?? OPEN}|${keys[4] ?? OPEN}|${house}|${number ?? OPEN}|${id}`
}

export function writeKeys(keys: AddressKeys): string {
  return keys.map((key) => key ?? '').join(SEPARATOR)
}

export function readKeys(text: string): AddressKeys {
  const parts = text.split(SEPARATOR)
  const key = (index: number): string | null => parts[index] || null
  return [key(0), key(1), key(2), key(3), key(4), key(5)]
}
