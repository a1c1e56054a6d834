import { nameOf, type PlacedUnit } from './cautions.ts'

/** Members that already sat with another member in the plan compared with, and those that did not, by name. */
export function sayPartners(members: readonly PlacedUnit[], compared: boolean): { kept: string[]; changed: string[] } {
  if (!compared) return { kept: [], changed: [] }
  const count = new Map<number, number>()
  for (const { was } of members) if (was !== null) count.set(was, (count.get(was) ?? 0) + 1)
  const stays = ({ was }: PlacedUnit): boolean => was !== null && (count.get(was) ?? 0) > 1
  return {
    kept: members.filter(stays).map(nameOf),
    changed: members.filter((member) => !stays(member)).map(nameOf),
  }
}

/**
 * Units whose set of partners is not what it was, of those that were in the plan compared with. `before` and `after` give
 * each unit its group, null in none.
 */
export function countChanged(
  before: ReadonlyMap<string, number | null>,
  after: ReadonlyMap<string, number | null>,
): number {
  const partners = (groups: ReadonlyMap<string, number | null>): Map<number, string> => {
    const lists = new Map<number, string[]>()
    for (const [unit, group] of groups) {
      if (group === null) continue
      const list = lists.get(group)
      if (list) list.push(unit)
      else lists.set(group, [unit])
    }
    return new Map([...lists].map(([group, units]) => [group, units.sort().join(' ')]))
  }
  const [was, is] = [partners(before), partners(after)]
  let changed = 0
  for (const [unit, group] of before) {
    const now = after.get(unit)
    if (now === undefined) continue
    if ((group === null ? '' : was.get(group)) !== (now === null ? '' : is.get(now))) changed++
  }
  return changed
}
