import type { PlanParams } from '../contract.ts'
import { sharedByAll } from './address.ts'
import type { PlacedUnit } from './cautions.ts'
import { levelCost } from './costs.ts'
import { squareBetween } from './distance.ts'
import { hostOf } from './hosts.ts'
import { industrySteps, sharedSteps } from './industry.ts'
import type { Degrees } from './plane.ts'

/**
 * What a joint branch costs under a plan's rules and weights, worked out from the members alone: what the office is shown
 * when it changes a group, and the witness of what the solver says.
 *
 *     units · (address price of the common level + price of what carries it) + mean over the pairs of distance, industry,
 *     links and staying together + one secretary + units above the usual
 */
export interface Yardstick {
  readonly params: PlanParams
  /** Middle of the plane that distances are measured in; null where no unit has a point. */
  readonly middle: Degrees | null
  /** By `pairKey`. */
  readonly pairs: ReadonlyMap<string, 'apart' | 'link'>
}

/** Square kilometres charged for a pair of which a point is not known: one kilometre apart. */
export const UNKNOWN_SQUARE = 1

export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}

export function makeYardstick(
  params: PlanParams,
  middle: Degrees | null,
  pairs: readonly { readonly a: string; readonly b: string; readonly kind: 'apart' | 'link' | 'turned-down' }[],
): Yardstick {
  const kinds = new Map<string, 'apart' | 'link'>()
  // Where somebody wrote down both, the two do not sit together.
  for (const { a, b, kind } of pairs) {
    if (kind !== 'turned-down' && kinds.get(pairKey(a, b)) !== 'apart') kinds.set(pairKey(a, b), kind)
  }
  return { params, middle, pairs: kinds }
}

/** Cost of a group, lawful or not: pairs that may not sit together cost nothing here and are said by `checkRules`. */
export function groupCost(members: readonly PlacedUnit[], yardstick: Yardstick): number {
  const { params } = yardstick
  const size = members.length
  if (size < 2) return 0
  const shared = sharedByAll(members.map(({ keys }) => keys))
  const host = hostOf(
    members.map(({ unit }) => unit),
    params.hosts,
  )
  const each = params.weights.address * levelCost(shared).cost + params.hosts[host]
  const extra = Math.max(0, size - params.usualUnits) * params.extraUnitPrice
  return tidy(size * each + pairSum(members, yardstick) / size + params.weights.secretary + extra)
}

function pairSum(members: readonly PlacedUnit[], yardstick: Yardstick): number {
  const { distance, industry, links, stability } = yardstick.params.weights
  if (distance === 0 && industry === 0 && links === 0 && stability === 0) return 0
  let sum = 0
  for (const [index, a] of members.entries()) for (const b of members.slice(index + 1)) sum += pairCost(a, b, yardstick)
  return sum
}

function pairCost(a: PlacedUnit, b: PlacedUnit, { params, middle, pairs }: Yardstick): number {
  const { distance, industry, links, stability } = params.weights
  let cost = 0
  // Where nobody has a point there is no distance to weigh.
  if (distance > 0 && middle) cost += distance * (squareBetween(a.unit, b.unit, middle) ?? UNKNOWN_SQUARE)
  if (industry > 0) {
    const shared = sharedSteps(industrySteps(a.unit), industrySteps(b.unit))
    cost += industry * (params.industrySteps[shared] ?? 0)
  }
  if (links > 0 && pairs.get(pairKey(a.unit.id, b.unit.id)) === 'link') cost -= links
  if (stability > 0 && a.was !== null && a.was === b.was) cost -= stability
  return cost
}

/** Ten digits: what the office is shown does not end in …0000001. */
export function tidy(value: number): number {
  return Number(value.toPrecision(10))
}
