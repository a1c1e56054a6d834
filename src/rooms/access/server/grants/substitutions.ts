import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { substitutionShape } from '../../contract.ts'
import { stateOf } from '../../rules/grants/lifecycle.ts'

export type Substitution = z.infer<typeof substitutionShape>

const MOST = 500

/** Substitutions of an account, on either side, the newest first; null: of everybody. */
export async function substitutionsOf(
  db: Db | Tx,
  district: string,
  account: string | null,
  today: string,
): Promise<Substitution[]> {
  const whose =
    account === null ? sql<boolean>`true` : sql<boolean>`(s.of_account = ${account} or s.by_account = ${account})`
  return list(db, district, whose, today)
}

export async function findSubstitution(
  db: Db | Tx,
  district: string,
  id: string,
  today: string,
): Promise<Substitution | null> {
  return (await list(db, district, sql<boolean>`s.id = ${id}`, today))[0] ?? null
}

async function list(db: Db | Tx, district: string, where: RawBuilder<boolean>, today: string): Promise<Substitution[]> {
  const rows = await rowsOf<{
    id: string
    of_account: string
    of_name: string
    by_account: string
    by_name: string
    from_day: string
    until_day: string
    reason: string
    ended: boolean
  }>(
    db,
    sql`select s.id, s.of_account, o.name as of_name, s.by_account, b.name as by_name, s.from_day, s.until_day, s.reason,
        s.ended_at is not null as ended
      from access_substitution s
      join account o on o.district = s.district and o.id = s.of_account
      join account b on b.district = s.district and b.id = s.by_account
      where s.district = ${district} and ${where} order by s.id desc limit ${MOST}`,
  )
  return rows.map((row) => ({
    id: row.id,
    of: row.of_account,
    ofName: row.of_name,
    by: row.by_account,
    byName: row.by_name,
    from: row.from_day,
    until: row.until_day,
    reason: row.reason,
    state: stateOf({ from: row.from_day, until: row.until_day, ended: row.ended }, today),
  }))
}

const MOST_COLLEAGUES = 50

/**
 * Colleagues who work with the ledger: accounts in use that hold something beyond their own record. Members and volunteers
 * are not listed, for that somebody is one is nobody's business.
 */
export async function listColleagues(db: Db | Tx, district: string, today: string, q: string) {
  return rowsOf<{ id: string; name: string; post: string | null }>(
    db,
    sql`select a.id, a.name, a.post from account a
      where a.district = ${district} and a.state = 'active' and ${works(district, today)}
        and (strpos(a.name, ${q}) > 0 or strpos(coalesce(a.post, ''), ${q}) > 0)
      order by a.name, a.id limit ${MOST_COLLEAGUES}`,
  )
}

/** The account's name when it is in use and may take part in substitutions; else null. */
export async function findColleague(db: Db | Tx, district: string, id: string, today: string): Promise<string | null> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select a.name from account a
      where a.district = ${district} and a.id = ${id} and a.state = 'active' and ${works(district, today)}`,
  )
  return rows[0]?.name ?? null
}

function works(district: string, today: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from access_grant g where g.district = ${district} and g.account = a.id
    and g.kind <> 'self' and g.ended_at is null and (g.until_day is null or g.until_day >= ${today}::date))`
}
