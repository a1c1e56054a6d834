import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Reach } from '../../src/kernel/scope.ts'
import type { TestContext } from '../../src/platform/server/testing.ts'
import { unitReachSql } from '../../src/rooms/areas/server/public.ts'
import { reachesOf, scopeOf } from './people.ts'
import { makeWorld, openWorld } from './world.ts'
import { type World } from './shapes.ts'

/**
 * How the database finds what somebody reaches: by a range of an index for each kind of reach, row-level security or not,
 * and with the settings of the session read once and not for every row.
 */
let context: TestContext
let world: World
beforeAll(async () => {
  context = await openWorld()
  world = await makeWorld(context, 7, { counties: 3, towns: 3, communities: 3, units: 300, full: true })
})
afterAll(() => context.close())

const INDEXES: Readonly<Record<string, readonly string[]>> = {
  county: ['unit_path'],
  twoTowns: ['unit_path'],
  community: ['unit_path'],
  building: ['unit_building', 'unit_park', 'unit_grid'],
  lineInTown: ['unit_line'],
  oneUnit: ['unit_pkey'],
  mixed: ['unit_path', 'unit_building', 'unit_grid', 'unit_line', 'unit_pkey'],
}

/** For five conditions at once over three hundred rows a server reads the office's rows by any index. */
const names = Object.keys(INDEXES).filter((name) => name !== 'mixed' || process.env['TEST_DATABASE_URL'] === undefined)

it.each(names)('%s is found by its index', async (name) => {
  const reach = reachesOf(world)[name] as Reach
  const scope = scopeOf(context, { name: '某人', verbs: 'all', reach }, 'units.read')
  const plan = await context.database.write(scope, async (tx) => {
    // Three hundred rows are read faster as they lie; with three million nobody would.
    for (const way of ['seqscan', 'indexonlyscan']) await sql.raw(`set local enable_${way} = off`).execute(tx)
    const { rows } = await sql<
      Record<string, string>
    >`explain select name from unit where ${unitReachSql(scope)}`.execute(tx)
    return rows.map((row) => Object.values(row)[0] ?? '')
  })
  const text = plan.join('\n')
  for (const index of INDEXES[name] ?? []) expect(text).toMatch(new RegExp(`Index Scan (using|on) ${index}\\b`))
  expect(text).not.toContain('Seq Scan')
  for (const line of plan) if (/Filter|Cond/.test(line)) expect(line).not.toContain('current_setting')
})
