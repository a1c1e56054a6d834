import { boundTown } from '../../../../solver/bounds/bound-plan.ts'
import type { BoundMethod, Tier, TownBound } from '../../../../solver/bounds/town-bound.ts'
import { settleRules } from '../../../../solver/groups/rules.ts'
import { Town } from '../../../../solver/groups/town.ts'
import type { GroupRules, GroupUnits } from '../../../../solver/groups/types.ts'
import type { PlanValue } from '../../../../solver/types.ts'
import { treeFloor } from './tree-floor.ts'
import { loadHighsSolver, type HighsSolver } from '../threads/highs-solver.ts'

/**
 * How good the plan of each town can be at best: first what the address alone proves, for all of them, then as far as the
 * time allows, small towns first, since they are proven in a moment. Every finding is told at once and is valid by itself.
 */
export interface BoundQuestion {
  readonly units: GroupUnits
  readonly rules: GroupRules
  readonly towns: readonly Int32Array[]
  /** Group of each unit, −1 uncovered. */
  readonly groupOf: Int32Array
  /** For all towns together, and for one. */
  readonly seconds: number
  readonly secondsPerTown: number
}

export interface TownFinding {
  readonly town: number
  readonly uncovered: number
  readonly cost: number
  /** Per unit of the town; their sum over a group is at most what it costs. */
  readonly prices: Float64Array
  readonly method: BoundMethod
  readonly seconds: number
  readonly optimal: boolean
  /** Group of each unit of the town in a better plan that turned up. */
  readonly better: Int32Array | null
}

export async function boundTowns(ask: BoundQuestion, tell: (finding: TownFinding) => void): Promise<void> {
  const { units, towns, groupOf } = ask
  const rules = settleRules(ask.rules)
  const clock = (): number => performance.now() / 1000
  const begin = clock()
  const bySize = [...towns.entries()].sort(([a, one], [b, other]) => one.length - other.length || a - b)
  const look = (members: Int32Array, tier: Tier, seconds: number, solver?: HighsSolver): TownBound => {
    const town = new Town(units, rules, members)
    const own = members.map((unit) => groupOf[unit] ?? -1)
    return boundTown(town, own, { tier, seconds, clock, ...(solver && { solver }) })
  }
  const open: (readonly [number, Int32Array])[] = []
  const floors = new Map<number, PlanValue>()
  for (const [town, members] of bySize) {
    const floor = treeFloor(units, ask.rules, members)
    floors.set(town, floor)
    const found = look(members, 0, ask.secondsPerTown)
    tell(findingOf(town, found, floor))
    if (!found.optimal) open.push([town, members])
  }
  let solver: HighsSolver | null = null
  for (const [town, members] of open) {
    const left = ask.seconds - (clock() - begin)
    if (left <= 0) return
    if (!solver || solver.worn) solver = await loadHighsSolver()
    const found = look(members, 3, Math.min(left, ask.secondsPerTown), solver)
    tell(findingOf(town, found, floors.get(town) ?? found.bound))
  }
}

/** Both are bounds: the one counts that proves more units left over, and of equals the dearer. */
function findingOf(town: number, found: TownBound, floor: PlanValue): TownFinding {
  const { bound, price, method, seconds, optimal, groupOf } = found
  const more = floor.uncovered > bound.uncovered || (floor.uncovered === bound.uncovered && floor.cost > bound.cost)
  const value = !optimal && more ? floor : bound
  return { town, ...value, prices: price, method, seconds, optimal, better: groupOf }
}
