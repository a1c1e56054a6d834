import type { Random } from '../../kernel/random.ts'

/**
 * Where the invented addresses lie. Towns stand some five kilometres apart around the county's middle, a road is a
 * straight line through its town with a plate every twelve metres, odd plates on one side and even ones on the other,
 * and everything behind one plate is one plot: what shares a building lies within twenty metres of each other.
 * Positions are invented like the roads; only the county's middle is where it is.
 */
export interface PlotAddress {
  /** Index of the town. */
  readonly town: number
  readonly road: string
  readonly number: number
  /** Blocks of one plot stand side by side; 0 for a tower or none. */
  readonly block: number
}

export interface GroundPoint {
  /** Degrees, six decimals. */
  readonly lng: number
  readonly lat: number
}

export type Ground = (address: PlotAddress, random: Random) => GroundPoint

const MIDDLE = { lng: 121.56, lat: 29.81 }
const METRES_OF_LATITUDE = 111_320
const METRES_OF_LONGITUDE = METRES_OF_LATITUDE * Math.cos((MIDDLE.lat * Math.PI) / 180)

const BETWEEN_TOWNS = 5000
const BETWEEN_PLATES = 12
const HALF_ROAD = 90 * BETWEEN_PLATES
const BETWEEN_BLOCKS = 45
/** From the middle of the plot along either axis: two units of one plot are at most 2 · 7 · √2 < 20 metres apart. */
const INSIDE = 7

interface Line {
  readonly x: number
  readonly y: number
  readonly angle: number
}

export function makeGround(
  towns: number,
  roads: readonly { readonly town: number; readonly name: string }[],
  random: Random,
): Ground {
  const columns = Math.ceil(Math.sqrt(towns))
  const within = (reach: number): number => (random.next() * 2 - 1) * reach
  const centres = Array.from({ length: towns }, (_, town) => ({
    x: ((town % columns) - (columns - 1) / 2) * BETWEEN_TOWNS + within(900),
    y: (Math.floor(town / columns) - (columns - 1) / 2) * BETWEEN_TOWNS + within(900),
  }))
  const lines = new Map<string, Line>()
  for (const { town, name } of roads) {
    const centre = centres[town]
    const line = {
      x: (centre?.x ?? 0) + within(1200),
      y: (centre?.y ?? 0) + within(1200),
      angle: random.next() * Math.PI,
    }
    // A road drawn twice for one town is one road.
    if (!lines.has(`${town} ${name}`)) lines.set(`${town} ${name}`, line)
  }
  return ({ town, road, number, block }, own) => {
    const line = lines.get(`${town} ${road}`)
    if (line === undefined) throw new RangeError(`no road ${road} in town ${town}`)
    const along = number * BETWEEN_PLATES - HALF_ROAD
    const aside = (number % 2 === 0 ? 1 : -1) * (25 + block * BETWEEN_BLOCKS)
    const x = line.x + along * Math.cos(line.angle) - aside * Math.sin(line.angle)
    const y = line.y + along * Math.sin(line.angle) + aside * Math.cos(line.angle)
    return toDegrees(x + (own.next() * 2 - 1) * INSIDE, y + (own.next() * 2 - 1) * INSIDE)
  }
}

function toDegrees(x: number, y: number): GroundPoint {
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
  return { lng: round(MIDDLE.lng + x / METRES_OF_LONGITUDE), lat: round(MIDDLE.lat + y / METRES_OF_LATITUDE) }
}
