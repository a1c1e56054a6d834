import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { FoundingDeed } from '../contract.ts'

export interface NewDeed {
  readonly founding: string
  readonly path: string
  readonly deed: FoundingDeed
  readonly day: Day
  readonly fields: Readonly<Record<string, unknown>>
  readonly reason: string
}

/** Adds to the history of a case and to the trail. */
export async function writeDeed({ clock }: Context, tx: Tx, wide: Scope, deed: NewDeed): Promise<void> {
  await sql`insert into founding_deed (district, id, founding, deed, day, fields, reason, actor, at)
    values (${wide.district}, ${clock.id()}, ${deed.founding}, ${deed.deed}, ${deed.day},
      ${JSON.stringify(deed.fields)}::jsonb, ${deed.reason}, ${wide.actor}, ${clock.now().toISOString()})`.execute(tx)
  const details = { day: deed.day, ...deed.fields, ...(deed.reason === '' ? {} : { reason: deed.reason }) }
  await writeAudit(tx, wide, clock, `founding.${deed.deed}`, deed.founding, details, { path: deed.path })
}
