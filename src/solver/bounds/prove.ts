/**
 * The optimum of a town, proven. A plan that costs less than bound + θ holds no group that costs more than its prices and
 * cuts by θ or more; so the best choice among the groups within θ is the best of all plans below bound + θ, and when θ is
 * the gap to the known plan, the best of all. (Baldacci, Christofides, Mingozzi 2008.) A solver of binary programmes makes
 * the choice. Where there are too many groups within the gap, smaller θ come first: each proves at least bound + θ, and
 * as a rule finds a better plan, which closes the gap from the other side.
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
  /** Groups worth trying first, and their shares in the solution of the linear programme. */
  readonly columns: ColumnPool
  readonly shares: Float64Array
  readonly solver: LinearSolver
  readonly remaining: () => number
  readonly shouldStop?: (() => boolean) | undefined
}

export interface Proof {
  readonly optimal: boolean
  readonly bound: number
  /** The best groups found. */
  readonly groups: ColumnPool
}

/** Costs are sums of floating numbers: plans this near, relative to the cost, are the same. */
const equal = 1e-9

/** So many groups are tried at first, and in the end. */
const few = 4_000
const most = 60_000

export function proveOptimum(task: ProofTask): Proof {
  const { ground, uncovered, cuts, prices, remaining, shouldStop } = task
  const size = Math.max(Math.abs(task.upper), 1e-9)
  const base = boundOf(ground.town, prices, uncovered).cost - cuts.total()
  let { known: groups, upper, bound } = task
  let limit = few + groups.count
  let tried = false
  const finished = (): boolean => remaining() <= 0 || shouldStop?.() === true
  while (upper - bound > equal * size && !finished()) {
    let reach = upper - base
    let within = groupsWithin(task, groups, reach + equal * size, limit)
    const whole = within !== null
    if (!whole && !tried) {
      tried = true
      const likely = chooseBest(task, settledColumns(task), 0, remaining() / 3)
      if (likely.covered && upper - likely.cost > equal * size) {
        groups = likely.groups
        upper = likely.cost
      }
      continue
    }
    while (!within && reach > 1e-3 * (upper - base) && !finished()) {
      reach *= 0.7
      within = groupsWithin(task, groups, reach, limit)
    }
    if (!within) break
    const chosen = chooseBest(task, within, groups.count, whole || limit === most ? remaining() : remaining() / 4)
    const gained = upper - chosen.cost > equal * size
    if (gained) {
      groups = chosen.groups
      upper = chosen.cost
    }
    const proved = chosen.complete ? upper : chosen.bound
    bound = Math.max(bound, Math.min(proved, whole ? upper : base + reach))
    if (whole) break
    // The same again would find the same.
    if (!gained && limit === most) break
    if (!gained) limit = most
  }
  const optimal = upper - bound <= equal * size
  return { optimal, bound: optimal ? upper : bound, groups }
}

interface Choice {
  readonly groups: ColumnPool
  readonly cost: number
  /** Whether there is a plan among the groups at all. */
  readonly covered: boolean
  /** No choice among the groups costs less. */
  readonly complete: boolean
  readonly bound: number
}

/** The best plan of these groups, of which the first `knownCount` are one. */
function chooseBest(
  { ground, uncovered, cuts, upper, solver, shouldStop }: ProofTask,
  within: ColumnPool,
  knownCount: number,
  seconds: number,
): Choice {
  const scale = Math.max(Math.abs(upper), 1e-9) / Math.max(1, ground.count)
  const alone = uncovered > 0 ? ground.count : 0
  const program = masterProgram(ground, within, uncovered, scale, priced(cuts, ground.count))
  const guess = new Float64Array(program.cost.length).fill(1, 0, alone + knownCount)
  if (alone > 0) for (let k = 0; k < within.start[knownCount]!; k++) guess[within.members[k]!] = 0
  const found = solver.solve({ ...program, binary: true, ...(knownCount > 0 && { guess }) }, seconds, shouldStop)
  const groups = chosenGroups(within, found.columns.subarray(alone))
  return {
    groups,
    cost: groups.count > 0 ? costOf(groups) : Infinity,
    covered: found.columns.length > 0,
    complete: found.status === 'optimal',
    bound: found.bound * scale,
  }
}

/** The groups of the known plan, then all others that cost less than `reach` beyond prices and cuts; null if too many. */
function groupsWithin(
  { ground, prices, cuts, remaining, shouldStop }: ProofTask,
  known: ColumnPool,
  reach: number,
  limit: number,
): ColumnPool | null {
  const pool = new ColumnPool()
  pool.addAll(known)
  const seen = new Set(Array.from({ length: known.count }, (_, c) => known.membersOf(c).toSorted().join()))
  const complete = enumerateGroups(
    ground,
    prices,
    (members, size, cost) => {
      let rest = cost + cuts.charge(members, size) - reach
      for (let k = 0; k < size; k++) rest -= prices[members[k]!]!
      if (rest > 0 || seen.has(members.slice(0, size).sort().join())) return true
      pool.add(members, size, cost)
      return pool.count <= limit
    },
    { slack: reach, shouldStop: () => remaining() <= 0 || shouldStop?.() === true },
  )
  return complete ? pool : null
}

/**
 * Where there are far too many groups: those the linear programme takes whole, and all known columns among the other units.
 * Not all plans, but nearly always one close to the best.
 */
function settledColumns({ ground, columns, shares }: ProofTask): ColumnPool {
  const settled = new Uint8Array(ground.count)
  const pool = new ColumnPool()
  for (let c = 0; c < shares.length; c++) {
    if (shares[c]! < 1 - 1e-6) continue
    for (const unit of columns.membersOf(c)) settled[unit] = 1
    pool.add(columns.membersOf(c), columns.sizeOf(c), columns.cost[c]!)
  }
  for (let c = 0; c < columns.count; c++) {
    const members = columns.membersOf(c)
    if (members.every((unit) => settled[unit] === 0)) pool.add(members, members.length, columns.cost[c]!)
  }
  return pool
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

function chosenGroups(pool: ColumnPool, values: Float64Array): ColumnPool {
  const chosen = new ColumnPool()
  for (let c = 0; c < values.length; c++)
    if (values[c]! > 0.5) chosen.add(pool.membersOf(c), pool.sizeOf(c), pool.cost[c]!)
  return chosen
}
