import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersProblem } from '../contract.ts'
import { refuseDay } from '../rules/days.ts'
import { settle } from './counts.ts'
import { findSeats } from './seats.ts'
import { lockMember, type StoredMember } from './stored.ts'
import { nothingTouched } from './touched.ts'
import { writeEvent, type MemberEventKind } from './write-event.ts'

/**
 * What is true of a member beside status and relation: floating, out of contact, taking part in another organisation,
 * having an account. None of it moves a count.
 */
interface Noted {
  readonly kind: MemberEventKind
  readonly action: string
  readonly words: string
  readonly day: string
  readonly reason: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly set?: RawBuilder<unknown>
}

export async function setFloating(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  { day, floating, reason }: { readonly day: string; readonly floating: boolean; readonly reason: string },
): Promise<void> {
  await note(context, tx, scope, id, (member) => {
    if (member.floating === floating)
      throw membersProblem('refused', { why: floating ? '已经登记为流动党员' : '不是流动党员' })
    return {
      kind: 'floating',
      action: 'members.set-floating',
      words: floating ? '登记为流动党员' : '不再是流动党员',
      day,
      reason,
      set: sql`floating = ${floating}`,
    }
  })
}

/** Out of contact since `day`, or in contact again from `day` on. */
export async function setLost(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  { day, lost, reason }: { readonly day: string; readonly lost: boolean; readonly reason: string },
): Promise<void> {
  await note(context, tx, scope, id, (member) => {
    if ((member.lostSince !== null) === lost)
      throw membersProblem('refused', { why: lost ? '已经登记为失去联系' : '没有登记失去联系' })
    if (!lost && member.lostSince !== null && day < member.lostSince)
      throw membersProblem('bad-day', { why: `${member.lostSince} 才失去联系` })
    return {
      kind: 'lost',
      action: 'members.set-lost',
      words: lost ? '失去联系' : '恢复联系',
      day,
      reason,
      set: sql`lost_since = ${lost ? day : null}`,
    }
  })
}

export interface PartDeed {
  readonly organization: string
  readonly kind: 'dual' | 'floating'
  readonly day: string
  readonly reason: string
}

/** Takes part in the life of another organisation, the relation staying where it is. */
export async function joinPart(context: Context, tx: Tx, scope: Scope, id: string, deed: PartDeed): Promise<void> {
  const seat = await context.database.derive(tx, scope, async (wide) =>
    (await findSeats(tx, wide, [deed.organization])).get(deed.organization),
  )
  if (!seat || (seat.state !== 'forming' && seat.state !== 'active'))
    throw membersProblem('refused', { why: '没有这个党组织，或者已经撤销' })
  const event = await note(context, tx, scope, id, (member) => {
    if (member.organization === deed.organization) throw membersProblem('refused', { why: '组织关系就在这个党组织' })
    return {
      kind: 'part',
      action: 'members.join-part',
      words: `同时在“${seat.name}”过组织生活`,
      ...dated(deed),
      details: { organization: seat.id },
    }
  })
  await context.database.derive(tx, scope, async (wide) => {
    const open = await rowsOf(
      tx,
      sql`select 1 from member_part where district = ${wide.district} and member = ${id}
        and organization = ${deed.organization} and valid_to is null`,
    )
    if (open.length > 0) throw membersProblem('refused', { why: `已经在“${seat.name}”过组织生活` })
    await sql`insert into member_part (district, member, organization, kind, valid_from, event)
      values (${wide.district}, ${id}, ${deed.organization}, ${deed.kind}, ${deed.day}, ${event})`.execute(tx)
  })
}

export async function leavePart(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  deed: Omit<PartDeed, 'kind'>,
): Promise<void> {
  await context.database.derive(tx, scope, async (wide) => {
    const closed = await rowsOf(
      tx,
      sql`update member_part set valid_to = ${deed.day} where district = ${wide.district} and member = ${id}
        and organization = ${deed.organization} and valid_to is null and valid_from <= ${deed.day} returning member`,
    )
    if (closed.length === 0) throw membersProblem('refused', { why: '那一天没有在这个党组织过组织生活' })
  })
  await note(context, tx, scope, id, () => ({
    kind: 'part',
    action: 'members.leave-part',
    words: '不再同时在另一个党组织过组织生活',
    ...dated(deed),
    details: { organization: deed.organization },
  }))
}

/** Ties the record to the account of the person, who then sees and has corrected what is held; null unties. */
export async function tieAccount(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  { account, reason }: { readonly account: string | null; readonly reason: string },
): Promise<void> {
  await context.database.derive(tx, scope, async (wide) => {
    const others =
      account === null
        ? []
        : await rowsOf(
            tx,
            sql`select id from member where district = ${wide.district} and account = ${account} and id <> ${id}`,
          )
    if (others.length > 0) throw membersProblem('refused', { why: '这个账号已经是另一名党员的' })
  })
  await note(context, tx, scope, id, () => ({
    kind: 'account',
    action: 'members.tie-account',
    words: account === null ? '解除本人账号' : '对应到本人账号',
    day: context.clock.today(),
    reason,
    set: sql`account = ${account}`,
  }))
  await context.database.derive(tx, scope, (wide) =>
    sql`update personal_vault set account = ${account} where district = ${wide.district} and owner = ${id}`.execute(tx),
  )
}

const dated = ({ day, reason }: { readonly day: string; readonly reason: string }) => ({ day, reason })

async function note(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  judge: (member: StoredMember) => Noted,
): Promise<string> {
  return context.database.derive(tx, scope, async (wide) => {
    const member = await lockMember(tx, wide, id)
    if (member.status === 'ended') throw membersProblem('refused', { why: '已经不在册' })
    const { action, set, ...event } = judge(member)
    const late = refuseDay(event.day, context.clock.today(), {})
    if (late !== null) throw membersProblem('bad-day', { why: late })
    const made = await writeEvent(context, tx, wide, { member: id, ...event })
    await sql`update member set ${set === undefined ? sql`` : sql`${set}, `} version = version + 1,
      changed_at = ${context.clock.now().toISOString()} where district = ${wide.district} and id = ${id}`.execute(tx)
    const touched = nothingTouched()
    touched.members.add(id)
    await settle(context, tx, wide, touched, event.day)
    const { words, day, reason } = event
    await writeAudit(
      tx,
      scope,
      context.clock,
      action,
      id,
      { words, day, reason },
      member.path === '' ? {} : { path: member.path },
    )
    return made
  })
}
