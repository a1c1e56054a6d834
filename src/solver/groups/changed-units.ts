import type { GroupPlan } from './types.ts'

/**
 * Units whose set of partners is another than before, ascending; whoever was in no group and still is in none has not
 * changed. Partners who are no longer among the units are not missed.
 *
 * @param previous group of each unit before, −1 none or new.
 */
export function changedUnits(previous: Int32Array, plan: GroupPlan): Int32Array {
  const sizes = new Map<number, number>()
  for (const group of previous) if (group >= 0) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const before = (unit: number): number => sizes.get(previous[unit]!) ?? 0
  const changed: number[] = []
  for (const unit of plan.uncovered) if (before(unit) > 1) changed.push(unit)
  for (let group = 0; group + 1 < plan.groupStart.length; group++) {
    const members = plan.groupMembers.subarray(plan.groupStart[group], plan.groupStart[group + 1])
    const was = previous[members[0]!]!
    const same = was >= 0 && before(members[0]!) === members.length && members.every((unit) => previous[unit] === was)
    if (!same) changed.push(...members)
  }
  return Int32Array.from(changed).sort()
}

/** Units that lose a partner who is still among the units, ascending: those for whom something is broken off. */
export function partedUnits(previous: Int32Array, plan: GroupPlan): Int32Array {
  const together = new Map<number, number>()
  const key = (unit: number): number => previous[unit]! * (plan.groupCost.length + 1) + plan.groupOf[unit]! + 1
  const sizes = new Map<number, number>()
  for (let unit = 0; unit < previous.length; unit++) {
    if (previous[unit]! < 0) continue
    sizes.set(previous[unit]!, (sizes.get(previous[unit]!) ?? 0) + 1)
    if (plan.groupOf[unit]! >= 0) together.set(key(unit), (together.get(key(unit)) ?? 0) + 1)
  }
  const parted: number[] = []
  for (let unit = 0; unit < previous.length; unit++) {
    if (previous[unit]! < 0) continue
    const still = plan.groupOf[unit]! < 0 ? 1 : together.get(key(unit))!
    if (still < sizes.get(previous[unit]!)!) parted.push(unit)
  }
  return Int32Array.from(parted)
}
