import type { Alternative, UncoveredExplanation } from '../../../../solver/types.ts'
import type { Blocked } from '../../rules/blocked.ts'

/** Joint groups over some units, numbered as the caller has them. */
export interface Solved {
  readonly groups: readonly SolvedGroup[]
  readonly left: readonly SolvedLeft[]
  /** What is proven, by region: units of one region may meet, units of different ones may not. */
  readonly regions: ReadonlyMap<string, RegionProof>
  /** Pairs kept apart so that no group comes back that was turned down. */
  readonly forbidden: readonly (readonly [string, string])[]
  /** Of the solver alone: sorting, search, bound and the independent check. */
  readonly milliseconds: number
}

export interface SolvedGroup {
  readonly members: readonly number[]
  readonly cost: number
  /** Each member's part of the bound; empty where none was worked out. */
  readonly prices: readonly number[]
  /** Changes that were not taken, cheapest first. Units and groups are numbered as here. */
  readonly alternatives: readonly Alternative[]
}

/** `host` is a group here, or −1. */
export interface SolvedLeft extends UncoveredExplanation {
  readonly price: number | null
  /** The rule that stands in the way, beyond the reach of the plan. */
  readonly blocked: Blocked | null
  /** Units within reach that the rule keeps away, nearest first. */
  readonly kept: readonly number[]
}

export interface RegionProof {
  readonly cost: number
  readonly bound: number
  /** Units left over, and how many must be. */
  readonly left: number
  readonly leftBound: number
  readonly proven: boolean
  /** How the bound was found, in words. */
  readonly method: string
  readonly seconds: number | null
}

/** Where the covered units could still differ, the gap says so by the units; otherwise by the cost. */
export function gapOf({ cost, bound, left, leftBound }: Pick<RegionProof, 'cost' | 'bound' | 'left' | 'leftBound'>) {
  if (left > leftBound) return (left - leftBound) / left
  // Links and staying together may make a cost negative.
  return cost > bound ? (cost - bound) / Math.max(Math.abs(cost), Math.abs(bound)) : 0
}

/** Regions are independent, so costs and bounds add up. */
export function addRegions(all: Iterable<RegionProof>): RegionProof & { readonly provenRegions: number } {
  const sum = { cost: 0, bound: 0, left: 0, leftBound: 0 }
  let provenRegions = 0
  let regions = 0
  let seconds = 0
  for (const region of all) {
    regions++
    sum.cost += region.cost
    sum.bound += region.bound
    sum.left += region.left
    sum.leftBound += region.leftBound
    seconds += region.seconds ?? 0
    if (region.proven) provenRegions++
  }
  return { ...sum, proven: provenRegions === regions, provenRegions, method: '', seconds }
}
