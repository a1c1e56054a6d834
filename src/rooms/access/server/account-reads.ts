import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { Account } from '../contract.ts'
import type { AccountRow } from './accounts.ts'
import { listGrantsOf } from './grants/public.ts'

export interface AccountQuery {
  readonly q?: string | undefined
  readonly state?: Account['state'] | undefined
  readonly role?: string | undefined
  /** Username of the last row of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Paged by username. A phone is found by its whole number only, by way of its keyed hash. */
export async function listAccounts(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  { q, state, role, after, limit }: AccountQuery,
  eyes: Eyes,
): Promise<{ rows: Account[]; next: string | null; total: number }> {
  const today = context.clock.today()
  const conditions: RawBuilder<unknown>[] = [sql`a.district = ${scope.district}`]
  const text = q?.trim().toLowerCase() ?? ''
  if (text !== '') {
    const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
    const phone = context.secrets.hash('phone', digitsOf(text))
    conditions.push(sql`(a.username like ${like} or lower(a.name) like ${like} or lower(a.post) like ${like}
      or a.phone_hash = ${phone})`)
  }
  if (state !== undefined) conditions.push(sql`a.state = ${state}`)
  if (role !== undefined) {
    conditions.push(sql`exists (select 1 from access_grant g where g.district = a.district and g.account = a.id
      and g.role = ${role} and g.ended_at is null and (g.until_day is null or g.until_day >= ${today}::date))`)
  }
  const where = sql.join(conditions, sql` and `)
  const beyond = after === undefined ? sql`true` : sql`a.username > ${after}`
  const found = await rowsOf(
    db,
    sql<AccountRow>`select a.id, a.username, a.name, a.phone, a.post, a.state, a.successor, a.must_change,
        a.second_factor, a.last_used
      from account a where ${where} and ${beyond} order by a.username limit ${limit + 1}`,
  )
  const counted = await rowsOf(db, sql<{ count: number }>`select count(*)::int as count from account a where ${where}`)
  const rows = found.slice(0, limit)
  return {
    rows: await presentAccounts(context, db, scope, rows, eyes),
    next: found.length > limit ? (rows.at(-1)?.username ?? null) : null,
    total: counted[0]?.count ?? 0,
  }
}

/**
 * Names of colleagues are what accounts are known by; their phones are masked like anybody's. Beside the role of a member a
 * name would say who is one: there it is masked as well.
 */
export async function presentAccounts(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  rows: readonly AccountRow[],
  eyes: Eyes,
): Promise<Account[]> {
  const grants = await listGrantsOf(
    db,
    scope.district,
    rows.map(({ id }) => id),
    context.clock.today(),
  )
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    name: (grants.get(row.id) ?? []).some(({ role }) => role === 'member')
      ? eyes.show('name', row.name, row.id)
      : row.name,
    phone: row.phone === null ? null : eyes.show('phone', context.secrets.open(row.phone), row.id),
    post: row.post,
    state: row.state,
    successor: row.successor,
    secondFactor: row.second_factor,
    lastUsed: row.last_used?.toISOString() ?? null,
    grants: grants.get(row.id) ?? [],
  }))
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '')
}

/** For the trail: whom a row is about. Within a part nobody but oneself. */
export async function nameAccounts(db: Db, scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(
    db,
    sql<{ id: string; name: string }>`select id, name from account
      where district = ${scope.district} and id = any (${[...ids]})`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
