/**
 * One generated instance, planned, checked and bounded, for anyone who wants to see for himself:
 *
 *     npm run bench -- plan --units 42000 --seed 1 --json
 *     node bench/plan.ts [--units N] [--seed S] [--kind points|mixed|address] [--one-town] [--starts 8] [--threads 2] [--seconds S]
 *
 * Prints cost, uncovered units, bound, gap, seconds of every phase (by the clock) and the peak memory of the process.
 * `points` has coordinates only, `mixed` addresses and industries besides, `address` nothing else. With `--seconds` the
 * bound is tightened by linear programmes for so long (on this thread); without, it is that of the first two tiers.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { loadHighsSolver } from '../src/rooms/planner/server/threads/highs-solver.ts'
import { boundTown, sumBounds, type TownBound } from '../src/solver/bounds/bound-plan.ts'
import { checkGroups } from '../src/solver/groups/check-groups.ts'
import { settleRules } from '../src/solver/groups/rules.ts'
import { collectPlan, layOutTasks } from '../src/solver/groups/tasks.ts'
import { Town } from '../src/solver/groups/town.ts'
import { splitTowns } from '../src/solver/groups/towns.ts'
import type { GroupPlan, GroupUnits } from '../src/solver/groups/types.ts'
import { generateUnits, type GroundOptions } from './generate-units.ts'
import { GroupThreads } from './group-threads.ts'

const kinds: Readonly<Record<string, GroundOptions>> = {
  points: {},
  mixed: { address: true, industry: true },
  address: { address: true, space: false },
}

const { values } = parseArgs({
  options: {
    units: { type: 'string', default: '42000' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string', default: 'points' },
    'one-town': { type: 'boolean', default: false },
    starts: { type: 'string', default: '8' },
    threads: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
})

const ground = kinds[values.kind]
if (!ground) {
  process.stderr.write(`--kind is one of ${Object.keys(kinds).join(', ')}\n`)
  process.exit(2)
}
const load = Number(loadavg()[0]?.toFixed(2))
const seconds: Record<string, number> = {}

async function phase<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const begin = performance.now()
  const value = await work()
  seconds[name] = (performance.now() - begin) / 1000
  return value
}

async function boundAll(units: GroupUnits, plan: GroupPlan, limit: number): Promise<TownBound[]> {
  const clock = (): number => performance.now() / 1000
  const end = clock() + limit
  const bounds: TownBound[] = []
  let solver = await loadHighsSolver()
  for (const members of splitTowns(units)) {
    if (solver.worn) solver = await loadHighsSolver()
    const town = new Town(units, settleRules(), members)
    const groupOf = members.map((unit) => plan.groupOf[unit]!)
    const tier = limit > 0 && clock() < end ? 3 : 1
    // A tenth of what is left, so that one hard town does not keep all others waiting.
    const share = tier === 3 ? Math.max(2, (end - clock()) / 10) : 60
    bounds.push(boundTown(town, groupOf, { tier, seconds: share, clock, solver }))
  }
  return bounds
}

const units = await phase('generate', () =>
  generateUnits(Number(values.units), Number(values.seed), { ...ground, towns: !values['one-town'] }),
)
const threads = new GroupThreads(Number(values.threads))
// The threads' start is the program's, not the plan's.
await threads.plan(generateUnits(600, 1, ground), {}, { starts: 1 })
const tasks = await phase('lay out', () => layOutTasks(units, {}, { starts: Number(values.starts) }, SharedArrayBuffer))
await phase('search', () => threads.run(tasks))
const plan = await phase('collect', () => collectPlan(tasks))
await threads.close()
if (!plan) throw new Error('the planning was not finished')
const faults = await phase('check', () => checkGroups(units, {}, plan))
if (faults.length > 0) throw new Error(JSON.stringify(faults.slice(0, 3)))
const bounds = await phase('bound', () => boundAll(units, plan, Number(values.seconds)))
const bound = sumBounds(bounds)
const { value } = plan
const result = {
  load,
  units: units.weights.length,
  towns: bounds.length,
  groups: plan.groupCost.length,
  uncovered: value.uncovered,
  cost: value.cost,
  bound,
  gap: value.cost > 0 ? (value.cost - bound.cost) / value.cost : 0,
  provenTowns: bounds.filter(({ optimal }) => optimal).length,
  seconds,
  peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
}
if (values.json) console.log(JSON.stringify(result))
else {
  console.log(`${result.units} units in ${result.towns} towns, ${result.groups} groups, load ${load}`)
  console.log(`cost ${value.cost.toFixed(4)}, uncovered ${value.uncovered} (bound ${bound.uncovered})`)
  console.log(
    `bound ${bound.cost.toFixed(4)}, gap ${(100 * result.gap).toFixed(3)} %, ${result.provenTowns} towns proven`,
  )
  for (const [name, spent] of Object.entries(seconds)) console.log(`  ${name.padEnd(10)} ${spent.toFixed(3)} s`)
  console.log(`peak memory ${result.peakMegabytes} MB`)
}
