import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import type { DeclarationState } from '../contract.ts'
import type { StoredDeclaration } from './stored.ts'
import { writeDeclarationEvent } from './write-event.ts'

export interface Move {
  readonly deed: string
  readonly to: DeclarationState
  readonly day: Day
  readonly words: string
  readonly reason: string
  /** Columns that the deed changes beside the state. */
  readonly set?: Readonly<Record<string, string | null>>
}

/** Writes a deed that was judged, its event, its row in the trail and what the clock makes of it. */
export async function writeMove(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, path }: Pick<StoredDeclaration, 'id' | 'path'>,
  { deed, to, day, words, reason, set = {} }: Move,
): Promise<void> {
  const columns = Object.entries(set).map(([column, value]) => sql`${sql.ref(column)} = ${value}, `)
  // As the whole office: a declaration that is handed to another town leaves the reach of whoever hands it over.
  await context.database.derive(tx, scope, async (wide) => {
    await sql`update declaration set ${sql.join(columns, sql``)} state = ${to}, changed = ${day}, version = version + 1,
        changed_at = ${context.clock.now().toISOString()} where district = ${wide.district} and id = ${id}`.execute(tx)
    const at = set['path'] ?? path
    await writeDeclarationEvent(context, tx, wide, { declaration: id, path: at, day, deed, words, reason, state: to })
    await runClock(context, tx, wide, 'declarations', [id])
  })
}
