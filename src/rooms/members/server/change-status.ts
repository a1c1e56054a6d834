import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersProblem, type EndReason, type MemberStatus, type RelationPlace } from '../contract.ts'
import { contradictionOf, refuseDay } from '../rules/days.ts'
import { endNames, judgeMove } from '../rules/status-moves.ts'
import { memberStatusNames } from '../rules/words.ts'
import { settle } from './counts.ts'
import { laterDeeds } from './later-deeds.ts'
import { requireSeat } from './seats.ts'
import { lockMember, type StoredMember } from './stored.ts'
import { nothingTouched, touch, type Touched } from './touched.ts'
import { writeEvent } from './write-event.ts'

export interface StatusDeed {
  readonly day: string
  readonly to: MemberStatus
  readonly endReason?: EndReason | undefined
  readonly reason: string
  readonly words?: string
  readonly version?: number
  /** On coming back after an end: where the relation sits from now on; the last organisation unless said. */
  readonly organization?: string
  readonly place?: RelationPlace
}

/** One legal move of a member's status, from `day` on, with event, trail and all that follows. @throws members.refused, bad-day, changed-meanwhile */
export async function changeStatus(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  deed: StatusDeed,
): Promise<void> {
  await context.database.derive(tx, scope, async (wide) => {
    const touched = nothingTouched()
    const before = await writeStatus(context, tx, wide, id, deed, touched)
    await settle(context, tx, wide, touched, deed.day)
    await writeAudit(
      tx,
      scope,
      context.clock,
      'members.set-status',
      id,
      {
        before: { status: memberStatusNames[before.status] },
        after: { status: memberStatusNames[deed.to] },
        ...(deed.endReason ? { why: endNames[deed.endReason] } : {}),
        day: deed.day,
        reason: deed.reason,
      },
      before.path === '' ? {} : { path: before.path },
    )
  })
}

export async function writeStatus(
  context: Context,
  tx: Tx,
  wide: Scope,
  id: string,
  deed: StatusDeed,
  touched: Touched,
): Promise<StoredMember> {
  const before = await lockMember(tx, wide, id, deed.version)
  const { district } = wide
  const past = await rowsOf<{ full: boolean }>(
    tx,
    sql`select true as "full" from member_status where district = ${district} and member = ${id} and status = 'full' limit 1`,
  )
  const verdict = judgeMove(
    { status: before.status, endReason: before.endReason, wasFull: past.length > 0 },
    deed.to,
    deed.endReason ?? null,
  )
  if (!verdict.ok) throw membersProblem('refused', { why: verdict.why })
  const ends = deed.to === 'ended'
  const late = refuseDay(deed.day, context.clock.today(), {
    later: await laterDeeds(tx, wide, id, deed.day, ends || before.status === 'ended' ? 'both' : 'status'),
  })
  if (late !== null) throw membersProblem('bad-day', { why: late })
  const confirmed = before.status === 'probationary' && deed.to === 'full'
  const wrong = confirmed ? contradictionOf({ ...before, fullOn: deed.day }, context.clock.today()) : null
  if (wrong !== null) throw membersProblem('bad-day', { why: wrong })
  const back = before.status === 'ended'
  const seatId = deed.organization ?? before.organization
  const seat = back && seatId !== null ? await requireSeat(tx, wide, seatId) : null
  const place = back ? (deed.place ?? before.place) : before.place

  const event = await writeEvent(context, tx, wide, {
    member: id,
    day: deed.day,
    kind: 'status',
    words: deed.words ?? verdict.words,
    reason: deed.reason,
    details: { from: before.status, to: deed.to, ...(deed.endReason ? { endReason: deed.endReason } : {}) },
  })
  await sql`update member_status set valid_to = ${deed.day} where district = ${district} and member = ${id}
    and valid_to is null`.execute(tx)
  await sql`insert into member_status (district, member, valid_from, status, event)
    values (${district}, ${id}, ${deed.day}, ${deed.to}, ${event})`.execute(tx)
  if (ends) {
    await sql`update member_relation set valid_to = ${deed.day} where district = ${district} and member = ${id}
      and valid_to is null`.execute(tx)
    await sql`update member_part set valid_to = ${deed.day} where district = ${district} and member = ${id}
      and valid_to is null`.execute(tx)
  }
  if (back) {
    await sql`insert into member_relation (district, member, valid_from, organization, place, how, event)
      values (${district}, ${id}, ${deed.day}, ${seatId}, ${place}, 'in', ${event})`.execute(tx)
  }
  await sql`update member set status = ${deed.to}, ended = ${ends ? deed.day : null}, end_reason = ${ends ? (deed.endReason ?? null) : null},
      full_on = ${confirmed ? deed.day : before.fullOn}, organization = ${seatId}, place = ${place},
      chain = ${seat?.chain ?? before.chain}, path = ${seat?.path ?? before.path},
      since = ${back ? deed.day : before.since}, floating = ${ends ? false : before.floating},
      lost_since = ${ends || deed.to === 'full' || before.status === 'suspended' ? null : before.lostSince},
      version = version + 1, changed_at = ${context.clock.now().toISOString()}
    where district = ${district} and id = ${id}`.execute(tx)
  touch(touched, before)
  touch(touched, { ...before, organization: seatId })
  return before
}
