import { sql } from 'kysely'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { unitsEndpoints } from '../contract.ts'
import { rebuildByIds } from './changes.ts'
import { findPrecedence } from './rebuild.ts'

type Own = Pick<typeof unitsEndpoints, 'units.listViews' | 'units.saveView' | 'units.dropView' | 'units.setPrecedence'>

/** Saved views and the table of whose fact wins. */
export function readSettings(context: Context): Handlers<Own> {
  return {
    'units.listViews': async (_input, { scope, db }) => ({
      rows: await rowsOf<{ id: string; name: string; query: string }>(
        db,
        sql`select id, name, query from unit_view where district = ${scope.district} order by name`,
      ),
    }),
    'units.saveView': async ({ name, query }, { scope }) => {
      const id = context.clock.id()
      await context.database.write(scope, async (tx) => {
        await sql`insert into unit_view (district, id, name, query) values (${scope.district}, ${id}, ${name}, ${query})`.execute(
          tx,
        )
        await writeAudit(tx, scope, context.clock, 'units.save-view', id, { before: null, after: { name, query } })
      })
      return { id, name, query }
    },
    'units.dropView': async ({ id }, { scope }) => {
      await context.database.write(scope, async (tx) => {
        const [before = null] = await rowsOf<{ name: string; query: string }>(
          tx,
          sql`delete from unit_view where district = ${scope.district} and id = ${id} returning name, query`,
        )
        await writeAudit(tx, scope, context.clock, 'units.drop-view', id, { before, after: null })
      })
      return { ok: true as const, sentence: '已删去。' }
    },
    'units.setPrecedence': async ({ fact, order, newestFirst }, { scope }) => {
      const job = context.jobs.start(scope, 'units.set-precedence', async (handle) => {
        await context.database.write(scope, async (tx) => {
          const before = (await findPrecedence(tx, scope))[fact]
          await sql`insert into fact_precedence (district, fact, sources, newest_first)
            values (${scope.district}, ${fact}, array[${sql.join(order)}]::text[], ${newestFirst})
            on conflict (district, fact) do update set sources = excluded.sources, newest_first = excluded.newest_first`.execute(
            tx,
          )
          handle.report('找出受影响的单位', 0.1)
          // Only units of which more than one source states this fact can change.
          const rows = await rowsOf<{ unit_id: string }>(
            tx,
            sql`select unit_id from unit_record where district = ${scope.district} and state = 'live' and facts ? ${fact}
              group by unit_id having count(distinct source) > 1`,
          )
          handle.report(`重新整理 ${rows.length} 家`, 0.3)
          await rebuildByIds(
            context,
            tx,
            scope,
            rows.map((row) => row.unit_id),
          )
          await writeAudit(tx, scope, context.clock, 'units.set-precedence', fact, {
            before: { order: before.order, newestFirst: before.newestFirst },
            after: { order, newestFirst },
            units: rows.length,
          })
        })
        return { fact }
      })
      return { job: job.id }
    },
  }
}
