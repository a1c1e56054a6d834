/**
 * The exact plan over an address tree: which units form joint groups, when a group of size s whose members meet at a
 * level pays s · h[level]. Fewest uncovered first, then least cost; ties as told in `recut.ts`.
 *
 *   const plan = planTree({ levels, weights, h, hardLevel: 3 })
 *   for (let k = 0; k + 1 < plan.groupStart.length; k++)
 *     show(plan.groupMembers.subarray(plan.groupStart[k], plan.groupStart[k + 1]))
 *
 * Sort by address, run the programme upwards (`tree-programme.ts`), walk its choices back (`tree-groups.ts`), settle
 * ties, and compare the value of the groups with the bound. Time and memory grow linearly with the units.
 */
import { capsFor, isProven, largestTree, nearestLevelBound, provenRelaxation } from './plan-bound.ts'
import type { CutGroups } from './recut.ts'
import { recutNodes } from './recut.ts'
import { requireUnits } from './require.ts'
import { indivisibleTypes, isDivisible, usualShape } from './shapes.ts'
import { formGroups } from './tree-groups.ts'
import type { TreeOrder } from './tree-order.ts'
import { orderByPath, sharedLevels } from './tree-order.ts'
import type { Caps, MergeLog } from './tree-programme.ts'
import { runProgramme } from './tree-programme.ts'
import type { GroupShape, PlanOptions, PlanValue, TreePlan, TreeUnits } from './types.ts'

/**
 * @param tree the address order of the same units, where the caller has it already.
 * @throws RangeError when lengths, weights, prices or the shape make no sense.
 */
export function planTree(units: TreeUnits, options: PlanOptions = {}, tree?: TreeOrder): TreePlan {
  const shape = options.shape ?? usualShape
  const countUncovered = options.countUncovered ?? 'unit'
  requireUnits(units, shape)
  const order = tree ?? addressOrder(units)
  const caps = options.caps ?? capsFor(units, shape)
  const programme = solve(units, shape, caps, countUncovered, order)
  const groups = cutGroups(units, shape, caps, order, programme.log)
  return withBound(describe(units, order, groups, countUncovered), () => {
    if (isProven(units, shape, caps, order)) return programme.value
    const relaxed = provenRelaxation(shape)
    if (!relaxed) return nearestLevelBound(units, shape, order, countUncovered)
    return solve(units, relaxed, capsFor(units, relaxed), countUncovered, order).value
  })
}

/** The address order of an instance, to be shared by `planTree` and `explainPlan`. */
export function addressOrder(units: TreeUnits): TreeOrder {
  return orderByPath(units.levels, units.weights.length, units.h.length - 1, units.rank)
}

function solve(
  units: TreeUnits,
  shape: GroupShape,
  caps: Caps,
  countUncovered: 'unit' | 'weight',
  tree: TreeOrder,
): { log: MergeLog; value: PlanValue } {
  const { weights, h, hardLevel } = units
  // Above twice what a whole tree could cost, so that dropping is never traded; a power of two, so that it adds exactly.
  const price = 2 ** Math.ceil(Math.log2(1 + 2 * largestTree(units, tree).units * h[hardLevel]!))
  const dropCost = [price, countUncovered === 'weight' ? 2 * price : price] as const
  // Where any set of enough weight can be cut into lawful groups, two units and two more are worth no drop.
  const hopeless = isProven(units, shape, caps, tree) && isDivisible(shape) && shape.minWeight <= 4 ? price : Infinity
  const types = indivisibleTypes(shape)
  const log = runProgramme({ tree, weights, h, hardLevel, types, caps, dropCost, hopeless })
  let uncovered = 0
  let cost = 0
  for (const root of log.rootCost) {
    const dropped = Math.round(root / price)
    uncovered += dropped
    cost += root - dropped * price
  }
  return { log, value: { uncovered, cost } }
}

function cutGroups(units: TreeUnits, shape: GroupShape, caps: Caps, tree: TreeOrder, log: MergeLog): CutGroups {
  const { order } = tree
  const { levels, weights, h } = units
  const weightAt = (position: number): number => weights[order[position]!]!
  const shared = (p: number, q: number): number => sharedLevels(levels, h.length - 1, order[p]!, order[q]!)
  return recutNodes(formGroups(log, indivisibleTypes(shape), caps, weightAt, order.length), shape, weightAt, shared)
}

/** Numbers the groups by their first member in address order and computes level, cost and value from the members. */
function describe(
  units: TreeUnits,
  tree: TreeOrder,
  cut: CutGroups,
  countUncovered: 'unit' | 'weight',
): Omit<TreePlan, 'bound' | 'optimal'> {
  const { levels, weights, h } = units
  const { order } = tree
  const count = cut.start.length - 1
  const groupAt = new Int32Array(order.length).fill(-1)
  for (let k = 0; k < count; k++) groupAt[cut.members[cut.start[k]!]!] = k
  const groupStart = new Int32Array(count + 1)
  const groupMembers = new Int32Array(cut.members.length)
  const groupLevel = new Uint8Array(count)
  const groupCost = new Float64Array(count)
  const groupOf = new Int32Array(order.length).fill(-1)
  let cost = 0
  let placed = 0
  let group = 0
  for (let p = 0; p < order.length; p++) {
    const k = groupAt[p]!
    if (k < 0) continue
    const [from, to] = [cut.start[k]!, cut.start[k + 1]!]
    for (let i = from; i < to; i++) {
      const unit = order[cut.members[i]!]!
      groupMembers[placed++] = unit
      groupOf[unit] = group
    }
    const level = sharedLevels(levels, h.length - 1, order[p]!, order[cut.members[to - 1]!]!)
    groupLevel[group] = level
    groupCost[group] = (to - from) * h[level]!
    cost += groupCost[group]!
    groupStart[++group] = placed
  }
  const uncovered = order.filter((unit) => groupOf[unit]! < 0)
  const weight = (): number => uncovered.reduce((sum, unit) => sum + weights[unit]!, 0)
  const value = { uncovered: countUncovered === 'weight' ? weight() : uncovered.length, cost }
  return { groupStart, groupMembers, groupLevel, groupCost, groupOf, uncovered, value }
}

/** A bound that agrees with the value up to rounding is the value: nothing remains to be gained. */
function withBound(plan: Omit<TreePlan, 'bound' | 'optimal'>, boundOf: () => PlanValue): TreePlan {
  const bound = boundOf()
  const { uncovered, cost } = plan.value
  const optimal = uncovered === bound.uncovered && Math.abs(cost - bound.cost) <= 1e-9 * (1 + cost)
  return { ...plan, bound: optimal ? plan.value : bound, optimal }
}
