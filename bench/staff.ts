/**
 * Instructors for units by distance, on generated districts:
 *
 *     node bench/staff.ts [UNITS …] [--seed S] [--all] [--json]
 *
 * Every problem is solved exactly over all pairs (value and dual value are printed) and beside it stands what an office
 * does by hand: unit after unit to the nearest instructor with room. Small problems are also given to HiGHS as a linear
 * programme over all pairs; the two costs must agree. `--all` adds the short of places and the very large.
 * Times are milliseconds of processor time, the compiler's threads included: the first run, then the best of all.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import highsLoader from 'highs'
import { seededRandom } from '../src/kernel/random.ts'
import { assignStaff } from '../src/solver/staff/assign-staff.ts'
import { handOver } from '../src/solver/staff/hand-over.ts'
import type { StaffProblem } from '../src/solver/staff/types.ts'

const CAPACITY = 10

/**
 * Four units per square kilometre. `even`: units and instructors anywhere. `towns`: four units in five lie in towns of about
 * 300, but only half of the instructors, so that towns have fewer places than units and many must come from outside.
 */
export function generateStaffing(
  units: number,
  spare: number,
  seed: number,
  kind: 'even' | 'towns' = 'towns',
): StaffProblem & { space: object } {
  const random = seededRandom(seed)
  const instructors = Math.ceil((units * (1 + spare)) / CAPACITY)
  const side = Math.sqrt(units / 4)
  const towns = Array.from({ length: Math.max(1, Math.round(units / 300)) }, () => [
    random.next() * side,
    random.next() * side,
  ])
  const near = (to: Float64Array, at: number, share: number): void => {
    const [x = 0, y = 0] = towns[Math.floor(random.next() * towns.length)] ?? []
    const far = random.next() < share
    const spread = 4 * (random.next() + random.next() + random.next() - 1.5)
    const other = 4 * (random.next() + random.next() + random.next() - 1.5)
    to[2 * at] = far ? random.next() * side : x + spread
    to[2 * at + 1] = far ? random.next() * side : y + other
  }
  const unitPoints = new Float64Array(2 * units)
  const placePoints = new Float64Array(2 * instructors)
  for (let i = 0; i < units; i++) near(unitPoints, i, kind === 'even' ? 1 : 0.2)
  for (let j = 0; j < instructors; j++) near(placePoints, j, kind === 'even' ? 1 : 0.5)
  return { units, capacity: new Int32Array(instructors).fill(CAPACITY), space: { unitPoints, placePoints, rate: 1 } }
}

/** One after another to the nearest with room, looking through a grid as a clerk looks around on a map. */
function nearestWithRoom({ units, capacity, space }: StaffProblem): { cost: number } {
  const { unitPoints, placePoints } = space!
  const room = capacity.slice()
  const cell = 2
  const cells = new Map<string, number[]>()
  const key = (x: number, y: number): string => `${x}:${y}`
  for (let j = 0; j < capacity.length; j++) {
    const at = key(Math.floor(placePoints[2 * j]! / cell), Math.floor(placePoints[2 * j + 1]! / cell))
    cells.set(at, [...(cells.get(at) ?? []), j])
  }
  let cost = 0
  for (let i = 0; i < units; i++) {
    const [x, y] = [unitPoints[2 * i]!, unitPoints[2 * i + 1]!]
    const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)]
    let best = -1
    let least = Infinity
    for (let ring = 0; ring < 4000 && least > (ring - 1) * cell; ring++) {
      for (let right = -ring; right <= ring; right++) {
        const step = Math.abs(right) === ring ? 1 : 2 * ring
        for (let up = -ring; up <= ring; up += step || 1) {
          const here = cells.get(key(column + right, row + up)) ?? []
          for (const j of here) {
            const away = Math.hypot(placePoints[2 * j]! - x, placePoints[2 * j + 1]! - y)
            if (away >= least) continue
            least = away
            best = j
          }
        }
      }
    }
    if (best < 0) continue
    cost += least
    if (--room[best]! > 0) continue
    const at = key(Math.floor(placePoints[2 * best]! / cell), Math.floor(placePoints[2 * best + 1]! / cell))
    cells.set(
      at,
      cells.get(at)!.filter((j) => j !== best),
    )
  }
  return { cost }
}

type Highs = Awaited<ReturnType<typeof highsLoader>>

/** All pairs as columns. */
function byHighs(highs: Highs, { units, capacity, space }: StaffProblem): { cost: number; milliseconds: number } {
  const { unitPoints, placePoints } = space!
  const rows: string[] = []
  const terms: string[] = []
  for (let i = 0; i < units; i++) {
    const own: string[] = []
    for (let j = 0; j < capacity.length; j++) {
      const away = Math.hypot(
        placePoints[2 * j]! - unitPoints[2 * i]!,
        placePoints[2 * j + 1]! - unitPoints[2 * i + 1]!,
      )
      terms.push(`+ ${away.toFixed(9)} x${i}_${j}`)
      own.push(`x${i}_${j}`)
    }
    rows.push(`${own.join(' + ')} = 1`)
  }
  for (let j = 0; j < capacity.length; j++) {
    rows.push(`${Array.from({ length: units }, (_, i) => `x${i}_${j}`).join('\n + ')} <= ${capacity[j]}`)
  }
  const text = `Minimize\n${terms.join('\n')}\nSubject To\n${rows.join('\n')}\nEnd`
  const start = process.cpuUsage().user
  const { ObjectiveValue: cost } = highs.solve(text)
  return { cost, milliseconds: (process.cpuUsage().user - start) / 1000 }
}

function timed<T>(runs: number, work: () => T): { best: number; result: T } {
  let best = Infinity
  let result = work()
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage().user
    result = work()
    best = Math.min(best, (process.cpuUsage().user - start) / 1000)
  }
  return { best, result }
}

function measure(units: number, spare: number, kind: 'even' | 'towns', seed: number, highs: Highs | null) {
  const problem = generateStaffing(units, spare, seed, kind)
  const started = process.cpuUsage().user
  const whole = assignStaff(problem)
  const first = (process.cpuUsage().user - started) / 1000
  const again = units > 200_000 ? first : timed(2, () => assignStaff(problem)).best
  const leaving = timed(1, () => handOver(problem, whole.instructorOf, [0, 1, 2, 3, 4]))
  const peer = highs ? byHighs(highs, problem) : null
  const clerk = units <= 200_000 ? nearestWithRoom(problem) : null
  return {
    kind,
    units,
    instructors: problem.capacity.length,
    spare,
    first,
    best: Math.min(first, again),
    cost: whole.cost,
    dual: whole.dual,
    unplaced: whole.unplaced.length,
    dualUnplaced: whole.dualUnplaced,
    listedPerUnit: whole.listed / units,
    longestList: whole.longestList,
    handOver: { units: leaving.result.unit.length, milliseconds: leaving.best },
    clerk: clerk && { cost: clerk.cost, ratio: clerk.cost / whole.cost },
    highs: peer && { ...peer, difference: peer.cost - whole.cost, ratio: peer.milliseconds / Math.min(first, again) },
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

function print(found: ReturnType<typeof measure>): void {
  const { units, instructors, spare, cost, dual, clerk, highs } = found
  const percent = Math.round(spare * 100)
  console.log(
    `\n${units.toLocaleString('en')} units, ${instructors} instructors, ${percent} % of places to spare, ${found.kind}`,
  )
  console.log(`  exact over all pairs: first ${found.first.toFixed(0)} ms, best ${found.best.toFixed(0)} ms`)
  console.log(
    `  cost ${cost.toFixed(6)}, dual ${dual.toFixed(6)}, unplaced ${found.unplaced} (dual ${found.dualUnplaced})`,
  )
  console.log(`  candidates per unit ${found.listedPerUnit.toFixed(1)}, longest list ${found.longestList}`)
  console.log(`  5 instructors leave, ${found.handOver.units} units: ${found.handOver.milliseconds.toFixed(1)} ms`)
  if (clerk) console.log(`  nearest with room, one after another: ${clerk.ratio.toFixed(3)} × the cost`)
  if (highs) {
    console.log(
      `  HiGHS: ${highs.milliseconds.toFixed(0)} ms = ${highs.ratio.toFixed(0)} ×, cost differs by ${highs.difference.toFixed(7)}`,
    )
  }
  console.log(`  peak memory of the process so far ${found.peakMegabytes} MB`)
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const load = loadavg()[0]?.toFixed(1)
  type Size = [units: number, spare: number, kind: 'even' | 'towns']
  const usual: Size[] = [
    [300, 0.2, 'towns'],
    [1000, 0.2, 'towns'],
    [2000, 0.2, 'towns'],
    [42_000, 0.2, 'even'],
    [42_000, 0.2, 'towns'],
    [42_000, 0.05, 'even'],
    [100_000, 0.2, 'even'],
  ]
  const more: Size[] = [
    [10_000, -0.02, 'towns'],
    [42_000, 0.05, 'towns'],
    [1_000_000, 0.2, 'even'],
  ]
  const sizes = positionals.length > 0 ? positionals.map((units): Size => [Number(units), 0.2, 'even']) : usual
  if (values.all) sizes.push(...more)
  const highs = await highsLoader()
  const results = sizes.map(([units, spare, kind]) => {
    const found = measure(units, spare, kind, Number(values.seed), units <= 2000 ? highs : null)
    if (!values.json) print(found)
    return found
  })
  if (values.json) console.log(JSON.stringify({ load, results }))
  else console.log(`\nload of the machine at the start: ${load}`)
}
