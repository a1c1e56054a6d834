/**
 * The optimum of a town, proven: in a plan that costs less than the known one, no group costs more than its prices and
 * cuts by more than the gap, so the best choice among the groups within the gap is the best of all. (Baldacci,
 * Christofides, Mingozzi 2008.) A solver of binary programmes makes the choice.
 */
import { ColumnPool } from './column-pool.ts'
import { enumerateGroups } from './columns.ts'
import { CutSet } from './cuts.ts'
import type { Ground } from './ground.ts'
import type { LinearSolver } from './linear-program.ts'
import { masterProgram } from './master.ts'
import { boundOf } from './price-bound.ts'

export interface ProofTask {
  readonly ground: Ground
  readonly uncovered: number
  /** The known plan. */
  readonly known: ColumnPool
  readonly upper: number
  /** Valid together with the cuts. */
  readonly prices: Float64Array
  readonly cuts: CutSet
  /** What they prove. */
  readonly bound: number
  readonly solver: LinearSolver
  readonly remaining: () => number
  readonly shouldStop?: (() => boolean) | undefined
  /** Gives up when more groups than this are within the gap; default 60,000. */
  readonly most?: number
}

export interface Proof {
  readonly optimal: boolean
  readonly bound: number
  /** The best groups found. */
  readonly groups: ColumnPool
}

/** Costs are sums of floating numbers: plans this near, relative to the cost, are the same. */
const equal = 1e-9

export function proveOptimum(task: ProofTask): Proof {
  const { ground, uncovered, known, upper, cuts, bound, solver, remaining, shouldStop, most = 60_000 } = task
  const size = Math.max(Math.abs(upper), 1e-9)
  const unproven = { optimal: false, bound, groups: known }
  if (upper - bound <= equal * size) return { optimal: true, bound: upper, groups: known }
  const within = groupsWithin(task, equal * size, most)
  if (!within) return unproven
  const scale = size / Math.max(1, ground.count)
  const alone = uncovered > 0 ? ground.count : 0
  const program = masterProgram(ground, within, uncovered, scale, priced(cuts, ground.count))
  const guess = new Float64Array(program.cost.length).fill(1, 0, alone + known.count)
  if (alone > 0) for (let k = 0; k < known.start[known.count]!; k++) guess[known.members[k]!] = 0
  const found = solver.solve({ ...program, binary: true, guess }, remaining(), shouldStop)
  const better = chosenGroups(within, found.columns.subarray(alone))
  const optimal = found.status === 'optimal'
  const groups = better && costOf(better) < upper - equal * size ? better : known
  if (optimal) return { optimal, bound: costOf(groups), groups }
  // The plans left out cost at least the known one.
  return { optimal, bound: Math.max(bound, Math.min(upper, found.bound * scale)), groups }
}

/** All groups that can be in a plan cheaper than the known one, and those of the known one, which come first. */
function groupsWithin(
  { ground, uncovered, known, upper, prices, cuts, remaining, shouldStop }: ProofTask,
  tolerance: number,
  limit: number,
): ColumnPool | null {
  const pool = new ColumnPool()
  pool.addAll(known)
  const seen = new Set(Array.from({ length: known.count }, (_, c) => known.membersOf(c).toSorted().join()))
  const slack = upper + cuts.total() - boundOf(ground.town, prices, uncovered).cost + tolerance
  const complete = enumerateGroups(
    ground,
    prices,
    (members, size, cost) => {
      let rest = cost + cuts.charge(members, size) - slack
      for (let k = 0; k < size; k++) rest -= prices[members[k]!]!
      if (rest > 0 || seen.has(members.slice(0, size).sort().join())) return true
      pool.add(members, size, cost)
      return pool.count <= limit
    },
    { slack, shouldStop: () => remaining() <= 0 || shouldStop?.() === true },
  )
  return complete ? pool : null
}

function priced(cuts: CutSet, count: number): CutSet {
  const kept = new CutSet(count)
  for (let cut = 0; cut < cuts.count; cut++) {
    if (cuts.price[cut]! > 0) kept.add(cuts.units[3 * cut]!, cuts.units[3 * cut + 1]!, cuts.units[3 * cut + 2]!)
  }
  return kept
}

export function costOf(pool: ColumnPool): number {
  let sum = 0
  for (let c = 0; c < pool.count; c++) sum += pool.cost[c]!
  return sum
}

function chosenGroups(pool: ColumnPool, values: Float64Array): ColumnPool | null {
  if (values.length === 0) return null
  const chosen = new ColumnPool()
  for (let c = 0; c < pool.count; c++)
    if (values[c]! > 0.5) chosen.add(pool.membersOf(c), pool.sizeOf(c), pool.cost[c]!)
  return chosen
}
