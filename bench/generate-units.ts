/**
 * Generated ground for the grouping engine: units with points in kilometres, addresses that agree with the points, and
 * industries that cluster as trades do. The same count, seed and options give the same units.
 *
 * A town of about 300 units fills a square of 6 km (more or fewer units, more or less ground). Seven units in ten lie
 * around centres, the rest anywhere. Communities are squares of 1.5 km, roads strips of 300 m within them, buildings are
 * points; with addresses three units in ten move into the building of an earlier one. Four units in ten weigh 2.
 */
import { seededRandom } from '../src/kernel/random.ts'
import type { GroupUnits, IndustryPart, TreePart } from '../src/solver/groups/types.ts'

export interface GroundOptions {
  /** Towns of about 300 units that may not be mixed (default), or one continuous ground. */
  readonly towns?: boolean
  /** Town, community, road and building with a price for each (default: no prices). */
  readonly address?: boolean
  /** Four-level industry codes with a price for differing (default: none). */
  readonly industry?: boolean
  /** Points spread evenly instead of clustered. */
  readonly uniform?: boolean
  /** Whether units have points; default true. */
  readonly space?: boolean
}

const usualTown = 300
const townSide = 6
const communitySide = 1.5
const roadWidth = 0.3

export function generateUnits(count: number, seed: number, options: GroundOptions = {}): GroupUnits {
  const { towns = true, address = false, industry = false, uniform = false, space = true } = options
  const random = seededRandom(seed)
  const dice = (below: number): number => Math.floor(random.next() * below)
  const bell = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const townOf = towns ? dealTowns(count, random.next.bind(random)) : new Int32Array(count)
  const size = new Int32Array(1 + townOf.reduce((most, town) => Math.max(most, town), 0))
  for (const town of townOf) size[town]!++
  const side = Float64Array.from(size, (units) => townSide * Math.sqrt(units / usualTown))
  const columns = Math.ceil(Math.sqrt(size.length))
  const centres = Array.from(size, (units, town) =>
    Array.from({ length: Math.max(1, Math.round(units / 30)) }, () => ({
      x: random.next() * side[town]!,
      y: random.next() * side[town]!,
      spread: 0.1 + random.next() * 0.5,
    })),
  )
  const points = new Float64Array(2 * count)
  const buildings: number[][] = Array.from(size, () => [])
  for (let unit = 0; unit < count; unit++) {
    const town = townOf[unit]!
    const known = buildings[town]!
    if (address && known.length > 0 && random.next() < 0.3) {
      const other = known[dice(known.length)]!
      points[2 * unit] = points[2 * other]!
      points[2 * unit + 1] = points[2 * other + 1]!
      continue
    }
    known.push(unit)
    const all = centres[town]!
    const centre = !uniform && random.next() < 0.7 ? all[dice(all.length)]! : null
    const within = (value: number): number => Math.min(Math.max(value, 0), side[town]!)
    const x = within(centre ? centre.x + bell() * centre.spread : random.next() * side[town]!)
    const y = within(centre ? centre.y + bell() * centre.spread : random.next() * side[town]!)
    points[2 * unit] = x + (town % columns) * 3 * townSide
    points[2 * unit + 1] = y + Math.floor(town / columns) * 3 * townSide
  }
  const weights = Uint8Array.from({ length: count }, () => (random.next() < 0.4 ? 2 : 1))
  return {
    weights,
    ...(towns || address ? { tree: addressOf(townOf, points, towns, address) } : {}),
    ...(space ? { space: { points, dimensions: 2, rate: 1 } } : {}),
    ...(industry ? { industry: industries(count, random.next.bind(random)) } : {}),
  }
}

/** Sizes differ by up to half from the usual one; units of a town are strewn over the whole list. */
function dealTowns(count: number, next: () => number): Int32Array {
  const towns = Math.max(1, Math.round(count / usualTown))
  const share = Float64Array.from({ length: towns }, () => 0.5 + next())
  const total = share.reduce((sum, one) => sum + one, 0)
  const townOf = new Int32Array(count)
  for (let town = 0, unit = 0, sum = 0; town < towns; town++) {
    sum += share[town]!
    const end = town === towns - 1 ? count : Math.round((sum / total) * count)
    while (unit < end) townOf[unit++] = town
  }
  for (let unit = count - 1; unit > 0; unit--) {
    const other = Math.floor(next() * (unit + 1))
    const town = townOf[unit]!
    townOf[unit] = townOf[other]!
    townOf[other] = town
  }
  return townOf
}

function addressOf(townOf: Int32Array, points: Float64Array, towns: boolean, address: boolean): TreePart {
  const hardLevel = towns ? 1 : 0
  if (!address) return { levels: townOf, h: new Float64Array(2), hardLevel }
  const levels = new Int32Array(4 * townOf.length)
  const building = new Map<string, number>()
  for (let unit = 0; unit < townOf.length; unit++) {
    const x = points[2 * unit]!
    const y = points[2 * unit + 1]!
    const community = Math.floor(x / communitySide) * 10_000 + Math.floor(y / communitySide)
    const key = `${x} ${y}`
    const number = building.get(key) ?? building.size
    building.set(key, number)
    levels.set([townOf[unit]!, community, Math.floor(y / roadWidth), number], 4 * unit)
  }
  return { levels, h: Float64Array.of(2, 0.4, 0.2, 0.05, 0), hardLevel }
}

/** Section, division, group, class: few trades hold most units. */
function industries(count: number, next: () => number): IndustryPart {
  const codes = new Int32Array(4 * count)
  const skewed = (below: number): number => Math.floor(next() ** 2 * below)
  for (let unit = 0; unit < count; unit++) {
    const section = skewed(18)
    const division = section * 6 + skewed(6)
    const group = division * 6 + skewed(6)
    codes.set([section, division, group, group * 8 + skewed(8)], 4 * unit)
  }
  return { codes, cost: Float64Array.of(6, 4, 2, 1, 0), rate: 0.03 }
}
