/**
 * The linear bound of a town by column generation, tightened by three-row cuts. Every search for columns also makes the
 * prices valid (`lower-prices.ts`), so there is a proven bound at any stop: the prices, less those of the cuts.
 * (Aloise, Hansen, Rocha, Santi 2014 for the columns.)
 */
import { ColumnPool } from './column-pool.ts'
import { CutSet, separateCuts } from './cuts.ts'
import type { Ground } from './ground.ts'
import type { LinearSolver } from './linear-program.ts'
import { lowerPrices } from './lower-prices.ts'
import { Master } from './master.ts'
import type { MasterSolution } from './master.ts'
import { boundOf } from './price-bound.ts'

export interface GenerationTask {
  readonly ground: Ground
  /** How much stays uncovered; proven. */
  readonly uncovered: number
  /** Cost of a known plan. */
  readonly upper: number
  /** Groups to begin with; those of a known plan among them. */
  readonly columns: ColumnPool
  /** Valid prices to begin with. */
  readonly prices: Float64Array
  readonly solver: LinearSolver
  /** Whether the bound is tightened by cuts; default true. */
  readonly cutting?: boolean
  /** Seconds left. */
  readonly remaining: () => number
  readonly shouldStop?: (() => boolean) | undefined
}

export interface Generation {
  /** Proven: no plan with so many uncovered costs less. Of the own units only, where there are surroundings. */
  readonly bound: number
  /** Valid prices without cuts. */
  readonly prices: Float64Array
  /** Valid prices that belong to the cuts, the sum of both being `bound`. */
  readonly cutPrices: Float64Array
  readonly cuts: CutSet
  readonly columns: ColumnPool
  /** Share of each column in the last solution of the programme; columns beyond its length have none. */
  readonly shares: Float64Array
  /** A plan that costs no more than the linear programme and so is optimal, when one turned up. */
  readonly integral: ColumnPool | null
}

/** Cut rounds end when the bound has come this near, relative to the cost: the rest is quicker by trying. */
const nearEnough = 2e-3
/** Of the linear programme, relative to the cost. */
const precision = 3e-9
/** Searches without gain after which the rest is taken for rounding. */
const mostIdle = 30

export function generateColumns(task: GenerationTask): Generation {
  const { ground, uncovered, upper, solver, remaining, shouldStop } = task
  const { town, own: count } = ground
  const valueOf = (given: Float64Array): number => boundOf(town, given.subarray(0, count), uncovered).cost
  const scale = Math.max(Math.abs(upper) / Math.max(1, count), 1e-9)
  const cuts = new CutSet(ground.count)
  const master = new Master(solver, ground, task.columns, uncovered, cuts, scale)
  const finished = (): boolean => remaining() <= 0 || shouldStop?.() === true
  const accuracy = precision * scale * count
  let prices = task.prices
  let bound = valueOf(prices)
  let cutPrices = prices
  let bestCuts: Float64Array = new Float64Array(0)
  let integral: ColumnPool | null = null
  let smooth = 0.5
  let idle = 0

  /** Solves and searches until no group is missing. Null when stopped before. */
  const converge = (): MasterSolution | null => {
    let last = Infinity
    while (!finished()) {
      const solution = master.solve(remaining(), shouldStop)
      if (!solution) return null
      // Between the best valid prices and the programme's: fewer swings, and a better bound on the way.
      const tried = cutPrices.slice()
      for (let unit = 0; unit < count; unit++) {
        tried[unit] = smooth * cutPrices[unit]! + (1 - smooth) * solution.prices[unit]!
      }
      cuts.price = cuts.price.map((price, cut) => smooth * (bestCuts[cut] ?? 0) + (1 - smooth) * price)
      const found = new ColumnPool()
      if (!lowerPrices(ground, tried, { cuts, found, shouldStop: finished })) return null
      const reached = valueOf(tried) - cuts.total()
      idle = reached > bound + accuracy ? 0 : idle + 1
      const gained = reached > bound
      if (gained) {
        bound = reached
        cutPrices = tried
        bestCuts = cuts.price
        if (cuts.count === 0) prices = tried
      }
      if (solution.objective - bound <= accuracy) return solution
      if ((smooth === 0 && found.count === 0) || idle > mostIdle) return solution
      // Groups too cheap for the prices in between need not be so for the programme's: it may not have moved.
      const stuck = found.count === 0 || solution.objective > last - accuracy
      const close = solution.objective - bound < 1e-4 * Math.abs(solution.objective)
      smooth = close || (smooth > 0 && stuck) ? 0 : 0.5
      last = solution.objective
      master.add(found)
    }
    return null
  }
  let shares = new Float64Array(0)
  for (let solution = converge(); solution; solution = converge()) {
    shares = Float64Array.from(solution.values)
    const converged = solution.objective - bound <= 10 * accuracy
    integral = converged ? chosenGroups(master.pool, solution.values) : null
    if (integral || task.cutting === false || finished() || upper - bound <= nearEnough * Math.abs(upper)) break
    if (separateCuts(master.pool, solution.values, cuts, count, 40 + Math.floor(count / 4)) === 0) break
    master.addCuts()
    cuts.price = grownTo(cuts.price, cuts.count)
    idle = 0
  }
  master.close()
  cuts.price = grownTo(bestCuts, cuts.count)
  return { bound, prices, cutPrices, cuts, columns: master.pool, shares, integral }
}

function grownTo(values: Float64Array, length: number): Float64Array {
  const grown = new Float64Array(length)
  grown.set(values)
  return grown
}

/** The columns at one, when all are nought or one. */
function chosenGroups(pool: ColumnPool, values: Float64Array): ColumnPool | null {
  const ones = new ColumnPool()
  for (let c = 0; c < values.length; c++) {
    if (values[c]! > 1 - 1e-6) ones.add(pool.membersOf(c), pool.sizeOf(c), pool.cost[c]!)
    else if (values[c]! > 1e-6) return null
  }
  return ones
}
