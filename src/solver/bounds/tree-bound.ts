/**
 * What the address alone proves, at once: the exact optimum of the level prices by the tree programme, or, where that does
 * not apply, the nearest level at which enough members come together; nothing is counted for the other parts except what
 * ties could save at most.
 */
import type { Town } from '../groups/town.ts'
import type { GroupValue } from '../groups/types.ts'
import { planTree } from '../tree-plan.ts'
import type { Ground } from './ground.ts'
import { boundOf } from './price-bound.ts'

export interface TreeBound {
  readonly cost: number
  /** Valid prices: their sum may be less than the cost. */
  readonly prices: Float64Array
}

/** @param uncovered how much stays uncovered at least, in counts. */
export function treeBound(ground: Ground, uncovered: number): TreeBound {
  const { town, count } = ground
  const prices = nearestPrices(ground)
  const { cost } = boundOf(town, prices, uncovered)
  const exact = levelOptimum(town)
  if (!exact || exact.uncovered !== uncovered) return { cost, prices }
  let saved = 0
  for (let unit = 0; unit < count; unit++) saved += otherParts(ground, unit)
  return { cost: Math.max(cost, exact.cost + saved), prices }
}

/** Every unit pays at least the level and host of the nearest units that together with it weigh enough. */
function nearestPrices(ground: Ground): Float64Array {
  const { count, each, delta, weights, town } = ground
  const prices = new Float64Array(count)
  for (let unit = 0; unit < count; unit++) {
    let least = 0
    if (each) {
      const order = Array.from({ length: count }, (_, other) => other)
        .filter((other) => delta[unit * count + other]! < Infinity)
        .sort((a, b) => each[unit * count + a]! - each[unit * count + b]!)
      let weight = weights[unit]!
      for (let k = 0; k < order.length && (weight < town.rules.minWeight || k === 0); k++) {
        weight += weights[order[k]!]!
        least = each[unit * count + order[k]!]!
      }
    }
    prices[unit] = least + otherParts(ground, unit)
  }
  return prices
}

/** The least a unit's part of anything but level and host can be: never positive. */
function otherParts({ low, base, town }: Ground, unit: number): number {
  const { maxUnits } = town.rules
  return ((maxUnits - 1) / (2 * maxUnits)) * Math.min(0, low[unit]!) + Math.min(0, base)
}

/** The optimum when only level prices count; null without a tree or with heavier units. */
export function levelOptimum(town: Town): GroupValue | null {
  const { count, weights } = town
  const { tree } = town.whole
  const { minWeight, maxUnits, countUncovered } = town.rules
  if (!tree || count === 0 || weights.some((weight) => weight > 2)) return null
  const depth = tree.h.length - 1
  const levels = new Int32Array(count * depth)
  town.units.forEach((unit, i) => levels.set(tree.levels.subarray(unit * depth, (unit + 1) * depth), i * depth))
  const units = { levels, weights, h: tree.h, hardLevel: tree.hardLevel }
  return planTree(units, { shape: { minWeight, maxUnits }, countUncovered }).bound
}
