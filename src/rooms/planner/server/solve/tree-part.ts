import { checkPlan } from '../../../../solver/check-plan.ts'
import { explainPlan } from '../../../../solver/explain.ts'
import { addressOrder, planTree } from '../../../../solver/tree-plan.ts'
import type { GroupShape, PlanExplanation, PlanValue, TreePlan, TreeUnits } from '../../../../solver/types.ts'
import { sharedLevels, type TreeOrder } from '../../../../solver/tree-order.ts'

/**
 * The exact programme: where nothing but the address counts, its plan is the best there is. Plans come and go as lists of
 * groups, so that towns solved otherwise can stand beside.
 */
export interface TreeQuestion {
  readonly units: TreeUnits
  readonly shape: GroupShape
  /** What is lawful at a price, where that is more: the bound must hold there too. */
  readonly widest: GroupShape
  /** Units that may meet, by town; their bounds are told one by one. */
  readonly towns: readonly Int32Array[]
}

export interface TreeAnswer {
  readonly groups: readonly Int32Array[]
  readonly costs: Float64Array
  /** Least uncovered units and least cost of each town. */
  readonly bounds: readonly PlanValue[]
  readonly milliseconds: number
}

export function planTreePart({ units, shape, widest, towns }: TreeQuestion): TreeAnswer {
  const start = performance.now()
  const plan = planTree(units, { shape })
  const faults = checkPlan(units, shape, plan)
  if (faults.length > 0) throw new Error(`the plan is not lawful: ${JSON.stringify(faults.slice(0, 3))}`)
  const groups = Array.from(plan.groupCost, (_, group) =>
    plan.groupMembers.slice(plan.groupStart[group], plan.groupStart[group + 1]),
  )
  const wide = widest.maxUnits > shape.maxUnits ? planTree(units, { shape: widest }) : plan
  const bounds = wide.optimal
    ? valuesOf(wide, towns)
    : towns.map((town) => planTree(only(units, town), { shape: widest }).bound)
  return { groups, costs: plan.groupCost, bounds, milliseconds: performance.now() - start }
}

/** Alternatives and reasons of a plan given by its groups. */
export function explainTreePart(ask: {
  readonly units: TreeUnits
  readonly shape: GroupShape
  readonly groups: readonly Int32Array[]
}): PlanExplanation {
  const tree = addressOrder(ask.units)
  return explainPlan(ask.units, asTreePlan(ask.units, ask.groups, tree), { shape: ask.shape }, tree)
}

function valuesOf(plan: TreePlan, towns: readonly Int32Array[]): PlanValue[] {
  return towns.map((town) => {
    const groups = new Set(Array.from(town, (unit) => plan.groupOf[unit] ?? -1))
    let cost = 0
    for (const group of groups) if (group >= 0) cost += plan.groupCost[group] ?? 0
    return { uncovered: town.filter((unit) => (plan.groupOf[unit] ?? -1) < 0).length, cost }
  })
}

function only(units: TreeUnits, some: Int32Array): TreeUnits {
  const depth = units.h.length - 1
  const levels = new Int32Array(some.length * depth)
  for (const [at, unit] of some.entries()) {
    levels.set(units.levels.subarray(unit * depth, (unit + 1) * depth), at * depth)
  }
  return { ...units, levels, weights: Uint8Array.from(some, (unit) => units.weights[unit] ?? 0), rank: some }
}

function asTreePlan(units: TreeUnits, groups: readonly Int32Array[], { position }: TreeOrder): TreePlan {
  const { levels, h, weights } = units
  const depth = h.length - 1
  const groupStart = new Int32Array(groups.length + 1)
  for (const [group, members] of groups.entries()) groupStart[group + 1] = (groupStart[group] ?? 0) + members.length
  const groupOf = new Int32Array(weights.length).fill(-1)
  for (const [group, members] of groups.entries()) for (const unit of members) groupOf[unit] = group
  const groupLevel = Uint8Array.from(groups, (members) => {
    const first = members[0] ?? 0
    return members.reduce(
      (level, unit) => Math.min(level, unit === first ? depth : sharedLevels(levels, depth, first, unit)),
      depth,
    )
  })
  const groupCost = Float64Array.from(groups, (members, group) => members.length * (h[groupLevel[group] ?? 0] ?? 0))
  const uncovered = Int32Array.from([...groupOf.keys()].filter((unit) => groupOf[unit] === -1))
  const value = { uncovered: uncovered.length, cost: groupCost.reduce((sum, cost) => sum + cost, 0) }
  const along = (a: number, b: number): number => (position[a] ?? 0) - (position[b] ?? 0)
  const groupMembers = Int32Array.from(groups.flatMap((members) => [...members].sort(along)))
  return { groupStart, groupMembers, groupLevel, groupCost, groupOf, uncovered, value, bound: value, optimal: false }
}
