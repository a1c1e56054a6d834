/** Why a unit is in no group, and who would be nearest if groups could reach one level further up. */
import type { TreeOrder } from './tree-order.ts'
import { sharedLevels } from './tree-order.ts'
import type { GroupShape, TreePlan, TreeUnits, UncoveredExplanation } from './types.ts'

export function explainUncovered(
  units: TreeUnits,
  plan: TreePlan,
  shape: GroupShape,
  tree: TreeOrder,
): readonly UncoveredExplanation[] {
  const { levels, weights, h, hardLevel } = units
  const depth = h.length - 1
  const waiting = Array.from(plan.uncovered).sort((a, b) => tree.position[a]! - tree.position[b]!)
  const reach = weightInReach(units, tree)
  const roomy = nearestRoom(plan, shape, tree)
  const shared = (a: number, b: number): number => sharedLevels(levels, depth, a, b)

  /** The nearest others of `waiting` around its i-th unit, until the minimum weight is there. */
  const partnersOf = (i: number): readonly number[] => {
    const unit = waiting[i]!
    const partners: number[] = []
    let weight = weights[unit]!
    let before = i - 1
    let after = i + 1
    while (weight < shape.minWeight && partners.length + 1 < shape.maxUnits) {
      const left = before >= 0 ? shared(unit, waiting[before]!) : -1
      const right = after < waiting.length ? shared(unit, waiting[after]!) : -1
      if (Math.max(left, right) < hardLevel - 1) return []
      const partner = left > right ? waiting[before--]! : waiting[after++]!
      partners.push(partner)
      weight += weights[partner]!
    }
    return weight < shape.minWeight ? [] : partners
  }

  const hostOf = (unit: number): number => {
    const at = tree.position[unit]!
    let host = -1
    let nearest = hardLevel - 2
    for (const p of [roomy.before[at]!, roomy.after[at]!]) {
      if (p < 0) continue
      const group = plan.groupOf[tree.order[p]!]!
      const level = Math.min(plan.groupLevel[group]!, shared(unit, tree.order[p]!))
      if (level > nearest) {
        nearest = level
        host = group
      }
    }
    return host
  }

  return waiting.map((unit, i) => ({
    unit,
    reason: reach[tree.position[unit]!]! < shape.minWeight ? 'too-few' : 'left-over',
    weightInReach: reach[tree.position[unit]!]!,
    partners: hardLevel > 0 ? partnersOf(i) : [],
    host: hardLevel > 0 ? hostOf(unit) : -1,
  }))
}

/** Total weight within the hard level, by position. */
function weightInReach(units: TreeUnits, tree: TreeOrder): Int32Array {
  const reach = new Int32Array(tree.order.length)
  for (let from = 0, weight = 0, p = 0; p < reach.length; p++) {
    weight += units.weights[tree.order[p]!]!
    if (tree.common[p]! >= units.hardLevel) continue
    reach.fill(weight, from, p + 1)
    from = p + 1
    weight = 0
  }
  return reach
}

/** By position: the nearest position before and after whose unit is in a group with room, or −1. */
function nearestRoom(plan: TreePlan, shape: GroupShape, tree: TreeOrder): { before: Int32Array; after: Int32Array } {
  const count = tree.order.length
  const hasRoom = (p: number): boolean => {
    const group = plan.groupOf[tree.order[p]!]!
    return group >= 0 && plan.groupStart[group + 1]! - plan.groupStart[group]! < shape.maxUnits
  }
  const before = new Int32Array(count)
  const after = new Int32Array(count)
  for (let p = 0, last = -1; p < count; p++) {
    before[p] = last
    if (hasRoom(p)) last = p
  }
  for (let p = count - 1, last = -1; p >= 0; p--) {
    after[p] = last
    if (hasRoom(p)) last = p
  }
  return { before, after }
}
