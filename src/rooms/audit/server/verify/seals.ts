import { sql } from 'kysely'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import { sealHash, storedSealHash } from '../chain-sql.ts'

/** Rows that one statement looks at: some hundredths of a second on the embedded database. */
export const SLICE = 2000

/** A seal as it stands in the table, with the hash that its contents ought to have. */
export interface StoredSeal {
  readonly no: number
  /** Hashes that it holds; the column `rows` may say otherwise. */
  readonly size: number
  readonly rows: number
  readonly total: number
  readonly previous: string
  readonly hash: string
  readonly own: string
  readonly whole: boolean
  readonly first: string
  readonly last: string
  /** The last id of each slice of `SLICE` rows. */
  readonly marks: readonly string[]
}

/** The numbers and sizes of the next seals, without touching what they hold. */
export function listSizes(db: Db, district: string, after: number): Promise<{ no: number; size: number }[]> {
  return rowsOf(
    db,
    sql<{ no: number; size: number }>`select no, octet_length(row_hashes) / 32 as size from audit_seal
      where district = ${district} and no > ${after} order by no limit 500`,
  )
}

export function readSeals(db: Db, district: string, from: number, to: number): Promise<StoredSeal[]> {
  return rowsOf(
    db,
    sql<StoredSeal>`select s.no, octet_length(s.row_hashes) / 32 as size, s.rows, s.total,
        encode(s.previous, 'hex') as previous, encode(s.hash, 'hex') as hash, encode(${storedSealHash('s')}, 'hex') as own,
        cardinality(s.ids) = s.rows and octet_length(s.row_hashes) = 32 * s.rows and s.rows > 0 as whole,
        coalesce(s.first_id, '') as first, coalesce(s.last_id, '') as last,
        array(select s.ids[least(n, cardinality(s.ids))] from generate_series(${SLICE}::int,
          (cardinality(s.ids) + ${SLICE - 1})::int, ${SLICE}::int) n) as marks
      from audit_seal s where s.district = ${district} and s.no between ${from} and ${to} order by s.no`,
  )
}

/** The hash that a seal would have under another number, or with its rows in the order of their ids. */
export async function hashOtherwise(
  db: Db,
  district: string,
  no: number,
  how: { readonly as: number } | 'sorted',
): Promise<string | null> {
  const as = how === 'sorted' ? no : how.as
  const sorted = sql`(select array_agg(u.id order by u.id collate "C") as ids,
      string_agg(substring(s.row_hashes from (u.i::int - 1) * 32 + 1 for 32), ''::bytea order by u.id collate "C") as hashes
    from unnest(s.ids) with ordinality u(id, i))`
  const same = sql`(select s.ids as ids, s.row_hashes as hashes)`
  const [row] = await rowsOf<{ hash: string | null }>(
    db,
    sql`select encode(${sealHash({
      district: sql`s.district`,
      no: as,
      at: sql`s.at`,
      rows: sql`s.rows`,
      total: sql`s.total`,
      ids: sql`o.ids`,
      hashes: sql`o.hashes`,
      previous: sql`s.previous`,
    })}, 'hex') as hash
    from audit_seal s cross join lateral ${how === 'sorted' ? sorted : same} o
    where s.district = ${district} and s.no = ${no}`,
  )
  return row?.hash ?? null
}
