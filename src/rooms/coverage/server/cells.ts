import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { UnitKey, UnitsChanged } from '../../units/server/public.ts'

/**
 * Counters moved by deltas: the units that changed leave the cells they were in and enter the cells they are in now.
 * Equal keys are netted in memory first, so that a batch of any size is one statement over the cells it really moves;
 * keys are sorted, so that two writers lock them in the same order.
 */
export async function moveCells(tx: Tx, scope: Scope, { before, after }: UnitsChanged): Promise<void> {
  const deltas = new Map<string, { key: UnitKey; n: number }>()
  const add = (key: UnitKey, n: number): void => {
    const text = `${key.path}|${key.kind}|${key.section}|${key.size}|${key.coverage}|${key.due}|${key.must}|${key.with_member}`
    const found = deltas.get(text)
    if (found) found.n += n
    else deltas.set(text, { key, n })
  }
  for (const key of before) add(key, -1)
  for (const key of after) add(key, 1)
  const moved = [...deltas]
    .filter(([, { n }]) => n !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { key, n }]) => ({ ...key, n }))
  if (moved.length === 0) return
  await sql`insert into coverage_cell as c (district, path, kind, section, size, coverage, due, must, with_member, n)
    select ${scope.district}, path, kind, section, size, coverage, due, must, with_member, n
    from json_to_recordset(${JSON.stringify(moved)}::json) as d(path text, kind text, section text, size text,
      coverage text, due text, must boolean, with_member boolean, n int)
    on conflict (district, path, kind, section, size, coverage, due, must, with_member)
    do update set n = c.n + excluded.n`.execute(tx)
  if (moved.some(({ n }) => n < 0)) {
    await sql`delete from coverage_cell where district = ${scope.district} and n = 0`.execute(tx)
  }
}

/** The cells as the units themselves say; paths end at town level. */
export const cellsOfUnits = sql`select case when community is null then path
    else left(path, length(path) - length(community) - 1) end as path,
  kind, coalesce(section, '') as section, size, coverage, due, must, with_member, count(*)::int as n
  from unit`

export interface Recount {
  readonly equal: boolean
  readonly cells: number
  readonly differing: number
}

/** Compares the counters with a count from scratch; writes nothing. */
export async function compareCells(db: Db | Tx, scope: Scope): Promise<Recount> {
  const rows = await rowsOf<{ cells: number; differing: number }>(
    db,
    sql`with fresh as (${cellsOfUnits} where district = ${scope.district} group by 1, 2, 3, 4, 5, 6, 7, 8),
      kept as (select path, kind, section, size, coverage, due, must, with_member, n
        from coverage_cell where district = ${scope.district})
      select count(f.path)::int as cells, (count(*) filter (where f.n is distinct from k.n))::int as differing
      from fresh f full join kept k using (path, kind, section, size, coverage, due, must, with_member)`,
  )
  const { cells, differing } = rows[0] ?? { cells: 0, differing: 0 }
  return { equal: differing === 0, cells, differing }
}

/** As `compareCells`; counters that had gone astray are set right, which the audit trail records. */
export async function recount(context: Context, scope: Scope): Promise<Recount> {
  return context.database.write(scope, async (tx) => {
    const found = await compareCells(tx, scope)
    if (!found.equal) {
      await sql`delete from coverage_cell where district = ${scope.district}`.execute(tx)
      await sql`insert into coverage_cell (district, path, kind, section, size, coverage, due, must, with_member, n)
        select ${scope.district}, fresh.* from (${cellsOfUnits} where district = ${scope.district}
          group by 1, 2, 3, 4, 5, 6, 7, 8) as fresh`.execute(tx)
    }
    await writeAudit(tx, scope, context.clock, 'coverage.recounted', null, { ...found })
    return found
  })
}
