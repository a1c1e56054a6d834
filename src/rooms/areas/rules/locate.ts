import {
  buildingKey,
  NO_ADDRESS,
  normaliseAddress,
  parseDetail,
  roadName,
  type Address,
} from '../../../standards/address.ts'
import type { Divisions } from '../../../standards/divisions.ts'
import { unlistedTownCode } from '../../../standards/divisions-zones.ts'
import { SURE, type Clue } from './clues.ts'
import { makeGazetteer, type Gazetteer } from './gazetteer.ts'
import { readHead } from './head.ts'
import { isMunicipality, type Head, type ZoneRef } from './reading.ts'
import { registryReader, type Registry } from './registry.ts'

/**
 * Where a unit is, from its address; where the address does not say the county, from the credit code, then from the
 * name. Every answer carries the words that decided and how sure they make it. What one address cannot decide, the file may:
 * see locate-file.ts.
 */
export interface LocateInput {
  readonly address: string
  /** Registered name; its region word is the weakest evidence. */
  readonly name?: string
  /** Unified social credit code; digits 3 to 8 are the registration authority. */
  readonly code?: string
}

export type LocatedLevel = 'none' | 'province' | 'city' | 'county' | 'town' | 'community'

export interface Located {
  /** Codes from the province down; a functional zone stands in the county's place. */
  readonly path: readonly string[]
  /** Names in step with `path`. */
  readonly names: readonly string[]
  readonly level: LocatedLevel
  /** 0 to 1. */
  readonly confidence: number
  /** The deciding words in order. */
  readonly words: readonly Clue[]
  /** County or functional zone, as it stands in the path; ''. */
  readonly area: string
  readonly areaName: string
  readonly zone: ZoneRef | null
  /** A zone named beside the county, or an industrial park in front of the road. */
  readonly innerZone: ZoneRef | null
  /** Nine digits, or a derived code for a town the tables do not list; ''. */
  readonly town: string
  readonly townName: string
  /** The town is only known by its written name. */
  readonly townUnlisted: boolean
  readonly community: string
  readonly communityText: string
  readonly candidates: readonly string[]
  /** Lies in another city (or, for a county's file, another county) than the file. */
  readonly outside: boolean
  readonly registry: Registry
  readonly address: Address
  /** Road with its lane in one spelling, main plate number as written, key under which units of a building meet. */
  readonly road: string
  readonly number: string
  readonly buildingKey: string
  /** Why it could not be placed in a county; for the queue. */
  readonly problem?: string
}

export interface Locator {
  readonly gazetteer: Gazetteer
  locate(input: LocateInput): Located
}

export interface LocatorOptions {
  /** The city or county the file belongs to: `210200`, `2102` or `210211`. Addresses need not name it. */
  readonly root?: string
}

export function makeLocator(divisions: Divisions, options: LocatorOptions = {}): Locator {
  const gazetteer = makeGazetteer(divisions, options.root ?? '')
  const registryOf = registryReader(divisions)
  return { gazetteer, locate: (input) => locate(gazetteer, registryOf(input.code), input) }
}

const NO_REGISTRY: Registry = { digits: '', counties: [], kind: 'none' }

function locate(gazetteer: Gazetteer, registry: Registry, input: LocateInput): Located {
  const text = normaliseAddress(input.address)
  const head = readHead(text, gazetteer, registry)
  const address = readAddress(text, head, gazetteer)
  if (head.county !== '' || head.zone !== null) settleDivided(head, registry)
  else if (!isWholeCity(gazetteer, head)) {
    if (!fromRegistry(gazetteer, registry, head)) fromName(gazetteer, head, input.name)
    if (head.province === '' && text !== '') assumeRoot(gazetteer, registry, head)
    assumeCounty(gazetteer, head)
    if (head.city === '' && isMunicipality(head.province)) head.city = `${head.province}01`
  }
  return compose(gazetteer, registry, head, address)
}

/** The parts, with the division words as they were written. */
function readAddress(text: string, head: Head, gazetteer: Gazetteer): Address {
  if (text === '') return NO_ADDRESS
  const detail = parseDetail(text.slice(head.end))
  const written = (name: string): string => (name !== '' && text.includes(name) ? name : '')
  const name = (code: string): string => (code === '' ? '' : written(gazetteer.divisions.get(code)?.name ?? ''))
  return {
    text,
    province: head.province === '' ? '' : name(`${head.province}0000`),
    city: head.city === '' ? '' : name(`${head.city}00`),
    county: name(head.county),
    zone: head.zone === null ? '' : written(head.zone.text),
    town: head.townText,
    ...detail,
    community: head.communityText || detail.community,
    rest: head.communityText !== '' && detail.community !== '' ? [...detail.rest, detail.community] : detail.rest,
  }
}

/** Of several successors of a divided county the credit code may name the right one. */
function settleDivided(head: Head, registry: Registry): void {
  if (head.town !== '' || head.candidates.length < 2 || !head.candidates.includes(head.county)) return
  const registered = head.candidates.find((code) => registry.counties.includes(code))
  if (registered === undefined) return
  head.county = registered
  head.candidates = []
}

/** 文字没有写明区县: the registration authority is the next best, if the text does not name another city. */
function fromRegistry(gazetteer: Gazetteer, registry: Registry, head: Head): boolean {
  if (registry.kind !== 'county') return false
  const fits = registry.counties.filter((code) => head.city === '' || code.startsWith(head.city))
  const [county] = fits
  if (county === undefined || !county.startsWith(head.province)) return false
  if (head.city === '' && gazetteer.root !== '' && !county.startsWith(gazetteer.root.slice(0, 4))) return false
  head.county = county
  head.city = county.slice(0, 4)
  head.province = county.slice(0, 2)
  const name = gazetteer.divisions.get(county)?.name ?? ''
  head.clues.push({
    word: registry.digits,
    how: 'registry',
    said: `地址没有写明区县，按登记机关代码 ${registry.digits} 暂定${name}（${county}）`,
  })
  return true
}

function fromName(gazetteer: Gazetteer, head: Head, name: string | undefined): void {
  if (name === undefined || name === '') return
  const named = readHead(normaliseAddress(name), gazetteer, NO_REGISTRY)
  if (named.county === '' && named.zone === null) return
  if (
    head.city !== ''
      ? named.city !== head.city
      : gazetteer.root !== '' && !named.city.startsWith(gazetteer.root.slice(0, 4))
  )
    return
  head.county = named.county
  head.zone = named.zone
  head.city = named.city
  head.province = named.province
  const word = named.clues[0]?.word ?? ''
  head.clues.push({ word, how: 'unit-name', said: `地址没有写明区县，按单位名称中的“${word}”暂定` })
}

/** A city without counties is its own county. */
function isWholeCity(gazetteer: Gazetteer, head: Head): boolean {
  return head.city !== '' && !gazetteer.hasCounties(head.city)
}

/** An address that names no place at all is in the file's city, unless it is registered elsewhere. */
function assumeRoot(gazetteer: Gazetteer, registry: Registry, head: Head): void {
  const root = gazetteer.root.slice(0, 4)
  if (root === '') return
  const elsewhere = registry.kind !== 'none' && !registry.digits.endsWith('0000') && !registry.digits.startsWith(root)
  if (elsewhere) return
  head.province = root.slice(0, 2)
  head.city = root.length === 2 ? `${root}01` : root
}

/** In one county's own file nobody writes the county. */
function assumeCounty(gazetteer: Gazetteer, head: Head): void {
  const { root, divisions } = gazetteer
  if (root.length !== 6 || head.county !== '' || head.zone !== null || head.city !== root.slice(0, 4)) return
  if (head.candidates.length > 0 && !head.candidates.some((code) => code.startsWith(root))) return
  head.county = root
  head.clues.push({
    word: '',
    how: 'root',
    said: `地址没有写明区县，按本名单所属的${divisions.get(root)?.name ?? ''}（${root}）`,
  })
}

/** Everything a reader of the result needs, from what was read. */
export function compose(gazetteer: Gazetteer, registry: Registry, head: Head, address: Address): Located {
  const { divisions } = gazetteer
  const path: string[] = []
  const names: string[] = []
  const push = (code: string, name: string): void => {
    path.push(code)
    names.push(name)
  }
  let level: LocatedLevel = 'none'
  if (head.province !== '') {
    push(`${head.province}0000`, divisions.get(`${head.province}0000`)?.name ?? '')
    level = 'province'
  }
  if (head.city !== '') {
    push(`${head.city}00`, divisions.get(`${head.city}00`)?.name ?? '')
    level = 'city'
  }
  const whole = head.county === '' && head.zone === null && isWholeCity(gazetteer, head)
  const area = head.zone?.code ?? (head.county || (whole ? `${head.city}00` : ''))
  const areaName = head.zone === null ? (divisions.get(area)?.name ?? '') : zoneName(gazetteer, head.city, head.zone)
  if (area !== '' && !whole) {
    push(area, areaName)
    level = 'county'
  }
  const outside = isOutside(gazetteer.root, head)
  const ambiguous = head.candidates.length > 1 && head.communityText === ''
  const unlisted = head.town === '' && head.townText !== '' && area !== '' && !ambiguous && !outside
  const town = unlisted ? unlistedTownCode(area, head.townText) : head.town
  const townName = unlisted ? head.townText : (divisions.get(town)?.name ?? '')
  const words: Clue[] = [...head.clues]
  if (town !== '') {
    push(town, townName)
    level = 'town'
    if (unlisted) {
      words.push({ word: townName, how: 'unlisted-town', said: `写明“${townName}”，现行区划代码中没有，按原名单列` })
    }
  }
  if (head.community !== '') {
    push(head.community, divisions.get(head.community)?.name ?? '')
    level = 'community'
  }
  const problem =
    area === '' && !(level === 'town' || level === 'community') ? whyUnplaced(gazetteer, head, address) : ''
  return {
    path,
    names,
    level,
    confidence: confidenceOf(words, registry, head),
    words,
    area,
    areaName,
    zone: head.zone,
    innerZone: head.innerZone,
    town,
    townName,
    townUnlisted: unlisted,
    community: head.community,
    communityText: head.communityText || address.community,
    candidates: head.candidates,
    outside,
    registry,
    address,
    road: roadName(address),
    number: address.number,
    buildingKey: buildingKey(area, address),
    ...(problem === '' ? {} : { problem }),
  }
}

/** 大连 + 经济技术开发区, unless the tables have a name for it. */
export function zoneName(gazetteer: Gazetteer, cityPrefix: string, zone: ZoneRef): string {
  const listed = gazetteer.divisions.get(zone.code)
  if (listed !== null) return listed.name
  return zone.kind === 'free-trade' ? zone.text : gazetteer.cityName(cityPrefix) + zone.text
}

function isOutside(root: string, head: Head): boolean {
  if (root === '' || head.province === '') return false
  if (head.city === '') return !root.startsWith(head.province)
  const own = root.slice(0, 4)
  if (!head.city.startsWith(own) && !own.startsWith(head.city)) return true
  return root.length === 6 && head.county !== '' && head.county !== root
}

/** As sure as the weakest word; an agreeing registration authority removes a third of the doubt. */
function confidenceOf(words: readonly Clue[], registry: Registry, head: Head): number {
  if (words.length === 0) return 0
  let least = 1
  for (const word of words) least = Math.min(least, SURE[word.how])
  if (head.candidates.length > 1 && head.candidates.includes(head.county)) least = Math.min(least, SURE.choice)
  const agrees = head.zone === null && registry.counties.includes(head.county)
  if (agrees && !words.some((word) => word.how === 'registry')) least += (1 - least) / 3
  return Math.round(least * 100) / 100
}

function whyUnplaced(gazetteer: Gazetteer, head: Head, address: Address): string {
  if (address.text === '') return '没有地址'
  const { divisions } = gazetteer
  if (head.candidates.length > 1) {
    const word = head.townText || head.communityText
    const where = head.candidates
      .slice(0, 3)
      .map(
        (code) =>
          (divisions.get(code.slice(0, 6))?.name ?? '') + (code.length > 6 ? (divisions.get(code)?.name ?? '') : ''),
      )
    return `“${word}”在本市有 ${head.candidates.length} 处：${where.join('、')}${head.candidates.length > 3 ? '等' : ''}`
  }
  if (address.road !== '') return '只有路名，没有写明区县'
  if (head.townText !== '') return `“${head.townText}”不在现行区划中，没有写明区县`
  if (address.place !== '') return `只有“${address.place}”，没有写明区县和道路`
  return head.city === '' ? '地址中没有认出行政区划' : '地址只写到市'
}
