import { sql } from 'kysely'
import { pause, rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import { rowHash } from '../chain-sql.ts'

/** Rows of the trail that one statement compares: some whole seals, or a stretch of one (`from`, `to` count from 1). */
export interface Stretch {
  readonly nos: readonly [number, number]
  readonly part: { readonly from: number; readonly to: number } | null
  readonly size: number
  /** Least and greatest id where the ids ascend throughout, else null. */
  readonly ascending: { readonly first: string; readonly last: string } | null
}

/**
 * Whether the trail between two ids holds exactly the rows of the stretch, all as they were sealed: nothing changed,
 * removed or added. One walk along the key; no row too many is read.
 */
export async function holdsExactly(
  db: Db,
  district: string,
  after: string,
  last: string,
  { nos: [from, to], part, size }: Stretch,
): Promise<boolean> {
  const wanted =
    part === null
      ? sql`select string_agg(s.row_hashes, ''::bytea order by s.no) from audit_seal s
          where s.district = ${district} and s.no between ${from} and ${to}`
      : sql`select substring(s.row_hashes from ${(part.from - 1) * 32 + 1} for ${size * 32}) from audit_seal s
          where s.district = ${district} and s.no = ${from}`
  const [row] = await rowsOf<{ same: boolean | null }>(
    db,
    sql`select (select string_agg(r.hash, ''::bytea) from (
          select ${rowHash('a')} as hash from audit a
          where a.district = ${district} and a.id > ${after} and a.id <= ${last} order by a.id limit ${size + 1}) r)
        = (${wanted}) as same`,
  )
  return row?.same === true
}

export interface BadRow {
  readonly no: number
  readonly id: string
  readonly gone: boolean
}

/** The rows of a stretch that are not there, or not as they were sealed; each is looked up by its id. */
export function findBad(db: Db, district: string, { nos: [from, to], part }: Stretch): Promise<BadRow[]> {
  const ids = part === null ? sql`s.ids` : sql`s.ids[${part.from}:${part.to}]`
  const shift = part === null ? 0 : part.from - 1
  return rowsOf(
    db,
    sql<BadRow>`select s.no, u.id, r.hash is null as gone
      from audit_seal s cross join lateral unnest(${ids}) with ordinality u(id, i)
      left join lateral (select ${rowHash('a')} as hash from audit a
        where a.district = ${district} and a.id = u.id limit 1) r on true
      where s.district = ${district} and s.no between ${from} and ${to}
        and r.hash is distinct from substring(s.row_hashes from (u.i::int - 1 + ${shift}::int) * 32 + 1 for 32)
      order by s.no, u.i`,
  )
}

export async function isEmpty(db: Db, district: string, after: string, last: string): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`select 1 from audit where district = ${district} and id > ${after} and id <= ${last} order by id limit 1`,
  )
  return rows.length === 0
}

/**
 * Rows between two ids (`last` null: to the end) that neither a seal holds nor wait for one: they did not come through
 * the program. Asked in one statement, so that a row on its way from waiting to sealed is seen in one of the two.
 */
export async function findLoose(db: Db, district: string, after: string, last: string | null): Promise<string[]> {
  const loose: string[] = []
  for (let start = after; ;) {
    const page = await rowsOf<{ id: string }>(
      db,
      sql`select id from audit where district = ${district} and id > ${start}
        and ${last === null ? sql`true` : sql`id <= ${last}`} order by id limit 2000`,
    )
    const end = page[page.length - 1]?.id
    if (end === undefined) return loose
    const found = await rowsOf<{ id: string }>(
      db,
      sql`select a.id from audit a
        where a.district = ${district} and a.id > ${start} and a.id <= ${end}
          and not exists (select 1 from audit_waiting w where w.district = ${district} and w.id = a.id)
          and a.id not in (select unnest(s.ids) from audit_seal s
            where s.district = ${district} and s.last_id >= ${page[0]?.id ?? ''} and s.first_id <= ${end})
        order by a.id`,
    )
    for (const { id } of found) loose.push(id)
    start = end
    await pause()
  }
}

/** Ids that wait for a seal while their rows are gone. */
export async function findVanished(db: Db, district: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select w.id from audit_waiting w where w.district = ${district}
      and not exists (select 1 from audit a where a.district = w.district and a.id = w.id) order by w.id limit 1000`,
  )
  return rows.map(({ id }) => id)
}

/** The last seal whose rows the office has erased after their time; 0: none. */
export async function erasedUntil(db: Db, district: string): Promise<number> {
  const [row] = await rowsOf<{ no: number | null }>(
    db,
    sql`select max((details->>'untilSeal')::int) as no from audit
      where district = ${district} and action = 'audit.expired' and details ? 'untilSeal'`,
  )
  return row?.no ?? 0
}
