import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { findMember } from '../../server/public.ts'
import { transfersEvents, transfersProblem, type TransferDeed, type TransferTrial } from '../contract.ts'
import { judgeDeed, type GivenDeed, type Judged, type TransferFacts } from '../rules/judge.ts'
import { sideOf } from '../rules/lifecycle.ts'
import { agreeOn, performDeed } from './perform.ts'
import { refuseReception } from './receive.ts'
import { actsFor, lockTransfer, requireTransfer, type StoredTransfer } from './stored.ts'

export interface TransferAct extends GivenDeed {
  readonly id: string
  readonly version: number
  readonly reason: string
  readonly overrides: Readonly<Record<string, string>>
}

/** Payload of `transfers.dating`: what stays as it was although a reception is dated before it. */
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
  const refused = judged.refused ?? notThisSide(scope, transfer, given.deed)
  return {
    refused,
    soft: refused === null ? [...judged.soft] : [],
    follows: refused === null ? [...judged.follows] : [],
  }
}

/** One deed of one side. @throws transfers.refused, reason-needed, not-this-side, changed-meanwhile */
export async function actOnTransfer(context: Context, tx: Tx, scope: Scope, act: TransferAct): Promise<void> {
  const before = await lockTransfer(tx, scope, act.id, act.version)
  const side = sideOf(before.direction, act.deed)
  if (notThisSide(scope, before, act.deed) !== null)
    throw transfersProblem('not-this-side', { side: side === 'from' ? '转出' : '转入' })
  const { judged, book, day } = await look(context, tx, scope, before, act)
  if (judged.refused !== null) throw transfersProblem('refused', { why: judged.refused })
  for (const { article, words } of judged.soft) {
    if ((act.overrides[article.rule] ?? '').length < 2) throw transfersProblem('reason-needed', { why: words })
  }
  if (day > context.clock.today()) return agreeOn(context, tx, scope, before, day, act.reason)
  const softly = judged.soft.map(({ article, words }) => `${words}：${act.overrides[article.rule]}`)
  await performDeed(context, tx, scope, before, { ...act, day, softly }, book)
}

/** Why the actor does not do it: it is the other side's; null when it is theirs. */
export function notThisSide(scope: Scope, transfer: StoredTransfer, deed: TransferDeed): string | null {
  const side = sideOf(transfer.direction, deed)
  return actsFor(scope, transfer[side]) ? null : `由${side === 'from' ? '转出' : '转入'}的党组织办`
}

export interface Looked {
  readonly judged: Judged
  readonly book: RuleBook
  readonly day: Day
}

export async function look(
  context: Context,
  tx: Tx,
  scope: Scope,
  transfer: StoredTransfer,
  given: GivenDeed,
): Promise<Looked> {
  return context.database.derive(tx, scope, async (wide) => {
    const today = context.clock.today()
    const day = parseDay(given.day) ?? today
    const book = await findRuleBook(tx, wide, day > today ? today : day)
    const judged = judgeDeed(await findFacts(tx, wide, transfer), given, today, book)
    if (given.deed !== 'receive' || judged.refused !== null) return { judged, book, day }
    const refused = await refuseReception(context, tx, wide, transfer, day > today ? today : day)
    if (refused !== null) return { judged: { refused, soft: [], follows: [] }, book, day }
    if (day >= today) return { judged, book, day }
    const dating: TransfersDating = { day, notes: [] }
    await context.reactions.emit(transfersEvents.dating, tx, wide, dating)
    return { judged: { ...judged, follows: [...judged.follows, ...dating.notes] }, book, day }
  })
}

/** The case with what is on file of the person now. `wide`: the receiving side does not reach the record yet. */
export async function findFacts(db: Db | Tx, wide: Scope, transfer: StoredTransfer): Promise<TransferFacts> {
  const { direction, state, letterDay, validUntil, receivedOn, receiptOn, stays } = transfer
  const member = transfer.member === null ? null : await findMember(db, wide, transfer.member)
  const known = member && {
    ended: member.status === 'ended',
    suspended: member.status === 'suspended',
    organization: member.organization,
  }
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
    member: known ?? (transfer.member === null ? null : 'gone'),
  }
}
