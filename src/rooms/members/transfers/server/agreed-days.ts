import { sql } from 'kysely'
import { Problem } from '../../../../kernel/problem.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { transfersProblem } from '../contract.ts'
import { look } from './act.ts'
import { noteDeed, performDeed } from './perform.ts'
import { lockTransfer, TRANSFER, type StoredTransfer } from './stored.ts'
import { writeTransferEvent } from './write-event.ts'

/**
 * Receptions that were agreed upon for today, or for a day on which the program was not running: each takes effect on its
 * day, in a transaction of its own. What can no longer be received stays with the sender, and the case says why.
 */
export async function receiveAgreed(context: Context, scope: Scope): Promise<void> {
  const due = await rowsOf<StoredTransfer>(
    context.database.as(scope),
    sql`select ${TRANSFER} from transfer where transfer.district = ${scope.district} and transfer.state = 'issued'
      and transfer.takes_on <= ${context.clock.today()}::date order by transfer.takes_on, transfer.id`,
  )
  for (const one of due) {
    try {
      await context.database.write(scope, (tx) => receive(context, tx, scope, one))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const why = typeof error.details['why'] === 'string' ? error.details['why'] : error.message
      await context.database.write(scope, (tx) => giveUp(context, tx, scope, one, why))
    }
  }
}

async function receive(context: Context, tx: Tx, scope: Scope, { id, version }: StoredTransfer): Promise<void> {
  const transfer = await lockTransfer(tx, scope, id, version)
  if (transfer.takesOn === null) return
  const given = { deed: 'receive', day: transfer.takesOn } as const
  const { judged, book } = await look(context, tx, scope, transfer, given)
  if (judged.refused !== null) throw transfersProblem('refused', { why: judged.refused })
  const reason = transfer.takesReason ?? '按约定接收'
  await performDeed(context, tx, scope, transfer, { ...given, reason, softly: [] }, book)
}

async function giveUp(context: Context, tx: Tx, scope: Scope, transfer: StoredTransfer, why: string): Promise<void> {
  const { id, takesOn } = transfer
  const day = context.clock.today()
  const [cleared] = await rowsOf(
    tx,
    sql`update transfer set takes_on = null, takes_reason = null, version = version + 1,
        changed_at = ${context.clock.now().toISOString()}
      where district = ${scope.district} and id = ${id} and version = ${transfer.version} returning id`,
  )
  if (cleared === undefined) return
  const words = `约定 ${takesOn ?? ''} 接收，没有办成`
  await writeTransferEvent(context, tx, scope, { transfer: id, day, deed: 'receive', words, reason: why })
  await noteDeed(context, tx, scope, transfer, 'transfers.not-received', { day: takesOn, reason: why })
  await runClock(context, tx, scope, 'transfers', [id])
}
