import { sql } from 'kysely'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { keyed, writeAudit } from '../../../../platform/server/audit.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { findOrganizations, requireChangeable } from '../../../organizations/server/public.ts'
import {
  findMember,
  joinPart,
  leavePart,
  openName,
  requireEditable,
  setFloating,
  setLost,
} from '../../server/public.ts'
import { transfersProblem } from '../contract.ts'
import { lockStay, type StoredStay } from './stays.ts'
import { actsFor, type StoredSide } from './stored.ts'

export interface NewStay {
  readonly member: string | null
  readonly name?: string | undefined
  readonly fromText?: string | undefined
  readonly to: string | null
  readonly toText: string | null
  readonly since: string
  readonly fixed: boolean
  readonly abroad: boolean
  readonly dual: boolean
  readonly reason: string
}

const refuse = (why: string) => transfersProblem('refused', { why })

function dayOf(context: Context, text: string): Day {
  const day = parseDay(text)
  if (day === null) throw refuse(`没有 ${text} 这一天`)
  if (day > context.clock.today()) throw refuse(`${day} 还没有到`)
  return day
}

/**
 * Somebody of the district who is away, or somebody from outside who is here. The relation stays where it is. Where the
 * receiving organisation is one of the district, the person takes part in its life.
 * @throws transfers.refused, members.not-found, organizations.not-found
 */
export async function registerStay(context: Context, tx: Tx, scope: Scope, order: NewStay): Promise<string> {
  const { clock, database, secrets } = context
  const since = dayOf(context, order.since)
  const { name, from } = await readPerson(context, tx, scope, order)
  const to = await readReceiver(context, tx, scope, order)
  if (to.organization !== null && to.organization === from.organization)
    throw refuse('流入地就是组织关系所在的党组织，不算流动')
  const id = clock.id()
  await database.derive(tx, scope, async (wide) => {
    if (order.member !== null) await refuseSecondStay(tx, wide, order.member)
    await sql`insert into floating_stay (district, id, member, name, from_org, from_chain, from_path, from_name, to_org,
        to_chain, to_path, to_name, since, fixed, abroad, dual, changed_at)
      values (${wide.district}, ${id}, ${order.member}, ${secrets.seal(name)}, ${from.organization}, ${from.chain},
        ${from.path}, ${from.name}, ${to.organization}, ${to.chain}, ${to.path}, ${to.name}, ${since}, ${order.fixed},
        ${order.abroad}, ${order.dual && to.organization !== null}, ${clock.now().toISOString()})`.execute(tx)
    if (order.member === null) return
    const { member, reason } = order
    // A register from elsewhere may have marked the person already.
    const known = await findMember(tx, wide, member)
    if (known?.floating === false) await setFloating(context, tx, wide, member, { day: since, floating: true, reason })
    if (order.dual && to.organization !== null)
      await joinPart(context, tx, wide, member, {
        organization: to.organization,
        kind: 'floating',
        day: since,
        reason,
      })
  })
  await note(context, tx, scope, 'floating.register', { id, from, to }, since, order.reason, name)
  await runClock(context, tx, scope, 'floating', [id])
  return id
}

async function readPerson(
  context: Context,
  tx: Tx,
  scope: Scope,
  { member: id, name, fromText }: NewStay,
): Promise<{ name: string; from: StoredSide }> {
  if (id === null) {
    if (name === undefined || /[*＊]/.test(name)) throw refuse('写上完整的姓名')
    if (fromText === undefined) throw refuse('写上流出地党组织')
    return { name, from: { organization: null, chain: null, path: null, name: fromText } }
  }
  const member = await requireEditable(tx, scope, id)
  if (member.status === 'ended') throw refuse('已经不在册')
  if (member.organization === null) throw refuse('组织关系在区外，按外地来的流动党员登记')
  const home = await context.database.derive(tx, scope, (wide) =>
    findOrganizations(tx, wide, [member.organization ?? '']),
  )
  const seat = home.get(member.organization)
  if (!seat) throw refuse('组织关系所在的党组织不在册')
  const from = { organization: seat.id, chain: seat.chain, path: seat.path, name: seat.name }
  return { name: openName(context.secrets, member.name), from }
}

/** Somebody from outside is received by an organisation that the actor acts for; one of our own by any, here or elsewhere. */
async function readReceiver(context: Context, tx: Tx, scope: Scope, order: NewStay): Promise<StoredSide> {
  const { to, toText, member } = order
  if (to === null) {
    if (member === null) throw refuse('写上本区哪个党组织接收')
    return { organization: null, chain: null, path: null, name: toText ?? '流入地党组织未明' }
  }
  if (member === null) await requireChangeable(tx, scope, to)
  const found = await context.database.derive(tx, scope, (wide) => findOrganizations(tx, wide, [to]))
  const seat = found.get(to)
  if (!seat || (seat.state !== 'active' && seat.state !== 'forming')) throw refuse('没有这个党组织，或者已经撤销')
  if (seat.founded !== null && order.since < seat.founded)
    throw refuse(`${order.since} 早于“${seat.name}”成立（${seat.founded}）`)
  return { organization: seat.id, chain: seat.chain, path: seat.path, name: seat.name }
}

/** That there was contact on a day, by whichever side; nothing else is asked. */
export async function recordContact(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, version, day: text }: { readonly id: string; readonly version: number; readonly day: string },
): Promise<void> {
  const stay = await lockStay(tx, scope, id, version)
  const side = sideHere(scope, stay)
  const day = dayOf(context, text)
  if (stay.until !== null) throw refuse('已经结束')
  if (day < stay.since) throw refuse(`${stay.since} 才外出`)
  await context.database.derive(tx, scope, async (wide) => {
    const member = stay.member === null ? null : await findMember(tx, wide, stay.member)
    // Whoever was reached on a day is not out of contact any more.
    if (member !== null && member.lostSince !== null && member.status !== 'ended' && day >= member.lostSince)
      await setLost(context, tx, wide, member.id, { day, lost: false, reason: '流动党员联系上了' })
    await sql`insert into floating_contact (district, stay, day, side, actor)
      values (${wide.district}, ${id}, ${day}, ${side}, ${wide.actor}) on conflict do nothing`.execute(tx)
    await sql`update floating_stay set last_contact = greatest(last_contact, ${day}::date), version = version + 1,
      changed_at = ${context.clock.now().toISOString()} where district = ${wide.district} and id = ${id}`.execute(tx)
  })
  await note(context, tx, scope, 'floating.contact', stay, day, null)
  await runClock(context, tx, scope, 'floating', [id])
}

export async function endStay(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: { readonly id: string; readonly version: number; readonly day: string; readonly reason: string },
): Promise<void> {
  const stay = await lockStay(tx, scope, order.id, order.version)
  sideHere(scope, stay)
  const day = dayOf(context, order.day)
  if (stay.until !== null) throw refuse('已经结束')
  if (day < stay.since) throw refuse(`${stay.since} 才外出`)
  if (stay.lastContact !== null && day < stay.lastContact)
    throw refuse(`${stay.lastContact} 还有一次联系，结束日期不能早于 ${stay.lastContact}`)
  await context.database.derive(tx, scope, async (wide) => {
    await closeStay(context, tx, wide, stay.id, day, '不再流动')
    const member = stay.member === null ? null : await findMember(tx, wide, stay.member)
    if (member === null || member.status === 'ended') return
    const { reason } = order
    if (stay.to.organization !== null && (await takesPart(tx, wide, member.id, stay.to.organization)))
      await leavePart(context, tx, wide, member.id, { organization: stay.to.organization, day, reason })
    if (member.floating) await setFloating(context, tx, wide, member.id, { day, floating: false, reason })
  })
  await note(context, tx, scope, 'floating.end', stay, day, order.reason)
  await runClock(context, tx, scope, 'floating', [stay.id])
}

export async function closeStay(
  context: Context,
  tx: Tx,
  wide: Scope,
  id: string,
  day: Day,
  words: string,
): Promise<void> {
  await sql`update floating_stay set until = greatest(since, ${day}::date), end_words = ${words}, version = version + 1,
    changed_at = ${context.clock.now().toISOString()} where district = ${wide.district} and id = ${id}`.execute(tx)
}

/** Out of contact, or in contact again: decided and dated by people; what may follow is said by the deadlines. */
export async function markLost(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: {
    readonly member: string
    readonly version: number
    readonly lost: boolean
    readonly day: string
    readonly reason: string
  },
): Promise<void> {
  const member = await requireEditable(tx, scope, order.member)
  if (member.version !== order.version) throw transfersProblem('changed-meanwhile')
  const { lost, reason } = order
  const day = dayOf(context, order.day)
  const contact = lost ? await lastContactOf(context, tx, scope, member.id) : null
  if (contact !== null && day <= contact) throw refuse(`${contact} 还联系过，失去联系的日期要在它以后`)
  await setLost(context, tx, scope, member.id, { day, lost, reason })
}

async function lastContactOf(context: Context, tx: Tx, scope: Scope, member: string): Promise<Day | null> {
  return context.database.derive(tx, scope, async (wide) => {
    const [row] = await rowsOf<{ day: Day | null }>(
      tx,
      sql`select max(last_contact) as day from floating_stay where district = ${wide.district} and member = ${member}`,
    )
    return row?.day ?? null
  })
}

async function refuseSecondStay(tx: Tx, wide: Scope, member: string): Promise<void> {
  const [open] = await rowsOf<{ to: string; since: Day }>(
    tx,
    sql`select to_name as "to", since from floating_stay where district = ${wide.district} and member = ${member}
      and until is null`,
  )
  if (open) throw refuse(`${open.since} 起已经登记流动到“${open.to}”，先结束那一条`)
}

/** @throws transfers.not-this-side when the actor sees the row but acts for neither side */
function sideHere(scope: Scope, stay: StoredStay): 'from' | 'to' {
  if (actsFor(scope, stay.from)) return 'from'
  if (actsFor(scope, stay.to)) return 'to'
  throw transfersProblem('not-this-side', { side: '流出地或流入地' })
}

export async function takesPart(tx: Tx, wide: Scope, member: string, organization: string): Promise<boolean> {
  const open = await rowsOf(
    tx,
    sql`select 1 from member_part where district = ${wide.district} and member = ${member}
      and organization = ${organization} and valid_to is null`,
  )
  return open.length > 0
}

async function note(
  context: Context,
  tx: Tx,
  scope: Scope,
  action: string,
  { id, from, to }: Pick<StoredStay, 'id' | 'from' | 'to'>,
  day: Day,
  reason: string | null,
  name?: string,
): Promise<void> {
  const path = from.path ?? to.path
  await writeAudit(
    tx,
    scope,
    context.clock,
    action,
    id,
    {
      ...(name === undefined ? {} : { name: keyed(context.secrets, 'name', name) }),
      from: from.name,
      to: to.name,
      day,
      ...(reason === null ? {} : { reason }),
    },
    path === null ? {} : { path },
  )
}
