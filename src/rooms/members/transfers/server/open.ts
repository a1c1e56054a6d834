import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { isMasked } from '../../../../kernel/mask.ts'
import { keyed, writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import { makeVault } from '../../../../platform/server/personal/vault.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { requireChangeable } from '../../../organizations/server/public.ts'
import { membersProblem, type RelationPlace } from '../../contract.ts'
import { contradictionOf } from '../../rules/days.ts'
import { plainName } from '../../rules/name-pieces.ts'
import { refuseNumbers } from '../../server/admit.ts'
import { openName, requireEditable, requireMember, requireSeat, type StoredMember } from '../../server/public.ts'
import { refuseKnown } from '../../server/refuse-known.ts'
import { transfersProblem, type Direction } from '../contract.ts'
import { directionNames, transferStateNames } from '../rules/words.ts'
import { openStays } from './perform.ts'
import type { StoredSide } from './stored.ts'
import { writeTransferEvent } from './write-event.ts'

export type TransferOrder =
  | { readonly direction: 'within'; readonly member: string; readonly to: string; readonly reason: string }
  | {
      readonly direction: 'out'
      readonly member: string
      readonly toText: string
      readonly stays: boolean
      readonly reason: string
    }
  | {
      readonly direction: 'in'
      readonly member: string | null
      readonly name?: string | undefined
      readonly status: 'full' | 'probationary'
      readonly joined: string | null
      readonly fullOn: string | null
      /** In the clear, as they stand in the letter; never required. */
      readonly identity: string | null
      readonly phone: string | null
      readonly unit: string | null
      readonly place: Exclude<RelationPlace, 'elsewhere'>
      readonly fromText: string
      readonly to: string
      /** Somebody of the same name is on file in the same organisation or unit, was looked at, and is somebody else. */
      readonly other: boolean
      readonly reason: string
    }

/** Everything but the sides, as it is written; the name in the clear. */
interface Person {
  readonly member: string | null
  readonly name: string
  readonly status: 'full' | 'probationary'
  readonly joined: string | null
  readonly fullOn: string | null
  readonly unit: string | null
  readonly place: RelationPlace | null
  readonly stays: boolean
}

const outside = (name: string): StoredSide => ({ organization: null, chain: null, path: null, name })

/**
 * Opens a case: nothing about the person changes by it. Who sends must reach the member, who receives the organisation.
 * @throws transfers.refused, members.not-found, members.outside-scope, members.on-file, members.same-name,
 *   members.bad-day, members.bad-number, organizations.not-found, organizations.outside-scope
 */
export async function openTransfer(context: Context, tx: Tx, scope: Scope, order: TransferOrder): Promise<string> {
  const { person, from, to } = await readOrder(context, tx, scope, order)
  const { clock, secrets, database } = context
  const id = clock.id()
  await database.derive(tx, scope, async (wide) => {
    if (person.member !== null) await refuseSecond(tx, wide, person.member)
    await sql`insert into transfer (district, id, direction, state, member, name, name_hash, status, joined, full_on, unit_id, place,
        stays, from_org, from_chain, from_path, from_name, to_org, to_chain, to_path, to_name, opened, changed_at)
      values (${wide.district}, ${id}, ${order.direction}, 'draft', ${person.member}, ${secrets.seal(person.name)},
        ${person.member === null ? newcomerHash(context, person.name) : null},
        ${person.status}, ${person.joined}, ${person.fullOn}, ${person.unit}, ${person.place}, ${person.stays},
        ${from.organization}, ${from.chain}, ${from.path}, ${from.name}, ${to.organization}, ${to.chain}, ${to.path},
        ${to.name}, ${clock.today()}, ${clock.now().toISOString()})`.execute(tx)
    const words = `${directionNames[order.direction]}：${from.name} → ${to.name}`
    await writeTransferEvent(context, tx, wide, {
      transfer: id,
      day: clock.today(),
      deed: 'open',
      words,
      reason: order.reason,
    })
    if (order.direction === 'in' && person.member === null) await keepNumbers(context, tx, wide, id, to, order)
    // A floating member whose transfer is being done is no longer to be reminded of it.
    await runClock(context, tx, wide, 'floating', await openStays(tx, wide, person.member))
  })
  const path = from.path ?? to.path
  await writeAudit(
    tx,
    scope,
    clock,
    'transfers.open',
    id,
    {
      name: keyed(secrets, 'name', person.name),
      direction: directionNames[order.direction],
      from: from.name,
      to: to.name,
      state: transferStateNames.draft,
      reason: order.reason,
    },
    path === null ? {} : { path },
  )
  return id
}

/** They wait in the vault under the case's id until the person is received. */
async function keepNumbers(
  { secrets, clock }: Context,
  tx: Tx,
  wide: Scope,
  owner: string,
  { path }: StoredSide,
  given: { readonly identity: string | null; readonly phone: string | null },
): Promise<void> {
  const vault = makeVault(secrets, clock)
  for (const kind of ['identity', 'phone'] as const) {
    const text = given[kind]
    if (text !== null && text !== '') await vault.put(tx, wide, { owner, kind, text, path, account: null })
  }
}

async function readOrder(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: TransferOrder,
): Promise<{ person: Person; from: StoredSide; to: StoredSide }> {
  if (order.direction === 'in') {
    const { name: toName, chain, path } = await requireChangeable(tx, scope, order.to)
    await context.database.derive(tx, scope, (wide) => requireSeat(tx, wide, order.to))
    const to = { organization: order.to, chain, path, name: toName }
    return { person: await readNewcomer(context, tx, scope, order), from: outside(order.fromText), to }
  }
  const member = await requireEditable(tx, scope, order.member)
  refuseGone(member, order.direction)
  const from = await context.database.derive(tx, scope, async (wide) => {
    // Checked by `refuseGone`.
    const seat = await requireSeat(tx, wide, member.organization ?? '')
    return { organization: seat.id, chain: seat.chain, path: seat.path, name: seat.name }
  })
  const person: Person = {
    member: member.id,
    name: openName(context.secrets, member.name),
    status: member.status === 'probationary' ? 'probationary' : 'full',
    joined: member.joined,
    fullOn: member.fullOn,
    unit: null,
    place: null,
    stays: order.direction === 'out' && order.stays,
  }
  if (order.direction === 'out') {
    if (order.stays && member.unit === null)
      throw transfersProblem('refused', { why: '没有登记本区的工作单位，转走以后不再在册' })
    return { person, from, to: outside(order.toText) }
  }
  if (order.to === member.organization) throw transfersProblem('refused', { why: '组织关系本来就在这个党组织' })
  const seat = await context.database.derive(tx, scope, (wide) => requireSeat(tx, wide, order.to))
  return { person, from, to: { organization: seat.id, chain: seat.chain, path: seat.path, name: seat.name } }
}

async function readNewcomer(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: Extract<TransferOrder, { direction: 'in' }>,
): Promise<Person> {
  const { member: id, name, status, joined, fullOn, unit, place } = order
  if (unit !== null) {
    const found = await rowsOf(tx, sql`select 1 from unit where district = ${scope.district} and id = ${unit}`)
    if (found.length === 0) throw transfersProblem('refused', { why: '没有这家单位，或不在你负责的范围内' })
  }
  if (id === null) {
    if (name === undefined || isMasked(name)) throw transfersProblem('refused', { why: '写上完整的姓名' })
    const wrong = contradictionOf({ born: null, joined, fullOn }, context.clock.today())
    if (wrong !== null) throw membersProblem('bad-day', { why: wrong })
    refuseNumbers(order)
    const { identity, to } = order
    await refuseKnown(context, tx, scope, { name, identity, organization: to, unit, born: null }, order.other)
    await refuseSecondLetter(context, tx, scope, identity)
    if (!order.other) await refuseSameComing(context, tx, scope, name, to)
    const confirmed = status === 'full' ? fullOn : null
    return { member: null, name, status, joined, fullOn: confirmed, unit, place, stays: false }
  }
  const member = await requireMember(tx, scope, id)
  const here = member.status !== 'ended' && member.organization !== null
  if (here) throw transfersProblem('refused', { why: '组织关系已经在本区，用“区内转接”' })
  if (member.status === 'ended' && member.endReason !== 'moved-out')
    throw transfersProblem('refused', { why: '不是因组织关系转出而不再在册的，先在党员页面办理' })
  return {
    member: id,
    name: openName(context.secrets, member.name),
    status: member.status === 'probationary' ? 'probationary' : status,
    joined: member.joined,
    fullOn: member.fullOn,
    unit,
    place,
    stays: false,
  }
}

function refuseGone(member: StoredMember, direction: Exclude<Direction, 'in'>): void {
  if (member.status === 'ended') throw transfersProblem('refused', { why: '已经不在册' })
  if (member.status === 'suspended') throw transfersProblem('refused', { why: '停止党籍期间不转组织关系' })
  if (member.organization === null)
    throw transfersProblem('refused', {
      why: direction === 'within' ? '组织关系在区外，用“区外转入”' : '组织关系本来就在区外',
    })
}

/** Somebody who is not on file is known by the number in the letter only. */
async function refuseSecondLetter(context: Context, tx: Tx, scope: Scope, identity: string | null): Promise<void> {
  if (identity === null || identity === '') return
  await context.database.derive(tx, scope, async (wide) => {
    const owners = await makeVault(context.secrets, context.clock).find(tx, wide, 'identity', identity)
    const [open] = await rowsOf<{ to: string }>(
      tx,
      sql`select to_name as "to" from transfer where district = ${wide.district} and id = any(${owners}::text[])
        and state in ('draft', 'issued')`,
    )
    if (open) throw transfersProblem('refused', { why: `同一身份证号已经有一件转入“${open.to}”的在办` })
  })
}

const newcomerHash = ({ secrets }: Context, name: string): string => secrets.hash('newcomer-name', plainName(name))

/** Equal names are equal names: whoever opens the case looks, and says that it is somebody else. */
async function refuseSameComing(context: Context, tx: Tx, scope: Scope, name: string, to: string): Promise<void> {
  const [open] = await rowsOf<{ to: string }>(
    tx,
    sql`select to_name as "to" from transfer where district = ${scope.district} and to_org = ${to}
      and name_hash = ${newcomerHash(context, name)} and state in ('draft', 'issued')`,
  )
  if (open) throw membersProblem('same-name', { where: `${open.to}（正在转入）` })
}

async function refuseSecond(tx: Tx, wide: Scope, member: string): Promise<void> {
  const [open] = await rowsOf<{ to: string }>(
    tx,
    sql`select to_name as "to" from transfer where district = ${wide.district} and member = ${member}
      and state in ('draft', 'issued')`,
  )
  if (open) throw transfersProblem('refused', { why: `已经有一件转到“${open.to}”的在办，一人同时只办一件` })
}
