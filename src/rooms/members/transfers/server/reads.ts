import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { openName } from '../../server/public.ts'
import {
  transferDeedShape,
  transferStateShape,
  type Direction,
  type TransferFilter,
  type TransferPage,
  type TransferRow,
  type TransferState,
} from '../contract.ts'
import { judgeDeed } from '../rules/judge.ts'
import { OPEN_STATES } from '../rules/lifecycle.ts'
import { findFacts, notThisSide } from './act.ts'
import { inAreaSql, likeText } from './in-area.ts'
import { readNumbers } from './letter-facts.ts'
import { actsFor, requireTransfer, sidesReachSql, TRANSFER, type StoredTransfer } from './stored.ts'

const OPEN = sql`transfer.state in ('draft', 'issued')`
const OVERDUE = (today: string): RawBuilder<boolean> =>
  sql<boolean>`transfer.state = 'issued' and transfer.valid_until < ${today}`
const NO_RECEIPT = sql<boolean>`transfer.state = 'received' and transfer.receipt_on is null`

export async function listTransfers(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  filter: TransferFilter,
  page: { readonly after: string | null; readonly limit: number },
  eyes: Eyes,
): Promise<TransferRow[]> {
  const rows = await rowsOf<StoredTransfer>(
    db,
    sql`select ${TRANSFER} from transfer where ${await whereOf(context, db, scope, filter)}
      ${page.after === null ? sql`` : sql`and transfer.id < ${page.after}`}
      order by transfer.id desc limit ${page.limit}`,
  )
  return rows.map((row) => rowOf(context, scope, row, eyes))
}

export async function countListed(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  filter: TransferFilter,
): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from transfer where ${await whereOf(context, db, scope, filter)}`,
  )
  return row?.n ?? 0
}

const firstOfYear = ({ clock }: Pick<Context, 'clock'>): string => `${clock.today().slice(0, 4)}-01-01`

const PATHS = ['transfer.from_path', 'transfer.to_path']

async function whereOf(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  filter: TransferFilter,
): Promise<RawBuilder<unknown>> {
  const { state, direction, organization, member, q, flag, area } = filter
  const all: RawBuilder<unknown>[] = [
    sidesReachSql(scope, 'transfer'),
    await inAreaSql(context, db, scope, area, PATHS),
  ]
  if (flag === 'overdue') all.push(OVERDUE(context.clock.today()))
  else if (flag === 'no-receipt') all.push(NO_RECEIPT)
  else if (flag === 'this-year') all.push(sql`transfer.received_on >= ${firstOfYear(context)}::date`)
  else if (state !== undefined) all.push(sql`transfer.state = any(${state.split(',')}::text[])`)
  else if (member === undefined) all.push(OPEN)
  if (direction !== undefined) all.push(sql`transfer.direction = ${direction}`)
  if (organization !== undefined)
    all.push(sql`(transfer.from_org = ${organization} or transfer.to_org = ${organization})`)
  if (member !== undefined) all.push(sql`transfer.member = ${member}`)
  if (q !== undefined && q.trim() !== '') {
    const like = likeText(q)
    all.push(sql`(transfer.from_name like ${like} or transfer.to_name like ${like} or transfer.letter_no like ${like})`)
  }
  return sql.join(all, sql` and `)
}

export async function countTransfers(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  area: string | undefined,
) {
  const today = context.clock.today()
  const book = await findRuleBook(db, scope, today)
  const rows = await rowsOf<Counted>(
    db,
    sql`select transfer.state, transfer.direction, count(*)::int as n, (count(*) filter (where ${OVERDUE(today)}))::int as overdue,
        (count(*) filter (where ${NO_RECEIPT}))::int as without,
        (count(*) filter (where transfer.received_on >= ${firstOfYear(context)}::date))::int as year
      from transfer where ${sidesReachSql(scope, 'transfer')} and ${await inAreaSql(context, db, scope, area, PATHS)}
      group by 1, 2`,
  )
  const sum = (of: (row: Counted) => number): number => rows.reduce((all, row) => all + of(row), 0)
  const only = (which: (row: Counted) => boolean): number => sum((row) => (which(row) ? row.n : 0))
  const open = (direction: Direction): number =>
    only((row) => row.direction === direction && OPEN_STATES.includes(row.state))
  return {
    states: Object.fromEntries(
      transferStateShape.options.map((state) => [state, only((row) => row.state === state)]).filter(([, n]) => n !== 0),
    ),
    open: { within: open('within'), out: open('out'), in: open('in') },
    overdue: sum(({ overdue }) => overdue),
    noReceipt: sum(({ without }) => without),
    receivedThisYear: sum(({ year }) => year),
    articles: ARTICLES.map((id) => book.article(id)),
  }
}

const ARTICLES = ['member.transfer', 'member.sender-responsible', 'member.letter', 'member.receipt']

interface Counted {
  readonly state: TransferState
  readonly direction: Direction
  readonly n: number
  readonly overdue: number
  readonly without: number
  readonly year: number
}

/** One case, with what may be done now and why the rest may not. */
export async function readTransfer(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  id: string,
  eyes: Eyes,
): Promise<TransferPage> {
  const transfer = await requireTransfer(db, scope, id)
  const today = context.clock.today()
  const { facts, book, unitName, numbers } = await context.database.beyond(db, scope, async (around, wide) => {
    const [unit] = await rowsOf<{ name: string }>(
      around,
      sql`select name from unit where district = ${wide.district} and id = ${transfer.unit}`,
    )
    return {
      facts: await findFacts(around, wide, transfer),
      book: await findRuleBook(around, wide, today),
      unitName: unit?.name ?? null,
      // Of somebody who is not on file yet, the side that receives sees what the letter said.
      numbers: actsFor(scope, transfer.to) ? await readNumbers(context, around, wide, id, eyes) : NO_NUMBERS,
    }
  })
  const events = await rowsOf<TransferPage['events'][number]>(
    db,
    sql`select day, words, reason, actor as by from transfer_event
      where district = ${scope.district} and transfer = ${id} order by id desc`,
  )
  const deeds = transferDeedShape.options.map((deed) => {
    const letterNo = transfer.letterNo ?? '1'
    const { refused } = judgeDeed(facts, { deed, day: today, letterNo }, today, book)
    return { deed, why: refused ?? notThisSide(scope, transfer, deed) }
  })
  const { status, place, stays, unit } = transfer
  return { ...rowOf(context, scope, transfer, eyes), status, place, stays, unit, unitName, ...numbers, deeds, events }
}

const NO_NUMBERS = { identity: null, phone: null }

function rowOf(
  context: Pick<Context, 'secrets' | 'clock'>,
  scope: Scope,
  row: StoredTransfer,
  eyes: Eyes,
): TransferRow {
  const { id, member, direction, state, opened, letterNo, letterDay, validUntil, receivedOn, receiptOn } = row
  const { endedOn, takesOn, remindedOn, version } = row
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
    takesOn,
    remindedOn,
    overdue: state === 'issued' && validUntil !== null && validUntil < context.clock.today(),
    version,
  }
}
