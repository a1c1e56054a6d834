import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isNothing, NOTHING, type Reach } from '../../src/kernel/scope.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { MASKED } from '../../src/platform/server/personal/eyes.ts'
import type { TestContext } from '../../src/platform/server/testing.ts'
import { listReviews, listUnlocated } from '../../src/rooms/units/server/queues.ts'
import { countFacets, countUnits, findUnits, listUnits } from '../../src/rooms/units/server/reads.ts'
import { summarize, tabulate } from '../../src/rooms/coverage/server/public.ts'
import { listMembers } from '../../src/rooms/members/server/reads.ts'
import { countOrganizations, listOrganizations } from '../../src/rooms/organizations/server/reads.ts'
import { countBy, idsOf, reachedReviews, reachedUnits, tallyOf } from './oracle.ts'
import { isLive, seenMembers, seenOrganizations } from './party-oracle.ts'
import { ask, playPeople, scopeOf, type Person } from './people.ts'
import { idsIn, makeWorld, openWorld } from './world.ts'
import { WORDS, type World } from './shapes.ts'

/**
 * For random trees, grants and units: what somebody sees by any channel is the oracle's set; by the bare table as well,
 * which is what is left when a query forgets its scope. `JUXIN_SOAK=1` runs fifty times as many.
 */
const SOAK = process.env['JUXIN_SOAK'] === '1' ? 50 : 1
const WORLDS = 4 * SOAK
if (SOAK > 1) vi.setConfig({ testTimeout: 3_600_000 })
const GRANTS = 8

let context: TestContext
let app: FastifyInstance
const somebody: Person = { name: 'somebody', verbs: 'all', reach: NOTHING }
const cast = new Map<string, Person>()
beforeAll(async () => {
  context = await openWorld()
  app = await context.app()
  playPeople(context, cast)
})
afterAll(() => context.close())

/** Reaches drawn over what there is, and sometimes over what there is not. */
function reachesOver({ areas, units, organizations }: World): fc.Arbitrary<Reach> {
  const divisions = areas.filter(({ tree }) => tree === 'division').map(({ path }) => path)
  const places = [...areas.filter(({ tree }) => tree !== 'division').map(({ id }) => id), 'b:none']
  const path = fc.constantFrom(...divisions, 'none/')
  const few = <T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> => fc.array(one, { maxLength: most })
  const line = fc.record({ section: fc.constantFrom(...'CFGIZ'), path: fc.oneof(path, fc.constant('')) })
  return fc
    .record({
      organizations: few(fc.constantFrom(...organizations.map(({ chain }) => chain), 'none/'), 2),
      paths: few(path, 2),
      places: few(fc.constantFrom(...places), 2),
      lines: few(line, 2),
      units: few(fc.constantFrom(...units.map(({ id }) => id), 'u9999999'), 3),
    })
    .filter((reach) => !isNothing(reach))
}

/** Worlds are dear and grants are cheap: each world is looked at by several people. */
async function everyWorld(seed: number, look: (world: World, reach: Reach) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ seed: fc.nat(), counties: fc.integer({ min: 1, max: 3 }), towns: fc.integer({ min: 1, max: 4 }), communities: fc.integer({ min: 1, max: 3 }) }), // prettier-ignore
      fc.integer(),
      async ({ seed: worldSeed, ...shape }, drawn) => {
        const world = await makeWorld(context, worldSeed, { ...shape, units: 60 })
        for (const reach of fc.sample(reachesOver(world), { numRuns: GRANTS, seed: drawn })) await look(world, reach)
      },
    ),
    { seed, numRuns: WORLDS, endOnFailure: true },
  )
}

const everyStatus = { status: 'full,probationary,suspended,ended' }

const scopeFor = (reach: Reach) => scopeOf(context, { name: '某人', verbs: 'all', reach }, 'units.read')

describe('what is seen is what is reached', () => {
  it('by list, count, facets, search, export and roll-up', async () => {
    await everyWorld(401, async (world, reach) => {
      const scope = scopeFor(reach)
      const db = context.database.as(scope)
      const meant = reachedUnits(world, reach)
      const page = { sort: 'name', desc: false, limit: 1000, after: null } as const
      expect(idsOf(await listUnits(db, scope, {}, page))).toEqual(idsOf(meant))
      expect(await countUnits(db, scope, {})).toBe(meant.length)
      const facets = await countFacets(db, scope, {})
      expect(facets.reduce((sum, { n }) => sum + n, 0)).toBe(meant.length)
      const kinds: Record<string, number> = {}
      for (const { kind, n } of facets) kinds[kind] = (kinds[kind] ?? 0) + n
      expect(kinds).toEqual(countBy(meant, ({ kind }) => kind))
      const found = await findUnits(db, scope, { q: WORDS[1] }, page)
      expect(idsOf(found.rows)).toEqual(idsOf(meant.filter(({ name }) => name.includes(WORDS[1]))))
      cast.set(somebody.name, { ...somebody, reach })
      const file = await ask(app, somebody, 'GET', '/api/units/export?format=csv')
      expect(idsIn(file.bytes.toString('utf8'))).toEqual(idsOf(meant))
      const summary = await summarize(context, scope, {})
      expect(summary.tally).toEqual(tallyOf(meant))
      const seen = seenOrganizations(world, reach)
      const everyState = { state: 'forming,active,merged,revoked' }
      const today = context.clock.today()
      const all = { desc: false, limit: 1000, after: null } as const
      expect(idsOf(await listOrganizations(db, scope, everyState, { ...all, sort: 'name', today }))).toEqual(
        idsOf(seen),
      )
      expect(await countOrganizations(db, scope, {}, today)).toBe(seen.filter(isLive).length)
      const members = await listMembers(context, db, scope, everyStatus, { ...all, sort: 'since' }, MASKED)
      expect(idsOf(members)).toEqual(idsOf(seenMembers(world, reach)))
      for (const by of ['town', 'industry'] as const) {
        const table = await tabulate(context, scope, { by, measure: 'organization' })
        expect(table.total.tally).toEqual(tallyOf(meant))
      }
    })
  })

  it('by the conditions of the queries alone, past row-level security', async () => {
    await everyWorld(403, async (world, reach) => {
      const scope = scopeFor(reach)
      const { owner } = context.database
      const meant = reachedUnits(world, reach)
      const page = { sort: 'area', desc: true, limit: 1000, after: null } as const
      expect(idsOf(await listUnits(owner, scope, {}, page))).toEqual(idsOf(meant))
      expect(await countUnits(owner, scope, {})).toBe(meant.length)
      const facets = await countFacets(owner, scope, {})
      expect(facets.reduce((sum, { n }) => sum + n, 0)).toBe(meant.length)
      const today = context.clock.today()
      const all = { desc: true, limit: 1000, after: null } as const
      const organizations = await listOrganizations(owner, scope, {}, { ...all, sort: 'chain', today })
      expect(idsOf(organizations)).toEqual(idsOf(seenOrganizations(world, reach).filter(isLive)))
      const members = await listMembers(context, owner, scope, everyStatus, { ...all, sort: 'organization' }, MASKED)
      expect(idsOf(members)).toEqual(idsOf(seenMembers(world, reach)))
      const bare = { ...context, database: { ...context.database, as: () => owner } }
      expect((await summarize(bare, scope, {})).tally).toEqual(tallyOf(meant))
      const table = await tabulate(bare, scope, { by: 'town', measure: 'work' })
      expect(table.total.tally).toEqual(tallyOf(meant))
      const reviews = await listReviews(owner, scope, { state: 'open', start: 0, limit: 200 }, MASKED)
      expect(idsOf(reviews.rows)).toEqual(idsOf(reachedReviews(world, reach)))
      const unlocated = await listUnlocated(owner, scope, { need: 'county', after: '', limit: 200 })
      expect(idsOf(unlocated.rows)).toEqual(idsOf(meant.filter(({ county }) => county === null)))
    })
  })

  it('by the bare table, where a query forgot its scope', async () => {
    await everyWorld(402, async (world, reach) => {
      const db = context.database.as(scopeFor(reach))
      const meant = reachedUnits(world, reach)
      expect(idsOf(await rowsOf<{ id: string }>(db, sql`select id from unit`))).toEqual(idsOf(meant))
      const records = await rowsOf<{ id: string }>(
        db,
        sql`select distinct unit_id as id from unit_record where unit_id is not null`,
      )
      expect(idsOf(records)).toEqual(idsOf(meant))
      const ids = (table: string) => rowsOf<{ id: string }>(db, sql`select id from ${sql.table(table)}`)
      expect(idsOf(await ids('organization'))).toEqual(idsOf(seenOrganizations(world, reach)))
      expect(idsOf(await ids('member'))).toEqual(idsOf(seenMembers(world, reach)))
      // The condition that a careless query would widen everything with.
      expect(idsOf(await rowsOf<{ id: string }>(db, sql`select id from unit where true or path = ''`))).toEqual(
        idsOf(meant),
      )
    })
  })
})
