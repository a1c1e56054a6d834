import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runThese } from './run-clock.ts'
import { clocksOf, dailyOf, type RunningClock } from './registry.ts'
import { noteRun } from './runs.ts'
import { addSettled, NOTHING_SETTLED, type Settled } from './settle.ts'

/** Subjects of one transaction: short enough that nobody waits long for it. */
const SLICE = 500

/** Closed matters are kept for so many months; the deeds themselves stay in the history of what they were about. */
const KEPT_MONTHS = 24

/**
 * Computes everything anew for today. Slices commit one by one: cut off in the middle, it is begun again and finds less to
 * write. Facts are read as they are, so a day that was missed is made up by the day after.
 */
export async function runAllClocks(
  context: Context,
  scope: Scope,
  report: (doing: string, share: number) => void = () => {},
): Promise<Settled> {
  const day = context.clock.today()
  for (const work of dailyOf(context)) await work(scope)
  const clocks = clocksOf(context)
  let done = NOTHING_SETTLED
  for (const [at, clock] of clocks.entries()) {
    const subjects = await subjectsOf(context, scope, clock)
    for (let from = 0; from < subjects.length; from += SLICE) {
      report('推算到期事项', (at + from / subjects.length) / clocks.length)
      const slice = subjects.slice(from, from + SLICE)
      const settled = await context.database.write(scope, (tx) => runThese(context, tx, scope, [clock], slice))
      done = addSettled(done, settled)
    }
  }
  await context.database.write(scope, async (tx) => {
    await sql`delete from deadline where district = ${scope.district} and state = 'closed'
      and closed_on < ${day}::date - make_interval(months => ${KEPT_MONTHS})`.execute(tx)
    await noteRun(context, tx, scope, day, done)
    await writeAudit(tx, scope, context.clock, 'deadlines.run', null, { day, ...done })
  })
  return done
}

/** Those of the clock, and those that have something open and are gone. */
async function subjectsOf(context: Context, scope: Scope, clock: RunningClock): Promise<readonly string[]> {
  const db = context.database.as(scope)
  const left = await rowsOf<{ subject: string }>(
    db,
    sql`select distinct subject from deadline
      where district = ${scope.district} and source = ${clock.source} and state = 'open'`,
  )
  return [...new Set([...(await clock.subjects(db, scope)), ...left.map(({ subject }) => subject)])]
}
