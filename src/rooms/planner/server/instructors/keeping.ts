import { sql } from 'kysely'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Retention } from '../../../../platform/server/personal/kinds.ts'

/** What the office said of instructors whom the ledger no longer names. */
export const plannerRetention: readonly Retention[] = [
  {
    id: 'former-instructors',
    name: '台账上已没有的指导员的任期、备注',
    months: 12,
    least: null,
    why: '不再担任指导员，不再需要',
    erase: (context, scope, before) =>
      context.database.write(scope, async (tx) => {
        const gone = await rowsOf(
          tx,
          sql`delete from planner_instructor i where i.district = ${scope.district} and i.changed_at < ${before.toISOString()}
            and not exists (select 1 from unit u where u.district = i.district and u.instructor = i.name) returning 1`,
        )
        return gone.length
      }),
  },
]
