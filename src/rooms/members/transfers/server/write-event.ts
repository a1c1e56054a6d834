import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { TransferDeed } from '../contract.ts'

export interface TransferEvent {
  readonly transfer: string
  readonly day: string
  readonly deed: TransferDeed | 'open'
  /** Without personal data. */
  readonly words: string
  readonly reason: string
}

export async function writeTransferEvent(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  wide: Scope,
  { transfer, day, deed, words, reason }: TransferEvent,
): Promise<void> {
  await sql`insert into transfer_event (district, id, transfer, day, deed, words, reason, actor, at)
    values (${wide.district}, ${clock.id()}, ${transfer}, ${day}, ${deed}, ${words}, ${reason}, ${wide.actor},
      ${clock.now().toISOString()})`.execute(tx)
}
