import { groupCost, tidy } from '../../rules/price.ts'
import { regionOf } from '../../rules/regions.ts'
import type { TownFinding } from '../solve/bound-towns.ts'
import { joinRegions } from '../solve/list-towns.ts'
import type { RegionProof } from '../solve/solved.ts'
import { proofOfTown } from '../solve/town-proof.ts'
import type { PlanProblem } from './read-problem.ts'

/** What is now known of a region. */
export interface RegionFinding {
  readonly region: string
  readonly proof: RegionProof
  readonly prices: readonly { readonly unit: string; readonly price: number }[]
  /** Groups that cost less than the plan's, by the ids of their units; null where none are known. */
  readonly better: readonly (readonly string[])[] | null
}

/** Regions of the towns touched by new findings, with everything found in them so far. */
export function regionFindings(
  { units, groupOf, yardstick }: PlanProblem,
  towns: readonly Int32Array[],
  findings: ReadonlyMap<number, TownFinding>,
  touched: ReadonlySet<number>,
): RegionFinding[] {
  const { within } = yardstick.params
  const keyOf = (members: Int32Array): string => {
    const first = units[members[0] ?? -1]
    return first ? regionOf(first, within) : ''
  }
  const regions = new Set([...touched].map((town) => keyOf(towns[town] ?? new Int32Array())))
  const proofs: (readonly [Int32Array, RegionProof])[] = []
  const prices = new Map<string, { unit: string; price: number }[]>()
  const better = new Map<string, (readonly string[])[]>()
  const idOf = (unit: number): string => units[unit]?.unit.id ?? ''
  for (const [town, members] of towns.entries()) {
    const region = keyOf(members)
    if (!regions.has(region)) continue
    const found = findings.get(town) ?? null
    const groups = groupsOf(members, (_, unit) => groupOf[unit] ?? -1)
    const cost = groups.reduce(
      (sum, group) =>
        sum +
        groupCost(
          group.flatMap((unit) => units[unit] ?? []),
          yardstick,
        ),
      0,
    )
    const left = members.filter((unit) => (groupOf[unit] ?? -1) < 0).length
    proofs.push([members, proofOfTown(tidy(cost), left, found)])
    const list = prices.get(region) ?? []
    prices.set(region, list)
    for (const [at, unit] of members.entries()) {
      const price = found?.prices[at] ?? NaN
      if (Number.isFinite(price)) list.push({ unit: idOf(unit), price: tidy(price) })
    }
    const other = found?.better
    if (!other) continue
    const improved = groupsOf(members, (at) => other[at] ?? -1).map((group) => group.map(idOf))
    better.set(region, [...(better.get(region) ?? []), ...improved])
  }
  return [...joinRegions(units, within, proofs)].map(([region, proof]) => ({
    region,
    proof,
    prices: prices.get(region) ?? [],
    better: better.get(region) ?? null,
  }))
}

/** The groups of a town, without those left over. */
function groupsOf(members: Int32Array, groupAt: (at: number, unit: number) => number): number[][] {
  const lists = new Map<number, number[]>()
  for (const [at, unit] of members.entries()) {
    const group = groupAt(at, unit)
    if (group < 0) continue
    const list = lists.get(group)
    if (list) list.push(unit)
    else lists.set(group, [unit])
  }
  return [...lists.values()]
}
