import { sql } from 'kysely'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import {
  transfersEvents,
  transfersProblem,
  type Direction,
  type TransferDeed,
  type TransferState,
} from '../contract.ts'
import { usualValidity } from '../rules/judge.ts'
import { transferMoves } from '../rules/lifecycle.ts'
import { deedName, transferStateNames } from '../rules/words.ts'
import { forgetNumbers, receiveMember } from './receive.ts'
import type { StoredTransfer } from './stored.ts'
import { writeTransferEvent } from './write-event.ts'

/** Payload of `transfers.changed`. */
export interface TransferChanged {
  readonly transfer: string
  /** On file from now on, or still not. */
  readonly member: string | null
  readonly direction: Direction
  readonly deed: TransferDeed
  readonly state: TransferState
  readonly day: Day
}

export interface JudgedDeed {
  readonly deed: TransferDeed
  readonly day: Day
  readonly letterNo?: string | undefined
  readonly validUntil?: string | undefined
  readonly reason: string
  /** Of each “一般” rule that it goes against: what, and why all the same. */
  readonly softly: readonly string[]
}

/** Writes a deed that was judged, and all that follows from it. */
export async function performDeed(
  context: Context,
  tx: Tx,
  scope: Scope,
  before: StoredTransfer,
  act: JudgedDeed,
  book: RuleBook,
): Promise<void> {
  const verdict = transferMoves[before.state][act.deed]
  if (!('to' in verdict)) throw transfersProblem('refused', { why: verdict.why })
  const { id } = before
  const { deed, day, reason } = act
  await context.database.derive(tx, scope, async (wide) => {
    const member = deed === 'receive' ? await receiveMember(context, tx, wide, before, day, reason) : before.member
    await sql`update transfer set state = ${verdict.to}, member = ${member}, ${changesOf(act, book)},
        version = version + 1, changed_at = ${context.clock.now().toISOString()}
      where district = ${wide.district} and id = ${id}`.execute(tx)
    if (deed === 'issue' && member !== null) await copyStanding(tx, wide, id)
    if (ENDS.includes(verdict.to)) await forgetNumbers(tx, wide, id)
    const words = [wordsOf(before, act), ...act.softly].join('；')
    await writeTransferEvent(context, tx, wide, { transfer: id, day, deed, words, reason })
    await noteDeed(context, tx, scope, before, `transfers.${deed}`, {
      before: { state: transferStateNames[before.state] },
      after: { state: transferStateNames[verdict.to] },
      day,
      reason,
    })
    await runClock(context, tx, wide, 'transfers', [id])
    await runClock(context, tx, wide, 'floating', await openStays(tx, wide, member))
    const { direction } = before
    const changed: TransferChanged = { transfer: id, member, direction, deed, state: verdict.to, day }
    await context.reactions.emit(transfersEvents.changed, tx, wide, changed)
  })
}

const ENDS: readonly TransferState[] = ['received', 'returned', 'withdrawn', 'lapsed']

/** The receiving side says from when on: until then nothing changes, on the day the nightly run receives. */
export async function agreeOn(
  context: Context,
  tx: Tx,
  scope: Scope,
  before: StoredTransfer,
  day: Day,
  reason: string,
): Promise<void> {
  const { id } = before
  await context.database.derive(tx, scope, async (wide) => {
    await sql`update transfer set takes_on = ${day}, takes_reason = ${reason}, version = version + 1,
      changed_at = ${context.clock.now().toISOString()} where district = ${wide.district} and id = ${id}`.execute(tx)
    const words = `约定 ${day} 接收`
    const today = context.clock.today()
    await writeTransferEvent(context, tx, wide, { transfer: id, day: today, deed: 'receive', words, reason })
    await noteDeed(context, tx, scope, before, 'transfers.agree', { day, reason })
    await runClock(context, tx, wide, 'transfers', [id])
  })
}

export function noteDeed(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, from, to }: Pick<StoredTransfer, 'id' | 'from' | 'to'>,
  action: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const path = from.path ?? to.path
  const named = { ...details, from: from.name, to: to.name }
  return writeAudit(tx, scope, context.clock, action, id, named, path === null ? {} : { path })
}

/** The stays of somebody who is away: whether they are asked to transfer depends on what is being done already. */
export async function openStays(tx: Tx, wide: Scope, member: string | null): Promise<string[]> {
  if (member === null) return []
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from floating_stay where district = ${wide.district} and member = ${member} and until is null`,
  )
  return rows.map(({ id }) => id)
}

/** The letter says what the person is on its day; somebody may have been confirmed since the case was opened. */
async function copyStanding(tx: Tx, wide: Scope, id: string): Promise<void> {
  await sql`update transfer t set status = m.status, joined = m.joined, full_on = m.full_on from member m
    where t.district = ${wide.district} and t.id = ${id} and m.district = t.district and m.id = t.member
      and m.status in ('full', 'probationary')`.execute(tx)
}

function changesOf({ deed, day, letterNo, validUntil }: JudgedDeed, book: RuleBook) {
  switch (deed) {
    case 'issue':
      return sql`letter_no = ${letterNo ?? null}, letter_day = ${day},
        valid_until = ${parseDay(validUntil ?? '') ?? usualValidity(day, book)}`
    case 'remind':
      return sql`reminded_on = ${day}`
    case 'receive':
      return sql`received_on = ${day}, ended_on = ${day}, takes_on = null, takes_reason = null`
    case 'receipt':
      return sql`receipt_on = ${day}`
    case 'return':
    case 'withdraw':
    case 'lapse':
      return sql`ended_on = ${day}, takes_on = null, takes_reason = null`
  }
}

function wordsOf({ direction }: StoredTransfer, { deed, letterNo }: JudgedDeed): string {
  const name = deedName(direction, deed)
  return deed === 'issue' ? `${name}（${letterNo ?? ''}）` : name
}
