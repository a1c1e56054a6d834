import { sql } from 'kysely'
import { serve } from '../../../platform/server/http/route.ts'
import type { Context, RoomServer } from '../../../platform/server/room.ts'
import { areasEvents } from '../../areas/contract.ts'
import { unitsEndpoints, unitsVerbs } from '../contract.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { unitsAuditWords } from './audit-words.ts'
import { nameUnits } from './unit-path.ts'
import { rebuildByIds } from './changes.ts'
import { unitsHandlers } from './endpoints.ts'
import { makeImports, type Imports } from './import/imports.ts'
import { units1 } from './migrations/0001-units.ts'
import { units2 } from './migrations/0002-coordinates.ts'
import { units3 } from './migrations/0003-protection.ts'
import { units4 } from './migrations/0004-reach.ts'
import { units5 } from './migrations/0005-trail.ts'
import { units6 } from './migrations/0006-registers.ts'
import { unitsRetention } from './keeping.ts'
import { unitsExports, unitsPersonal } from './persons.ts'
import { moveUnits } from './place-moves.ts'

const services = new WeakMap<Context['reactions'], Imports>()

/** The imports of a running program: the command line and the sample use the very ones that the screens use. */
export function importsOf(context: Context): Imports {
  const known = services.get(context.reactions)
  if (known) return known
  const made = makeImports(context)
  services.set(context.reactions, made)
  return made
}

export const unitsServer: RoomServer = {
  name: 'units',
  auditWords: unitsAuditWords,
  auditSubjects: nameUnits,
  verbs: { title: '底数', table: unitsVerbs },
  personal: unitsPersonal,
  personalExports: unitsExports,
  retention: unitsRetention(importsOf),
  migrations: [units1, units2, units3, units4, units5, units6],
  react(context) {
    context.reactions.on(areasEvents.changed, moveUnits(context))
  },
  prepare: endExpired,
  serve(app, context) {
    serve(app, context, unitsEndpoints, unitsHandlers(context, importsOf(context)))
  },
}

/** Exclusions end on their day: what ran out while the program was off is counted again at the start. */
async function endExpired(context: Context): Promise<void> {
  const scope = context.localScope()
  const rows = await rowsOf<{ unit_id: string }>(
    context.database.as(scope),
    sql`select distinct e.unit_id from unit_exclusion e join unit u on u.district = e.district and u.id = e.unit_id
      where e.district = ${scope.district} and e.ended_at is null and e.expires < ${context.clock.today()}::date and u.excluded is not null`,
  )
  if (rows.length === 0) return
  await context.database.write(scope, async (tx) => {
    await rebuildByIds(
      context,
      tx,
      scope,
      rows.map((row) => row.unit_id),
    )
  })
}
