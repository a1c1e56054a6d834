import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { eraseDeclared } from './erase.ts'
import type { StoredDeclaration } from './stored.ts'
import { writeDeclarationEvent } from './write-event.ts'

/** By the person, or at the person's request: what was written is gone in the same transaction. */
export async function withdrawDeclaration(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, path }: Pick<StoredDeclaration, 'id' | 'path'>,
  { day, words }: { readonly day: Day; readonly words: string },
): Promise<void> {
  const { clock } = context
  await sql`update declaration set state = 'withdrawn', ended = ${day}, changed = ${day}, version = version + 1,
      changed_at = ${clock.now().toISOString()} where district = ${scope.district} and id = ${id}`.execute(tx)
  await writeDeclarationEvent(context, tx, scope, {
    declaration: id,
    path,
    day,
    deed: 'withdraw',
    words,
    state: 'withdrawn',
  })
  await eraseDeclared(tx, scope.district, [id], clock.today())
}
