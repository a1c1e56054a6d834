import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { keyed, writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { personalProblem } from '../../personal/contract.ts'
import { nameShape } from '../../contract.ts'
import type { OwnFactKey } from '../../rules/personal/own-facts.ts'
import { digitsOf } from '../account-reads.ts'

/** The facts of an account by the keys that corrections name, in the clear. */
export async function readOwnFacts(
  context: Pick<Context, 'secrets'>,
  db: Db | Tx,
  scope: Scope,
  account: string,
): Promise<{ readonly values: Readonly<Record<OwnFactKey, string | null>>; readonly since: Date } | null> {
  const [row] = await rowsOf<{
    username: string
    name: string
    phone: string | null
    post: string | null
    created_at: Date
  }>(
    db,
    sql`select username, name, phone, post, created_at from account
      where district = ${scope.district} and id = ${account}`,
  )
  if (!row) return null
  const values = {
    'account.username': row.username,
    'account.name': row.name,
    'account.phone': row.phone === null ? null : context.secrets.open(row.phone),
    'account.post': row.post,
  }
  return { values, since: row.created_at }
}

/** Puts a new value in the place of the old one, or nothing; the trail keeps both as keyed hashes. */
export async function changeOwnFact(
  context: Pick<Context, 'secrets' | 'clock'>,
  tx: Tx,
  scope: Scope,
  account: string,
  key: OwnFactKey,
  value: string | null,
): Promise<void> {
  const before = await readOwnFacts(context, tx, scope, account)
  if (!before) throw personalProblem('fact-not-found')
  const { secrets } = context
  const set = {
    'account.username': null,
    'account.name': value === null ? null : sql`name = ${nameShape.parse(value)}`,
    'account.phone': sql`phone = ${value === null ? null : secrets.seal(value)},
      phone_hash = ${value === null ? null : secrets.hash('phone', digitsOf(value))}`,
    'account.post': sql`post = ${value}`,
  }[key]
  if (set === null) throw personalProblem('not-correctable', { where: '账号' })
  await sql`update account set ${set} where district = ${scope.district} and id = ${account}`.execute(tx)
  const kept = (text: string | null) => ({ [key]: keyed(secrets, key === 'account.phone' ? 'phone' : 'name', text) })
  await writeAudit(tx, scope, context.clock, 'personal.change-fact', account, {
    before: kept(before.values[key]),
    after: kept(value),
  })
}
