import type { Town } from './town.ts'

/**
 * Labels of a town (the first member of each group) from the group numbers of an earlier plan. Groups that are not lawful
 * any more are dissolved: every member by itself.
 */
export function lawfulLabels(town: Town, groupOf: Int32Array): Int32Array {
  const { count, units, rules } = town
  const groups = new Map<number, number[]>()
  for (let i = 0; i < count; i++) {
    const group = groupOf[units[i]!]!
    if (group < 0) continue
    const members = groups.get(group)
    if (members) members.push(i)
    else groups.set(group, [i])
  }
  const labels = Int32Array.from({ length: count }, (_, i) => i)
  for (const members of groups.values()) {
    if (members.length < 2 || members.length > rules.maxUnits) continue
    if (!(town.groupCost(Int32Array.from(members), members.length) < Infinity)) continue
    for (const unit of members) labels[unit] = members[0]!
  }
  return labels
}
