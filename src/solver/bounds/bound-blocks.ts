/**
 * Bounds for a town too large for one linear programme, block by block (`blocks.ts`).
 *
 * Why the sum is valid: what is proven in the end are prices of all units, and prices of cuts, under which no lawful group
 * of the whole town costs less than its members' prices less the cuts it meets; any plan then costs at least the sum of
 * all prices less the sum of the cuts. However the prices were found, the last step makes them so: every block searches
 * all groups that have a root in it, and lowers the prices, also of its surroundings, until none is too cheap. Prices only
 * fall in this step, so what one block has seen stays true while the others search.
 *
 * The prices are found by relaxing one block at a time, those of all others staying as they are: a group that crosses the
 * border counts for the block as its part inside, at its cost less the prices of the part outside. The first round has no
 * cuts and lays the blocks otherwise than the second, so that no border stays where it was.
 */
import type { Town } from '../groups/town.ts'
import { groundOf, splitBlocks, surround } from './blocks.ts'
import type { Block } from './blocks.ts'
import { ColumnPool } from './column-pool.ts'
import { generateColumns } from './column-generation.ts'
import { CutSet } from './cuts.ts'
import type { Ground } from './ground.ts'
import type { LinearSolver } from './linear-program.ts'
import { lowerPrices } from './lower-prices.ts'
import { raisePrices } from './near-optimal-prices.ts'

export interface BlockTask {
  readonly town: Town
  /** The known plan: group of each unit, −1 uncovered. */
  readonly groupOf: Int32Array
  /** Own units of a block at most. */
  readonly blockUnits: number
  /** Without it the prices of the first step are all. */
  readonly solver: LinearSolver | undefined
  readonly remaining: () => number
  readonly stop: () => boolean
  readonly shouldStop: (() => boolean) | undefined
}

export interface BlockBound {
  /** Valid without cuts. */
  readonly prices: Float64Array
  /** Valid with cuts. */
  readonly cutPrices: Float64Array
  /** Sum of the prices of the cuts. */
  readonly cuts: number
}

/** Of the time left, what the last step is sure to need. */
const lastPart = 0.15

/** Null when stopped before there is anything valid. */
export function boundBlocks(task: BlockTask): BlockBound | null {
  const { town, stop, remaining } = task
  const groups = Map.groupBy(task.groupOf.keys(), (unit) => task.groupOf[unit]!)
  const first = firstCeilings(town, groups)
  const owns = splitBlocks(town, task.blockUnits, 0)
  const prices = new Float64Array(town.count)
  for (const own of owns) {
    if (stop()) return null
    const block = surround(town, own, first)
    const raised = raisePrices(groundOf(town, block), 0, stop)
    if (!raised) return null
    own.forEach((unit, k) => (prices[unit] = raised.prices[k]!))
  }
  const usual = first.reduce((least, one) => Math.min(least, one), Infinity)
  const ceilings = prices.map((price) => 1.6 * Math.max(0, price) + usual)
  const blocks = owns.map((own) => surround(town, own, ceilings))
  if (!certify(town, blocks, prices, [], stop)) return null
  if (!task.solver) return { prices, cutPrices: prices, cuts: 0 }
  const until = lastPart * remaining()
  const busy = (): boolean => !stop() && remaining() > until
  let plain = prices
  let tried = prices.slice()
  const shifted = splitBlocks(town, task.blockUnits, 0.13).map((own) => surround(town, own, ceilings))
  for (const block of shifted) if (busy()) relax(task, block, groups, tried, ceilings, null, until)
  if (!certify(town, blocks, tried, [], stop)) return { prices: plain, cutPrices: plain, cuts: 0 }
  if (sum(tried) > sum(plain)) plain = tried
  tried = plain.slice()
  const cuts: Cut[] = []
  for (const block of blocks) if (busy()) relax(task, block, groups, tried, ceilings, cuts, until)
  const paid = cuts.reduce((total, { price }) => total + price, 0)
  if (!certify(town, blocks, tried, cuts, stop) || sum(tried) - paid <= sum(plain)) {
    return { prices: plain, cutPrices: plain, cuts: 0 }
  }
  return { prices: plain, cutPrices: tried, cuts: paid }
}

interface Cut {
  /** Units of the town. */
  readonly units: readonly number[]
  readonly price: number
}

/** Lowers the prices until no group of the town is too cheap. */
function certify(
  town: Town,
  blocks: readonly Block[],
  prices: Float64Array,
  cuts: readonly Cut[],
  stop: () => boolean,
): boolean {
  const cutsOf = new Map<number, Cut[]>()
  for (const cut of cuts) for (const unit of cut.units) cutsOf.set(unit, [...(cutsOf.get(unit) ?? []), cut])
  for (const block of blocks) {
    const { units, own } = block
    const local = Float64Array.from(units, (unit) => prices[unit]!)
    const roots = Int32Array.from({ length: own }, (_, k) => k)
    const ground = groundOf(town, block)
    if (!lowerPrices(ground, local, { roots, cuts: cutsOn(block, cutsOf), shouldStop: stop })) return false
    units.forEach((unit, k) => (prices[unit] = local[k]!))
  }
  return true
}

function cutsOn({ units }: Block, cutsOf: ReadonlyMap<number, readonly Cut[]>): CutSet {
  const local = new Map(Array.from(units, (unit, k) => [unit, k]))
  const set = new CutSet(units.length)
  const price: number[] = []
  for (const cut of new Set(Array.from(units, (unit) => cutsOf.get(unit) ?? []).flat())) {
    set.addPart(cut.units.map((unit) => local.get(unit)).filter((unit) => unit !== undefined))
    price.push(cut.price)
  }
  set.price = Float64Array.from(price)
  return set
}

/** Better prices for the covered units of one block. */
function relax(
  { town, groupOf, solver, remaining, shouldStop }: BlockTask,
  whole: Block,
  groups: ReadonlyMap<number, readonly number[]>,
  prices: Float64Array,
  ceilings: Float64Array,
  cuts: Cut[] | null,
  until: number,
): void {
  const units = reordered(whole, groupOf)
  const own = units.own
  if (own === 0) return
  const ground: Ground = { ...groundOf(town, units), own }
  const local = Float64Array.from(units.units, (unit) => prices[unit]!)
  const columns = partsOf(town, units, groups, prices)
  let upper = 0
  for (let c = 0; c < columns.count; c++) upper += columns.cost[c]!
  // A column of the unit alone keeps its price below the ceiling, and others make up for it.
  for (let k = 0; k < own; k++) columns.add(Int32Array.of(k), 1, ceilings[units.units[k]!]!)
  for (const height of [1.05, 1.2]) {
    const higher = local.map((price, k) => (k < own ? price + (height - 1) * Math.abs(price) : price))
    lowerPrices(ground, higher, { found: columns, shouldStop })
  }
  const found = generateColumns({
    ground,
    uncovered: 0,
    upper,
    columns,
    prices: local,
    cutting: cuts !== null,
    solver: solver!,
    remaining: () => remaining() - until,
    shouldStop,
  })
  const better = cuts ? found.cutPrices : found.prices
  for (let k = 0; k < own; k++) {
    const unit = units.units[k]!
    prices[unit] = Math.min(better[k]!, ceilings[unit]!)
  }
  if (!cuts) return
  for (let cut = 0; cut < found.cuts.count; cut++) {
    const price = found.cuts.price[cut]!
    const three = found.cuts.units.slice(3 * cut, 3 * cut + 3)
    if (price > 0) cuts.push({ units: three.map((k) => units.units[k]!), price })
  }
}

/** Uncovered units go to the surroundings: no group of the known plan pays for them. */
function reordered({ units, own }: Block, groupOf: Int32Array): Block {
  const inside = units.subarray(0, own)
  const covered = inside.filter((unit) => groupOf[unit]! >= 0)
  const open = inside.filter((unit) => groupOf[unit]! < 0)
  return { units: Int32Array.of(...covered, ...open, ...units.subarray(own)), own: covered.length }
}

/** The parts of the known plan's groups inside, at their cost less the prices of the rest. */
function partsOf(
  town: Town,
  { units, own }: Block,
  groups: ReadonlyMap<number, readonly number[]>,
  prices: Float64Array,
): ColumnPool {
  const local = new Map(Array.from(units.subarray(0, own), (unit, k) => [unit, k]))
  const pool = new ColumnPool()
  for (const [group, members] of groups) {
    if (group < 0) continue
    const inside = members.map((unit) => local.get(unit)).filter((k) => k !== undefined)
    if (inside.length === 0) continue
    let cost = town.groupCost(Int32Array.from(members), members.length)
    for (const unit of members) if (!local.has(unit)) cost -= prices[unit]!
    pool.add(Int32Array.from(inside), inside.length, cost)
  }
  return pool
}

/** Three times a unit's even part of its group, or a usual part: where a good price is looked for at first. */
function firstCeilings(town: Town, groups: ReadonlyMap<number, readonly number[]>): Float64Array {
  const ceilings = new Float64Array(town.count)
  let total = 0
  for (const [group, members] of groups) {
    if (group < 0) continue
    const cost = town.groupCost(Int32Array.from(members), members.length)
    total += Math.abs(cost)
    for (const unit of members) ceilings[unit] = (3 * Math.abs(cost)) / members.length
  }
  const usual = total / Math.max(1, town.count) / 2
  return ceilings.map((ceiling) => Math.max(ceiling, usual))
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
