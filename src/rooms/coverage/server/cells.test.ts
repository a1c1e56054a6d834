import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seededRandom } from '../../../kernel/random.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { openTestContext, type TestContext } from '../../../platform/server/testing.ts'
import { exclusionReasons } from '../../units/contract.ts'
import { putInForce } from '../../rulebook/server/public.ts'
import {
  changeUnits,
  randomUnit,
  randomUnits,
  seedTree,
  testRooms,
  type TestChange,
  type TestUnit,
} from '../testing.ts'
import { compareCells } from './cells.ts'

let context: TestContext
beforeAll(async () => {
  context = await openTestContext(testRooms)
  await seedTree(context)
})
afterAll(() => context.close())

/** Inserts, relabels, exclusions, moves, removals and undoing, at random, on the ledger as it stands. */
function randomChange(random: ReturnType<typeof seededRandom>, ledger: ReadonlyMap<string, TestUnit>, step: number) {
  const known = [...ledger.values()]
  const some = Array.from({ length: 1 + random.int(40) }, () => random.pick(known))
  const chosen = [...new Map(some.map((unit) => [unit.id, unit])).values()]
  const edit = (change: (unit: TestUnit) => Partial<TestUnit>): TestChange => ({
    before: chosen,
    after: chosen.map((unit) => ({ ...unit, ...change(unit) })),
  })
  const fresh = (unit: TestUnit) => randomUnit(random, unit.id)
  switch (random.int(6)) {
    case 0:
      return { before: [], after: Array.from({ length: 30 }, (_, index) => randomUnit(random, `n${step}-${index}`)) }
    case 1:
      return edit(() => ({ members_full: random.int(6), has_organization: random.next() < 0.5 }))
    case 2:
      return edit(() => ({ excluded: random.next() < 0.7 ? random.pick(Object.keys(exclusionReasons)) : null }))
    case 3:
      return edit((unit) => {
        const { county, town, community } = fresh(unit)
        return { county, town, community }
      })
    case 4:
      return edit((unit) => ({ kind: fresh(unit).kind, section: fresh(unit).section, size: fresh(unit).size }))
    default:
      return { before: chosen, after: [] }
  }
}

it('counters moved by deltas equal a recount after any sequence of changes and undoing', async () => {
  const random = seededRandom(7)
  const ledger = new Map<string, TestUnit>()
  const apply = async (change: TestChange): Promise<void> => {
    await changeUnits(context, change)
    for (const unit of change.before) ledger.delete(unit.id)
    for (const unit of change.after) ledger.set(unit.id, unit)
  }
  await apply({ before: [], after: randomUnits(1, 400) })
  const done: TestChange[] = []
  for (let step = 0; step < 60; step++) {
    const last = done.at(-1)
    if (last && random.next() < 0.3) {
      done.pop()
      await apply({ before: last.after, after: last.before })
    } else {
      const change = randomChange(random, ledger, step)
      await apply(change)
      done.push(change)
    }
    if (step % 20 === 10) {
      const preset = random.pick(['changle-2011', 'linyi-2020', 'national'])
      await context.database.writeAsOwner((tx) => putInForce(context, tx, context.localScope(), preset, '试'))
    }
    expect(await compareCells(context.database.owner, context.localScope())).toMatchObject({
      equal: true,
      differing: 0,
    })
  }
  const [sum] = await rowsOf<{ n: number; empty: number }>(
    context.database.owner,
    sql`select sum(n)::int as n, (count(*) filter (where n <= 0))::int as empty from coverage_cell`,
  )
  expect(sum).toEqual({ n: ledger.size, empty: 0 })
})

it('a failed change moves no counter', async () => {
  const [before] = await rowsOf(context.database.owner, sql`select sum(n)::int as n from coverage_cell`)
  const twice = randomUnit(seededRandom(3), 'twice')
  await expect(changeUnits(context, { before: [], after: [twice, twice] })).rejects.toThrow(/duplicate|unique/)
  expect(await rowsOf(context.database.owner, sql`select sum(n)::int as n from coverage_cell`)).toEqual([before])
})

it('a recount over HTTP finds counters gone astray, says how many, and sets them right', async () => {
  const app = await context.app()
  const call = async () => (await app.inject({ method: 'POST', url: '/api/coverage/recount' })).json()
  expect(await call()).toMatchObject({ equal: true, differing: 0 })
  await context.database.writeAsOwner(async (tx) => {
    await sql`update coverage_cell set n = n + 1 where ctid in (select ctid from coverage_cell limit 3)`.execute(tx)
    await sql`delete from coverage_cell where ctid in (select ctid from coverage_cell order by n desc limit 1)`.execute(
      tx,
    )
  })
  expect(await call()).toMatchObject({ equal: false })
  expect(await call()).toMatchObject({ equal: true, differing: 0 })
})
