import { isTownOpen, roadName, sharedByAll } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { levelCost } from '../rules/costs.ts'
import { placeName } from '../rules/place-name.ts'

/** Names of areas by id, for titles and sentences. */
export type AreaNamesById = ReadonlyMap<string, string>

/** Where a proposal belongs and what its place is called. */
export interface ProposalPlace {
  readonly county: string | null
  readonly countyName: string
  /** Town of all members; null where it is not known or not one. */
  readonly town: string | null
  readonly townName: string
  /**
   * Path of the smallest of town, county and city in which the ledger has all members: who may see the proposal. The plan
   * itself may place a unit more closely, by a building that it shares; that does not make it anybody's who does not reach it.
   */
  readonly path: string
  /** Leading address keys that all members share. */
  readonly shared: number
  /** Name of the nearest thing that all members share. */
  readonly name: string
  /** What a list calls the proposal. */
  readonly title: string
}

/** Names and paths of the divisions, by id. */
export interface Divisions {
  readonly names: AreaNamesById
  readonly paths: ReadonlyMap<string, string>
}

export function placeOf(members: readonly PlacedUnit[], { names, paths }: Divisions): ProposalPlace {
  const first = members[0] as PlacedUnit
  const shared = sharedByAll(members.map(({ keys }) => keys))
  const [city, county, town] = first.keys
  const known = shared >= 3 && !isTownOpen(first.keys)
  const name = sharedName(first, shared, names)
  return {
    county: shared >= 2 ? county : null,
    countyName: (shared >= 2 && county !== null && names.get(county)) || '区县未定',
    town: known ? town : null,
    townName: known ? (names.get(town ?? '') ?? '') : townOpenWords(members),
    path: paths.get(standsIn(members) ?? city ?? '') ?? '',
    shared,
    name,
    title: titleOf(members, shared, name, names),
  }
}

function standsIn(members: readonly PlacedUnit[]): string | null {
  const same = (key: 'town' | 'county'): string | null => {
    const [first, ...others] = new Set(members.map(({ unit }) => unit[key]))
    return others.length === 0 ? (first ?? null) : null
  }
  return same('town') ?? same('county')
}

export function townNameOf(member: PlacedUnit, names: AreaNamesById): string {
  return isTownOpen(member.keys) ? '镇街未定' : (names.get(member.keys[2] ?? '') ?? '')
}

function townOpenWords(members: readonly PlacedUnit[]): string {
  return members.every(({ keys }) => isTownOpen(keys)) ? '镇街未定' : '跨镇街'
}

function sharedName({ unit, keys }: PlacedUnit, shared: number, names: AreaNamesById): string {
  switch (levelCost(shared).common) {
    case 'building':
      return unit.buildingName ?? `${roadName(keys) ?? ''}${unit.number ?? ''}`
    case 'road':
      return roadName(keys) ?? ''
    case 'community':
      return placeName(names.get(keys[3] ?? ''))
    case 'town':
      return isTownOpen(keys) ? (roadName(keys) ?? '') : (names.get(keys[2] ?? '') ?? '')
    case 'county':
      return names.get(keys[1] ?? '') ?? ''
    case 'city':
      return names.get(keys[0] ?? '') ?? ''
    case null:
      return ''
  }
}

const STREET = /(?:[路街巷弄道里段]|大道|胡同)$/

function titleOf(members: readonly PlacedUnit[], shared: number, name: string, names: AreaNamesById): string {
  const { common } = levelCost(shared)
  const [only] = members
  if (members.length === 1 && only?.unit.name) return only.unit.name
  if (common === 'building' || common === 'community') return name
  if (common === 'road') return STREET.test(name) ? `${name}沿线` : name
  const spots = [...new Set(members.map((member) => spotOf(member, names)).filter((spot) => spot !== ''))]
  if (spots.length === 0) return name
  return `${spots.slice(0, 2).join('、')}${spots.length > 2 ? '等' : ''}一带`
}

/** The road, or else the community, of one unit. */
function spotOf({ keys }: PlacedUnit, names: AreaNamesById): string {
  return roadName(keys) ?? placeName(names.get(keys[3] ?? ''))
}
