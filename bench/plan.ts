/**
 * The solver alone, on generated districts:
 *
 *     node bench/plan.ts [UNITS …] [--seed S] [--json]
 *
 * For every size: sorting, the programme forwards, the way back with ties and bound, explanations, the independent check,
 * and the assignment of instructors; beside the cost of the office's usual method. Offices sort the ledger by town and
 * written address and cut it from the top, a group as soon as three members are together; "by street" sorts streets by
 * name within a town, as a spreadsheet does, "by full address" also knows which community a street belongs to. The price
 * is the same for all: units times the level they share (building 0, road 2, community 8, town 16), towns never mixed.
 * Times are milliseconds of processor time of the process, the compiler's threads included (which is most of the first
 * run): the first run, then the best of all, since other work on the machine only adds.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { seededRandom } from '../src/kernel/random.ts'
import { assignInstructors } from '../src/solver/assign.ts'
import { checkPlan } from '../src/solver/check-plan.ts'
import { explainPlan } from '../src/solver/explain.ts'
import { capsFor } from '../src/solver/plan-bound.ts'
import { indivisibleTypes, usualShape } from '../src/solver/shapes.ts'
import { addressOrder, planTree } from '../src/solver/tree-plan.ts'
import { runProgramme } from '../src/solver/tree-programme.ts'
import { sharedLevels } from '../src/solver/tree-order.ts'
import type { TreeUnits } from '../src/solver/types.ts'

const DEPTH = 6
const TOWN = 3
const PRICES = Float64Array.from([4096, 1024, 64, 16, 8, 2, 0])

/** City, county, town, community, road, building; busy ones are busier, four units in ten have two members. */
export function generateDistrict(count: number, seed: number): TreeUnits {
  const random = seededRandom(seed)
  const skewed = (below: number, power: number): number => Math.floor(random.next() ** power * below)
  const counties = Math.max(1, Math.round(count / 4000))
  const levels = new Int32Array(count * DEPTH)
  const weights = new Uint8Array(count)
  for (let unit = 0; unit < count; unit++) {
    const county = skewed(counties, 1.5)
    const town = county * 12 + skewed(12, 1.5)
    const community = town * 8 + skewed(8, 1.3)
    const road = community * 12 + skewed(12, 2)
    const building = road * 40 + skewed(40, 3)
    levels.set([0, county, town, community, road, building], unit * DEPTH)
    weights[unit] = random.next() < 0.4 ? 2 : 1
  }
  return { levels, weights, h: PRICES, hardLevel: TOWN }
}

/** Cuts the sorted ledger from the top; what is left at the end of a town joins the last group there while it has room. */
function cutInOrder(units: TreeUnits, order: readonly number[]): { uncovered: number; cost: number } {
  const shared = (a: number, b: number): number => sharedLevels(units.levels, DEPTH, a, b)
  const groups: number[][] = []
  let open: number[] = []
  let uncovered = 0
  const close = (): void => {
    const last = groups.at(-1)
    if (
      last &&
      open.length > 0 &&
      last.length + open.length <= usualShape.maxUnits &&
      shared(last[0]!, open[0]!) >= TOWN
    )
      last.push(...open)
    else uncovered += open.length
    open = []
  }
  for (const unit of order) {
    if (open.length > 0 && shared(open[0]!, unit) < TOWN) close()
    open.push(unit)
    if (open.reduce((sum, one) => sum + units.weights[one]!, 0) < usualShape.minWeight) continue
    groups.push(open)
    open = []
  }
  close()
  const cost = groups.reduce((sum, group) => {
    const level = group.reduce((least, unit) => Math.min(least, shared(group[0]!, unit)), DEPTH)
    return sum + group.length * PRICES[level]!
  }, 0)
  return { uncovered, cost }
}

/** By town, then by the name of the road, then by building; a road's name says nothing about its community. */
function byStreet(units: TreeUnits, seed: number): number[] {
  const name = (road: number): number => Math.imul(road ^ seed, 0x9e3779b1) >>> 0
  const key = (unit: number): readonly number[] => {
    const [, , town = 0, , road = 0, building = 0] = units.levels.subarray(unit * DEPTH, (unit + 1) * DEPTH)
    return [town, name(road), building]
  }
  const keys = Array.from(units.weights.keys(), key)
  return Array.from(units.weights.keys()).sort((a, b) => {
    const at = keys[a]!.findIndex((value, i) => value !== keys[b]![i])
    return at < 0 ? a - b : keys[a]![at]! - keys[b]![at]!
  })
}

interface Taken {
  readonly first: number
  readonly best: number
}

function timed(runs: number, work: () => unknown): Taken {
  const all = Array.from({ length: runs }, () => {
    const start = process.cpuUsage().user
    work()
    return (process.cpuUsage().user - start) / 1000
  })
  return { first: all[0]!, best: Math.min(...all) }
}

export function measure(count: number, seed: number) {
  const units = generateDistrict(count, seed)
  const runs = count > 200_000 ? 2 : 6
  const tree = addressOrder(units)
  const { weights, h, hardLevel } = units
  const types = indivisibleTypes(usualShape)
  const price = 2 ** 40
  const programme = { tree, weights, h, hardLevel, types, caps: capsFor(units, usualShape) }
  const plan = planTree(units, {}, tree)
  const instructors = generateDistrict(Math.ceil(count / 5), seed + 1).levels
  const current = assignInstructors({
    unitLevels: units.levels,
    instructorLevels: instructors,
    levelCost: h,
  }).instructorOf
  const random = seededRandom(seed)
  // One pair in twenty is gone, as after a year's comings and goings.
  const kept = current.map((instructor) => (random.next() < 0.05 ? -1 : instructor))
  const problem = { unitLevels: units.levels, instructorLevels: instructors, levelCost: h }
  const few = { ...problem, instructorLevels: instructors.subarray(0, Math.ceil(count / 188) * DEPTH) }
  const street = cutInOrder(units, byStreet(units, seed))
  const address = cutInOrder(units, Array.from(tree.order))
  return {
    units: count,
    milliseconds: {
      sort: timed(runs, () => addressOrder(units)),
      programme: timed(runs, () => runProgramme({ ...programme, dropCost: [price, price], hopeless: price })),
      plan: timed(runs, () => planTree(units, {}, tree)),
      explain: timed(runs, () => explainPlan(units, plan, {}, tree)),
      check: timed(runs, () => checkPlan(units, usualShape, plan)),
      assign: timed(runs, () => assignInstructors(problem)),
      assignFew: timed(runs, () => assignInstructors(few)),
      assignAgain: timed(runs, () => assignInstructors({ ...problem, hardLevel: 2, current: kept, keepBonus: 5 })),
    },
    plan: { ...plan.value, groups: plan.groupLevel.length, optimal: plan.optimal },
    byStreet: { ...street, ratio: street.cost / plan.value.cost },
    byFullAddress: { ...address, ratio: address.cost / plan.value.cost },
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

function print(found: ReturnType<typeof measure>): void {
  console.log(`\n${found.units.toLocaleString('en')} units, ${found.plan.groups.toLocaleString('en')} groups`)
  for (const [name, { first, best }] of Object.entries(found.milliseconds)) {
    console.log(
      `  ${name.padEnd(14)} first ${first.toFixed(0).padStart(6)} ms   best ${best.toFixed(0).padStart(6)} ms`,
    )
  }
  const { plan, byStreet: street, byFullAddress: address } = found
  console.log(
    `  cost ${plan.cost}, uncovered ${plan.uncovered}, ${plan.optimal ? 'proven optimal, gap 0' : 'not proven'}`,
  )
  console.log(
    `  sorted by street and cut: ${street.cost} = ${street.ratio.toFixed(2)} ×, uncovered ${street.uncovered}`,
  )
  console.log(
    `  sorted by full address:   ${address.cost} = ${address.ratio.toFixed(2)} ×, uncovered ${address.uncovered}`,
  )
  console.log(`  peak memory of the process so far ${found.peakMegabytes} MB`)
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
  })
  const sizes = positionals.length > 0 ? positionals.map(Number) : [10_000, 42_000, 100_000, 1_000_000]
  const load = loadavg()[0]?.toFixed(1)
  const results = sizes.map((size) => {
    const found = measure(size, Number(values.seed))
    if (!values.json) print(found)
    return found
  })
  if (values.json) console.log(JSON.stringify({ load, results }))
  else console.log(`\nload of the machine at the start: ${load}`)
}
