/** What the exact tree programme can do for a town where only the address counts. */
import { planTree } from '../tree-plan.ts'
import type { SettledRules } from './rules.ts'
import type { Town } from './town.ts'
import type { GroupUnits } from './types.ts'

/** Whether nothing but the levels of the address is priced or forbidden, and the tree programme can be asked. */
export function isAddressOnly(units: GroupUnits, rules: SettledRules, weights: Uint8Array): boolean {
  const { tree, space, industry, pairs, together, hosts, parent } = units
  if (!tree || space || industry || pairs || together || hosts || parent) return false
  const { groupPrice, extraUnitPrice, maxUnits, usualUnits } = rules
  if (groupPrice !== 0 || (extraUnitPrice !== 0 && usualUnits < maxUnits)) return false
  return weights.every((weight) => weight === 1 || weight === 2)
}

export interface TreeStart {
  /** Units with equal labels form a group. */
  readonly labels: Int32Array
  /** No plan is better. */
  readonly optimal: boolean
}

export function treeStart(town: Town): TreeStart {
  const { minWeight, maxUnits, countUncovered } = town.rules
  const { levels, h, hardLevel } = town.whole.tree!
  const depth = h.length - 1
  const rows = new Int32Array(town.count * depth)
  for (let i = 0; i < town.count; i++) {
    rows.set(levels.subarray(town.units[i]! * depth, (town.units[i]! + 1) * depth), i * depth)
  }
  const units = { levels: rows, weights: town.weights, h, hardLevel }
  const { groupOf, groupMembers, groupStart, optimal } = planTree(units, {
    shape: { minWeight, maxUnits },
    countUncovered,
  })
  return { labels: groupOf.map((group, unit) => (group < 0 ? unit : groupMembers[groupStart[group]!]!)), optimal }
}
