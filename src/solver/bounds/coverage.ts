/**
 * How much must stay uncovered, whatever it costs. Units that are in no lawful group at all; where more than those are
 * left over, a linear programme by column generation (groups cost nothing, a unit left alone its count), rounded up since
 * counts are whole.
 */
import type { Town } from '../groups/town.ts'
import { ColumnPool } from './column-pool.ts'
import { enumerateGroups } from './columns.ts'
import type { Ground } from './ground.ts'
import type { LinearSolver } from './linear-program.ts'
import { lowerPrices } from './lower-prices.ts'

/** Units that are in no lawful group. */
export function hopelessUnits({ count, delta, weights, town }: Ground): Uint8Array {
  const { minWeight, maxUnits } = town.rules
  const hopeless = new Uint8Array(count).fill(1)
  const members: number[] = []
  const extend = (weight: number, from: number): boolean => {
    if (members.length >= 2 && weight >= minWeight) return true
    if (members.length === maxUnits) return false
    for (let unit = from; unit < count; unit++) {
      if (members.some((member) => delta[member * count + unit] === Infinity)) continue
      members.push(unit)
      if (extend(weight + weights[unit]!, unit + 1)) return true
      members.pop()
    }
    return false
  }
  for (let unit = 0; unit < count; unit++) {
    if (hopeless[unit] === 0) continue
    members.length = 0
    members.push(unit)
    if (extend(weights[unit]!, 0)) for (const member of members) hopeless[member] = 0
  }
  return hopeless
}

export interface CoverageTask {
  readonly ground: Ground
  /** Groups of a known plan, and what it leaves uncovered. */
  readonly known: ColumnPool
  readonly planned: number
  readonly solver: LinearSolver
  readonly remaining: () => number
  readonly shouldStop?: (() => boolean) | undefined
}

/** A proven lower bound of what stays uncovered, in counts, valid at any stop. */
export function coverageBound({ ground, known, planned, solver, remaining, shouldStop }: CoverageTask): number {
  const { count, town } = ground
  const free = costless(ground)
  const program = leavingAlone(town, known)
  const model = solver.open(program)
  const finished = (): boolean => remaining() <= 0 || shouldStop?.() === true
  let least = 0
  for (let idle = 0, best = 0; least < planned && idle < 20 && !finished(); idle++) {
    const solution = model.solve(remaining(), shouldStop)
    if (solution.status !== 'optimal') break
    const prices = Float64Array.from({ length: count }, (_, unit) =>
      Math.min(solution.prices[unit]!, town.uncoveredCount(unit)),
    )
    const found = new ColumnPool()
    if (!lowerPrices(free, prices, { found, shouldStop: finished })) break
    const bound = prices.reduce((sum, price) => sum + price, 0)
    if (bound > best + 1e-6) idle = -1
    best = Math.max(best, bound)
    least = Math.max(least, Math.ceil(bound - 1e-6))
    // What the groups known so far allow already cannot be excluded any more.
    if (found.count === 0 || Math.ceil(solution.objective - 1e-6) <= least) break
    const index = found.members.slice(0, found.start[found.count]!)
    model.addColumns({
      cost: new Float64Array(found.count),
      start: found.start.slice(0, found.count + 1),
      index,
      value: new Float64Array(index.length).fill(1),
    })
  }
  model.close()
  return least
}

/** The same rules with nothing to pay. */
function costless(ground: Ground): Ground {
  return {
    ...ground,
    delta: ground.delta.map((delta) => (delta === Infinity ? Infinity : 0)),
    each: null,
    base: 0,
    additive: true,
    low: new Float64Array(ground.count),
    fixed: new Float64Array(ground.fixed.length),
    indivisible: true,
  }
}

function leavingAlone(town: Town, known: ColumnPool) {
  const { count } = town
  const entries = known.start[known.count]!
  const rows = new Float64Array(count).fill(1)
  return {
    cost: Float64Array.from({ length: count + known.count }, (_, c) => (c < count ? town.uncoveredCount(c) : 0)),
    start: Int32Array.from({ length: count + known.count + 1 }, (_, c) =>
      c < count ? c : count + known.start[c - count]!,
    ),
    index: Int32Array.from({ length: count + entries }, (_, k) => (k < count ? k : known.members[k - count]!)),
    value: new Float64Array(count + entries).fill(1),
    rowLower: rows,
    rowUpper: rows,
  }
}

export interface Coverage {
  /** Proven least, in counts. */
  readonly uncovered: number
  readonly groups: ColumnPool
}

/** Searching for plans that cover more gives up at so many groups. */
const mostGroups = 60_000

/**
 * The plan that leaves the least uncovered, whatever it costs: the best choice among all groups. Null when there are too
 * many of them or it was stopped. (Where partners are scarce, which is where this is asked for, there are few.)
 */
export function coverMost(task: CoverageTask): Coverage | null {
  const { ground, known, planned, solver, remaining, shouldStop } = task
  const { count, town } = ground
  const pool = new ColumnPool()
  pool.addAll(known)
  const complete = enumerateGroups(
    costless(ground),
    new Float64Array(count),
    (members, size) => {
      pool.add(members, size, 0)
      return pool.count <= mostGroups
    },
    { slack: 1, shouldStop: () => remaining() <= 0 || shouldStop?.() === true },
  )
  if (!complete) return null
  const program = leavingAlone(town, pool)
  const guess = new Float64Array(program.cost.length).fill(1, 0, count + known.count)
  for (let k = 0; k < known.start[known.count]!; k++) guess[known.members[k]!] = 0
  const found = solver.solve({ ...program, binary: true, guess }, remaining(), shouldStop)
  if (found.status !== 'optimal') return null
  const uncovered = Math.round(found.objective)
  if (uncovered >= planned) return { uncovered: planned, groups: known }
  const groups = new ColumnPool()
  const members = new Int32Array(town.rules.maxUnits)
  for (let c = 0; c < pool.count; c++) {
    if (found.columns[count + c]! < 0.5) continue
    const size = pool.sizeOf(c)
    members.set(pool.membersOf(c))
    groups.add(members, size, town.groupCost(members, size))
  }
  return { uncovered, groups }
}
