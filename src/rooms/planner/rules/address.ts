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

type AddressFacts = Pick<LedgerUnit, 'county' | 'town' | 'community' | 'road' | 'building' | 'buildingName'>

export function addressKeys(unit: AddressFacts, ground: Ground): AddressKeys {
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
export function knownTown(unit: AddressFacts, townOfBuilding: ReadonlyMap<string, string>): string | null {
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

interface Addressed {
  readonly keys: AddressKeys
  readonly unit: Pick<LedgerUnit, 'id' | 'number'>
}

/**
 * Units as people walk past them: county, town, place, road, house number, id; what is not known comes last. Units are
 * many and places few, so the places are ranked once and the units sorted by figures.
 */
export function inAddressOrder<T extends Addressed>(units: readonly T[]): T[] {
  const places = units.map(({ keys }) => `${keys[1] ?? OPEN}|${keys[2] ?? OPEN}|${keys[3] ?? OPEN}|${keys[4] ?? OPEN}`)
  const ranks = new Map([...new Set(places)].sort().map((place, rank) => [place, rank]))
  const figures = Float64Array.from(units, ({ unit }, index) => {
    return (ranks.get(places[index] as string) ?? 0) * HOUSES + houseNumber(unit.number)
  })
  const at = (index: number): T => units[index] as T
  if (ranks.size * HOUSES * units.length > Number.MAX_SAFE_INTEGER) {
    return Array.from(units.keys())
      .sort((a, b) => (figures[a] as number) - (figures[b] as number) || compareUnits(at(a), at(b)))
      .map(at)
  }
  // Figure and index in one number: sorted as numbers, many times faster than by comparing; only equals are compared.
  const packed = figures.map((figure, index) => figure * units.length + index).sort()
  const order = Array.from(packed, (one) => one % units.length)
  const sorted: T[] = []
  for (let from = 0, to = 1; from < order.length; from = to, to++) {
    while (to < order.length && figures[order[to] as number] === figures[order[from] as number]) to++
    const equals = order.slice(from, to).map(at)
    for (const unit of equals.sort(compareUnits)) sorted.push(unit)
  }
  return sorted
}

const HOUSES = 100_000

/** The first figures of a house number; one without any stands last. */
function houseNumber(number: string | null): number {
  const figures = number === null ? null : /\d+/.exec(number)
  return figures === null ? HOUSES - 1 : Math.min(Number(figures[0]), HOUSES - 2)
}

function compareUnits({ unit: a }: Addressed, { unit: b }: Addressed): number {
  const [one, other] = [a.number ?? '', b.number ?? '']
  if (one !== other) return one < other ? -1 : 1
  return a.id < b.id ? -1 : 1
}

export function writeKeys(keys: AddressKeys): string {
  return keys.map((key) => key ?? '').join(SEPARATOR)
}

export function readKeys(text: string): AddressKeys {
  const parts = text.split(SEPARATOR)
  const key = (index: number): string | null => parts[index] || null
  return [key(0), key(1), key(2), key(3), key(4), key(5)]
}
