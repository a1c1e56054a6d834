import type { GroupRules, GroupUnits } from '../../../../solver/groups/types.ts'
import type { Alternative } from '../../../../solver/types.ts'
import { sharedKeys } from '../../rules/address.ts'
import { findBlock } from '../../rules/blocked.ts'
import type { PlacedUnit } from '../../rules/cautions.ts'
import { FOUNDING } from '../../rules/costs.ts'
import { tidy, type Yardstick } from '../../rules/price.ts'
import { forbidding, groupRules, groupUnits, isTreeAlone } from '../../rules/problem.ts'
import { meetingKey } from '../../rules/regions.ts'
import { findRepeated, pairsOf } from './turned-down.ts'
import { runWork } from '../threads/run-work.ts'
import { solveGeneral } from './general-part.ts'
import { explainPart } from './explain-part.ts'
import { joinRegions, listTowns } from './list-towns.ts'
import { partOfUnits } from './part.ts'
import { refuseConflict } from './rules-conflict.ts'
import type { RegionProof, Solved, SolvedGroup, SolvedLeft } from './solved.ts'
import { explainTreePart, planTreePart } from './tree-part.ts'
import { TREE_METHOD } from './town-proof.ts'
import { treeOf } from './tree-units.ts'

export interface JointQuestion {
  readonly yardstick: Yardstick
  /** Sets of units (`memberKey`) that the office has turned down. */
  readonly turnedDown: ReadonlySet<string>
  /** Group of each unit in a plan known already: the new one is nowhere worse. */
  readonly known?: ReadonlyMap<string, number | null>
}

export interface SolveControl {
  readonly signal?: AbortSignal | undefined
  readonly report?: ((doing: string, share: number) => void) | undefined
  /** Threads for the search; default as many as the machine has. */
  readonly threads?: number | undefined
}

/** A town that was solved: its groups, and what is proven of it. */
interface TownPlan {
  readonly groups: readonly { readonly members: Int32Array; readonly cost: number }[]
  readonly proof: RegionProof
  readonly exact: boolean
  /** Per unit of the town, in its order; null where the plan needs no proof by prices. */
  readonly prices: Float64Array | null
}

const ROUNDS = 5
/** From here on the tree is worked through on a thread: 20,000 units take some 30 ms. */
const MANY_FOR_TREE = 20_000
/** Groups explained at once; more of them on a thread. */
const FEW_GROUPS = 40

/**
 * Joint groups of the units with one or two full members; `units` are in their address order. Towns are independent: those
 * in which the address alone counts go to the exact programme, the others to the search. A group that was turned down
 * before must not come back: its costliest pair is kept apart and its town solved again.
 */
export async function solveJoint(
  units: readonly PlacedUnit[],
  { yardstick, turnedDown, known = new Map() }: JointQuestion,
  control: SolveControl = {},
): Promise<Solved> {
  const start = performance.now()
  const { params } = yardstick
  const rules = groupRules(params)
  const towns = listTowns(units, params.within)
  const problem = groupUnits(units, yardstick)
  const plans = new Map<string, TownPlan>()
  const { pairs: _pairs, ...withoutPairs } = problem
  const paired = isTreeAlone(withoutPairs, rules) ? townsWithPairs(units, problem, yardstick) : null
  const exact = [...towns.keys()].filter((town) => paired !== null && !paired.has(town))
  const searched = [...towns.keys()].filter((town) => paired === null || paired.has(town))
  const indexes = (keys: readonly string[]): Int32Array[] => keys.map((key) => towns.get(key) as Int32Array)

  for (const [town, plan] of await solveExact(problem, exact, indexes(exact), rules, control)) {
    // Above the usual number at a price: where usual groups alone cost more, the search weighs the two.
    if (plan.proof.proven || rules.usualUnits === rules.maxUnits) plans.set(town, plan)
    else searched.push(town)
  }
  const from = Int32Array.from(units, ({ unit }) => known.get(unit.id) ?? -1)
  const searching = async (keys: readonly string[], ask: GroupUnits): Promise<void> => {
    const found = await solveGeneral({ units: ask, towns: indexes(keys), rules, effort: params.effort, from }, control)
    for (const [at, plan] of found.entries()) plans.set(keys[at] as string, { ...plan, exact: false })
  }
  if (searched.length > 0) await searching(searched, problem)

  if (units.length > 0 && [...plans.values()].every(({ groups }) => groups.length === 0)) {
    refuseConflict(problem, rules, params)
  }
  const forbidden: [string, string][] = []
  let asked = problem
  for (let round = 0; round < ROUNDS; round++) {
    const again = findRepeated(units, plans, turnedDown, yardstick)
    if (again.length === 0) break
    forbidden.push(...again.map(({ pair }) => pair))
    asked = groupUnits(units, forbidding(yardstick, forbidden))
    await searching([...new Set(again.map(({ town }) => town))], asked)
  }
  const milliseconds = performance.now() - start
  return { ...(await explain(units, towns, plans, yardstick, forbidden, asked, control)), milliseconds }
}

function townsWithPairs(units: readonly PlacedUnit[], { pairs }: GroupUnits, { params }: Yardstick): Set<string> {
  const found = new Set<string>()
  for (const [pair, a] of (pairs?.a ?? []).entries()) {
    const [one, other] = [units[a], units[pairs?.b[pair] ?? -1]]
    if (!one || !other) continue
    const key = meetingKey(one, params.within)
    if (key === meetingKey(other, params.within)) found.add(key)
  }
  return found
}

async function solveExact(
  problem: GroupUnits,
  keys: readonly string[],
  towns: readonly Int32Array[],
  rules: ReturnType<typeof groupRules>,
  { signal }: SolveControl,
): Promise<[string, TownPlan][]> {
  if (keys.length === 0) return []
  const { maxUnits = 5, usualUnits = maxUnits, extraUnitPrice = 0 } = rules
  const soft = extraUnitPrice > 0
  const all = Int32Array.from(towns.flatMap((town) => [...town])).sort()
  const at = new Int32Array(problem.weights.length).fill(-1)
  for (const [index, unit] of all.entries()) at[unit] = index
  const ask = {
    units: treeOf(partOfUnits(problem, all)),
    shape: { minWeight: FOUNDING, maxUnits: soft ? usualUnits : maxUnits },
    widest: { minWeight: FOUNDING, maxUnits },
    towns: towns.map((town) => town.map((unit) => at[unit] ?? -1)),
  }
  const answer = all.length < MANY_FOR_TREE ? planTreePart(ask) : await runWork('plan-tree', ask, { signal })
  const townAt = new Int32Array(all.length)
  for (const [town, members] of ask.towns.entries()) for (const unit of members) townAt[unit] = town
  const groups = towns.map((): { members: Int32Array; cost: number }[] => [])
  for (const [group, members] of answer.groups.entries()) {
    const town = townAt[members[0] ?? 0] ?? 0
    groups[town]?.push({ members: members.map((unit) => all[unit] ?? -1), cost: answer.costs[group] ?? 0 })
  }
  return keys.map((key, town) => {
    const own = groups[town] ?? []
    const cost = own.reduce((sum, group) => sum + group.cost, 0)
    const left = (towns[town]?.length ?? 0) - own.reduce((sum, { members }) => sum + members.length, 0)
    const { cost: bound, uncovered: leftBound } = answer.bounds[town] ?? { cost, uncovered: left }
    const proven = left <= leftBound && cost <= bound
    return [
      key,
      {
        groups: own,
        exact: true,
        prices: null,
        proof: { cost, bound, left, leftBound, proven, method: TREE_METHOD, seconds: null },
      },
    ]
  })
}

/** Puts the towns together and says of every group what was not taken, of every unit left over why. */
async function explain(
  units: readonly PlacedUnit[],
  towns: ReadonlyMap<string, Int32Array>,
  plans: ReadonlyMap<string, TownPlan>,
  yardstick: Yardstick,
  forbidden: readonly [string, string][],
  problem: GroupUnits,
  { signal }: SolveControl,
): Promise<Omit<Solved, 'milliseconds'>> {
  const { params } = yardstick
  const inOrder = [...plans]
    .flatMap(([, plan]) =>
      plan.groups.map(({ members, cost }) => ({ members: members.toSorted(), cost, exact: plan.exact })),
    )
    .sort((a, b) => (a.members[0] ?? 0) - (b.members[0] ?? 0))
  const rules = groupRules(params)
  const ask = {
    units: treeOf(problem),
    shape: { minWeight: FOUNDING, maxUnits: params.maxUnits },
    groups: inOrder.map(({ members }) => members),
  }
  const few = units.length < MANY_FOR_TREE
  const explanation = few ? explainTreePart(ask) : await runWork('explain-tree', ask, { signal })
  const searched = inOrder.flatMap(({ exact }, group) => (exact ? [] : [group]))
  const other = searched.length === 0 ? [] : await explainSearched(problem, rules, inOrder, searched, signal)
  const alternativesOf = new Map(searched.map((group, at) => [group, other[at] ?? []]))
  const turned = pairsOf(forbidden)
  const apart = new Set(forbidden.flat())
  const priceOf = new Map<number, number>()
  for (const [town, { prices }] of plans) {
    for (const [at, unit] of (towns.get(town) ?? []).entries()) {
      const price = prices?.[at]
      if (price !== undefined) priceOf.set(unit, tidy(price))
    }
  }
  const groups = inOrder.map(({ members, cost, exact }, group): SolvedGroup => {
    const alternatives = (exact ? explanation.groups[group] : alternativesOf.get(group)) ?? []
    const prices = [...members].flatMap((unit) => priceOf.get(unit) ?? [])
    return {
      members: [...members],
      cost: tidy(cost),
      alternatives,
      prices: prices.length === members.length ? prices : [],
    }
  })
  const left = explanation.uncovered.map((found): SolvedLeft => {
    const unit = units[found.unit] as PlacedUnit
    const near = [...(towns.get(meetingKey(unit, params.within)) ?? [])].filter((one) => one !== found.unit)
    const others = near.map((one) => units[one] as PlacedUnit)
    const block = found.reason === 'too-few' ? null : findBlock(unit, others, yardstick, turned)
    // Its own pairs are free, but those of the units it needs are not.
    const held = others.some((one) => apart.has(one.unit.id))
    const blocked = block ?? (found.reason === 'left-over' && held ? 'turned-down' : null)
    const nearness = (one: number): number => sharedKeys(unit.keys, (units[one] as PlacedUnit).keys)
    const kept = blocked === null ? [] : near.sort((a, b) => nearness(b) - nearness(a) || a - b).slice(0, 5)
    return { ...found, blocked, kept, price: priceOf.get(found.unit) ?? null }
  })
  const proofs = [...plans].map(([town, { proof }]) => [towns.get(town) as Int32Array, proof] as const)
  const regions = joinRegions(units, params.within, proofs)
  return { groups, left, forbidden, regions }
}

function explainSearched(
  units: GroupUnits,
  rules: GroupRules,
  groups: readonly { readonly members: Int32Array }[],
  asked: readonly number[],
  signal: AbortSignal | undefined,
): Promise<(readonly Alternative[])[]> {
  const groupOf = new Int32Array(units.weights.length).fill(-1)
  for (const [group, { members }] of groups.entries()) for (const unit of members) groupOf[unit] = group
  const ask = { units, rules, groupOf, asked }
  return asked.length > FEW_GROUPS ? runWork('explain-groups', ask, { signal }) : Promise.resolve(explainPart(ask))
}
