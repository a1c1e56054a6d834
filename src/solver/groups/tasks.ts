/**
 * A planning laid out for any number of threads: plain data over typed arrays that threads may share. Every thread calls
 * `runTasks` with the same layout and takes chunks of work (some starts of one town, big towns first) off a common counter;
 * whoever finishes the last start of a town combines them, always in the order of the starts. So the plan does not depend
 * on how many threads there are or who was faster.
 *
 *   const tasks = layOutTasks(units, rules, search, SharedArrayBuffer)
 *   // hand `tasks` to the threads, each calls runTasks(tasks)
 *   const plan = collectPlan(tasks) // when all have returned
 */
import { assemblePlan } from './assemble.ts'
import { refuseUnits } from './refuse-units.ts'
import { settleRules } from './rules.ts'
import { shareUnits } from './share.ts'
import { solveTown } from './solve-town.ts'
import { curveOrder } from './start-orders.ts'
import { denseLimit, Town } from './town.ts'
import { TownRoom } from './town-room.ts'
import { TownSearch } from './town-search.ts'
import { splitTowns } from './towns.ts'
import { isAddressOnly } from './tree-start.ts'
import type { GroupPlan, GroupRules, GroupUnits, SearchOptions } from './types.ts'

/** Structured-cloneable. With shared buffers every thread sees the same arrays. */
export interface GroupTasks {
  readonly units: GroupUnits
  readonly rules: GroupRules
  readonly starts: number
  readonly seed: number
  readonly from: Int32Array | null
  /** Free units of town t: `townUnits[townStart[t] … townStart[t+1])`. */
  readonly townStart: Int32Array
  readonly townUnits: Int32Array
  /** Town, first start and end of the starts, for every chunk. */
  readonly chunks: Int32Array
  /** Chunks of every town that are not finished. */
  readonly open: Int32Array
  /** Where the starts of a town of several chunks are kept in `plans`, −1 for one chunk. */
  readonly planStart: Int32Array
  readonly plans: Int32Array
  /** Any member of the group of each unit, −1 for none. */
  readonly result: Int32Array
  /** Next chunk; finished steps; whether to stop; finished towns; all steps. */
  readonly control: Int32Array
}

const [nextChunk, doneSteps, stop, doneTowns, allSteps] = [0, 1, 2, 3, 4] as const

type BufferKind = ArrayBufferConstructor | SharedArrayBufferConstructor

/** @throws RangeError when lengths, weights, prices or rules make no sense (`refuse-units.ts`). */
export function layOutTasks(
  units: GroupUnits,
  rules: GroupRules = {},
  search: SearchOptions = {},
  buffer: BufferKind = ArrayBuffer,
): GroupTasks {
  refuseUnits(units, rules, search)
  const ints = (length: number): Int32Array => new Int32Array(new buffer(4 * length))
  const count = units.weights.length
  const starts = search.from ? 1 : (search.starts ?? 8)
  const towns = splitTowns(units)
    .map((town) => (units.locked ? town.filter((unit) => units.locked![unit]! < 0) : town))
    .filter((town) => town.length > 0)
    .map((town) => alongCurve(units, rules, town))
  const townStart = ints(towns.length + 1)
  const free = towns.reduce((sum, town) => sum + town.length, 0)
  const townUnits = ints(free)
  const planStart = ints(towns.length)
  const open = ints(towns.length)
  const chunks: (readonly [town: number, first: number, end: number])[] = []
  const byTree = isAddressOnly(units, settleRules(rules), units.weights)
  let kept = 0
  towns.forEach((town, t) => {
    townUnits.set(town, townStart[t]!)
    townStart[t + 1] = townStart[t]! + town.length
    // A town that could keep the others waiting is shared out start by start.
    const alone = starts > 1 && !byTree && town.length > 256 && town.length * 16 > free
    planStart[t] = alone ? kept : -1
    if (alone) kept += starts * town.length
    open[t] = alone ? starts : 1
    for (let start = 0; start < (alone ? starts : 1); start++) chunks.push([t, start, alone ? start + 1 : starts])
  })
  chunks.sort((a, b) => towns[b[0]]!.length - towns[a[0]]!.length || a[0] - b[0] || a[1] - b[1])
  const laidOut = ints(3 * chunks.length)
  laidOut.set(chunks.flat())
  const control = ints(5)
  control[allSteps] = free * starts
  const result = ints(count).fill(-1)
  const shared = buffer === ArrayBuffer ? units : shareUnits(units)
  let from: Int32Array | null = null
  if (search.from) {
    from = ints(count)
    from.set(search.from)
  }
  const plain = { starts, seed: search.seed ?? 0, from, rules, units: shared }
  return { ...plain, townStart, townUnits, chunks: laidOut, open, planStart, plans: ints(kept), result, control }
}

/** Works until nothing is left or the planning is cancelled. */
export function runTasks(tasks: GroupTasks): void {
  const { chunks, control, townStart, planStart, plans } = tasks
  const rules = settleRules(tasks.rules)
  const stopped = (): boolean => Atomics.load(control, stop) !== 0
  const room = new TownRoom()
  let last = -1
  let search: TownSearch | null = null
  while (!stopped()) {
    const chunk = Atomics.add(control, nextChunk, 1)
    if (3 * chunk >= chunks.length) return
    const t = chunks[3 * chunk]!
    const first = chunks[3 * chunk + 1]!
    const end = chunks[3 * chunk + 2]!
    const members = tasks.townUnits.subarray(townStart[t]!, townStart[t + 1]!)
    const town: Town = last === t && search ? search.town : new Town(tasks.units, rules, members, undefined, room)
    if (planStart[t]! < 0) {
      search = null
      last = -1
      const labels = solveTown(town, { starts: end, seed: tasks.seed, from: tasks.from, stopped })
      if (!stopped()) finish(tasks, t, members, labels)
      Atomics.add(control, doneSteps, members.length * (end - first))
    } else {
      if (last !== t || !search) search = new TownSearch(town, stopped)
      last = t
      const kept = Array.from({ length: tasks.starts }, (_, start) => {
        const from = planStart[t]! + start * members.length
        return plans.subarray(from, from + members.length)
      })
      for (let start = first; start < end; start++) {
        let told = 0
        search.onProgress = (share) => {
          const steps = Math.floor(share * members.length)
          Atomics.add(control, doneSteps, steps - told)
          told = steps
        }
        search.forgetTried()
        search.start(start, tasks.seed, kept[start]!, stopped)
      }
      if (Atomics.sub(tasks.open, t, 1) === 1 && !stopped()) {
        search.forgetTried()
        search.combine(kept, stopped)
        if (!stopped()) finish(tasks, t, members, search.plan.slotOf)
      }
    }
  }
}

/** From 0 to 1. */
export function progressOf(tasks: GroupTasks): number {
  const all = tasks.control[allSteps]!
  return all === 0 ? 1 : Atomics.load(tasks.control, doneSteps) / all
}

/** All threads return soon; there will be no plan. */
export function cancelTasks(tasks: GroupTasks): void {
  Atomics.store(tasks.control, stop, 1)
}

/** The plan, when all threads have returned; null when it was cancelled. */
export function collectPlan(tasks: GroupTasks): GroupPlan | null {
  if (Atomics.load(tasks.control, doneTowns) < tasks.townStart.length - 1) return null
  return assemblePlan(tasks.units, settleRules(tasks.rules), tasks.result)
}

/** Large towns with points are numbered along a curve, so that neighbours lie close in memory too. */
function alongCurve(units: GroupUnits, rules: GroupRules, town: Int32Array): Int32Array {
  if (!units.space || units.space.rate === 0 || town.length <= denseLimit) return town
  return curveOrder(new Town(units, settleRules(rules), town, false), 0).map((i) => town[i]!)
}

function finish(tasks: GroupTasks, town: number, members: Int32Array, labels: Int32Array): void {
  const size = new Int32Array(members.length)
  const first = new Int32Array(members.length)
  for (let i = members.length - 1; i >= 0; i--) {
    size[labels[i]!]!++
    first[labels[i]!] = members[i]!
  }
  for (let i = 0; i < members.length; i++) tasks.result[members[i]!] = size[labels[i]!]! > 1 ? first[labels[i]!]! : -1
  tasks.open[town] = 0
  Atomics.add(tasks.control, doneTowns, 1)
}
