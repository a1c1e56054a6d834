import { sql } from 'kysely'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { DeadlineClock } from '../../../organizations/deadlines/server/public.ts'
import { transferDeadlines, type TransferClockFacts } from '../rules/deadlines.ts'
import { sidesSql } from './stored.ts'

const page = ({ subject }: { readonly subject: string }): string => `/transfers?open=${encodeURIComponent(subject)}`

/** Letters to be asked after, and receipts; the subjects are cases. */
export const transfersClock: DeadlineClock<TransferClockFacts> = {
  source: 'transfers',
  subjectKind: 'transfer',
  kinds: {
    remind: { title: '转接催办', verb: 'members.transfer', page },
    expiry: { title: '介绍信到期', verb: 'members.transfer', page },
    receipt: { title: '转接回执', verb: 'members.transfer', page },
  },
  async subjects(db, scope) {
    const rows = await rowsOf<{ id: string }>(
      db,
      sql`select id from transfer where district = ${scope.district}
        and (state = 'issued' or (state = 'received' and receipt_on is null))`,
    )
    return rows.map(({ id }) => id)
  },
  load: (tx, scope, subjects) =>
    rowsOf<TransferClockFacts>(
      tx,
      sql`select id, direction, state, ${sidesSql('transfer')}, from_name as "fromName", to_name as "toName",
          letter_day as "letterDay", valid_until as "validUntil", reminded_on as "remindedOn", takes_on as "takesOn",
          received_on as "receivedOn", receipt_on as "receiptOn"
        from transfer where district = ${scope.district} and id = any(${[...subjects]}::text[])`,
    ),
  compute: transferDeadlines,
}
