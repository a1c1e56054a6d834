import { sql } from 'kysely'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { transfersEvents } from '../../members/transfers/contract.ts'
import type { TransfersDating } from '../../members/transfers/server/public.ts'

/** What was frozen stays as it was counted then: whoever dates something back before it is told so. */
export function reactToDating({ reactions }: Context): void {
  reactions.on<TransfersDating>(transfersEvents.dating, async (tx, scope, { day, notes }) => {
    const rows = await rowsOf<{ name: string; asOf: string }>(
      tx,
      sql`select name, as_of as "asOf" from snapshot where district = ${scope.district} and as_of >= ${day}
        order by as_of, id`,
    )
    for (const { name, asOf } of rows) notes.push(`定版“${name}”（${asOf}）按当时的数保留，不随之改变`)
  })
}
