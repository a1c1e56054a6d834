/**
 * How good a plan of one town can be at best, and the proof: tier 0 the address alone, 1 prices by ascent, 2 the linear
 * programme with cuts, 3 the optimum itself. Every tier contains those before it and is valid whenever it stops. Towns are
 * independent, so bounds add up (`sumBounds`).
 *
 * Prices explain a plan: no lawful group costs less than the prices of its members, so a group's regret, its cost less
 * these prices, is never negative, and one without regret cannot be bettered by any exchange that only concerns its
 * members. The regrets of a plan sum to its distance from the prices' own bound.
 */
import type { Town } from '../groups/town.ts'
import type { GroupValue } from '../groups/types.ts'
import { ColumnPool } from './column-pool.ts'
import { generateColumns } from './column-generation.ts'
import { coverageBound, coverMost } from './coverage.ts'
import { boundLargeTown } from './bound-large-town.ts'
import { raisePrices } from './near-optimal-prices.ts'
import { boundOf, capPrices } from './price-bound.ts'
import { costOf, proveOptimum } from './prove.ts'
import { corePlan, wholePlan } from './town-core.ts'
import type { Core } from './town-core.ts'
import type { BoundMethod, BoundOptions, Effort, TownBound } from './town-bound.ts'
import { treeBound } from './tree-bound.ts'

export type { BoundMethod, BoundOptions, Tier, TownBound } from './town-bound.ts'

/** @param groupOf a lawful plan of the town: group of each unit, −1 uncovered; numbers need not be consecutive. */
export function boundTown(town: Town, groupOf: Int32Array, options: BoundOptions): TownBound {
  const { clock, seconds, shouldStop, tier, solver } = options
  const begin = clock()
  const remaining = (): number => seconds - (clock() - begin)
  const stop = (): boolean => remaining() <= 0 || shouldStop?.() === true
  const { wholeUnits = 1500, blockUnits = 600 } = options
  const effort: Effort = { tier, blockUnits, solver, remaining, stop, shouldStop }
  if (town.count > wholeUnits) {
    return { ...boundLargeTown(town, groupOf, effort), seconds: clock() - begin }
  }
  const core = corePlan(town, groupOf)
  const found = boundCore(core, effort)
  const price = core.lockedShare.slice()
  core.units.forEach((unit, i) => (price[unit] = found.prices[i]!))
  return {
    bound: { uncovered: found.uncovered + core.value.uncovered, cost: found.cost + core.value.cost },
    price,
    uncoveredPrice: found.uncoveredPrice,
    method: found.method,
    seconds: clock() - begin,
    optimal: found.optimal,
    groupOf: found.better && wholePlan(core, groupOf, found.better),
  }
}

export function sumBounds(bounds: readonly { readonly bound: GroupValue }[]): GroupValue {
  let uncovered = 0
  let cost = 0
  for (const { bound } of bounds) {
    uncovered += bound.uncovered
    cost += bound.cost
  }
  return { uncovered, cost }
}

/** Costs are sums of floating numbers: plans this near, relative to the cost, are the same. */
const sameCost = 1e-9

interface CoreBound extends GroupValue {
  readonly prices: Float64Array
  readonly uncoveredPrice: number
  readonly method: BoundMethod
  readonly optimal: boolean
  readonly better: ColumnPool | null
}

function boundCore(core: Core, effort: Effort): CoreBound {
  const { tier, solver, remaining, stop, shouldStop } = effort
  const { ground } = core
  const { town } = ground
  let { known, uncovered: planned } = core
  let uncovered = 0
  if (planned > 0 && tier >= 2 && solver) {
    // No more than a part of the time: the cost is what most plans can be bettered in.
    const begin = remaining()
    const part = (): number => remaining() - 0.7 * begin
    const task = { ground, known, planned, solver, remaining: part, shouldStop }
    uncovered = coverageBound(task)
    const most = tier === 3 && uncovered < planned ? coverMost(task) : null
    if (most) {
      known = most.groups
      planned = uncovered = most.uncovered
    }
  }
  const covered = known === core.known ? null : known
  const upper = costOf(known)
  const settled = uncovered === planned
  const close = (cost: number): boolean => settled && upper - cost <= sameCost * Math.max(sameCost, Math.abs(upper))
  const tree = treeBound(ground, uncovered)
  const result = (proved: number, prices: Float64Array, method: BoundMethod): CoreBound => {
    const best = Math.max(proved, tree.cost)
    const { uncoveredPrice } = boundOf(town, prices, uncovered)
    capPrices(town, prices, uncoveredPrice)
    const optimal = close(best)
    return {
      uncovered,
      cost: settled ? Math.min(best, upper) : best,
      prices,
      uncoveredPrice,
      method,
      optimal,
      better: covered,
    }
  }
  if (tier === 0 || close(tree.cost) || stop()) return result(tree.cost, tree.prices, 'tree')
  const raised = raisePrices(ground, uncovered, stop)
  if (!raised) return result(tree.cost, tree.prices, 'tree')
  const ascent = result(boundOf(town, raised.prices, uncovered).cost, raised.prices, 'ascent')
  if (tier === 1 || ascent.optimal || !settled || !solver || stop()) return ascent
  const task = { ground, uncovered, known, upper, solver, remaining, shouldStop }
  const pool = new ColumnPool()
  pool.addAll(known)
  pool.addAll(raised.columns)
  const generated = generateColumns({ ...task, columns: pool, prices: raised.prices })
  const columns = result(generated.bound, generated.prices, 'columns')
  if (generated.integral) return proven(columns, generated.integral, upper)
  if (tier === 2 || columns.optimal || stop()) return columns
  const proof = proveOptimum({ ...task, ...generated, prices: generated.cutPrices })
  if (proof.optimal) return proven(columns, proof.groups, upper)
  return { ...columns, cost: Math.max(columns.cost, proof.bound), better: cheaper(proof.groups, upper) ?? covered }
}

function proven(columns: CoreBound, groups: ColumnPool, upper: number): CoreBound {
  const better = cheaper(groups, upper)
  const cost = better ? costOf(better) : upper
  return { ...columns, cost, method: 'proof', optimal: true, better: better ?? columns.better }
}

/** The groups if they cost less than the known plan, beyond rounding. */
function cheaper(groups: ColumnPool, upper: number): ColumnPool | null {
  return costOf(groups) < upper - sameCost * Math.abs(upper) ? groups : null
}
