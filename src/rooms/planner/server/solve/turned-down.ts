import type { PlacedUnit } from '../../rules/cautions.ts'
import { groupCost, pairKey, type Yardstick } from '../../rules/price.ts'
import { memberKey } from '../standing.ts'

interface TownGroups {
  readonly groups: readonly { readonly members: Int32Array }[]
}

/** Groups that the office has turned down before, each with the pair that is to be kept apart: the costliest, ties by id. */
export function findRepeated(
  units: readonly PlacedUnit[],
  plans: ReadonlyMap<string, TownGroups>,
  turnedDown: ReadonlySet<string>,
  yardstick: Yardstick,
): { readonly town: string; readonly pair: [string, string] }[] {
  if (turnedDown.size === 0) return []
  const found: { town: string; pair: [string, string] }[] = []
  for (const [town, { groups }] of plans) {
    for (const { members } of groups) {
      const group = [...members].map((unit) => units[unit] as PlacedUnit)
      if (turnedDown.has(memberKey(group.map(({ unit }) => unit.id)))) {
        found.push({ town, pair: costliestPair(group, yardstick) })
      }
    }
  }
  return found
}

export function pairsOf(pairs: readonly (readonly [string, string])[]): ReadonlySet<string> {
  return new Set(pairs.map(([a, b]) => pairKey(a, b)))
}

function costliestPair(group: readonly PlacedUnit[], yardstick: Yardstick): [string, string] {
  const sorted = [...group].sort((a, b) => (a.unit.id < b.unit.id ? -1 : 1))
  let most = -Infinity
  let pair: [string, string] = ['', '']
  for (const [index, a] of sorted.entries()) {
    for (const b of sorted.slice(index + 1)) {
      const cost = groupCost([a, b], yardstick)
      if (cost > most) [most, pair] = [cost, [a.unit.id, b.unit.id]]
    }
  }
  return pair
}
