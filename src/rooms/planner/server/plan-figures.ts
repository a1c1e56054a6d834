import type { Host } from '../contract.ts'
import { reach } from '../rules/costs.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import type { ProposalKind } from '../rules/decision.ts'
import { countChanged } from '../rules/partners.ts'
import { cutInOrder } from '../rules/peer.ts'
import type { PlanFigures } from '../rules/plan-sentence.ts'
import { groupCost, tidy } from '../rules/price.ts'
import { siteKinds } from '../rules/hosts.ts'
import { sayObstacle, type Obstacle } from '../rules/uncovered.ts'
import { isVacancy } from '../rules/vacancy.ts'
import type { Draft, DraftInput } from './draft.ts'
import type { StaffedInstructor } from './instructors/staffing.ts'
import type { Numbered } from './numbering.ts'
import { addRegions, gapOf, type RegionProof } from './solve/solved.ts'

interface Counted {
  readonly input: DraftInput & {
    readonly before: ReadonlyMap<string, number | null>
    readonly comparedNo: number | null
  }
  readonly proposals: readonly Numbered[]
  readonly joiners: readonly PlacedUnit[]
  readonly regions: ReadonlyMap<string, RegionProof>
  readonly instructors: readonly StaffedInstructor[]
  readonly unverified: number
  readonly dropped: number
  readonly milliseconds: number
}

/** The figures of a plan as a whole; what was decided before counts on both sides of the gap. */
export function countPlan(counted: Counted): PlanFigures {
  const { input, proposals, joiners, instructors } = counted
  const drafts = (kind: ProposalKind): Draft[] =>
    proposals.filter(({ draft }) => draft.kind === kind).map(({ draft }) => draft)
  const batches = drafts('instructor')
  const joint = drafts('joint')
  const standing = proposals.filter((one) => one.standing !== null)
  const keptCost = sumOf(standing.filter(({ draft }) => draft.kind === 'joint').map(({ draft }) => draft.cost))
  const free = addRegions(counted.regions.values())
  const all = { ...free, cost: tidy(free.cost + keptCost), bound: tidy(free.bound + keptCost) }
  const peer = peerOf(joiners, input)
  const unitsOf = (some: readonly Draft[]): number => sumOf(some.map(({ members }) => members.length))
  return {
    groups: joint.length,
    groupUnits: unitsOf(joint),
    founders: drafts('own').length,
    uncovered: free.left,
    withoutMembers: unitsOf(batches),
    assigned: unitsOf(batches.filter(({ instructor }) => !isVacancy(instructor))),
    instructors: instructors.length,
    instructorsWithRoom: instructors.filter(({ load, places }) => load < places).length,
    instructorsNeeded: batches.filter(({ instructor }) => isVacancy(instructor)).length,
    unverified: counted.unverified,
    cost: all.cost,
    bound: free.proven ? all.cost : all.bound,
    gap: free.proven ? 0 : gapOf(all),
    peerCost: tidy(peer.cost + keptCost),
    peerUncovered: peer.uncovered,
    milliseconds: counted.milliseconds,
    carried: standing.length,
    dropped: counted.dropped,
    uncoveredBy: countObstacles(drafts('uncovered'), input),
    byHost: countHosts(joint),
    changedUnits: input.comparedNo === null ? null : countChanged(input.before, groupsOf(proposals)),
    comparedNo: input.comparedNo,
    middle: input.yardstick.middle,
  }
}

/** The office's usual method on the same units, under the same rules, at the same prices. */
function peerOf(joiners: readonly PlacedUnit[], { params, yardstick }: DraftInput) {
  const peer = cutInOrder(
    joiners.map(({ keys, weight, unit }) => ({ keys, weight, address: unit.address ?? '' })),
    reach[params.within],
    params.maxUnits,
  )
  const cost = sumOf(
    peer.groups.map((group) =>
      groupCost(
        group.map((at) => joiners[at] as PlacedUnit),
        yardstick,
      ),
    ),
  )
  return { cost, uncovered: peer.uncovered }
}

/** Joint group of every unit that could be in one, null in none. */
function groupsOf(proposals: readonly Numbered[]): Map<string, number | null> {
  const groups = new Map<string, number | null>()
  for (const { draft, no } of proposals) {
    if (draft.kind !== 'joint' && draft.kind !== 'uncovered') continue
    for (const { unit } of draft.members) groups.set(unit.id, draft.kind === 'joint' ? no : null)
  }
  return groups
}

function countHosts(joint: readonly Draft[]): { host: Host; groups: number; units: number }[] {
  return ([...siteKinds, 'area'] as const).flatMap((host) => {
    const own = joint.filter((draft) => draft.host === host)
    return own.length === 0
      ? []
      : [{ host, groups: own.length, units: sumOf(own.map(({ members }) => members.length)) }]
  })
}

function countObstacles(drafts: readonly Draft[], { params }: DraftInput): { reason: string; n: number }[] {
  const counts = new Map<Obstacle, number>()
  for (const { obstacle } of drafts) if (obstacle !== null) counts.set(obstacle, (counts.get(obstacle) ?? 0) + 1)
  return [...counts]
    .map(([obstacle, n]) => ({ reason: sayObstacle(obstacle, params.within), n }))
    .sort((a, b) => b.n - a.n)
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
