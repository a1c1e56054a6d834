/** The plan as it is handed out: groups in the order of their first members, priced from their members. */
import { orderByPath } from '../tree-order.ts'
import type { SettledRules } from './rules.ts'
import { Town } from './town.ts'
import type { GroupPlan, GroupUnits } from './types.ts'

/** @param labels any unit of the group of each unit, −1 none; locked groups need none. */
export function assemblePlan(units: GroupUnits, rules: SettledRules, labels: Int32Array): GroupPlan {
  const count = units.weights.length
  const { locked, rank } = units
  const order = rank
    ? orderByPath(new Int32Array(0), count, 0, rank).order
    : Int32Array.from({ length: count }, (_, i) => i)
  const groupOf = new Int32Array(count).fill(-1)
  const numberOf = new Int32Array(count).fill(-1)
  const lockedNumber = new Map<number, number>()
  const sizes: number[] = []
  for (const unit of order) {
    let group = -1
    if (locked && locked[unit]! >= 0) {
      group = lockedNumber.get(locked[unit]!) ?? sizes.push(0) - 1
      lockedNumber.set(locked[unit]!, group)
    } else if (labels[unit]! >= 0) {
      if (numberOf[labels[unit]!]! < 0) numberOf[labels[unit]!] = sizes.push(0) - 1
      group = numberOf[labels[unit]!]!
    }
    groupOf[unit] = group
    if (group >= 0) sizes[group]!++
  }
  const groupStart = new Int32Array(sizes.length + 1)
  sizes.forEach((size, group) => (groupStart[group + 1] = groupStart[group]! + size))
  const groupMembers = new Int32Array(groupStart[sizes.length]!)
  const next = groupStart.slice()
  for (const unit of order) if (groupOf[unit]! >= 0) groupMembers[next[groupOf[unit]!]!++] = unit
  return priced(units, rules, { groupStart, groupMembers, groupOf })
}

/** Costs, kinds, the uncovered and the value of given groups. */
function priced(
  units: GroupUnits,
  rules: SettledRules,
  groups: Pick<GroupPlan, 'groupStart' | 'groupMembers' | 'groupOf'>,
): GroupPlan {
  const { groupStart, groupMembers, groupOf } = groups
  const count = units.weights.length
  const everybody = new Town(
    units,
    rules,
    Int32Array.from({ length: count }, (_, i) => i),
    false,
  )
  const groupCost = new Float64Array(groupStart.length - 1)
  const groupKind = new Uint8Array(groupCost.length)
  let cost = 0
  for (let group = 0; group < groupCost.length; group++) {
    const members = groupMembers.subarray(groupStart[group], groupStart[group + 1])
    groupCost[group] = everybody.pairSum(members, members.length) / members.length
    groupCost[group]! += everybody.surcharge(members, members.length)
    groupKind[group] = everybody.kindOf(members, members.length)
    cost += groupCost[group]!
  }
  const uncovered: number[] = []
  let missing = 0
  for (let unit = 0; unit < count; unit++) {
    if (groupOf[unit]! >= 0) continue
    uncovered.push(unit)
    missing += everybody.uncoveredCount(unit)
  }
  return { ...groups, groupCost, groupKind, uncovered: Int32Array.from(uncovered), value: { uncovered: missing, cost } }
}
