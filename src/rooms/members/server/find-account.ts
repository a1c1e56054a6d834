import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersProblem } from '../contract.ts'

/** The account of a username. @throws members.no-account */
export async function findAccount(context: Context, tx: Tx, scope: Scope, username: string): Promise<string> {
  const account = await context.database.derive(tx, scope, async (wide) => {
    const [row] = await rowsOf<{ id: string }>(
      tx,
      sql`select id from account where district = ${wide.district} and username = ${username} and state <> 'disabled'`,
    )
    return row?.id
  })
  if (account === undefined) throw membersProblem('no-account')
  return account
}
