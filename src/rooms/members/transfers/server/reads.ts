import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { readWords } from './words-of.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { openName } from '../../server/public.ts'
import { transferDeedShape, type TransferFilter, type TransferPage, type TransferRow } from '../contract.ts'
import { judgeDeed } from '../rules/judge.ts'
import { sideOf } from '../rules/lifecycle.ts'
import { findFacts } from './act.ts'
import { actsFor, requireTransfer, sidesReachSql, TRANSFER, type StoredTransfer } from './stored.ts'

/** Those that ask for something still: open, or without a receipt where one is waited for. */
const OPEN = sql`transfer.state in ('draft', 'issued')`
const OVERDUE = (today: string): RawBuilder<boolean> =>
  sql<boolean>`transfer.state = 'issued' and transfer.valid_until < ${today}`
const NO_RECEIPT = sql<boolean>`transfer.state = 'received' and transfer.receipt_on is null`

export async function listTransfers(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  filter: TransferFilter,
  page: { readonly after: string | null; readonly limit: number },
  eyes: Eyes,
): Promise<TransferRow[]> {
  const rows = await rowsOf<StoredTransfer>(
    db,
    sql`select ${TRANSFER} from transfer where ${whereOf(context, scope, filter)}
      ${page.after === null ? sql`` : sql`and transfer.id < ${page.after}`}
      order by transfer.id desc limit ${page.limit}`,
  )
  return rows.map((row) => rowOf(context, scope, row, eyes))
}

export async function countListed(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  filter: TransferFilter,
): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from transfer where ${whereOf(context, scope, filter)}`,
  )
  return row?.n ?? 0
}

function whereOf(context: Context, scope: Scope, filter: TransferFilter): RawBuilder<unknown> {
  const { state, direction, organization, member, q, flag } = filter
  const all: RawBuilder<unknown>[] = [sidesReachSql(scope, 'transfer')]
  if (flag === 'overdue') all.push(OVERDUE(context.clock.today()))
  else if (flag === 'no-receipt') all.push(NO_RECEIPT)
  else if (state !== undefined) all.push(sql`transfer.state = any(${readWords(state)}::text[])`)
  else if (member === undefined) all.push(OPEN)
  if (direction !== undefined) all.push(sql`transfer.direction = ${direction}`)
  if (organization !== undefined)
    all.push(sql`(transfer.from_org = ${organization} or transfer.to_org = ${organization})`)
  if (member !== undefined) all.push(sql`transfer.member = ${member}`)
  if (q !== undefined && q.trim() !== '') {
    const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
    all.push(sql`(transfer.from_name like ${like} or transfer.to_name like ${like} or transfer.letter_no like ${like})`)
  }
  return sql.join(all, sql` and `)
}

export async function countTransfers(context: Context, db: Db | Tx, scope: Scope) {
  const today = context.clock.today()
  const rows = await rowsOf<{ state: string; n: number; overdue: number; without: number; year: number }>(
    db,
    sql`select transfer.state, count(*)::int as n, (count(*) filter (where ${OVERDUE(today)}))::int as overdue,
        (count(*) filter (where ${NO_RECEIPT}))::int as without,
        (count(*) filter (where transfer.received_on >= ${`${today.slice(0, 4)}-01-01`}))::int as year
      from transfer where ${sidesReachSql(scope, 'transfer')} group by transfer.state`,
  )
  const sum = (key: 'overdue' | 'without' | 'year'): number => rows.reduce((all, row) => all + row[key], 0)
  return {
    states: Object.fromEntries(rows.map(({ state, n }) => [state, n])),
    overdue: sum('overdue'),
    noReceipt: sum('without'),
    receivedThisYear: sum('year'),
  }
}

/** One case, with what may be done now and why the rest may not. */
export async function readTransfer(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  eyes: Eyes,
): Promise<TransferPage> {
  const transfer = await requireTransfer(tx, scope, id)
  const today = context.clock.today()
  const { facts, book, unitName } = await context.database.derive(tx, scope, async (wide) => {
    const [unit] = await rowsOf<{ name: string }>(
      tx,
      sql`select name from unit where district = ${wide.district} and id = ${transfer.unit}`,
    )
    return {
      facts: await findFacts(tx, wide, transfer),
      book: await findRuleBook(tx, wide, today),
      unitName: unit?.name ?? null,
    }
  })
  const events = await rowsOf<TransferPage['events'][number]>(
    tx,
    sql`select day, words, reason, actor as by from transfer_event
      where district = ${scope.district} and transfer = ${id} order by id desc`,
  )
  const deeds = transferDeedShape.options.map((deed) => {
    const side = sideOf(transfer.direction, deed)
    const letterNo = transfer.letterNo ?? '1'
    const { refused } = judgeDeed(facts, { deed, day: today, letterNo }, today, book)
    const away = actsFor(scope, transfer[side]) ? null : `由${side === 'from' ? '转出' : '转入'}的党组织办`
    return { deed, why: refused ?? away }
  })
  const { status, place, stays, unit } = transfer
  return { ...rowOf(context, scope, transfer, eyes), status, place, stays, unit, unitName, deeds, events }
}

function rowOf(context: Context, scope: Scope, row: StoredTransfer, eyes: Eyes): TransferRow {
  const { id, member, direction, state, opened, letterNo, letterDay, validUntil, receivedOn, receiptOn } = row
  const { endedOn, remindedOn, version } = row
  const sideShown = ({ organization, name, chain, path }: StoredTransfer['from']) => ({
    organization,
    name,
    mine: actsFor(scope, { organization, name, chain, path }),
  })
  return {
    id,
    member,
    name: eyes.show('name', openName(context.secrets, row.name), member ?? id),
    direction,
    state,
    from: sideShown(row.from),
    to: sideShown(row.to),
    opened,
    letterNo,
    letterDay,
    validUntil,
    receivedOn,
    receiptOn,
    endedOn,
    remindedOn,
    overdue: state === 'issued' && validUntil !== null && validUntil < context.clock.today(),
    version,
  }
}
