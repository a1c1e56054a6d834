import { pause } from '../../../platform/server/db/database.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { middleOfUnits } from '../rules/distance.ts'
import { makeYardstick } from '../rules/price.ts'
import type { PlanFigures } from '../rules/plan-sentence.ts'
import { regionOf } from '../rules/regions.ts'
import type { LedgerUnit, Role } from '../rules/unit.ts'
import { carryOver } from './carry-over.ts'
import type { Draft, DraftInput } from './draft.ts'
import { draftInstructors } from './instructor-drafts.ts'
import { draftFounders, draftJoint } from './joint-drafts.ts'
import { listInstructors, type StaffFacts } from './list-instructors.ts'
import { numberAll, type Numbered } from './numbering.ts'
import { placeUnits } from './place-units.ts'
import { countPlan } from './plan-figures.ts'
import type { PairRecord } from './reads.ts'
import { solveJoint, type SolveControl } from './solve/solve-joint.ts'
import type { RegionProof } from './solve/solved.ts'
import { memberKey, type Standing } from './standing.ts'

export interface ComposedPlan {
  readonly proposals: readonly Numbered[]
  readonly figures: PlanFigures
  /** What is proven, by region, and the region of each area that lists and figures know. */
  readonly regions: ReadonlyMap<string, RegionProof>
  readonly regionOfArea: ReadonlyMap<string, string>
  readonly pathOfArea: ReadonlyMap<string, string>
  /** Pairs that had to be minded, those kept apart for a group turned down included. */
  readonly pairs: readonly PairRecord[]
  /** Standing proposals that no longer hold; their units are planned anew. */
  readonly dropped: readonly Standing[]
  numberOf(draft: Draft): number
}

export interface ComposeInput extends Omit<DraftInput, 'yardstick'> {
  readonly units: readonly LedgerUnit[]
  readonly standing: readonly Standing[]
  /** Groups turned down earlier, by their members. */
  readonly turnedDown: ReadonlyMap<string, string>
  /** Load of every instructor over the whole office; null to count it in `units`. */
  readonly loads: ReadonlyMap<string, number> | null
  readonly pairs: readonly PairRecord[]
  /** Joint group of each unit in the plan compared with, and that plan's number. */
  readonly before: ReadonlyMap<string, number | null>
  readonly comparedNo: number | null
  /** Group of units in areas where a proof has found better ones since. */
  readonly better: ReadonlyMap<string, number>
  readonly staff: StaffFacts
}

/**
 * From the ledger to numbered proposals, without touching the data: who takes part, what stands from earlier decisions,
 * then the three kinds of proposals, then their order. The server answers others between the steps.
 */
export async function composePlan(given: ComposeInput, control: SolveControl = {}): Promise<ComposedPlan> {
  const placed = await placeUnits(given)
  await pause()
  const middle = middleOfUnits((placed.byRole.get('joiner') ?? []).map(({ unit }) => unit))
  const input = { ...given, yardstick: makeYardstick(given.params, middle, given.pairs) }
  const { kept, dropped, locked } = carryOver(input, placed.byId)
  const free = (role: Role): PlacedUnit[] => (placed.byRole.get(role) ?? []).filter(({ unit }) => !locked.has(unit.id))

  const joiners = free('joiner')
  const known = new Map([...input.before, ...input.better])
  const ask = { yardstick: input.yardstick, turnedDown: new Set(input.turnedDown.keys()), known }
  const solved = await solveJoint(joiners, ask, control)
  await pause()
  const joint = draftJoint(joiners, solved, input).map((draft) => remind(draft, input.turnedDown))
  const founders = draftFounders(free('founder'), input).map((draft) => remind(draft, input.turnedDown))
  await pause()
  const instructors = listInstructors(placed, input.loads, kept, input, input.staff)
  const taken = new Set(kept.flatMap(({ draft }) => draft.instructor ?? []))
  const looked = draftInstructors(free('idle'), instructors, input, taken, input.staff.before)

  const drafts = [...joint, ...founders, ...looked].map((draft) => ({ draft, standing: null }))
  await pause()
  const proposals = numberAll([...kept, ...drafts])
  const numbers = new Map(proposals.map(({ draft, no }) => [draft, no]))
  return {
    proposals,
    dropped,
    regions: solved.regions,
    pairs: [...input.pairs, ...solved.forbidden.map(([a, b]) => ({ a, b, kind: 'turned-down' as const }))],
    regionOfArea: regionsOfAreas(proposals, input),
    pathOfArea: new Map(proposals.map(({ areaKey }) => [areaKey, input.paths.get(areaKey.replace('?', '')) ?? ''])),
    numberOf: (draft) => numbers.get(draft) ?? 0,
    figures: countPlan({
      input,
      proposals,
      joiners,
      regions: solved.regions,
      instructors,
      unverified: placed.byRole.get('unverified')?.length ?? 0,
      dropped: dropped.length,
      milliseconds: solved.milliseconds,
    }),
  }
}

function regionsOfAreas(proposals: readonly Numbered[], { params }: DraftInput): ReadonlyMap<string, string> {
  const regions = new Map<string, string>()
  for (const { draft, areaKey } of proposals) {
    const first = draft.members[0]
    if (!first || (draft.kind !== 'joint' && draft.kind !== 'uncovered')) continue
    // A unit of unknown place may stand beside a group that reaches across: the group's region is the one to be told.
    if (draft.kind === 'joint' || !regions.has(areaKey)) regions.set(areaKey, regionOf(first, params.within))
  }
  return regions
}

function remind(draft: Draft, turnedDown: ReadonlyMap<string, string>): Draft {
  const said = turnedDown.get(memberKey(draft.members.map(({ unit }) => unit.id)))
  if (said === undefined || draft.kind === 'uncovered') return draft
  return { ...draft, cautions: [said, ...draft.cautions] }
}
