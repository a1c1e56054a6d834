import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { Settled } from './settle.ts'

/** The last day on which everything was computed anew; null: never. */
export async function lastRun(db: Db | Tx, scope: Scope): Promise<Day | null> {
  const rows = await rowsOf<{ day: Day | null }>(
    db,
    sql`select max(day) as day from deadline_run where district = ${scope.district}`,
  )
  return rows[0]?.day ?? null
}

export async function noteRun(context: Context, tx: Tx, scope: Scope, day: Day, done: Settled): Promise<void> {
  await sql`insert into deadline_run (district, day, at, opened, changed, closed)
    values (${scope.district}, ${day}, ${context.clock.now().toISOString()}, ${done.opened}, ${done.changed},
      ${done.closed})
    on conflict (district, day) do update set at = excluded.at, opened = deadline_run.opened + excluded.opened,
      changed = deadline_run.changed + excluded.changed, closed = deadline_run.closed + excluded.closed`.execute(tx)
}

/** After rules or holidays changed: today counts as not computed, and the next minute computes it anew. */
export async function forgetRun(context: Context, tx: Tx, scope: Scope): Promise<void> {
  await context.database.derive(tx, scope, async (wide) => {
    await sql`delete from deadline_run where district = ${wide.district} and day >= ${context.clock.today()}`.execute(
      tx,
    )
  })
}
