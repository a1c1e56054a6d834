/**
 * The grouping engine on generated ground, two threads:
 *
 *     node bench/groups-engine.ts [UNITS] [--seed S] [--threads T] [--starts 64] [--large 1000000] [--json]
 *
 * For points in towns of about 300 units, for addresses with industries and points, and for one ground without towns: time
 * and cost of 1, 2, 4, 8 and 16 starts beside the best known plan (that of `--starts` starts, 64 at most); beside it the
 * office's usual method, sorting the ledger along the address or along a curve through the points and cutting it from the
 * top, and the best possible cut of that curve. Then planning again after one unit in a hundred has gone and as many are
 * new, for several bonuses; then a first plan of a million units. Wall is what a user waits (threads are started before, the
 * first line includes the compiler's work), processor what it costs; other work on the machine adds to both, its load is
 * printed.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { checkGroups } from '../src/solver/groups/check-groups.ts'
import { partedUnits } from '../src/solver/groups/changed-units.ts'
import { cutOrder } from '../src/solver/groups/cut.ts'
import { Partition } from '../src/solver/groups/partition.ts'
import { pricePlan, replan } from '../src/solver/groups/replan.ts'
import { settleRules } from '../src/solver/groups/rules.ts'
import { singlePrice } from '../src/solver/groups/single-price.ts'
import { startOrders } from '../src/solver/groups/start-orders.ts'
import { Town } from '../src/solver/groups/town.ts'
import { splitTowns } from '../src/solver/groups/towns.ts'
import type { GroupPlan, GroupUnits } from '../src/solver/groups/types.ts'
import { chosenUnits, churn } from './churn.ts'
import type { GroundOptions } from './generate-units.ts'
import { generateUnits } from './generate-units.ts'
import { GroupThreads } from './group-threads.ts'

interface Run {
  readonly starts: number
  readonly wall: number
  readonly processor: number
  readonly costPerUnit: number
  readonly uncovered: number
  readonly abovePercent: number
}

const grounds: Readonly<Record<string, GroundOptions>> = {
  'points in towns': {},
  'addresses, industries and points in towns': { address: true, industry: true },
  'points without towns': { towns: false },
}

const milliseconds = (): number => process.cpuUsage().user / 1000
const load = (): string => loadavg()[0]!.toFixed(1)

/** In every town from the top of the order, a group as soon as its weight is reached; the rest joins the last group. */
function cutFromTheTop(units: GroupUnits, orderOf: (town: Town) => Int32Array): GroupPlan {
  const groupOf = new Int32Array(units.weights.length).fill(-1)
  let group = -1
  for (const members of splitTowns(units)) {
    const town = new Town(units, settleRules(), members, false)
    let weight = Infinity
    let size = 0
    const first = group + 1
    for (const i of orderOf(town)) {
      if (weight >= 3 && (size >= 2 || weight === Infinity)) {
        group++
        weight = 0
        size = 0
      }
      groupOf[members[i]!] = group
      weight += town.weights[i]!
      size++
    }
    if (weight >= 3 || size === 0) continue
    for (const unit of members) if (groupOf[unit] === group) groupOf[unit] = group > first ? group - 1 : -1
    group--
  }
  return pricePlan(units, { maxUnits: 10 }, groupOf)
}

/** The best that cutting the curve can do. */
function cutAtBest(units: GroupUnits): GroupPlan {
  const groupOf = new Int32Array(units.weights.length)
  for (const members of splitTowns(units)) {
    const town = new Town(units, settleRules(), members, false)
    const labels = new Int32Array(members.length)
    cutOrder(new Partition(town, singlePrice(town)), startOrders(town, 0)[0]!, labels)
    members.forEach((unit, i) => (groupOf[unit] = members[labels[i]!]!))
  }
  return pricePlan(units, {}, groupOf)
}

async function measure(threads: GroupThreads, units: GroupUnits, most: number) {
  const count = units.weights.length
  const timed = async (starts: number): Promise<Omit<Run, 'abovePercent'> & { readonly plan: GroupPlan }> => {
    const [wall, processor] = [performance.now(), milliseconds()]
    const plan = (await threads.plan(units, {}, { starts }))!
    const run = { starts, wall: performance.now() - wall, processor: milliseconds() - processor }
    return { ...run, costPerUnit: plan.value.cost / count, uncovered: plan.value.uncovered, plan }
  }
  const runs = []
  for (const starts of [1, 1, 2, 4, 8, 16, most]) runs.push(await timed(starts))
  const best = runs.at(-1)!
  if (checkGroups(units, {}, best.plan).length > 0) throw new Error('the witness finds faults')
  const curve = cutFromTheTop(units, (town) => startOrders(town, 0)[0]!)
  const cut = cutAtBest(units)
  return {
    runs: runs.map(({ plan: _, ...run }): Run => {
      return { ...run, abovePercent: 100 * (run.costPerUnit / best.costPerUnit - 1) }
    }),
    streetAndCut: curve.value.cost / best.plan.value.cost,
    bestCut: cut.value.cost / best.plan.value.cost,
  }
}

async function again(threads: GroupThreads, count: number, seed: number, options: GroundOptions) {
  const moved = Math.round(count / 100)
  const all = generateUnits(count + moved, seed, options)
  const { before, after } = churn(count, 0.01, seed)
  const old = (await threads.plan(chosenUnits(all, before)))!
  const units = chosenUnits(all, after)
  const previous = Int32Array.from(after, (unit) => (unit < count ? old.groupOf[unit]! : -1))
  const scratch = (await threads.plan(units))!
  const bonuses = [0, 0, 0.01, 0.02, 0.05, 0.1]
  return bonuses.map((bonus) => {
    const together = { group: previous, bonus }
    const [wall, processor] = [performance.now(), milliseconds()]
    const { plan, changed } = replan({ ...units, together }, {}, previous)
    const spent = { wall: performance.now() - wall, processor: milliseconds() - processor }
    const own = pricePlan(units, {}, plan.groupOf)
    return {
      bonus,
      ...spent,
      otherPartnersPercent: (100 * changed.length) / count,
      lostPartnersPercent: (100 * partedUnits(previous, plan).length) / count,
      uncovered: own.value.uncovered - scratch.value.uncovered,
      abovePercent: 100 * (own.value.cost / scratch.value.cost - 1),
    }
  })
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      threads: { type: 'string', default: '2' },
      starts: { type: 'string', default: '64' },
      large: { type: 'string', default: '1000000' },
      json: { type: 'boolean', default: false },
    },
  })
  const count = Number(positionals[0] ?? 42_000)
  const seed = Number(values.seed)
  const threads = new GroupThreads(Number(values.threads))
  const say = (line: string): void => void (values.json || console.log(line))
  const results: Record<string, unknown> = { units: count, seed, threads: values.threads, load: load() }
  for (const [name, options] of Object.entries(grounds)) {
    say(`\n${count.toLocaleString('en')} units, ${name}; load ${load()}`)
    const found = await measure(threads, generateUnits(count, seed, options), Number(values.starts))
    for (const { starts, wall, processor, costPerUnit, uncovered, abovePercent } of found.runs) {
      const time = `${wall.toFixed(0).padStart(6)} ms wall ${processor.toFixed(0).padStart(6)} ms processor`
      const cost = `${costPerUnit.toFixed(6)} per unit, ${abovePercent.toFixed(3)} % above best known, ${uncovered} uncovered`
      say(`  ${String(starts).padStart(2)} starts ${time}   ${cost}`)
    }
    say(`  street and cut ${found.streetAndCut.toFixed(2)} ×, best cut of the curve ${found.bestCut.toFixed(2)} ×`)
    const towns = options.towns !== false
    const replanned = towns ? await again(threads, count, seed, options) : []
    for (const one of replanned) {
      const time = `${one.wall.toFixed(0)} ms wall ${one.processor.toFixed(0)} ms processor`
      const change = `${one.otherPartnersPercent.toFixed(2)} % other partners, ${one.lostPartnersPercent.toFixed(2)} % lose one`
      say(`  again, bonus ${one.bonus}: ${time}, ${change}, ${one.abovePercent.toFixed(3)} % above from scratch`)
    }
    results[name] = { ...found, again: replanned }
  }
  const large = Number(values.large)
  if (large > 0) {
    const units = generateUnits(large, seed)
    const [wall, processor] = [performance.now(), milliseconds()]
    const plan = (await threads.plan(units, {}, { starts: 1 }))!
    const spent = { wall: performance.now() - wall, processor: milliseconds() - processor }
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
    results.large = { units: large, ...spent, megabytes, costPerUnit: plan.value.cost / large, load: load() }
    say(`\n${large.toLocaleString('en')} units, points in towns, 1 start; load ${load()}`)
    say(`  ${spent.wall.toFixed(0)} ms wall ${spent.processor.toFixed(0)} ms processor, ${megabytes} MB at most`)
  }
  await threads.close()
  if (values.json) console.log(JSON.stringify(results))
}
