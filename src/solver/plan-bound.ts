/**
 * How many waiting units the programme must remember so that its value is the true optimum, and bounds for the cases
 * where that is not proven. The proof is in README.md: with a minimum weight of 3 and groups of 5 or more allowed, some
 * optimal plan has at most 4 waiting units of weight 1 at any node, and of weight 2 at most 5 plus the number of
 * different prices on the way up. (Four do not always suffice: a building with many units of weight 2 may serve one
 * lone unit on each level above it.)
 */
import type { Caps } from './tree-programme.ts'
import type { TreeOrder } from './tree-order.ts'
import type { GroupShape, PlanValue, TreeUnits } from './types.ts'
import { isDivisible } from './shapes.ts'

/** Enough for the proof where there is one; generous elsewhere. */
export function capsFor(units: TreeUnits, shape: GroupShape): Caps {
  const proof = provenCaps(units)
  if (hasProof(shape)) return proof
  const generous = Math.max(8, proof.twos, 2 * shape.minWeight)
  return { ones: generous, twos: generous }
}

/** Whether the programme with these caps is certain to find the optimum. */
export function isProven(units: TreeUnits, shape: GroupShape, caps: Caps, tree: TreeOrder): boolean {
  const proof = provenCaps(units)
  if (hasProof(shape) && caps.ones >= proof.ones && caps.twos >= proof.twos) return true
  const most = largestTree(units, tree)
  return caps.ones >= most.ones && caps.twos >= most.twos
}

function hasProof(shape: GroupShape): boolean {
  return shape.minWeight === 3 && isDivisible(shape)
}

function provenCaps(units: TreeUnits): Caps {
  const prices = new Set(units.h.subarray(units.hardLevel))
  return { ones: 4, twos: 5 + prices.size }
}

/** A shape with the same minimum whose optimum is proven and never worse, or null. */
export function provenRelaxation(shape: GroupShape): GroupShape | null {
  return shape.minWeight === 3 ? { minWeight: 3, maxUnits: Math.max(5, shape.maxUnits) } : null
}

/** The most units of either weight, and of both, in one tree below the hard level. */
export function largestTree(units: TreeUnits, tree: TreeOrder): { ones: number; twos: number; units: number } {
  const most = { ones: 0, twos: 0, units: 0 }
  let ones = 0
  let twos = 0
  for (let p = 0; p < tree.order.length; p++) {
    if (units.weights[tree.order[p]!] === 1) ones++
    else twos++
    if (tree.common[p]! >= units.hardLevel) continue
    most.ones = Math.max(most.ones, ones)
    most.twos = Math.max(most.twos, twos)
    most.units = Math.max(most.units, ones + twos)
    ones = 0
    twos = 0
  }
  return most
}

/**
 * A simple bound for any shape: a unit pays at least the price of the nearest level at which the minimum weight comes
 * together around it, and is uncovered where it never does.
 */
export function nearestLevelBound(
  units: TreeUnits,
  shape: GroupShape,
  tree: TreeOrder,
  countUncovered: 'unit' | 'weight',
): PlanValue {
  const { weights, h, hardLevel } = units
  const { order, common } = tree
  const settled = new Uint8Array(order.length)
  let cost = 0
  for (let level = h.length - 1; level >= hardLevel; level--) {
    for (let from = 0, weight = 0, p = 0; p < order.length; p++) {
      weight += weights[order[p]!]!
      if (common[p]! >= level) continue
      for (let q = from; weight >= shape.minWeight && q <= p; q++) {
        if (settled[q] === 0) cost += h[level]!
        settled[q] = 1
      }
      from = p + 1
      weight = 0
    }
  }
  let uncovered = 0
  for (let p = 0; p < order.length; p++) {
    if (settled[p] === 0) uncovered += countUncovered === 'weight' ? weights[order[p]!]! : 1
  }
  return { uncovered, cost }
}
