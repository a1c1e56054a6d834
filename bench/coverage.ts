import { seededRandom, type Random } from '../src/kernel/random.ts'
import { openTestContext } from '../src/platform/server/testing.ts'
import { systemClock } from '../src/platform/server/clock.ts'
import { unitsEvents } from '../src/rooms/units/contract.ts'
import { unitKey } from '../src/rooms/units/server/public.ts'
import { builtInPresets } from '../src/rooms/rulebook/public.ts'
import { labelUnit } from '../src/rooms/coverage/rules/state.ts'
import {
  changeUnits,
  COUNTIES,
  pathOf,
  randomUnits,
  seedTree,
  testRooms,
  townsOf,
  type TestUnit,
} from '../src/rooms/coverage/testing.ts'

/**
 * Coverage at one city's size: the reaction to every unit changing at once, the summary and the tables over HTTP, a dry
 * run, a snapshot, a change note. `node bench/coverage.ts [units] [spread]`; PostgreSQL with TEST_DATABASE_URL. Units are
 * as uneven as real ones (most are small firms of a few trades, most located to their county only); `spread` draws every
 * field evenly, so that nearly each unit is a cell of its own: the worst case for counters. Processor time stands beside
 * the clock, as the clock also counts whatever else the machine does.
 */
const UNITS = Number(process.argv[2] ?? 41_580)
const TOWNS = 56

interface Taken {
  readonly wall: number
  readonly cpu: number
}

function say(name: string, taken: readonly Taken[], goal: string): void {
  const at = (pick: (one: Taken) => number, share: number): string => {
    const sorted = taken.map(pick).sort((a, b) => a - b)
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1).padStart(8)
  }
  const wall = (one: Taken): number => one.wall
  const cpu = (one: Taken): number => one.cpu
  console.log(
    `${name.padEnd(42)} median ${at(wall, 0.5)} ms  p95 ${at(wall, 0.95)} ms  processor ${at(cpu, 0.5)} ms  ${goal}`,
  )
}

async function time(work: () => Promise<unknown>): Promise<Taken> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wall: performance.now() - start, cpu: (user + system) / 1000 }
}

/** Sections by their share among real registrations, roughly: trade first, then manufacture, then services. */
const SECTIONS = [...'FFFFFFFFFCCCCCLLLLMMMEEEIIGKRAJQ']

function uneven(unit: TestUnit, random: Random): TestUnit {
  return {
    ...unit,
    ...(random.next() < 0.7 ? { town: null, community: null } : {}),
    kind: random.next() < 0.97 ? 'enterprise' : unit.kind,
    size: random.next() < 0.7 ? 'micro' : unit.size,
    section: unit.section === null ? null : random.pick(SECTIONS),
  }
}

const context = await openTestContext(testRooms, systemClock)
try {
  console.log(`${context.database.kind}, ${UNITS} units, ${COUNTIES.length} counties × ${TOWNS} towns`)
  await seedTree(context, TOWNS)
  const skew = seededRandom(3)
  const drawn = randomUnits(1, UNITS, TOWNS)
  const units = process.argv[3] === 'spread' ? drawn : drawn.map((unit) => uneven(unit, skew))
  await changeUnits(context, { before: [], after: units })

  const preset = builtInPresets[0]
  if (!preset) throw new Error('no preset')
  const random = seededRandom(2)
  const keys = units.map((unit) => unitKey({ ...unit, ...labelUnit(unit, preset), path: pathOf(unit) }))
  const moved = units.map((unit) => {
    const next = { ...unit, members_full: random.int(6), has_organization: random.next() < 0.3 }
    return unitKey({ ...next, ...labelUnit(next, preset), path: pathOf(next) })
  })
  const reaction = async (before: typeof keys, after: typeof keys): Promise<Taken> =>
    context.database.writeAsOwner((tx) =>
      time(() => context.reactions.emit(unitsEvents.changed, tx, context.localScope(), { before, after })),
    )
  say('reaction: all units change', [await reaction(keys, moved), await reaction(moved, keys)], 'goal ≤ 700 ms')

  const app = await context.app()
  const get = async (url: string): Promise<void> => {
    const answer = await app.inject({ method: 'GET', url })
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
  const http = async (name: string, url: string, goal = 'goal p95 ≤ 60 ms'): Promise<void> => {
    for (let warm = 0; warm < 5; warm++) await get(url)
    const times: Taken[] = []
    for (let turn = 0; turn < 60; turn++) times.push(await time(() => get(url)))
    say(name, times, goal)
  }
  const county = COUNTIES[0] ?? ''
  const round = async (when: string): Promise<void> => {
    await http(`summary${when}`, '/api/coverage')
    await http(`summary of a county${when}`, `/api/coverage?area=${county}`)
    for (const by of ['county', 'town', 'kind', 'industry', 'size']) {
      await http(`table by ${by}${when}`, `/api/coverage/table?by=${by}`)
    }
    await http(`explain${when}`, '/api/coverage/explain?kind=enterprise')
  }
  await round('')
  await http('summary of a community, from its units', `/api/coverage?area=${townsOf(county)[0]}001`)
  const post = (url: string, payload: object) => async (): Promise<void> => {
    const answer = await app.inject({ method: 'POST', url, payload })
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
  say('snapshot', [await time(post('/api/snapshots', { name: '一' }))], '')
  say('dry run of a preset', [await time(post('/api/presets/changle-2011/dry-run', {}))], '')
  say('recount', [await time(post('/api/coverage/recount', {}))], '')
  await changeUnits(context, { before: units.slice(0, 2000), after: units.slice(500, 2000) })
  await round(', against a snapshot')
  const { rows } = (await app.inject({ method: 'GET', url: '/api/snapshots' })).json()
  say('change note', [await time(() => get(`/api/snapshots/${rows[0].id}/changes`))], '')
  say('a page of the change note', [await time(() => get(`/api/snapshots/${rows[0].id}/changes/rows`))], '')
} finally {
  await context.close()
}
