/**
 * The register, ready to be asked: parsed names under hashes of their spelling, stem and every stem with one
 * character taken away; codes; counts of addresses; and how common each name is. Built once, added to at any time.
 */
import {
  compileRegions,
  parseName,
  type NameParts,
  type RegionWord,
  type RegionWords,
  type Simplify,
} from '../../../../standards/names.ts'
import { simplify } from '../../../../standards/names-script.ts'
import { addressHashes, readAddress, type ReadAddress } from './addresses.ts'
import { bagHash, characterHash, pairHash, textHash } from './hashes.ts'
import { MODEL, NAMESAKE_GROWTH, NAMESAKE_SHARE, type MatchModel } from './model.ts'
import { addEntry, countEntries, makeMultimap, type Multimap } from './multimap.ts'
import { learnName, makeRarity, type NameRarity, type NameShape } from './rarity.ts'
import type { MatchUnit } from './types.ts'
import type { Registered } from './weigh.ts'

export interface IndexOptions {
  readonly model?: MatchModel
  /** Traditional → Simplified; the usual dictionary when not given. */
  readonly simplify?: Simplify
}

/** One spelling that a unit is known by. */
export interface NameEntry {
  readonly parts: NameParts
  readonly unit: number
  readonly former: boolean
}

export interface MatchIndex {
  readonly model: MatchModel
  readonly regions: RegionWords
  readonly simplify: Simplify
  readonly units: MatchUnit[]
  readonly addresses: ReadAddress[]
  readonly names: NameEntry[]
  /** First name entry of each unit; its further ones follow it. */
  readonly firstNames: number[]
  /** Hashes of full codes, and of their characters 9–17 → unit. */
  readonly byCode: Multimap
  readonly byOrganisation: Multimap
  /** Names that an earlier unit bears already. */
  namesakes: number
  /** Hashes of names → entry. */
  readonly bySpelling: Multimap
  readonly byStem: Multimap
  readonly byShorterStem: Multimap
  readonly byPair: Multimap
  /** Pair of characters → stems that have it. */
  readonly pairCounts: Map<number, number>
  /** Hash of a whole address → units; counts of houses, roads and districts. */
  readonly byAddress: Multimap
  readonly houseCounts: Map<number, number>
  readonly districtCounts: Map<string, number>
  readonly rarity: NameRarity
  /** Room for one number per name while candidates are counted; all 0 in between. */
  scratch: Float64Array
}

const PER_UNIT = 10

/**
 * `regions` as in standards/names.ts: at least the provinces, prefectures and counties that names and addresses
 * mention.
 */
export function buildMatchIndex(
  units: readonly MatchUnit[],
  regions: Iterable<RegionWord> | RegionWords,
  options: IndexOptions = {},
): MatchIndex {
  const index: MatchIndex = {
    model: options.model ?? MODEL,
    regions: 'next' in regions ? regions : compileRegions(regions),
    simplify: options.simplify ?? simplify,
    units: [],
    addresses: [],
    names: [],
    firstNames: [],
    byCode: makeMultimap(units.length),
    byOrganisation: makeMultimap(units.length),
    namesakes: 0,
    bySpelling: makeMultimap(units.length),
    byStem: makeMultimap(units.length),
    byShorterStem: makeMultimap(units.length * PER_UNIT),
    byPair: makeMultimap(units.length * PER_UNIT),
    pairCounts: new Map(),
    byAddress: makeMultimap(units.length),
    houseCounts: new Map(),
    districtCounts: new Map(),
    rarity: makeRarity(),
    scratch: new Float64Array(units.length + 16),
  }
  for (const unit of units) addUnit(index, unit)
  return index
}

export function addUnit(index: MatchIndex, unit: MatchUnit): void {
  const at = index.units.length
  index.units.push(unit)
  index.firstNames.push(index.names.length)
  addName(index, at, unit.name, false)
  for (const name of unit.formerNames ?? []) addName(index, at, name, true)
  addCode(index, at, unit.code)
  addAddress(index, at, unit)
}

function addName(index: MatchIndex, unit: number, name: string, former: boolean): void {
  const parts = parseName(name, index.regions, index.simplify)
  if (parts.key === '') return
  const entry = index.names.length
  index.names.push({ parts, unit, former })
  if (entry >= index.scratch.length) index.scratch = new Float64Array(index.scratch.length * 2)
  const spelling = textHash(parts.key)
  if (countEntries(index.bySpelling, spelling, 1) > 0) index.namesakes++
  addEntry(index.bySpelling, spelling, entry)
  const bag = bagHash(parts.stem)
  addEntry(index.byStem, bag, entry)
  for (let at = 0; at < parts.stem.length; at++) {
    const unitCode = parts.stem.charCodeAt(at)
    if (parts.stem.indexOf(parts.stem[at] as string) === at) {
      addEntry(index.byShorterStem, (bag - characterHash(unitCode)) | 0, entry)
    }
    if (at + 1 === parts.stem.length) break
    const pair = pairHash(unitCode, parts.stem.charCodeAt(at + 1))
    addEntry(index.byPair, pair, entry)
    index.pairCounts.set(pair, (index.pairCounts.get(pair) ?? 0) + 1)
  }
  learnName(index.rarity, shapeOf(parts))
}

export function shapeOf({ key, region, branch }: NameParts): NameShape {
  return { key, core: region.length, branch: key.length - branch.length }
}

/** How many bits rarer an unknown body with a registered name is than its name alone would say. */
export function namesakeBits({ namesakes, names }: MatchIndex): number {
  return -Math.log2(Math.min(1, NAMESAKE_SHARE + (NAMESAKE_GROWTH * namesakes) / Math.max(1, names.length)))
}

/** All name entries of one unit. */
export function namesOf(index: MatchIndex, unit: number): number[] {
  const found: number[] = []
  for (let entry = index.firstNames[unit] ?? index.names.length; index.names[entry]?.unit === unit; entry++)
    found.push(entry)
  return found
}

/** One name entry with its unit's other fields, ready to be compared. */
export function registeredAs(index: MatchIndex, entry: number): Registered {
  const { parts, unit, former } = index.names[entry] as NameEntry
  return { name: parts, former, code: index.units[unit]?.code ?? null, address: index.addresses[unit] as ReadAddress }
}

function addCode(index: MatchIndex, unit: number, code: string | null): void {
  if (code === null || code === '') return
  addEntry(index.byCode, textHash(code), unit)
  if (code.length === 18) addEntry(index.byOrganisation, textHash(code.slice(8, 17)), unit)
}

function addAddress(index: MatchIndex, unit: number, record: MatchUnit): void {
  const address = readAddress(record, index.regions, index.simplify)
  index.addresses.push(address)
  const { same, house, road } = addressHashes(address)
  if (same !== 0) addEntry(index.byAddress, same, unit)
  if (house !== 0) count(index.houseCounts, house)
  if (road !== 0) count(index.houseCounts, road)
  if (address.district !== '') count(index.districtCounts, address.district)
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
