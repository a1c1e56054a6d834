/**
 * Addresses compared from the outside in: district, town, road, number, the whole. When the caller has taken the
 * address apart its parts are compared; when not, what stands before the first house number is read as the road.
 */
import { normaliseText, type RegionWords, type Simplify } from '../../../../standards/names.ts'
import { readRegion } from '../../../../standards/names-regions.ts'
import { textHash } from './hashes.ts'
import type { AddressLevel } from './model.ts'
import type { MatchRecord } from './types.ts'

export interface ReadAddress {
  /** Without province, city, district and punctuation; empty when there is none. */
  readonly rest: string
  readonly road: string
  readonly number: string
  readonly building: string
  readonly town: string
  readonly district: string
}

/** Letters, digits, Han, and the dash of 38-7-1. */
const NOISE = /[^\p{L}\p{N}-]+/gu
const PLAIN = /^[一-鿿0-9A-Z-]*$/
const NUMBER = /[0-9]+(?:-[0-9]+)*/
/** Ends of administrative words before the road. */
const OUTER = /^.*(?:街道办事处|办事处|街道|镇|乡|开发区|园区|新区)(?=.{2})/
const SHORTEST = 3
const SHORTEST_PART = 5

export function readAddress(record: MatchRecord, regions: RegionWords, simplify?: Simplify): ReadAddress {
  const text = record.address === null ? '' : normaliseText(record.address, simplify)
  const head = readRegion(text, 0, text.length, regions)
  const tail = text.slice(head.length).replaceAll('#', '号')
  const rest = PLAIN.test(tail) ? tail : tail.replace(NOISE, '')
  const place = record.place
  const known = place !== undefined && (place.road ?? '') !== ''
  const found = NUMBER.exec(rest)
  return {
    rest,
    road: known ? (place.road ?? '') : found === null ? '' : rest.slice(0, found.index).replace(OUTER, ''),
    number: known ? (place.number ?? '').replace(/号$/, '') : (found?.[0] ?? ''),
    building: place?.building ?? '',
    town: record.townCode ?? place?.townCode ?? '',
    district:
      record.districtCode ?? place?.districtCode ?? head.codes.find((code) => code.length >= 6)?.slice(0, 6) ?? '',
  }
}

/** Hashes under which the register counts how common an address, a house and a road are; 0 when unknown. */
export function addressHashes(address: ReadAddress): { same: number; house: number; road: number } {
  const { rest, road, number } = address
  return {
    same: rest.length < SHORTEST ? 0 : textHash(rest),
    house: road === '' || number === '' ? 0 : textHash(`${road}|${number}`),
    road: road === '' ? 0 : textHash(`${road}|`),
  }
}

export function compareAddresses(row: ReadAddress, unit: ReadAddress): AddressLevel {
  if (row.rest.length < SHORTEST || unit.rest.length < SHORTEST) return compareAreas(row, unit)
  if (row.rest === unit.rest) return 'same'
  const sameRoad = row.road !== '' && row.road === unit.road
  if (sameRoad && row.number !== '' && row.number === unit.number) return 'number'
  if (within(row.rest, unit.rest)) return 'contained'
  if (row.building !== '' && row.building === unit.building) return 'building'
  if (sameRoad) return 'road'
  if (likeTexts(row.rest, unit.rest)) return 'similar'
  return compareOuter(row, unit)
}

/** Two addresses that have no road in common. */
function compareOuter(row: ReadAddress, unit: ReadAddress): AddressLevel {
  if (row.town !== '' && row.town === unit.town) return 'town'
  if (row.district === '' || unit.district === '') return 'unclear'
  return row.district === unit.district ? 'district' : 'conflict'
}

/** One of the two has no address, but a column or the name may still give the district. */
function compareAreas(row: ReadAddress, unit: ReadAddress): AddressLevel {
  if (row.district === '' || unit.district === '') return 'missing'
  return row.district === unit.district ? 'area' : 'other-area'
}

/** One is the other without its beginning: a road without its zone, a village without its town. */
function within(one: string, other: string): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one]
  return shorter.length >= SHORTEST_PART && longer.endsWith(shorter)
}

/** Two thirds of the neighbouring pairs of characters are shared: one text is the other with a slip. */
function likeTexts(one: string, other: string): boolean {
  const shorter = one.length < other.length ? one : other
  const longer = shorter === one ? other : one
  if (shorter.length * 2 < longer.length) return false
  let shared = 0
  for (let at = 0; at + 1 < shorter.length; at++) if (longer.includes(shorter.slice(at, at + 2))) shared++
  return shared * 3 >= (longer.length - 1) * 2
}
