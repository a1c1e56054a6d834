import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import { openEyes } from '../../../../platform/server/personal/eyes.ts'
import { makeVault } from '../../../../platform/server/personal/vault.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { refuseDay } from '../../rules/days.ts'
import { laterDeeds } from '../../server/later-deeds.ts'
import {
  admitMember,
  changeStatus,
  correctMember,
  findMember,
  findSeats,
  moveMember,
  openName,
  refuseSeat,
  type NewMember,
} from '../../server/public.ts'
import type { StoredTransfer } from './stored.ts'

/** Why the register would not take the reception on that day; the same reasons by which `receiveMember` is refused. */
export async function refuseReception(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  wide: Scope,
  { member: id, direction, stays, to }: StoredTransfer,
  day: Day,
): Promise<string | null> {
  const today = clock.today()
  if (direction === 'out') {
    const later = id === null ? [] : await laterDeeds(tx, wide, id, day, stays ? 'relation' : 'both')
    return refuseDay(day, today, { later })
  }
  const seat = (await findSeats(tx, wide, [to.organization ?? ''])).get(to.organization ?? '')
  if (!seat) return '没有这个党组织'
  const known = id === null ? null : await findMember(tx, wide, id)
  const later = known ? await laterDeeds(tx, wide, known.id, day, known.status === 'ended' ? 'both' : 'relation') : []
  return refuseSeat(seat) ?? refuseDay(day, today, { founded: seat.founded, organization: seat.name, later })
}

/**
 * What a reception does to the person's record, through the register's own deeds: they refuse a day before an earlier move
 * or before the organisation was founded, and settle all counts. Gives the member's id.
 */
export async function receiveMember(
  context: Context,
  tx: Tx,
  wide: Scope,
  transfer: StoredTransfer,
  day: Day,
  reason: string,
): Promise<string | null> {
  const { member: id, direction, from, to } = transfer
  if (direction === 'out') {
    if (id === null) return null
    if (transfer.stays) {
      const words = `组织关系转到区外“${to.name}”，人仍在本区单位工作`
      await moveMember(context, tx, wide, id, { day, to: null, place: 'elsewhere', how: 'out', reason, words })
    } else {
      const words = `组织关系转出到“${to.name}”`
      await changeStatus(context, tx, wide, id, { day, to: 'ended', endReason: 'moved-out', reason, words })
    }
    return id
  }
  const seat = to.organization
  const words =
    direction === 'in' ? `组织关系由区外“${from.name}”转入“${to.name}”` : `组织关系由“${from.name}”转入“${to.name}”`
  if (id === null) {
    const newcomer = await newMember(context, tx, wide, transfer)
    return admitMember(context, tx, wide, newcomer, { day, reason, words })
  }
  const place = transfer.place ?? undefined
  const known = await findMember(tx, wide, id)
  if (known?.status === 'ended') {
    await changeStatus(context, tx, wide, id, {
      day,
      to: transfer.status,
      reason,
      words,
      ...(seat === null ? {} : { organization: seat }),
      ...(place ? { place } : {}),
    })
  } else {
    const how = direction === 'in' ? 'in' : 'within'
    await moveMember(context, tx, wide, id, { day, to: seat, how, reason, words, ...(place ? { place } : {}) })
  }
  if (direction === 'in' && transfer.unit !== null && transfer.unit !== known?.unit)
    await correctMember(context, tx, wide, id, { fields: { unit: transfer.unit }, reason })
  return id
}

async function newMember(context: Context, tx: Tx, wide: Scope, transfer: StoredTransfer): Promise<NewMember> {
  const { identity, phone } = await numbersOf(context, tx, wide, transfer.id)
  return {
    name: openName(context.secrets, transfer.name),
    status: transfer.status,
    place: transfer.place ?? 'unit',
    organization: transfer.to.organization,
    unit: transfer.unit,
    joined: transfer.joined,
    fullOn: transfer.fullOn,
    gender: null,
    born: null,
    ethnicity: null,
    education: null,
    job: null,
    postKind: null,
    group: null,
    phone,
    identity,
    source: 'transfer',
  }
}

/** What came with the letter of somebody from outside, in the clear: it goes from the case to the record. */
async function numbersOf({ secrets, clock }: Context, tx: Tx, wide: Scope, id: string) {
  const vault = makeVault(secrets, clock)
  const eyes = openEyes(secrets, { purpose: '接收组织关系' })
  const open = (kind: 'identity' | 'phone') => vault.open(tx, wide, id, kind, eyes)
  return { identity: await open('identity'), phone: await open('phone') }
}

/** A case that is over keeps no numbers: they are in the record by now, or nobody's business. */
export async function forgetNumbers(tx: Tx, wide: Scope, transfer: string): Promise<void> {
  await sql`delete from personal_vault where district = ${wide.district} and owner = ${transfer}`.execute(tx)
}
