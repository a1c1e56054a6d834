import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { makeVault } from '../../../platform/server/personal/vault.ts'
import type { Context } from '../../../platform/server/room.ts'
import { nameHash } from './keys.ts'
import { memberReachSql } from './reach.ts'
import { LIVE } from './stored.ts'

/** Members with exactly this identity number, in force or not, as far as they are reached. */
export async function findByIdentity(
  { secrets, clock }: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  identity: string,
): Promise<string[]> {
  const owners = await makeVault(secrets, clock).find(db, scope, 'identity', identity)
  if (owners.length === 0) return []
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select member.id from member where ${memberReachSql(scope)} and member.id = any(${owners}::text[]) order by member.id`,
  )
  return rows.map(({ id }) => id)
}

/** Members in force with exactly this name, as far as they are reached. Equal names are equal names and no more. */
export async function findByName(
  { secrets }: Pick<Context, 'secrets'>,
  db: Db | Tx,
  scope: Scope,
  name: string,
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select member.id from member where ${memberReachSql(scope)} and member.name_hash = ${nameHash(secrets, name)}
      and ${LIVE} order by member.id`,
  )
  return rows.map(({ id }) => id)
}
