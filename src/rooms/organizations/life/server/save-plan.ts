import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { requireChangeable } from '../../server/public.ts'
import { lifeProblem } from '../contract.ts'
import type { PlanItem } from '../rules/plan.ts'

/** The plan of a year; `version` 0 where none was saved. Throws `life.changed-meanwhile`. */
export async function savePlan(
  context: Context,
  scope: Scope,
  given: { readonly id: string; readonly year: number; readonly version: number; readonly items: readonly PlanItem[] },
): Promise<void> {
  const { id, year, version } = given
  const items = [...given.items].sort((a, b) => a.month - b.month)
  await context.database.write(scope, async (tx) => {
    const { path } = await requireChangeable(tx, scope, id)
    const stamp = context.clock.now().toISOString()
    const written = await rowsOf(
      tx,
      sql`insert into organization_life_plan as p (district, organization, year, items, version, actor, at)
        values (${scope.district}, ${id}, ${year}, ${JSON.stringify(items)}::jsonb, 1, ${scope.actor}, ${stamp})
        on conflict (district, organization, year) do update set items = excluded.items, version = p.version + 1,
          actor = excluded.actor, at = excluded.at where p.version = ${version}
        returning version`,
    )
    if (written.length === 0) throw lifeProblem('changed-meanwhile')
    await writeAudit(tx, scope, context.clock, 'life.save-plan', id, { year, items: items.length }, { path })
  })
}
