import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Call } from '../../../../platform/server/http/route.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { accessProblem } from '../../contract.ts'
import { mayBreak } from '../../rules/grants/glass.ts'
import { forgetCallers } from '../remembered.ts'
import { findPlace } from './places.ts'
import { loadPower } from './power.ts'
import { manages } from './write-substitutions.ts'

/** Opens a wider area to somebody's reading verbs for some hours. One at a time: the second waits for the first's end. */
export async function breakGlass(
  context: Context,
  scope: Scope,
  { area, hours, reason }: { readonly area: string; readonly hours: number; readonly reason: string },
): Promise<{ id: string; until: string }> {
  const { clock, database } = context
  const { district, account, actor } = scope
  const today = clock.today()
  const now = clock.now()
  if (account === null) throw accessProblem('wrong-on', { why: '本机看得到全区，不用紧急查看。' })
  const place = await findPlace(database.gate, district, area, today)
  if (!place) throw accessProblem('wrong-on', { why: '现在没有这个区域，可能已经调整。请重新选择。' })
  const decision = mayBreak(await loadPower(database.gate, district, account, today, now), place)
  if (!decision.ok) throw accessProblem('wrong-on', { why: `${decision.why}。` })
  const id = clock.id()
  const until = new Date(now.getTime() + hours * 3600_000).toISOString()
  await database.write(scope, async (tx) => {
    // One that ran out by itself is closed with the moment at which it did; the index then holds that one is open at most.
    await sql`update access_glass set ended_at = until_at
      where district = ${district} and account = ${account} and ended_at is null and until_at <= ${now.toISOString()}::timestamptz`.execute(
      tx,
    )
    const made = await rowsOf(
      tx,
      sql`insert into access_glass (district, id, account, who, area, path, from_at, until_at, reason)
        values (${district}, ${id}, ${account}, ${actor}, ${place.area}, ${place.path}, ${now.toISOString()}, ${until}, ${reason})
        on conflict do nothing returning id`,
    )
    if (made.length === 0) throw accessProblem('glass-open')
    const after = { area: place.area, areaName: place.name, until }
    await writeAudit(
      tx,
      scope,
      clock,
      'access.glass',
      account,
      { before: null, after, hours, reason },
      { path: place.path },
    )
  })
  forgetCallers(context)
  return { id, until }
}

/** By the one who broke it, or an administrator. To others, and when it has ended, it is not there. */
export async function endGlass(context: Context, call: Call, id: string): Promise<{ ok: true; sentence: string }> {
  const { clock, database } = context
  const { scope } = call
  const now = clock.now().toISOString()
  const rows = await rowsOf<{ account: string; area: string; path: string; until_at: Date }>(
    database.gate,
    sql`select account, area, path, until_at from access_glass
      where district = ${scope.district} and id = ${id} and ended_at is null and until_at > ${now}::timestamptz`,
  )
  const found = rows[0]
  const own = found !== undefined && found.account === scope.account
  if (!found || !(own || manages(call))) throw accessProblem('glass-not-found')
  const update = sql`update access_glass set ended_at = ${now}
    where district = ${scope.district} and id = ${id} and ended_at is null`
  await database.write(scope, async (tx) => {
    if (own) await update.execute(tx)
    else await database.derive(tx, scope, () => update.execute(tx))
    const before = { area: found.area, until: found.until_at.toISOString() }
    await writeAudit(tx, scope, clock, 'access.end-glass', found.account, { before, after: null }, { path: found.path })
  })
  forgetCallers(context)
  return { ok: true, sentence: '紧急查看已结束，范围已恢复。' }
}
