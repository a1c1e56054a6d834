import type { PlacedUnit } from '../../rules/cautions.ts'
import type { Within } from '../../rules/costs.ts'
import { meetingKey, regionOf } from '../../rules/regions.ts'
import type { RegionProof } from './solved.ts'

/** Units that may meet, by town: numbers of `units`, ascending. */
export function listTowns(units: readonly PlacedUnit[], within: Within): ReadonlyMap<string, Int32Array> {
  const lists = new Map<string, number[]>()
  for (const [index, unit] of units.entries()) {
    const key = meetingKey(unit, within)
    const list = lists.get(key)
    if (list) list.push(index)
    else lists.set(key, [index])
  }
  return new Map([...lists].map(([key, list]) => [key, Int32Array.from(list)]))
}

/** Towns put together as they are told: roads of an unknown town under their county. */
export function joinRegions(
  units: readonly PlacedUnit[],
  within: Within,
  towns: Iterable<readonly [Int32Array, RegionProof]>,
): ReadonlyMap<string, RegionProof> {
  const regions = new Map<string, RegionProof>()
  for (const [members, proof] of towns) {
    const first = units[members[0] ?? -1]
    if (!first) continue
    const key = regionOf(first, within)
    const sum = regions.get(key)
    regions.set(key, sum ? joinProofs(sum, proof) : proof)
  }
  return regions
}

function joinProofs(a: RegionProof, b: RegionProof): RegionProof {
  return {
    cost: a.cost + b.cost,
    bound: a.bound + b.bound,
    left: a.left + b.left,
    leftBound: a.leftBound + b.leftBound,
    proven: a.proven && b.proven,
    method: a.proven ? b.method : a.method,
    seconds: a.seconds === null && b.seconds === null ? null : (a.seconds ?? 0) + (b.seconds ?? 0),
  }
}
