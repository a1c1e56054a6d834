/**
 * Points as offices write them: decimal degrees (as numbers or texts), degrees with minutes and seconds, both degrees in
 * one cell. Longitudes of China lie between 73° and 136°, latitudes between 3° and 54° (the extreme points of the
 * territory, rounded outwards), so which number is which can always be told, also where the two columns were mixed up.
 *
 * The datum is not told and not converted: WGS-84, GCJ-02 and BD-09 lie up to a kilometre apart and nothing in a number
 * says which one it is. Points of one file agree with each other; that is what distances between neighbours need.
 */
import type { LayoutCell } from './layout/types.ts'

export interface Point {
  /** Degrees east, to six decimals (0.1 m). */
  readonly lng: number
  /** Degrees north, to six decimals. */
  readonly lat: number
}

export type PointReading =
  | { readonly ok: true; readonly point: Point; readonly swapped: boolean; readonly coarse: boolean }
  | { readonly ok: false; readonly why: string; readonly remedy: string }

const EXAMPLE = '填十进制度数，如经度 121.544012、纬度 29.812345'

const DEGREES =
  /^(?:东经|北纬|经度|纬度|[EN])?[:：]?\s*([+-]?\d+(?:\.\d+)?)\s*(?:[°º度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’分]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”秒]|''|′′))?)?)?\s*([EN])?$/i

/** Degrees as written, whatever their size; null for what is no number of degrees. */
export function readDegrees(cell: LayoutCell): number | null {
  if (typeof cell === 'number') return cell
  if (typeof cell === 'object' && cell !== null) return cell.kind === 'number' ? cell.value : null
  if (typeof cell !== 'string') return null
  // The double prime would fall apart into two primes.
  const found = DEGREES.exec(cell.replaceAll('″', '"').normalize('NFKC').trim())
  if (found === null) return null
  const [, degrees = '', minutes = '0', seconds = '0'] = found
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null
  return Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600
}

export const isLongitude = (degrees: number): boolean => degrees >= 73 && degrees <= 136
export const isLatitude = (degrees: number): boolean => degrees >= 3 && degrees <= 54

/** The two cells of one row. */
export function readPair(lngCell: LayoutCell, latCell: LayoutCell): PointReading {
  const [lng, lat] = [readDegrees(lngCell), readDegrees(latCell)]
  if (lng === null) return refuse(`经度“${shown(lngCell)}”不是度数`)
  if (lat === null) return refuse(`纬度“${shown(latCell)}”不是度数`)
  return readPoint(lng, lat)
}

/** Both degrees in one cell: `121.544012,29.812345`, also parted by a blank, in brackets, or `东经…北纬…`. */
export function readPointText(cell: LayoutCell): PointReading {
  const parts = typeof cell === 'string' ? splitPoint(cell) : []
  const [first, second] = parts.map((part) => readDegrees(part))
  if (parts.length !== 2 || first === null || second === null || first === undefined || second === undefined) {
    return refuse(`“${shown(cell)}”不是一对经度和纬度`)
  }
  return readPoint(first, second)
}

function splitPoint(text: string): string[] {
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^POINT\s*/i, '')
    .replace(/^[([]\s*(.*?)\s*[)\]]$/, '$1')
  for (const between of [/\s*[,;、|/]\s*/, /(?<=.)(?=东经|北纬)/, /\s+/]) {
    const parts = bare.split(between)
    if (parts.length === 2) return parts
  }
  return []
}

function readPoint(lng: number, lat: number): PointReading {
  if (lng === 0 && lat === 0) {
    return { ok: false, why: '坐标是 0、0，等于没有填', remedy: '填上真实的坐标，或者把这一格清空' }
  }
  const swapped = isLatitude(lng) && isLongitude(lat)
  const [east, north] = swapped ? [lat, lng] : [lng, lat]
  if (!isLongitude(east)) return outside('经度', east, '73–136')
  if (!isLatitude(north)) return outside('纬度', north, '3–54')
  const point = { lng: Number(east.toFixed(6)), lat: Number(north.toFixed(6)) }
  return { ok: true, point, swapped, coarse: isCoarse(point.lng) && isCoarse(point.lat) }
}

/** At most two decimals: good to a kilometre only. */
function isCoarse(degrees: number): boolean {
  return Number(degrees.toFixed(2)) === degrees
}

function outside(what: string, degrees: number, range: string): PointReading {
  const projected = Math.abs(degrees) > 180
  const remedy = projected ? '这像是平面坐标（米），先换算成经纬度再放入' : EXAMPLE
  return { ok: false, why: `${what} ${degrees} 不在 ${range} 度之间`, remedy }
}

function refuse(why: string): PointReading {
  return { ok: false, why, remedy: EXAMPLE }
}

function shown(cell: LayoutCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell)
  return cell.kind === 'error' ? cell.error : cell.text
}

/** The one text in which a point is kept as a fact and exported: `121.544012,29.812345`. */
export function pointText({ lng, lat }: Point): string {
  return `${lng},${lat}`
}

/** The point of a kept text; null when there is none. */
export function pointOf(text: string | null): Point | null {
  const reading = text === null ? null : readPointText(text)
  return reading?.ok === true ? reading.point : null
}
