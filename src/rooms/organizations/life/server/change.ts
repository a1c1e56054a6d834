import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { requireChangeable } from '../../server/public.ts'
import { lifeProblem, type Meeting } from '../contract.ts'
import { settleClock } from './clock.ts'
import { findMeeting } from './meetings.ts'
import { demandHolders, sayMeeting, writeMeeting, type NewMeeting } from './record.ts'

export type Correction = Omit<NewMeeting, 'source' | 'key'> & {
  readonly meeting: string
  readonly version: number
  readonly reason: string
}

/** A meeting that the actor may change as a whole. Errors: `life.not-found`, `shared-beyond`, `changed-meanwhile`. */
async function lockMeeting(context: Context, tx: Tx, scope: Scope, id: string, version: number): Promise<Meeting> {
  const found = await findMeeting(tx, scope, id)
  if (!found) throw lifeProblem('not-found')
  const all = await context.database.derive(tx, scope, async (wide) => {
    // Held until the transaction ends.
    await sql`select 1 from organization_meeting where district = ${wide.district} and id = ${id} for update`.execute(
      tx,
    )
    const rows = await rowsOf(
      tx,
      sql`select 1 from organization_meeting_of where district = ${wide.district} and meeting = ${id}`,
    )
    return rows.length
  })
  if (all !== found.holders.length) throw lifeProblem('shared-beyond')
  for (const { organization } of found.holders) await requireChangeable(tx, scope, organization)
  const now = await findMeeting(tx, scope, id)
  if (now === null || now.version !== version) throw lifeProblem('changed-meanwhile')
  return now
}

/** The version that is left behind stays, with what was done to it and why. */
async function keepVersion(
  { clock }: Context,
  tx: Tx,
  scope: Scope,
  { id, version, ...body }: Meeting,
  words: string,
  reason: string,
): Promise<void> {
  await sql`insert into organization_meeting_version (district, meeting, version, body, words, reason, actor, at)
    values (${scope.district}, ${id}, ${version}, ${JSON.stringify(body)}::jsonb, ${words}, ${reason}, ${scope.actor},
      ${clock.now().toISOString()})`.execute(tx)
}

export async function correctMeeting(context: Context, scope: Scope, given: Correction): Promise<Meeting> {
  const { meeting: id, version, reason, ...fields } = given
  return context.database.write(scope, async (tx) => {
    const before = await lockMeeting(context, tx, scope, id, version)
    if (before.withdrawn) throw lifeProblem('refused', { why: '已经撤回，先恢复再改' })
    const holders = await demandHolders(context, tx, scope, fields)
    const words = `更正，原为 ${sayMeeting(before)}`
    await keepVersion(context, tx, scope, before, words, reason)
    const [kept] = await rowsOf<{ key: string | null }>(
      tx,
      sql`select key from organization_meeting where district = ${scope.district} and id = ${id}`,
    )
    // The row of the meeting goes first: without holders it could not be reached.
    await sql`delete from organization_meeting where district = ${scope.district} and id = ${id}`.execute(tx)
    await sql`delete from organization_meeting_of where district = ${scope.district} and meeting = ${id}`.execute(tx)
    await writeMeeting(context, tx, scope, id, { ...fields, source: before.source, key: kept?.key ?? null })
    await sql`update organization_meeting set version = ${version + 1} where district = ${scope.district} and id = ${id}`.execute(
      tx,
    )
    const touched = new Map(holders.map((one) => [one.id, one.path]))
    for (const { organization } of before.holders) if (!touched.has(organization)) touched.set(organization, '')
    for (const [organization, path] of touched) {
      const details = { meeting: id, before: said(before), after: said(fields), reason }
      await writeAudit(tx, scope, context.clock, 'life.correct', organization, details, path === '' ? {} : { path })
    }
    await settleClock(context, tx, scope, [...touched.keys()])
    return must(await findMeeting(tx, scope, id))
  })
}

const said = ({
  day,
  kinds,
  title,
  holders,
}: Pick<Meeting, 'day' | 'kinds' | 'title'> & { readonly holders: readonly unknown[] }) => ({
  day,
  kinds: kinds.join('、'),
  title,
  holders: holders.length,
})

/** Taken back, or put in again; the record itself stays. */
export async function withdrawMeeting(
  context: Context,
  scope: Scope,
  given: { readonly meeting: string; readonly version: number; readonly reason: string; readonly back: boolean },
): Promise<Meeting> {
  const { meeting: id, version, reason, back } = given
  return context.database.write(scope, async (tx) => {
    const before = await lockMeeting(context, tx, scope, id, version)
    if (before.withdrawn !== back) throw lifeProblem('refused', { why: back ? '没有撤回过' : '已经撤回了' })
    await keepVersion(context, tx, scope, before, back ? '恢复' : '撤回', reason)
    await sql`update organization_meeting set withdrawn = ${!back}, version = version + 1
      where district = ${scope.district} and id = ${id}`.execute(tx)
    await sql`update organization_meeting_of set withdrawn = ${!back} where district = ${scope.district} and meeting = ${id}`.execute(
      tx,
    )
    for (const { organization } of before.holders) {
      const { path } = await requireChangeable(tx, scope, organization)
      const details = { meeting: id, day: before.day, kinds: before.kinds.join('、'), reason }
      await writeAudit(tx, scope, context.clock, back ? 'life.restore' : 'life.withdraw', organization, details, {
        path,
      })
    }
    await settleClock(
      context,
      tx,
      scope,
      before.holders.map(({ organization }) => organization),
    )
    return must(await findMeeting(tx, scope, id))
  })
}

function must(meeting: Meeting | null): Meeting {
  if (meeting === null) throw lifeProblem('not-found')
  return meeting
}
