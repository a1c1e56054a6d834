import { sql } from 'kysely'
import { isWhole } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import type { Call } from '../../../../platform/server/http/route.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { accessProblem } from '../../contract.ts'
import { overlap } from '../../rules/grants/lifecycle.ts'
import { forgetCallers } from '../remembered.ts'
import { checkDays } from './days.ts'
import { findColleague, findSubstitution, substitutionsOf, type Substitution } from './substitutions.ts'

/** Whether the caller manages accounts, and so may arrange for others. */
export function manages({ caller }: Call): boolean {
  return caller !== null && isWhole(caller.reach('access.accounts'))
}

/** `of` is away and asks `by`; an administrator may arrange it for somebody else. */
export async function makeSubstitution(
  context: Context,
  call: Call,
  wanted: {
    readonly of?: string | undefined
    readonly by: string
    readonly from: string
    readonly until: string
    readonly reason: string
  },
): Promise<Substitution> {
  const { clock, database } = context
  const { scope } = call
  const { district } = scope
  const today = clock.today()
  const of = wanted.of ?? scope.account
  if (of === null) throw accessProblem('account-not-found')
  if (of !== scope.account && !manages(call)) throw accessProblem('not-yours')
  if (of === wanted.by) throw accessProblem('same-person')
  checkDays(wanted.from, wanted.until, today)
  // The caller's own scope sees nobody else's account: whether the two are colleagues is the gate's to say.
  const [ofName, byName] = [
    await findColleague(database.gate, district, of, today),
    await findColleague(database.gate, district, wanted.by, today),
  ]
  if (ofName === null || byName === null) throw accessProblem('account-not-found')
  const span = { from: wanted.from, until: wanted.until, ended: false }
  const others = await substitutionsOf(database.gate, district, of, today)
  const same = others.find(
    (other) => other.of === of && other.by === wanted.by && overlap({ ...other, ended: other.state === 'ended' }, span),
  )
  if (same) throw accessProblem('same-substitution', { name: byName })
  const id = clock.id()
  const insert = sql`insert into access_substitution
      (district, id, of_account, by_account, from_day, until_day, reason, made_by, made_at)
    values (${district}, ${id}, ${of}, ${wanted.by}, ${span.from}, ${span.until}, ${wanted.reason}, ${scope.actor},
      ${clock.now().toISOString()})`
  await database.write(scope, async (tx) => {
    if (of === scope.account) await insert.execute(tx)
    else await database.derive(tx, scope, () => insert.execute(tx))
    const after = { of, by: wanted.by, from: span.from, until: span.until }
    await writeAudit(tx, scope, clock, 'access.substitute', of, { before: null, after, reason: wanted.reason })
  })
  forgetCallers(context)
  const made = await findSubstitution(database.gate, district, id, today)
  if (!made) throw new Error('a substitution just made is not there')
  return made
}

/** Either of the two ends it, or an administrator. To others it is not there. */
export async function endSubstitution(
  context: Context,
  call: Call,
  id: string,
): Promise<{ ok: true; sentence: string }> {
  const { clock, database } = context
  const { scope } = call
  const today = clock.today()
  const found = await findSubstitution(database.gate, scope.district, id, today)
  const own = scope.account !== null && (found?.of === scope.account || found?.by === scope.account)
  if (!found || found.state === 'ended' || !(own || manages(call))) throw accessProblem('substitution-not-found')
  const update = sql`update access_substitution set ended_at = ${clock.now().toISOString()}, ended_by = ${scope.actor}
    where district = ${scope.district} and id = ${id} and ended_at is null`
  await database.write(scope, async (tx) => {
    if (own) await update.execute(tx)
    else await database.derive(tx, scope, () => update.execute(tx))
    const before = { of: found.of, by: found.by, from: found.from, until: found.until }
    await writeAudit(tx, scope, clock, 'access.end-substitution', found.of, { before, after: null })
  })
  forgetCallers(context)
  return { ok: true, sentence: `${found.byName}不再代理${found.ofName}。` }
}
