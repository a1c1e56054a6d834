/**
 * Blocks of a large town: its units in parts of a few hundred, each with surroundings, laid out as ground of its own.
 *
 * Complete for given ceilings: a group that costs less than the prices of its members has a root i with
 * Σ_j D(i,j) ≤ 2s·π'(i) (`columns.ts`), so each member lies within 2s·π'(i) of the root, less what ties of the root with
 * the others could save. All units that near to some unit of the block are in its surroundings, so a search from the
 * block's own roots misses no group as long as prices stay below the ceilings.
 */
import { Town } from '../groups/town.ts'
import type { Ground } from './ground.ts'
import { layGround } from './ground.ts'

export interface Block {
  /** Own units first, then the surroundings, as units of the town. */
  readonly units: Int32Array
  readonly own: number
}

/** Cuts the widest side in halves, alternately; without known points in the order of the town. `shift` moves the cuts. */
export function splitBlocks(town: Town, size: number, shift: number): readonly Int32Array[] {
  const { space } = town.whole
  const blocks: Int32Array[] = []
  const dimensions = space?.dimensions ?? 0
  const place = (unit: number, d: number): number => space!.points[town.units[unit]! * dimensions + d]!
  const halve = (units: Int32Array, share: number): void => {
    if (units.length <= size) {
      blocks.push(units)
      return
    }
    let widest = -1
    let most = 0
    for (let d = 0; d < dimensions; d++) {
      let [low, high] = [Infinity, -Infinity]
      for (const unit of units) {
        const at = place(unit, d)
        if (at < low) low = at
        if (at > high) high = at
      }
      if (high - low > most) [widest, most] = [d, high - low]
    }
    const order =
      widest < 0 ? units : units.toSorted((a, b) => ranked(place(a, widest)) - ranked(place(b, widest)) || a - b)
    const middle = Math.round(units.length * share)
    halve(order.subarray(0, middle), 0.5)
    halve(order.subarray(middle), 0.5)
  }
  halve(
    Int32Array.from({ length: town.count }, (_, unit) => unit),
    0.5 - shift,
  )
  return blocks
}

/** Unknown points last. */
function ranked(at: number): number {
  return Number.isNaN(at) ? Number.MAX_VALUE : at
}

/** @param ceilings per unit of the town: prices will not be higher. */
export function surround(town: Town, own: Int32Array, ceilings: Float64Array): Block {
  const { rules, whole, units } = town
  const { space } = whole
  const inside = new Uint8Array(town.count)
  for (const unit of own) inside[unit] = 1
  const { base, ties } = tiesOf(town)
  const reach = Float64Array.from(own, (unit) => {
    let far = 0
    for (let size = 2; size <= rules.maxUnits; size++) {
      far = Math.max(far, 2 * size * (ceilings[unit]! - base) + (size - 2) * ties[unit]! - 2 * fixedOf(town, size))
    }
    return far
  })
  const most = reach.reduce((top, far) => Math.max(top, far), 0)
  const box = space && space.rate > 0 ? boxOf(town, own) : null
  const around: number[] = []
  for (let other = 0; other < town.count; other++) {
    if (inside[other] === 1) continue
    // A tie of the pair itself can make it nearer than its distance.
    if (box && !box.within(units[other]!, most + ties[other]!)) continue
    for (let k = 0; k < own.length; k++) {
      const delta = town.pair(own[k]!, other)
      if (delta > reach[k]!) continue
      around.push(other)
      break
    }
  }
  const all = new Int32Array(own.length + around.length)
  all.set(own)
  all.set(around, own.length)
  return { units: all, own: own.length }
}

/** All units of the ground count as own; `{ ...ground, own }` keeps the prices of the surroundings. */
export function groundOf(town: Town, { units }: Block): Ground {
  const part = new Town(
    town.whole,
    town.rules,
    units.map((unit) => town.units[unit]!),
    true,
  )
  return layGround(part)
}

function fixedOf({ rules }: Town, size: number): number {
  return rules.groupPrice + Math.max(0, size - rules.usualUnits) * rules.extraUnitPrice
}

/** Per unit, the most that ties can take off a pair; and the least host price. */
function tiesOf({ whole, count, units }: Town): { base: number; ties: Float64Array } {
  const { pairs, together, hosts, industry } = whole
  const saved = new Map<number, number>()
  pairs?.value.forEach((value, p) => {
    for (const unit of [pairs.a[p]!, pairs.b[p]!]) saved.set(unit, (saved.get(unit) ?? 0) - Math.min(0, value))
  })
  const common =
    Math.max(0, together?.bonus ?? 0) + Math.max(0, ...(industry?.cost ?? []).map((cost) => -cost * industry!.rate))
  return {
    base: hosts ? Math.min(0, ...hosts.price) : 0,
    ties: Float64Array.from({ length: count }, (_, unit) => common + (saved.get(units[unit]!) ?? 0)),
  }
}

/** The box around the known points of some units, for leaving out what is surely too far. */
function boxOf(town: Town, own: Int32Array): { within(unit: number, far: number): boolean } | null {
  const { points, dimensions, rate } = town.whole.space!
  const low = new Float64Array(dimensions).fill(Infinity)
  const high = new Float64Array(dimensions).fill(-Infinity)
  for (const unit of own) {
    for (let d = 0; d < dimensions; d++) {
      const at = points[town.units[unit]! * dimensions + d]!
      // Unknown points are equally far from everybody.
      if (Number.isNaN(at)) return null
      low[d] = Math.min(low[d]!, at)
      high[d] = Math.max(high[d]!, at)
    }
  }
  return {
    within(unit, far) {
      let square = 0
      for (let d = 0; d < dimensions; d++) {
        const at = points[unit * dimensions + d]!
        const outside = Math.max(0, low[d]! - at, at - high[d]!)
        square += outside * outside
      }
      return !(rate * square > far)
    },
  }
}
