import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { DeclarationState } from '../contract.ts'
import { stateNames } from '../rules/words.ts'

export interface DeclarationEvent {
  readonly declaration: string
  readonly path: string
  readonly day: Day
  /** As the trail names it, after `declarations.`. */
  readonly deed: string
  /** One sentence; what happened, never who the person is. */
  readonly words: string
  /** Free words of whoever acts; stands with the declaration only and is erased with it. */
  readonly reason?: string
  readonly state: DeclarationState
}

/**
 * Adds to the history of a declaration and to the trail, in the transaction of the deed. The trail is never erased, so it
 * says what was done to which declaration and nothing that was written about the person.
 */
export async function writeDeclarationEvent(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  scope: Scope,
  { declaration, path, day, deed, words, reason = '', state }: DeclarationEvent,
): Promise<void> {
  await sql`insert into declaration_event (district, id, declaration, day, deed, words, reason, actor, at)
    values (${scope.district}, ${clock.id()}, ${declaration}, ${day}, ${deed}, ${words}, ${reason}, ${scope.actor},
      ${clock.now().toISOString()})`.execute(tx)
  const details = { words, day, state: stateNames[state] }
  await writeAudit(tx, scope, clock, `declarations.${deed}`, declaration, details, { path })
}
