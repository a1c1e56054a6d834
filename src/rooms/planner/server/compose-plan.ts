import { addressKeys, inAddressOrder, townsOfBuildings, type Ground } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { reach } from '../rules/costs.ts'
import type { ProposalKind } from '../rules/decision.ts'
import { cutInOrder } from '../rules/peer.ts'
import type { PlanFigures } from '../rules/plan-sentence.ts'
import { sayObstacle, type Obstacle } from '../rules/uncovered.ts'
import { isVacancy } from '../rules/vacancy.ts'
import { partOf, type LedgerUnit, type Role } from '../rules/unit.ts'
import { carryOver, type Carried, type PlacedRole } from './carry-over.ts'
import type { Draft, DraftInput } from './draft.ts'
import { draftInstructors, type Instructor } from './instructor-drafts.ts'
import { draftFounders, draftJoint } from './joint-drafts.ts'
import { numberAll, type Numbered } from './numbering.ts'
import { solveJoint } from './solve.ts'
import { memberKey, type Standing } from './standing.ts'

export interface ComposedPlan {
  readonly proposals: readonly Numbered[]
  readonly figures: PlanFigures
  /** Standing proposals that no longer hold; their units are planned anew. */
  readonly dropped: readonly Standing[]
  numberOf(draft: Draft): number
}

export interface ComposeInput extends DraftInput {
  readonly units: readonly LedgerUnit[]
  readonly standing: readonly Standing[]
  /** Groups turned down earlier, by their members. */
  readonly turnedDown: ReadonlyMap<string, string>
  /** Load of every instructor over the whole office; null to count it in `units`. */
  readonly loads: ReadonlyMap<string, number> | null
}

/**
 * From the ledger to numbered proposals, without touching the data: who takes part, what stands from earlier decisions,
 * then the three kinds of proposals, then their order.
 */
export function composePlan(input: ComposeInput): ComposedPlan {
  const placed = placeUnits(input)
  const { kept, dropped, locked } = carryOver(input, placed.byId)
  const free = (role: Role): PlacedUnit[] => (placed.byRole.get(role) ?? []).filter(({ unit }) => !locked.has(unit.id))

  const joiners = free('joiner')
  const solved = solveJoint(joiners, input.params)
  const joint = draftJoint(joiners, solved, input).map((draft) => remind(draft, input.turnedDown))
  const founders = draftFounders(free('founder'), input).map((draft) => remind(draft, input.turnedDown))
  const instructors = listInstructors(placed, input.loads, kept)
  const taken = new Set(kept.flatMap(({ draft }) => draft.instructor ?? []))
  const looked = draftInstructors(free('idle'), instructors, input, taken)

  const drafts = [...joint, ...founders, ...looked].map((draft) => ({ draft, standing: null }))
  const proposals = numberAll([...kept, ...drafts])
  const numbers = new Map(proposals.map(({ draft, no }) => [draft, no]))

  const peer = cutInOrder(
    joiners.map(({ keys, weight, unit }) => ({ keys, weight, address: unit.address ?? '' })),
    reach[input.params.within],
    input.params.maxUnits,
  )
  const keptCost = kept.filter(({ draft }) => draft.kind === 'joint').reduce((sum, { draft }) => sum + draft.cost, 0)
  const { value, bound } = solved.plan
  const cost = value.cost + keptCost
  const lowest = bound.cost + keptCost
  const count = (kind: ProposalKind) => proposals.filter(({ draft }) => draft.kind === kind)
  const batches = count('instructor').map(({ draft }) => draft)
  const unitsOf = (some: readonly Draft[]) => some.reduce((sum, { members }) => sum + members.length, 0)
  return {
    proposals,
    dropped,
    numberOf: (draft) => numbers.get(draft) ?? 0,
    figures: {
      groups: count('joint').length,
      groupUnits: unitsOf(count('joint').map(({ draft }) => draft)),
      founders: count('own').length,
      uncovered: value.uncovered,
      withoutMembers: unitsOf(batches),
      assigned: unitsOf(batches.filter(({ instructor }) => !isVacancy(instructor))),
      instructors: instructors.length,
      instructorsWithRoom: instructors.filter(({ load }) => load < input.params.capacity).length,
      instructorsNeeded: batches.filter(({ instructor }) => isVacancy(instructor)).length,
      unverified: placed.byRole.get('unverified')?.length ?? 0,
      cost,
      bound: solved.plan.optimal ? cost : lowest,
      gap: solved.plan.optimal ? 0 : gapOf(value, bound, cost, lowest),
      peerCost: peer.cost + keptCost,
      peerUncovered: peer.uncovered,
      milliseconds: solved.milliseconds,
      carried: kept.length,
      dropped: dropped.length,
      uncoveredBy: countObstacles(joint, input),
    },
  }
}

interface Placed {
  readonly byId: ReadonlyMap<string, PlacedRole>
  /** In address order. */
  readonly byRole: ReadonlyMap<Role, readonly PlacedUnit[]>
  readonly units: readonly LedgerUnit[]
  readonly ground: Ground
}

function placeUnits({ units, params, cityOf }: ComposeInput): Placed {
  const ground = { cityOf, townOfBuilding: townsOfBuildings(units) }
  const taking = units.flatMap((unit) => {
    const part = partOf(unit, params.countReported)
    return part.role === 'none' ? [] : [{ unit, keys: addressKeys(unit, ground), part }]
  })
  const byId = new Map<string, PlacedRole>()
  const byRole = new Map<Role, PlacedUnit[]>()
  for (const [order, { unit, keys, part }] of inAddressOrder(taking).entries()) {
    const { role, weight, reported } = part
    const placed: PlacedUnit = { unit, keys, order, weight, reported, was: null }
    byId.set(unit.id, { placed, role })
    const list = byRole.get(role)
    if (list) list.push(placed)
    else byRole.set(role, [placed])
  }
  return { byId, byRole, units, ground }
}

function remind(draft: Draft, turnedDown: ReadonlyMap<string, string>): Draft {
  const said = turnedDown.get(memberKey(draft.members.map(({ unit }) => unit.id)))
  if (said === undefined || draft.kind === 'uncovered') return draft
  return { ...draft, cautions: [said, ...draft.cautions] }
}

/** Instructors named in the ledger, with the operating units they look after and where those stand. */
function listInstructors(
  { units, ground }: Placed,
  loads: ReadonlyMap<string, number> | null,
  kept: readonly Carried[],
): Instructor[] {
  const found = new Map<string, LedgerUnit[]>()
  for (const unit of units) {
    if (unit.instructor === null || unit.life !== 'operating') continue
    const list = found.get(unit.instructor)
    if (list) list.push(unit)
    else found.set(unit.instructor, [unit])
  }
  const promised = new Map<string, number>()
  for (const { draft } of kept) {
    if (draft.kind !== 'instructor' || draft.instructor === null) continue
    promised.set(draft.instructor, (promised.get(draft.instructor) ?? 0) + draft.members.length)
  }
  // Whatever the order in which the units came in, the plan is the same.
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, list]) => ({
      name,
      load: (loads?.get(name) ?? list.length) + (promised.get(name) ?? 0),
      at: inAddressOrder(list.map((unit) => ({ unit, keys: addressKeys(unit, ground) }))).map(({ keys }) => keys),
    }))
}

interface Value {
  readonly uncovered: number
  readonly cost: number
}

/** Where the covered units could still differ, the gap says so by the units; otherwise by the cost. */
function gapOf(value: Value, bound: Value, cost: number, lowest: number): number {
  if (value.uncovered > bound.uncovered) return (value.uncovered - bound.uncovered) / Math.max(1, value.uncovered)
  return cost > 0 ? (cost - lowest) / cost : 0
}

function countObstacles(drafts: readonly Draft[], { params }: DraftInput): { reason: string; n: number }[] {
  const counts = new Map<Obstacle, number>()
  for (const { obstacle } of drafts) if (obstacle !== null) counts.set(obstacle, (counts.get(obstacle) ?? 0) + 1)
  return [...counts]
    .map(([obstacle, n]) => ({ reason: sayObstacle(obstacle, params.within), n }))
    .sort((a, b) => b.n - a.n)
}
