import { isOrdinaryPlace } from '../../../standards/address.ts'
import { shortHash } from '../../../standards/divisions-zones.ts'
import type { Located } from './locate.ts'
import { agreed, count, majority, type Tally } from './tally.ts'

/**
 * Buildings and parks that emerge from a file: two units at one road and plate number are in one building, and so are units
 * that name the same 大厦; parks are named by words like 软件园, 工业园. A building that some units give by name and others
 * by road and number is one when those who write both agree. Ids follow from the place alone, so the same file, or a later
 * one, finds the same building.
 */
export interface EmergedArea {
  readonly id: string
  readonly tree: 'building' | 'park'
  readonly name: string
  /** County or zone. */
  readonly area: string
  /** Town when all its units that have one are in the same; ''. */
  readonly town: string
  /** Places in the list that was given. */
  readonly units: readonly number[]
}

const FEWEST = 2
const AGREE = 0.8
const PARK_NAME = /^.{2,}(?:园区|园|基地|孵化器|开发区|工业区|加工区|港区|新区|科技城|工业集中区|产业集聚区)$/
/** Nothing but kinds: such a park stands in every county. */
const PLAIN_PARK =
  /^(?:工业|产业|产业化|经济|技术|科技|物流|创业|高新|保税|出口|仓储|临港)*(?:园区|园|基地|开发区|工业区|加工区|港区|新区)$/
/** 某某工业园, 某某工业园区 and 某某工业区 are one park. */
const PARK_KIND = /(?:工业园区|工业园|工业区|园区|园)$/

export function emergeAreas(located: readonly Located[]): EmergedArea[] {
  return [...emergeBuildings(located), ...emergeParks(located)]
}

function buildingName(one: Located): string {
  const { place, placeKind } = one.address
  const named = placeKind === 'building' || placeKind === 'market'
  return named && place.length >= 4 && !isOrdinaryPlace(place) ? place : ''
}

function emergeBuildings(located: readonly Located[]): EmergedArea[] {
  // Where those who write a building's name together with road and number put it.
  const plates = new Map<string, Tally>()
  for (const one of located) {
    const name = buildingName(one)
    if (name !== '' && one.road !== '' && one.number !== '' && one.area !== '')
      count(plates, `${one.area}/${name}`, one.buildingKey)
  }
  const keyOf = (one: Located): string => {
    const name = buildingName(one)
    if (one.area === '' || one.outside) return ''
    if (one.road !== '' || name === '') return isBuilding(one) ? one.buildingKey : ''
    return agreed(plates.get(`${one.area}/${name}`), FEWEST, AGREE)?.answer ?? `${one.area}/${name}`
  }
  const groups = group(located, keyOf)
  const found: EmergedArea[] = []
  for (const [key, units] of groups) {
    const names = new Map<string, Tally>()
    for (const at of units) {
      const name = buildingName(located[at] as Located)
      if (name !== '') count(names, key, name)
    }
    const named = majority(names.get(key))
    if (units.length < FEWEST && named === null) continue
    const name = named !== null && named.votes * 2 >= units.length ? named.answer : plateName(key)
    found.push(emerged('building', key, name, located, units))
  }
  return found
}

/** `area/人民路/15` → 人民路15号, `area/某某小区/6栋` → 某某小区6栋, `area/某某大厦` → 某某大厦. */
function plateName(key: string): string {
  const [, place = '', plate = ''] = key.split('/')
  return plate === '' || plate.endsWith('栋') ? place + plate : `${place}${plate}号`
}

/** Road and plate, estate and building: not a whole village or a lone estate. */
function isBuilding(one: Located): boolean {
  return one.buildingKey !== '' && (one.road !== '' || one.address.place !== '')
}

/** The park that an address names, 某某工业园; null where it names none, or only a kind of park. */
export function parkName({ area, outside, address: { place, placeKind } }: Located): string | null {
  const named = placeKind === 'park' && PARK_NAME.test(place) && !PLAIN_PARK.test(place)
  return area === '' || outside || !named ? null : place
}

/** What is left of a park's name without its kind: 某某工业园 and 某某工业园区 are one park. */
export function parkStem(name: string): string {
  return name.replace(PARK_KIND, '') || name
}

function emergeParks(located: readonly Located[]): EmergedArea[] {
  const names = new Map<string, Tally>()
  const parkOf = (one: Located): string => {
    const name = parkName(one)
    if (name === null) return ''
    const key = `${one.area}/${parkStem(name)}`
    count(names, key, name)
    return key
  }
  return [...group(located, parkOf)]
    .filter(([, units]) => units.length >= FEWEST)
    .map(([key, units]) => emerged('park', key, majority(names.get(key))?.answer ?? '', located, units))
}

function group(located: readonly Located[], keyOf: (one: Located) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  located.forEach((one, at) => {
    const key = keyOf(one)
    if (key === '') return
    const units = groups.get(key)
    if (units) units.push(at)
    else groups.set(key, [at])
  })
  return groups
}

function emerged(
  tree: EmergedArea['tree'],
  key: string,
  name: string,
  located: readonly Located[],
  units: readonly number[],
): EmergedArea {
  const towns = new Set(units.map((at) => located[at]?.town ?? '').filter((town) => town !== ''))
  return {
    id: areaId(tree, key),
    tree,
    name,
    area: key.slice(0, key.indexOf('/')),
    town: towns.size === 1 ? ([...towns][0] ?? '') : '',
    units,
  }
}

/** Eleven characters from the place alone. */
export function areaId(tree: EmergedArea['tree'], key: string): string {
  return `${tree === 'building' ? 'b' : 'p'}${shortHash(`${tree}:${key}`)}${shortHash(`${key}:${tree}`)}`
}
