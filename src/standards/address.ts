import { emptyDetail, parseDetail, type Detail } from './address-detail.ts'
import { readAddressHead } from './address-head.ts'
import { mainNumber } from './address-numbers.ts'
import { normaliseAddress } from './address-text.ts'
import { isOrdinaryPlace } from './address-words.ts'

/**
 * Chinese addresses taken apart, from province to room, and the keys under which units meet: the same road, the same
 * building. Every part is a piece of the normalised text; what is missing is ''.
 */
export interface Address extends Readonly<Detail> {
  /** The normalised text the parts are pieces of. */
  readonly text: string
  readonly province: string
  readonly city: string
  readonly county: string
  readonly zone: string
  readonly town: string
}

export { parseDetail, type Detail } from './address-detail.ts'
export { mainNumber } from './address-numbers.ts'
export { normaliseAddress } from './address-text.ts'
export { isOrdinaryPlace } from './address-words.ts'

/** What is longer is no address; a cell may hold thirty thousand characters, and the readers below look at each more than once. */
const LONGEST = 500

/** Reads an address without tables of divisions. Never throws. */
export function parseAddress(given: string): Address {
  const text = given.slice(0, LONGEST)
  const clean = normaliseAddress(text)
  const { end, ...head } = readAddressHead(clean)
  return { text: clean, ...head, ...parseDetail(clean.slice(end)) }
}

export const NO_ADDRESS: Address = {
  text: '',
  province: '',
  city: '',
  county: '',
  zone: '',
  town: '',
  ...emptyDetail(),
}

const PARTS = [
  'province',
  'city',
  'county',
  'zone',
  'town',
  'community',
  'group',
  'road',
  'lane',
  'number',
  'sub',
  'place',
  'building',
  'unit',
  'floor',
  'room',
  'plot',
  'near',
] as const

/** The parts in their order, without notes and leftovers. */
function joined(address: Address): string {
  return PARTS.map((part) => address[part]).join('')
}

/** Re-reading what was joined may cut it once more; so often at most. */
const ROUNDS = 12

/**
 * One spelling of the address: parts in official order, without notes and leftovers. Reading and joining is repeated
 * until nothing changes (it only ever drops and reorders pieces); should two spellings lead to each other, the smaller is
 * the canonical one. So a canonical address is its own canonical address.
 */
export function canonicalAddress(given: string): string {
  const text = given.slice(0, LONGEST)
  const seen: string[] = []
  let now = joined(parseAddress(text))
  for (let round = 0; round < ROUNDS && !seen.includes(now); round++) {
    seen.push(now)
    now = joined(parseAddress(now))
  }
  const cycle = seen.slice(Math.max(0, seen.indexOf(now)))
  return cycle.reduce((least, next) => (next < least ? next : least), now)
}

/** The road and its lane in one spelling: 二号路 and 2号路 meet. '' without a road. */
export function roadName(address: Pick<Detail, 'road' | 'lane'>): string {
  if (address.road === '') return ''
  const lane = /^\d|^[一二三四五六七八九十]+弄/.test(address.lane) ? `${mainNumber(address.lane)}弄` : address.lane
  return spelt(address.road) + lane
}

const ORDINAL_ROAD = /^([\d一二三四五六七八九十百]+)号(公路|路|街|大街|大道)/
const SEGMENT = /第?(\d{1,2})段$/
const COUNTED = '零一二三四五六七八九十'

function spelt(road: string): string {
  const ordinal = ORDINAL_ROAD.exec(road)
  if (ordinal) return `${mainNumber(ordinal[1] as string)}号${ordinal[2]}${road.slice(ordinal[0].length)}`
  const segment = SEGMENT.exec(road)
  const count = segment ? Number(segment[1]) : 0
  return segment && count >= 1 && count <= 10 ? `${road.slice(0, segment.index)}${COUNTED[count]}段` : road
}

/** `area/road`; '' without a road. `area` is the code of the county or zone the road lies in. */
export function roadKey(area: string, address: Pick<Detail, 'road' | 'lane'>): string {
  const road = roadName(address)
  return road === '' ? '' : `${area}/${road}`
}

/**
 * The building in which a unit sits: road and main plate number (867号-15 and 867号 are one building, 9-1号 belongs to 9号),
 * else estate and its building number, else the named building, else village and plate. '' when the address does not say.
 */
export function buildingKey(area: string, address: Detail): string {
  const number = address.number === '' ? '' : mainNumber(address.number)
  if (address.road !== '') {
    if (number !== '') return `${roadKey(area, address)}/${number}`
    if (address.building !== '' && address.place === '')
      return `${roadKey(area, address)}/${mainNumber(address.building)}栋`
  }
  if (address.place !== '' && address.placeKind !== 'site' && !isOrdinaryPlace(address.place)) {
    if (address.placeKind === 'building' || address.placeKind === 'market') return `${area}/${address.place}`
    const inside = number || mainNumber(address.building)
    if (inside !== '') return `${area}/${address.place}/${inside}`
    return ''
  }
  if (address.community !== '' && number !== '') return `${area}/${address.community}${address.group}/${number}`
  return ''
}
