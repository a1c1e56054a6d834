import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { isWhole, reachesChain, reachesPath, type Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { RelationPlace } from '../../contract.ts'
import { transfersProblem, type Direction, type TransferState } from '../contract.ts'

/** One side as a row keeps it; all null but the name outside the district. */
export interface StoredSide {
  readonly organization: string | null
  readonly chain: string | null
  readonly path: string | null
  readonly name: string
}

export interface StoredTransfer {
  readonly id: string
  readonly direction: Direction
  readonly state: TransferState
  readonly member: string | null
  /** Sealed. */
  readonly name: string
  readonly status: 'full' | 'probationary'
  readonly joined: string | null
  readonly fullOn: string | null
  readonly unit: string | null
  readonly place: RelationPlace | null
  readonly stays: boolean
  readonly from: StoredSide
  readonly to: StoredSide
  readonly opened: Day
  readonly letterNo: string | null
  readonly letterDay: Day | null
  readonly validUntil: Day | null
  readonly remindedOn: Day | null
  readonly receivedOn: Day | null
  readonly receiptOn: Day | null
  readonly endedOn: Day | null
  readonly takesOn: Day | null
  readonly takesReason: string | null
  readonly version: number
}

const side = (table: string, name: 'from' | 'to'): RawBuilder<unknown> => {
  const column = (part: string): RawBuilder<unknown> => sql.ref(`${table}.${name}_${part}`)
  return sql`json_build_object('organization', ${column('org')}, 'chain', ${column('chain')}, 'path', ${column('path')},
    'name', ${column('name')})`
}

/** Both sides of a row of `transfer` or `floating_stay`. */
export const sidesSql = (table: string): RawBuilder<unknown> =>
  sql`${side(table, 'from')} as "from", ${side(table, 'to')} as "to"`

export const TRANSFER = sql`transfer.id, transfer.direction, transfer.state, transfer.member, transfer.name, transfer.status,
  transfer.joined, transfer.full_on as "fullOn", transfer.unit_id as unit, transfer.place, transfer.stays,
  ${sidesSql('transfer')}, transfer.opened, transfer.letter_no as "letterNo", transfer.letter_day as "letterDay",
  transfer.valid_until as "validUntil", transfer.reminded_on as "remindedOn", transfer.received_on as "receivedOn",
  transfer.receipt_on as "receiptOn", transfer.ended_on as "endedOn", transfer.takes_on as "takesOn",
  transfer.takes_reason as "takesReason", transfer.version`

/** The first lock on a table with two sides: by the area or the chain of either. Row-level security says the same once more. */
export function sidesReachSql(scope: Scope, table: string): RawBuilder<boolean> {
  const own = sql<boolean>`${sql.ref(`${table}.district`)} = ${scope.district}`
  if (isWhole(scope)) return own
  const any = ['from', 'to'].flatMap((name) => [
    ...scope.paths.map((prefix) => under(sql.ref(`${table}.${name}_path`), prefix)),
    ...scope.organizations.map((prefix) => under(sql.ref(`${table}.${name}_chain`), prefix)),
  ])
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`${own} and (${sql.join(any, sql` or `)})`
}

/** Whether the actor acts for a side; for one outside the district nobody does. */
export function actsFor(scope: Scope, { organization, chain, path }: StoredSide): boolean {
  return organization !== null && (reachesPath(scope, path ?? '') || reachesChain(scope, chain ?? ''))
}

/** @throws transfers.not-found, also when it is not reached */
export async function requireTransfer(db: Db | Tx, scope: Scope, id: string): Promise<StoredTransfer> {
  const [row] = await rowsOf<StoredTransfer>(
    db,
    sql`select ${TRANSFER} from transfer where ${sidesReachSql(scope, 'transfer')} and transfer.id = ${id}`,
  )
  if (!row) throw transfersProblem('not-found')
  return row
}

/** @throws transfers.not-found, changed-meanwhile */
export async function lockTransfer(tx: Tx, scope: Scope, id: string, version: number): Promise<StoredTransfer> {
  const [row] = await rowsOf<StoredTransfer>(
    tx,
    sql`select ${TRANSFER} from transfer where ${sidesReachSql(scope, 'transfer')} and transfer.id = ${id} for update`,
  )
  if (!row) throw transfersProblem('not-found')
  if (row.version !== version) throw transfersProblem('changed-meanwhile')
  return row
}
