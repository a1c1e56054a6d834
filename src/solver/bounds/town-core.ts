/**
 * The part of a town where something is to be decided: without locked groups, which stay, and without units that no rule
 * lets into any group. What is left out has a fixed value.
 */
import { Town } from '../groups/town.ts'
import type { GroupUnits, GroupValue } from '../groups/types.ts'
import { ColumnPool } from './column-pool.ts'
import { hopelessUnits } from './coverage.ts'
import { layGround } from './ground.ts'
import type { Ground } from './ground.ts'

export interface Core {
  readonly ground: Ground
  /** Unit of the town for each unit of the core. */
  readonly units: Int32Array
  /** Groups of the known plan, in units of the core. */
  readonly known: ColumnPool
  /** What the known plan leaves uncovered of the core, in counts. */
  readonly uncovered: number
  /** What is left out: locked groups and hopeless units. */
  readonly value: GroupValue
  /** Per unit of the town: its part of a locked group; nought for all others. */
  readonly lockedShare: Float64Array
}

export interface LockedPart {
  /** Units of the town that are not locked. */
  readonly free: Int32Array
  readonly value: GroupValue
  readonly share: Float64Array
}

export function lockedPart(town: Town, groupOf: Int32Array): LockedPart {
  const { whole, units, count } = town
  const share = new Float64Array(count)
  const free: number[] = []
  let cost = 0
  let uncovered = 0
  for (let unit = 0; unit < count; unit++) {
    if (!isLocked(whole, units[unit]!)) free.push(unit)
    else if (groupOf[unit]! < 0) uncovered += town.uncoveredCount(unit)
  }
  if (free.length < count) {
    for (const members of groupsOf(groupOf)) {
      if (!members.some((unit) => isLocked(whole, units[unit]!))) continue
      const paid = town.pairSum(members, members.length) / members.length + town.surcharge(members, members.length)
      cost += paid
      for (const unit of members) share[unit] = paid / members.length
    }
  }
  return { free: Int32Array.from(free), value: { uncovered, cost }, share }
}

function isLocked(whole: GroupUnits, unit: number): boolean {
  return (whole.locked?.[unit] ?? -1) >= 0
}

/** @throws RangeError when a group of the plan that is not locked breaks a rule. */
export function corePlan(town: Town, groupOf: Int32Array): Core {
  const { whole, rules, units, count } = town
  const locked = lockedPart(town, groupOf)
  let { uncovered } = locked.value
  let core = part(town, locked.free)
  let ground = layGround(core.town)
  const hopeless = hopelessUnits(ground)
  if (hopeless.includes(1)) {
    hopeless.forEach((flag, i) => (uncovered += flag * core.town.uncoveredCount(i)))
    core = part(
      town,
      core.units.filter((_, i) => hopeless[i] === 0),
    )
    ground = layGround(core.town)
  }
  const numberOf = new Int32Array(count).fill(-1)
  core.units.forEach((unit, i) => (numberOf[unit] = i))
  const known = new ColumnPool()
  for (const members of groupsOf(groupOf)) {
    if (members.some((unit) => isLocked(whole, units[unit]!))) continue
    if (town.groupCost(members, members.length) === Infinity) {
      throw new RangeError(`groupOf: the group of unit ${units[members[0]!]!} is not lawful`)
    }
    const own = members.map((unit) => numberOf[unit]!)
    known.add(own, own.length, core.town.groupCost(own, own.length))
  }
  let open = 0
  core.units.forEach((unit, i) => (open += groupOf[unit]! < 0 ? core.town.uncoveredCount(i) : 0))
  return {
    ground,
    units: core.units,
    known,
    uncovered: open,
    value: { uncovered, cost: locked.value.cost },
    lockedShare: locked.share,
  }

  function part(from: Town, chosen: Int32Array): { town: Town; units: Int32Array } {
    if (chosen.length === from.count) return { town: from, units: chosen }
    return {
      town: new Town(
        whole,
        rules,
        chosen.map((unit) => units[unit]!),
        true,
      ),
      units: chosen,
    }
  }
}

/** The plan of the town with these groups in the core. Locked groups keep their numbers, the others follow. */
export function wholePlan({ units }: Core, groupOf: Int32Array, groups: ColumnPool): Int32Array {
  const plan = groupOf.slice()
  let next = 1 + plan.reduce((most, group) => Math.max(most, group), -1)
  for (const unit of units) plan[unit] = -1
  for (let c = 0; c < groups.count; c++) {
    for (const unit of groups.membersOf(c)) plan[units[unit]!] = next
    next++
  }
  return plan
}

function groupsOf(groupOf: Int32Array): Int32Array[] {
  const groups = new Map<number, number[]>()
  groupOf.forEach((group, unit) => {
    if (group < 0) return
    const members = groups.get(group)
    if (members) members.push(unit)
    else groups.set(group, [unit])
  })
  return [...groups.values()].map((members) => Int32Array.from(members))
}
