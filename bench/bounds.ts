/**
 * How far plans are from the best there is, against proven optima.
 *
 *   node bench/bounds.ts [--towns 100] [--units 42000] [--starts 64] [--seconds 180] [--json]
 *
 * 1. Generated towns of 300 units with coordinates: plan against optimum, town by town.
 * 2. Towns of 120 units with address, industry and coordinates, the same.
 * 3. One city of many towns: the certified gap after column generation and proof on two threads.
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { loadHighsSolver } from '../src/rooms/planner/server/threads/highs-solver.ts'
import { boundTown } from '../src/solver/bounds/bound-plan.ts'
import type { TownBound } from '../src/solver/bounds/town-bound.ts'
import { planGroups } from '../src/solver/groups/plan-groups.ts'
import { settleRules } from '../src/solver/groups/rules.ts'
import { Town } from '../src/solver/groups/town.ts'
import { splitTowns } from '../src/solver/groups/towns.ts'
import type { GroupUnits } from '../src/solver/groups/types.ts'
import { generateUnits } from './generate-units.ts'

interface Order {
  readonly units: GroupUnits
  readonly groupOf: Int32Array
  readonly seconds: number
}
interface Outcome {
  readonly town: number
  readonly cost: number
  readonly better: number
  readonly bound: number
  readonly optimal: boolean
}

/** The usual number. */
const cityStarts = 8
const clock = (): number => performance.now() / 1000
const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
let solver = await loadHighsSolver()

if (isMainThread) await main()
else work(workerData as Order)

async function main(): Promise<void> {
  const { values: given } = parseArgs({
    options: {
      towns: { type: 'string', default: '100' },
      units: { type: 'string', default: '42000' },
      starts: { type: 'string', default: '64' },
      seconds: { type: 'string', default: '180' },
      json: { type: 'boolean', default: false },
    },
  })
  const [towns, units, starts, seconds] = [given.towns, given.units, given.starts, given.seconds].map(Number) as [
    number,
    number,
    number,
    number,
  ]
  const load = loadavg()[0]!
  const results = {
    coordinates: await against(towns, starts, (seed) => generateUnits(300, seed)),
    mixed: await against(Math.ceil(towns / 5), starts, (seed) =>
      generateUnits(120, seed, { address: true, industry: true }),
    ),
    city: units > 0 ? await city(units, cityStarts, seconds) : null,
    load,
  }
  if (given.json) {
    process.stdout.write(`${JSON.stringify(results)}\n`)
    return
  }
  const percent = (share: number): string => `${(100 * share).toFixed(3)} %`
  for (const [name, found] of Object.entries({ coordinates: results.coordinates, mixed: results.mixed })) {
    process.stdout.write(
      `${found.towns} towns of ${found.units} units, ${name}, ${starts} starts: mean ${percent(found.mean)} above the optimum, ${found.above} towns above 0.1 %, worst ` +
        `${percent(found.worst)}; ${found.proven} proven; plan ${found.planSeconds.toFixed(2)} s, proof ${found.proofSeconds.toFixed(2)} s a town (worst ${found.worstSeconds.toFixed(1)} s)\n`,
    )
  }
  const { city: whole } = results
  if (whole) {
    process.stdout.write(
      `${whole.units} units in ${whole.towns} towns: plan ${percent(whole.planGap)} above the bound, ${percent(whole.gap)} after proof, ` +
        `${whole.proven} towns proven optimal; plan ${whole.planSeconds.toFixed(1)} s, bounds ${whole.seconds.toFixed(1)} s on ${whole.threads} threads\n`,
    )
  }
  process.stdout.write(`load ${load.toFixed(1)}\n`)
}

/** Plans of one-town instances against their optima. */
async function against(towns: number, starts: number, make: (seed: number) => GroupUnits) {
  const gaps: number[] = []
  let [proven, planSeconds, proofSeconds, worstSeconds, units] = [0, 0, 0, 0, 0]
  for (let seed = 1; seed <= towns; seed++) {
    const ground = make(seed)
    units = ground.weights.length
    const begin = cpu()
    const plan = planGroups(ground, {}, { starts })
    const planned = cpu()
    planSeconds += planned - begin
    const found = await bound(ground, Int32Array.from(ground.weights.keys()), plan.groupOf, 60)
    proofSeconds += cpu() - planned
    worstSeconds = Math.max(worstSeconds, cpu() - planned)
    if (found.optimal) proven++
    gaps.push(plan.value.cost / found.bound.cost - 1)
  }
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, towns)
  const worst = Math.max(0, ...gaps)
  const above = gaps.filter((gap) => gap > 0.001).length
  return {
    towns,
    units,
    mean,
    worst,
    above,
    proven,
    planSeconds: planSeconds / Math.max(1, towns),
    proofSeconds: proofSeconds / Math.max(1, towns),
    worstSeconds,
  }
}

/** A whole city; every town gets its share of the time. */
async function city(count: number, starts: number, seconds: number) {
  const units = generateUnits(count, 1)
  const begin = clock()
  const plan = planGroups(units, {}, { starts })
  const planned = clock()
  const towns = splitTowns(units)
  const order = Array.from(towns.keys()).sort((a, b) => towns[b]!.length - towns[a]!.length)
  const threads = Math.min(2, availableParallelism())
  const share = (unit: number): number => (seconds * threads * towns[unit]!.length) / count
  const outcomes: Outcome[] = []
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const task: Order = { units, groupOf: plan.groupOf, seconds }
      const worker = new Worker(new URL(import.meta.url), { workerData: task })
      await new Promise<void>((resolve, reject) => {
        worker.on('error', reject)
        worker.on('message', (outcome: Outcome | null) => {
          if (outcome) outcomes.push(outcome)
          const next = order.shift()
          if (next === undefined) resolve()
          else worker.postMessage([next, 2 * share(next)], [])
        })
      })
      await worker.terminate()
    }),
  )
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  const lower = sum(({ bound: least }) => least)
  return {
    units: count,
    towns: towns.length,
    planGap: sum(({ cost }) => cost) / lower - 1,
    gap: sum(({ better }) => better) / lower - 1,
    proven: sum(({ optimal }) => (optimal ? 1 : 0)),
    planSeconds: planned - begin,
    seconds: clock() - planned,
    threads,
  }
}

/** A thread: bounds the towns it is told to, one after another. */
function work({ units, groupOf }: Order): void {
  const towns = splitTowns(units)
  parentPort!.on('message', ([town, seconds]: readonly [number, number]) => {
    void bound(units, towns[town]!, groupOf, seconds).then((found) => {
      const own = towns[town]!.map((unit) => groupOf[unit]!)
      const place = new Town(units, settleRules(), towns[town]!)
      const outcome: Outcome = {
        town,
        cost: costOf(place, own),
        better: costOf(place, found.groupOf ?? own),
        bound: found.bound.cost,
        optimal: found.optimal,
      }
      parentPort!.postMessage(outcome, [])
    })
  })
  parentPort!.postMessage(null, [])
}

async function bound(units: GroupUnits, town: Int32Array, groupOf: Int32Array, seconds: number): Promise<TownBound> {
  if (solver.worn) solver = await loadHighsSolver()
  const own = town.map((unit) => groupOf[unit]!)
  return boundTown(new Town(units, settleRules(), town), own, { tier: 3, seconds, clock, solver })
}

function costOf(town: Town, groupOf: Int32Array): number {
  let cost = 0
  for (const [group, members] of Map.groupBy(groupOf.keys(), (unit) => groupOf[unit]!)) {
    if (group >= 0) cost += town.groupCost(Int32Array.from(members), members.length)
  }
  return cost
}
