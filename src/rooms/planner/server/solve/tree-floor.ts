import { planTree } from '../../../../solver/tree-plan.ts'
import type { GroupRules, GroupUnits } from '../../../../solver/groups/types.ts'
import type { PlanValue } from '../../../../solver/types.ts'
import { partOfUnits } from './part.ts'
import { treeOf } from './tree-units.ts'

/**
 * What the address alone proves of a town of any size: how many units must be left over, and the least that addresses can
 * cost. Everything else only adds to the cost, except what links and staying together save: at most (m − 1) / 2m of their
 * value per unit, m the most units of a group.
 */
export function treeFloor(units: GroupUnits, rules: GroupRules, members: Int32Array): PlanValue {
  const { minWeight = 3, maxUnits = 5, groupPrice = 0 } = rules
  const { together, pairs, hosts } = units
  const { uncovered, cost } = planTree(treeOf(partOfUnits(units, members)), { shape: { minWeight, maxUnits } }).bound
  const link = Math.max(0, ...Array.from(pairs?.value ?? [], (value) => -value))
  const saved = ((maxUnits - 1) / (2 * maxUnits)) * ((together?.bonus ?? 0) + link)
  const host = hosts ? Math.min(...hosts.price) : 0
  const covered = members.length - uncovered
  const groups = Math.ceil(covered / maxUnits)
  return { uncovered, cost: cost + covered * (host - saved) + groups * Math.max(0, groupPrice) }
}
