import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { admitMember, changeStatus, findMember, moveMember, openName, type NewMember } from '../../server/public.ts'
import type { StoredTransfer } from './stored.ts'

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
  if (id === null) return admitMember(context, tx, wide, newMember(context, transfer), { day, reason, words })
  const place = transfer.place ?? undefined
  const known = await findMember(tx, wide, id)
  if (known?.status === 'ended') {
    await changeStatus(context, tx, wide, id, {
      day,
      to: transfer.status,
      reason,
      words,
      ...(seat === null ? {} : { organization: seat }),
    })
    return id
  }
  const how = direction === 'in' ? 'in' : 'within'
  await moveMember(context, tx, wide, id, { day, to: seat, how, reason, words, ...(place ? { place } : {}) })
  return id
}

function newMember(context: Context, transfer: StoredTransfer): NewMember {
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
    phone: null,
    identity: null,
    source: 'transfer',
  }
}
