/**
 * The exact tree programme alone:
 *
 *     node bench/tree.ts [UNITS …] [--generated] [--seed S] [--json]
 *
 * On real addresses where the test data lie beside the project (more units than there are by drawing addresses again, each
 * draw of the whole file standing in a city of its own), on generated districts otherwise or when asked. For every size:
 * sorting, the programme forwards, the whole plan with the way back, ties and bound, explanations, the independent check,
 * and up to 100,000 units the assignment of instructors; beside the cost of the office's usual method. Offices sort the
 * ledger by town and written address and cut it from the top, a group as soon as three members are together; "by street"
 * sorts streets by name within a town, as a spreadsheet does, "by full address" also knows which community a street belongs
 * to. The price is the same for all: units times the level they share (building 0, road 2, community 8, town 16), towns
 * never mixed. Times are milliseconds of processor time of the process, the compiler's threads included (which is most of
 * the first run): the first run, then the best of all, since other work on the machine only adds. `wall` is the clock's
 * time of sorting and planning in the best run.
 */
import { existsSync } from 'node:fs'
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
import type { TreeOrder } from '../src/solver/tree-order.ts'
import type { TreePlan, TreeUnits } from '../src/solver/types.ts'
import { loadDivisions } from '../src/platform/server/public-codes.ts'
import { guessRoot } from '../src/rooms/areas/rules/guess-root.ts'
import { locateFile } from '../src/rooms/areas/rules/locate-file.ts'
import { makeLocator } from '../src/rooms/areas/rules/locate.ts'
import { DEFAULT_FILE, readUnits } from './locate.ts'

const DEPTH = 6
const TOWN = 3
const PRICES = Float64Array.from([4096, 1024, 64, 16, 8, 2, 0])

/** City, county, town, community, road, building; busy ones are busier, four units in ten have two members. */
function generateDistrict(count: number, seed: number): TreeUnits {
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

/** Address codes of every unit of a real registry: county, town, community, road, building as the address says. */
async function realPaths(): Promise<Int32Array> {
  const units = readUnits(DEFAULT_FILE)
  const root = guessRoot(await loadDivisions({ prefix: '' }), units)
  const locator = makeLocator(
    await loadDivisions({ prefix: root?.code ?? '' }),
    root === null ? {} : { root: root.code },
  )
  const { located } = locateFile(locator, units)
  const numbers = new Map<string, number>()
  const code = (key: string): number => {
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, numbers.size)
    return numbers.size - 1
  }
  const levels = new Int32Array(located.length * DEPTH).fill(-1)
  for (const [unit, { area, town, community, road, buildingKey }] of located.entries()) {
    const at = unit * DEPTH
    levels[at] = 0
    if (area === '') continue
    levels[at + 1] = code(`c${area}`)
    // Where the town is not known, the road stands in for it (rooms/planner/rules/address.ts).
    if (town === '' && road === '') continue
    levels[at + 2] = town === '' ? code(`t~${road}`) : code(`t${town}`)
    if (road === '') {
      if (community !== '') levels[at + 3] = code(`m${community}`)
      continue
    }
    levels[at + 3] = levels[at + 4] = code(`r${road}`)
    if (buildingKey !== '') levels[at + 5] = code(`b${buildingKey}`)
  }
  return levels
}

/** The first draw is the file itself. */
function resample(paths: Int32Array, count: number, seed: number): TreeUnits {
  const random = seededRandom(seed)
  const real = paths.length / DEPTH
  const levels = new Int32Array(count * DEPTH)
  const weights = new Uint8Array(count)
  for (let unit = 0; unit < count; unit++) {
    const from = unit < real ? unit : random.int(real)
    levels.set(paths.subarray(from * DEPTH, (from + 1) * DEPTH), unit * DEPTH)
    levels[unit * DEPTH] = Math.floor(unit / real)
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
  readonly wall: number
}

function timed(runs: number, work: () => unknown): Taken {
  const all = Array.from({ length: runs }, () => {
    const clock = performance.now()
    const start = process.cpuUsage().user
    work()
    return { cpu: (process.cpuUsage().user - start) / 1000, wall: performance.now() - clock }
  })
  const least = (key: 'cpu' | 'wall'): number => Math.min(...all.map((one) => one[key]))
  return { first: all[0]!.cpu, best: least('cpu'), wall: least('wall') }
}

/** Above this only what the figures ask for: sorting and planning. */
const SMALL = 100_000

function measure(units: TreeUnits, seed: number) {
  const count = units.weights.length
  const runs = count > 200_000 ? 3 : 8
  const tree = addressOrder(units)
  const { weights, h, hardLevel } = units
  const types = indivisibleTypes(usualShape)
  const price = 2 ** 40
  const programme = { tree, weights, h, hardLevel, types, caps: capsFor(units, usualShape) }
  const plan = planTree(units, {}, tree)
  const faults = checkPlan(units, usualShape, plan)
  if (faults.length > 0) throw new Error(JSON.stringify(faults.slice(0, 3)))
  return {
    units: count,
    milliseconds: {
      'sort and plan': timed(runs, () => planTree(units, {}, addressOrder(units))),
      sort: timed(runs, () => addressOrder(units)),
      programme: timed(runs, () => runProgramme({ ...programme, dropCost: [price, price], hopeless: price })),
      ...(count > SMALL ? {} : measureRest(units, tree, plan, runs, seed)),
    },
    plan: { ...plan.value, groups: plan.groupLevel.length, optimal: plan.optimal },
    ...(count > SMALL ? {} : { byStreet: usual(units, byStreet(units, seed), plan) }),
    ...(count > SMALL ? {} : { byFullAddress: usual(units, Array.from(tree.order), plan) }),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

function measureRest(units: TreeUnits, tree: TreeOrder, plan: TreePlan, runs: number, seed: number) {
  const count = units.weights.length
  const { h } = units
  const instructorLevels = generateDistrict(Math.ceil(count / 5), seed + 1).levels
  const random = seededRandom(seed)
  const problem = { unitLevels: units.levels, instructorLevels, levelCost: h }
  // One pair in twenty is gone, as after a year's comings and goings.
  const kept = assignInstructors(problem).instructorOf.map((instructor) => (random.next() < 0.05 ? -1 : instructor))
  const few = { ...problem, instructorLevels: instructorLevels.subarray(0, Math.ceil(count / 188) * DEPTH) }
  return {
    explain: timed(runs, () => explainPlan(units, plan, {}, tree)),
    check: timed(runs, () => checkPlan(units, usualShape, plan)),
    assign: timed(runs, () => assignInstructors(problem)),
    'assign few': timed(runs, () => assignInstructors(few)),
    'assign again': timed(runs, () => assignInstructors({ ...problem, hardLevel: 2, current: kept, keepBonus: 5 })),
  }
}

function usual(units: TreeUnits, order: readonly number[], plan: TreePlan) {
  const cut = cutInOrder(units, order)
  return { ...cut, ratio: cut.cost / plan.value.cost }
}

function print(found: ReturnType<typeof measure>): void {
  console.log(`\n${found.units.toLocaleString('en')} units, ${found.plan.groups.toLocaleString('en')} groups`)
  for (const [name, { first, best, wall }] of Object.entries(found.milliseconds)) {
    const figures = [first, best, wall].map((one) => one.toFixed(0).padStart(6))
    console.log(`  ${name.padEnd(14)} first ${figures[0]} ms   best ${figures[1]} ms   wall ${figures[2]} ms`)
  }
  const { plan, byStreet: street, byFullAddress: address } = found
  console.log(
    `  cost ${plan.cost}, uncovered ${plan.uncovered}, ${plan.optimal ? 'proven optimal, gap 0' : 'not proven'}`,
  )
  if (street && address) {
    console.log(
      `  sorted by street and cut: ${street.cost} = ${street.ratio.toFixed(2)} ×, uncovered ${street.uncovered}`,
    )
    console.log(
      `  sorted by full address:   ${address.cost} = ${address.ratio.toFixed(2)} ×, uncovered ${address.uncovered}`,
    )
  }
  console.log(`  peak memory of the process so far ${found.peakMegabytes} MB`)
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      generated: { type: 'boolean', default: false },
    },
  })
  const sizes = positionals.length > 0 ? positionals.map(Number) : [10_000, 42_000, 100_000, 1_000_000, 3_000_000]
  const seed = Number(values.seed)
  const load = loadavg()[0]?.toFixed(1)
  const real = existsSync(DEFAULT_FILE) && !values.generated ? await realPaths() : null
  const source = real === null ? 'generated districts' : `real addresses (${real.length / DEPTH}), drawn again for more`
  if (!values.json) console.log(`${source}; load of the machine at the start: ${load}`)
  const results = sizes.map((size) => {
    const found = measure(real === null ? generateDistrict(size, seed) : resample(real, size, seed), seed)
    if (!values.json) print(found)
    return found
  })
  if (values.json) console.log(JSON.stringify({ load, source, results }))
}
