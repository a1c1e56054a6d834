import { sql } from 'kysely'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { findMember } from '../../server/public.ts'
import { transfersEvents, transfersProblem, type TransferDeed, type TransferTrial } from '../contract.ts'
import { judgeDeed, usualValidity, type GivenDeed, type TransferFacts } from '../rules/judge.ts'
import { sideOf, transferMoves } from '../rules/lifecycle.ts'
import { deedName, transferStateNames } from '../rules/words.ts'
import { receiveMember } from './receive.ts'
import { actsFor, lockTransfer, requireTransfer, type StoredTransfer } from './stored.ts'
import { writeTransferEvent } from './write-event.ts'

export interface TransferAct extends GivenDeed {
  readonly id: string
  readonly version: number
  readonly reason: string
  readonly overrides: Readonly<Record<string, string>>
}

/** Payload of `transfers.dating`: what stays as it was although a deed is dated before it. */
export interface TransfersDating {
  readonly day: Day
  readonly notes: string[]
}

/** What the deed would bring, by the same judgement that `actOnTransfer` obeys. */
export async function tryTransfer(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  given: GivenDeed,
): Promise<TransferTrial> {
  const transfer = await requireTransfer(tx, scope, id)
  const { judged } = await look(context, tx, scope, transfer, given)
  return { refused: judged.refused, soft: [...judged.soft], follows: [...judged.follows] }
}

/** One deed of one side. @throws transfers.refused, reason-needed, not-this-side, changed-meanwhile */
export async function actOnTransfer(context: Context, tx: Tx, scope: Scope, act: TransferAct): Promise<void> {
  const before = await lockTransfer(tx, scope, act.id, act.version)
  requireSide(scope, before, act.deed)
  const { judged, book, day } = await look(context, tx, scope, before, act)
  if (judged.refused !== null) throw transfersProblem('refused', { why: judged.refused })
  for (const { article, words } of judged.soft) {
    if ((act.overrides[article.rule] ?? '').length < 2) throw transfersProblem('reason-needed', { why: words })
  }
  const verdict = transferMoves[before.state][act.deed]
  if (!('to' in verdict)) throw transfersProblem('refused', { why: verdict.why })
  await context.database.derive(tx, scope, async (wide) => {
    const member =
      act.deed === 'receive' ? await receiveMember(context, tx, wide, before, day, act.reason) : before.member
    await sql`update transfer set state = ${verdict.to}, member = ${member}, ${changesOf(act, day, book)},
        version = version + 1, changed_at = ${context.clock.now().toISOString()}
      where district = ${wide.district} and id = ${act.id}`.execute(tx)
    const softly = judged.soft.map(({ article, words }) => `${words}：${act.overrides[article.rule]}`)
    await writeTransferEvent(context, tx, wide, {
      transfer: act.id,
      day,
      deed: act.deed,
      words: [wordsOf(before, act), ...softly].join('；'),
      reason: act.reason,
    })
  })
  const path = before.from.path ?? before.to.path
  await writeAudit(
    tx,
    scope,
    context.clock,
    `transfers.${act.deed}`,
    act.id,
    {
      before: { state: transferStateNames[before.state] },
      after: { state: transferStateNames[verdict.to] },
      from: before.from.name,
      to: before.to.name,
      day,
      reason: act.reason,
    },
    path === null ? {} : { path },
  )
  await runClock(context, tx, scope, 'transfers', [act.id])
}

/** @throws transfers.not-this-side */
export function requireSide(scope: Scope, transfer: StoredTransfer, deed: TransferDeed): void {
  const side = sideOf(transfer.direction, deed)
  if (!actsFor(scope, transfer[side]))
    throw transfersProblem('not-this-side', { side: side === 'from' ? '转出' : '转入' })
}

async function look(context: Context, tx: Tx, scope: Scope, transfer: StoredTransfer, given: GivenDeed) {
  return context.database.derive(tx, scope, async (wide) => {
    const today = context.clock.today()
    const day = parseDay(given.day) ?? today
    const book = await findRuleBook(tx, wide, day)
    const judged = judgeDeed(await findFacts(tx, wide, transfer), given, today, book)
    if (given.deed !== 'receive' || judged.refused !== null || day === today) return { judged, book, day }
    const dating: TransfersDating = { day, notes: [] }
    await context.reactions.emit(transfersEvents.dating, tx, wide, dating)
    return { judged: { ...judged, follows: [...judged.follows, ...dating.notes] }, book, day }
  })
}

/** The case with what is on file of the person now. `wide`: the receiving side does not reach the record yet. */
export async function findFacts(db: Db | Tx, wide: Scope, transfer: StoredTransfer): Promise<TransferFacts> {
  const { direction, state, letterDay, validUntil, receivedOn, receiptOn, stays } = transfer
  const member = transfer.member === null ? null : await findMember(db, wide, transfer.member)
  return {
    direction,
    state,
    fromName: transfer.from.name,
    toName: transfer.to.name,
    from: transfer.from.organization,
    letterDay,
    validUntil,
    receivedOn,
    receiptOn,
    stays,
    member: member === null ? null : { ended: member.status === 'ended', organization: member.organization },
  }
}

function changesOf(act: TransferAct, day: Day, book: RuleBook) {
  switch (act.deed) {
    case 'issue':
      return sql`letter_no = ${act.letterNo ?? null}, letter_day = ${day},
        valid_until = ${act.validUntil ?? usualValidity(day, book)}`
    case 'remind':
      return sql`reminded_on = ${day}`
    case 'receive':
      return sql`received_on = ${day}, ended_on = ${day}`
    case 'receipt':
      return sql`receipt_on = ${day}`
    case 'return':
    case 'withdraw':
    case 'lapse':
      return sql`ended_on = ${day}`
  }
}

function wordsOf(transfer: StoredTransfer, act: TransferAct): string {
  const name = deedName(transfer.direction, act.deed)
  return act.deed === 'issue' ? `${name}（${act.letterNo ?? ''}）` : name
}
