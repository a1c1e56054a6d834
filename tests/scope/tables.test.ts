import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isWhole, NOTHING, type Reach } from '../../src/kernel/scope.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import type { TestContext } from '../../src/platform/server/testing.ts'
import { idsOf, reachedReviews, reachedUnits } from './oracle.ts'
import { reachesOf, scopeOf } from './people.ts'
import { makeWorld, openWorld } from './world.ts'
import { type RawUnit, type World } from './shapes.ts'

/**
 * The second lock by itself: bare tables, no condition in the query but none. What row-level security lets through is
 * what the oracle says, table by table, and no table stands without it.
 */
let context: TestContext
let world: World

beforeAll(async () => {
  context = await openWorld()
  world = await makeWorld(context, 11, { counties: 3, towns: 3, communities: 3, units: 160, full: true })
  const { takeSnapshot } = await import('../../src/rooms/coverage/server/public.ts')
  await takeSnapshot(context, context.localScope(), '上月', null)
})
afterAll(() => context.close())

const person = (reach: Reach) => ({ name: '某人', verbs: 'all' as const, reach })

async function read(reach: Reach, query: string): Promise<string[]> {
  const scope = scopeOf(context, person(reach), 'units.read')
  const rows = await rowsOf<{ key: string }>(context.database.as(scope), sql.raw<{ key: string }>(query) as never)
  return rows.map(({ key }) => key).sort()
}

/** What a bare query on a table gives, and what of it must be seen. */
const TABLES: Readonly<Record<string, { query: string; meant: (units: RawUnit[], reach: Reach) => string[] }>> = {
  unit: { query: 'select id as key from unit', meant: (units) => idsOf(units) },
  'unit, its names': { query: 'select name as key from unit', meant: (units) => units.map(({ name }) => name).sort() },
  'unit_record of units': {
    query: `select distinct unit_id as key from unit_record where unit_id is not null`,
    meant: (units) => idsOf(units),
  },
  'unit_record waiting': {
    query: `select replace(id, 'rw', 'w') as key from unit_record where unit_id is null`,
    meant: (_, reach) => idsOf(isWhole(reach) ? world.reviews : reachedReviews(world, reach)),
  },
  unit_review: {
    query: 'select id as key from unit_review',
    meant: (_, reach) => idsOf(isWhole(reach) ? world.reviews : reachedReviews(world, reach)),
  },
  'unit_batch by hand': {
    query: `select replace(id, 'eu', 'u') as key from unit_batch where source = 'edit'`,
    meant: (units) => idsOf(units).filter((id) => edited.has(id)),
  },
  unit_merge: {
    query: 'select kept as key from unit_merge',
    meant: (units) => idsOf(units).filter((id) => merged.has(id)),
  },
  unit_exclusion: {
    query: 'select unit_id as key from unit_exclusion',
    meant: (units) => idsOf(units.filter(({ excluded }) => excluded !== null)),
  },
  place_past: {
    query: 'select unit_id as key from place_past',
    meant: (units) => idsOf(units).filter((id) => moved.has(id)),
  },
  'audit of units': {
    query: `select distinct subject as key from audit where subject like 'u%'`,
    meant: (units) => idsOf(units).filter((id) => audited.has(id)),
  },
  snapshot_unit: { query: 'select unit_id as key from snapshot_unit', meant: (units) => idsOf(units) },
}

let edited: Set<string>
let merged: Set<string>
let moved: Set<string>
let audited: Set<string>
beforeAll(async () => {
  const all = async (query: string): Promise<Set<string>> => {
    const { rows } = await sql.raw<{ key: string }>(query).execute(context.database.owner)
    return new Set(rows.map(({ key }) => key))
  }
  edited = await all(`select replace(id, 'eu', 'u') as key from unit_batch where source = 'edit'`)
  merged = await all('select kept as key from unit_merge')
  moved = await all('select unit_id as key from place_past')
  audited = await all(`select subject as key from audit where subject like 'u%'`)
})

describe('with row-level security alone', () => {
  it.each(Object.keys(TABLES))('%s: every reach sees exactly its rows', async (name) => {
    const table = TABLES[name]
    if (!table) throw new Error('no such table')
    let seen = 0
    for (const [kind, reach] of Object.entries(reachesOf(world))) {
      const found = await read(reach, table.query)
      expect(found, kind).toEqual(table.meant(reachedUnits(world, reach), reach))
      if (!isWhole(reach)) seen += found.length
    }
    // A table that nobody sees anything of would prove nothing.
    expect(seen).toBeGreaterThan(0)
  })

  it('counters are seen by place and industry, and by nobody who reaches single units only', async () => {
    const kinds = ['county', 'town', 'line', 'lineInTown', 'building', 'grid', 'oneUnit', 'nowhere']
    for (const kind of kinds) {
      const reach = reachesOf(world)[kind] as Reach
      const sums = await read(reach, `select coalesce(sum(n), 0)::text as key from coverage_cell`)
      const meant = reachedUnits(world, { ...reach, places: [], units: [] }).length
      expect(sums, kind).toEqual([String(meant)])
      expect(await read(reach, `select coalesce(sum(n), 0)::text as key from snapshot_cell`), kind).toEqual([
        String(meant),
      ])
    }
  })

  it('totals of the whole office cannot be read by a part, not even by asking for them', async () => {
    const reach = reachesOf(world)['county'] as Reach
    for (const column of ['units', 'tally', 'figures']) {
      await expect(read(reach, `select ${column}::text as key from snapshot`), column).rejects.toThrow(
        /permission denied/,
      )
    }
    for (const column of ['rows', 'counts']) {
      await expect(read(reach, `select ${column}::text as key from unit_batch`), column).rejects.toThrow(
        /permission denied/,
      )
    }
    expect(await read(reach, 'select name as key from snapshot')).toEqual(['上月'])
  })

  it('a part changes nothing beyond its reach, whatever the statement says', async () => {
    const reach = reachesOf(world)['grid'] as Reach
    const scope = scopeOf(context, person(reach), 'units.edit')
    const mine = idsOf(reachedUnits(world, reach))
    const touched = await context.database.write(scope, async (tx) => {
      const { rows } = await sql<{ id: string }>`update unit set reason = reason returning id`.execute(tx)
      return rows.map(({ id }) => id).sort()
    })
    expect(touched).toEqual(mine)
    const away = context.database.write(scope, (tx) =>
      sql`update unit set grid = null, building = null, park = null where id = ${mine[0]}`.execute(tx),
    )
    await expect(away).rejects.toThrow(/row-level security/)
    await expect(context.database.write(scope, (tx) => sql`delete from area`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })

  it('without any reach there is nothing', async () => {
    const scope = scopeOf(context, person(NOTHING), 'self')
    for (const table of [
      'unit',
      'unit_record',
      'unit_review',
      'coverage_cell',
      'snapshot_unit',
      'place_past',
      'proposal',
    ]) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
        context.database.as(scope),
      )
      expect(rows[0]?.n, table).toBe(0)
    }
  })
})

describe('every table of the schema', () => {
  it('has row-level security on', async () => {
    const rows = await rowsOf<{ name: string; secured: boolean }>(
      context.database.owner,
      sql`select c.relname as name, c.relrowsecurity as secured from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname = current_schema()`,
    )
    expect(rows.length).toBeGreaterThan(25)
    expect(rows.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual(['schema_migration'])
  })

  it('and no view goes past it', async () => {
    const rows = await rowsOf<{ name: string; options: string[] | null; definition: string }>(
      context.database.owner,
      sql`select c.relname as name, c.reloptions as options, pg_get_viewdef(c.oid) as definition from pg_class c
        join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname = current_schema()`,
    )
    for (const { name, options, definition } of rows) {
      const guarded =
        options?.includes('security_invoker=true') === true || /current_setting\('app\.paths'/.test(definition)
      expect(guarded, name).toBe(true)
    }
  })
})
