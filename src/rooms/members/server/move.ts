import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersProblem, type RelationPlace } from '../contract.ts'
import { refuseDay } from '../rules/days.ts'
import { settle } from './counts.ts'
import { laterDeeds } from './later-deeds.ts'
import { findSeats, requireSeat } from './seats.ts'
import { lockMember, type StoredMember } from './stored.ts'
import { nothingTouched, touch, type Touched } from './touched.ts'
import { writeEvent } from './write-event.ts'

/** How a relation came where it sits. */
export type MoveHow = 'within' | 'in' | 'out' | 'merge' | 'correct'

export interface MoveDeed {
  readonly day: string
  /** Null: to somewhere outside the district while the person stays on file here (兼合式). Somebody who leaves for good is ended (`moved-out`). */
  readonly to: string | null
  readonly place?: RelationPlace
  readonly how: MoveHow
  readonly reason: string
  readonly words?: string
  readonly version?: number
}

/** Puts the relation into another organisation, from `day` on. @throws members.refused, bad-day, changed-meanwhile */
export async function moveMember(context: Context, tx: Tx, scope: Scope, id: string, deed: MoveDeed): Promise<void> {
  await context.database.derive(tx, scope, async (wide) => {
    const touched = nothingTouched()
    const before = await writeMove(context, tx, wide, id, deed, touched)
    await settle(context, tx, wide, touched, deed.day)
    const seats = await findSeats(
      tx,
      wide,
      [before.organization, deed.to].flatMap((one) => one ?? []),
    )
    const nameOf = (organization: string | null): string | null =>
      organization === null ? null : (seats.get(organization)?.name ?? null)
    const path = (deed.to === null ? undefined : seats.get(deed.to)?.path) ?? before.path
    await writeAudit(
      tx,
      scope,
      context.clock,
      'members.move',
      id,
      {
        before: { organization: nameOf(before.organization) },
        after: { organization: nameOf(deed.to) },
        day: deed.day,
        reason: deed.reason,
      },
      path === '' ? {} : { path },
    )
  })
}

export async function writeMove(
  context: Context,
  tx: Tx,
  wide: Scope,
  id: string,
  deed: MoveDeed,
  touched: Touched,
): Promise<StoredMember> {
  const before = await lockMember(tx, wide, id, deed.version)
  if (before.status === 'ended') throw membersProblem('refused', { why: '已经不在册，先重新登记' })
  const place = deed.place ?? (deed.to === null ? 'elsewhere' : before.place === 'elsewhere' ? 'unit' : before.place)
  if (deed.to !== null && deed.to === before.organization && place === before.place)
    throw membersProblem('refused', { why: '组织关系本来就在这个党组织' })
  const seat = deed.to === null ? null : await requireSeat(tx, wide, deed.to)
  const late = refuseDay(deed.day, context.clock.today(), {
    founded: seat?.founded ?? null,
    ...(seat ? { organization: seat.name } : {}),
    later: await laterDeeds(tx, wide, id, deed.day, 'relation'),
  })
  if (late !== null) throw membersProblem('bad-day', { why: late })
  const { district } = wide
  const event = await writeEvent(context, tx, wide, {
    member: id,
    day: deed.day,
    kind: 'moved',
    words: deed.words ?? (seat ? `组织关系转到“${seat.name}”` : '组织关系转到区外'),
    reason: deed.reason,
    details: { from: before.organization, to: deed.to, how: deed.how },
  })
  await sql`update member_relation set valid_to = ${deed.day} where district = ${district} and member = ${id}
    and valid_to is null`.execute(tx)
  await sql`insert into member_relation (district, member, valid_from, organization, place, how, event)
    values (${district}, ${id}, ${deed.day}, ${deed.to}, ${place}, ${deed.how}, ${event})`.execute(tx)
  await sql`update member set organization = ${deed.to}, chain = ${seat?.chain ?? ''}, path = ${seat?.path ?? ''},
      place = ${place}, since = ${deed.day}, version = version + 1, changed_at = ${context.clock.now().toISOString()}
    where district = ${district} and id = ${id}`.execute(tx)
  await sql`update personal_vault set path = ${seat?.path ?? null} where district = ${district} and owner = ${id}`.execute(
    tx,
  )
  // Whoever comes to an organisation for good no longer takes part in it as a guest.
  await sql`update member_part set valid_to = ${deed.day} where district = ${district} and member = ${id}
    and organization = ${deed.to} and valid_to is null`.execute(tx)
  touch(touched, before)
  touch(touched, { ...before, organization: deed.to })
  return before
}
