import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { clockOf, clocksOf, type RunningClock } from './registry.ts'
import { addSettled, NOTHING_SETTLED, settleDeadlines, type Settled } from './settle.ts'
import { findWorkdays } from './workdays.ts'

/**
 * Computes the deadlines of some subjects anew and writes the difference. To be called at the end of a deed, in its
 * transaction; it takes the whole office by itself. What one part of the room enters may be a fact of another's clock (an
 * election makes a committee, which has to meet), so every clock about subjects of that kind runs.
 *
 * Clocks run one after another: one that read facts before a deed committed, and wrote after it, would put yesterday's
 * deadlines over today's. Whoever comes later waits here and then reads what the other has committed.
 */
export function runClock(
  context: Context,
  tx: Tx,
  scope: Scope,
  source: string,
  subjects: readonly string[],
): Promise<Settled> {
  return runClocksOf(context, tx, scope, clockOf(context, source).subjectKind, subjects)
}

/** All clocks about subjects of one kind, e.g. those of organisations whose members were counted anew. */
export function runClocksOf(
  context: Context,
  tx: Tx,
  scope: Scope,
  subjectKind: string,
  subjects: readonly string[],
): Promise<Settled> {
  const clocks = clocksOf(context).filter((clock) => clock.subjectKind === subjectKind)
  return runThese(context, tx, scope, clocks, subjects)
}

export async function runThese(
  context: Context,
  tx: Tx,
  scope: Scope,
  clocks: readonly RunningClock[],
  subjects: readonly string[],
): Promise<Settled> {
  const own = [...new Set(subjects)]
  if (own.length === 0 || clocks.length === 0) return NOTHING_SETTLED
  return context.database.derive(tx, scope, async (wide) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`juxin deadlines ${wide.district}`}))`.execute(tx)
    const book = await findRuleBook(tx, wide, context.clock.today())
    const workdays = await findWorkdays(tx, wide)
    let done = NOTHING_SETTLED
    for (const clock of clocks) {
      const wanted = await clock.want(tx, wide, own, book, workdays)
      done = addSettled(done, await settleDeadlines(context, tx, wide, clock, wanted, own))
    }
    return done
  })
}
