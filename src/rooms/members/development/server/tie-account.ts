import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findAccount } from '../../server/public.ts'
import { developmentProblem, type Asked } from '../contract.ts'
import { lockCase } from './cases.ts'
import { writeDeed } from './write-deed.ts'

/**
 * Ties a case to the account of the person, who then sees what is kept; null unties. A member's account stands in the
 * register. Throws `cannot-do`, `members.no-account`.
 */
export async function tieCase(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, version, username, reason }: Asked<'development.tieAccount'>,
): Promise<void> {
  const row = await lockCase(tx, scope, id, version)
  if (row.member !== null) throw developmentProblem('cannot-do', { why: '已经是在册的党员，在党员的页面上对应账号' })
  const account = username === null ? null : await findAccount(context, tx, scope, username)
  const { clock, database } = context
  await database.derive(tx, scope, async (wide) => {
    const others = await rowsOf(
      tx,
      sql`select 1 from development where district = ${wide.district} and account = ${account} and id <> ${id} and state = 'open'
        union all select 1 from member where district = ${wide.district} and account = ${account}`,
    )
    if (others.length > 0) throw developmentProblem('cannot-do', { why: '这个账号已经是另一个人的' })
    await sql`update development set account = ${account}, version = version + 1, changed_at = ${clock.now().toISOString()}
      where district = ${wide.district} and id = ${id}`.execute(tx)
    const words = account === null ? '解除本人账号' : '对应到本人账号'
    await writeDeed(context, tx, wide, {
      development: id,
      path: row.path,
      deed: 'account',
      day: clock.today(),
      words,
      reason,
    })
  })
}
