import { sql } from 'kysely'
import type { Context } from '../../../../platform/server/room.ts'
import { rulebookEvents } from '../../../rulebook/contract.ts'
import { organizationsEvents } from '../../contract.ts'
import type { OrganizationsChanged } from '../../server/public.ts'
import { runClocksOf } from './run-clock.ts'
import { forgetRun } from './runs.ts'

/**
 * What organisations' deeds do to deadlines: all that stand in the list of one that moved move with it, whatever they are
 * about, and the clocks of organisations run anew. After a rule was set everything is computed anew within the minute.
 */
export function followOrganizations(context: Context): void {
  const { reactions } = context
  reactions.on<OrganizationsChanged>(organizationsEvents.changed, async (tx, scope, { organizations }) => {
    const moved = organizations.filter(
      ({ before, after }) => before !== null && (before.chain !== after.chain || before.path !== after.path),
    )
    const places = moved.map(({ after: { id, chain, path } }) => ({ id, chain, path }))
    if (places.length > 0) {
      await sql`update deadline d set chain = p.chain, path = p.path
        from json_to_recordset(${JSON.stringify(places)}::json) as p(id text, chain text, path text)
        where d.district = ${scope.district} and d.organization = p.id`.execute(tx)
    }
    const touched = organizations.map(({ after }) => after.id)
    await runClocksOf(context, tx, scope, 'organization', touched)
  })
  reactions.on(rulebookEvents.ruleSet, (tx, scope) => forgetRun(context, tx, scope))
}
