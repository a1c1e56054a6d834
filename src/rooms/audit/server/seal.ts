/**
 * Seals: what waits is taken in the order of ids, hashed, and chained to the seal before. Rows and seal change places in
 * one transaction, so a process killed at any moment leaves either none or all of it, and the next start carries on.
 *
 * Two sealers at once (two servers on one database) cannot both take a row, since taking it deletes it from the waiting
 * list; and cannot both give a number, since it is the key: the later one starts anew. Nothing depends on clocks: seals
 * follow one another by number.
 */
import { sql } from 'kysely'
import { pause, rowsOf, type Database, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Clock } from '../../../platform/server/clock.ts'
import { NO_HASH, rowHash, sealHash } from './chain-sql.ts'

/** The most rows that one seal closes in: the embedded database serves nobody else meanwhile. */
export const SEAL_ROWS = 4000

export interface Seal {
  readonly no: number
  readonly rows: number
  /** 64 hexadecimal digits. */
  readonly hash: string
}

/** Seals all that waits; returns the seals made, none when nothing waited. */
export async function sealWaiting(
  database: Database,
  clock: Clock,
  district: string,
  most: number = SEAL_ROWS,
): Promise<Seal[]> {
  const made: Seal[] = []
  for (let lost = 0; ;) {
    try {
      const seal = await database.writeAsGate((tx) => sealOnce(tx, district, clock.now(), most))
      if (seal === null) return made
      made.push(seal)
      if (seal.rows < most) return made
      await pause()
    } catch (error) {
      // Another sealer took the number: what it left is tried again, not without end.
      if (!(error instanceof Error && 'code' in error && error.code === '23505') || ++lost > 20) throw error
    }
  }
}

async function sealOnce(tx: Tx, district: string, at: Date, most: number): Promise<Seal | null> {
  // A row that was removed while it waited stays on the list: `verify` tells it.
  const taken = await rowsOf<{ id: string }>(
    tx,
    sql`delete from audit_waiting where district = ${district} and id in (
        select w.id from audit_waiting w join audit a on a.district = w.district and a.id = w.id
        where w.district = ${district} order by w.id limit ${most})
      returning id`,
  )
  if (taken.length === 0) return null
  const head = await findHead(tx, district)
  const [no, rows] = [head.no + 1, taken.length]
  const total = head.total + rows
  const sealed = { district, no, at: at.toISOString(), rows, total, previous: sql`decode(${head.hash}, 'hex')` }
  const [written] = await rowsOf<{ rows: number; hash: string }>(
    tx,
    sql`insert into audit_seal (district, no, at, rows, total, ids, row_hashes, previous, hash)
      select ${district}, ${no}, ${sealed.at}::timestamptz, ${rows}, ${total}, packed.ids, packed.hashes, ${sealed.previous},
        ${sealHash({ ...sealed, ids: sql`packed.ids`, hashes: sql`packed.hashes` })}
      from (select array_agg(a.id order by a.id collate "C") as ids,
          string_agg(${rowHash('a')}, ''::bytea order by a.id collate "C") as hashes
        from unnest(${taken.map(({ id }) => id)}::text[]) u(id) cross join lateral (
          select * from audit where district = ${district} and id = u.id limit 1) a) packed
      where cardinality(packed.ids) = ${rows}
      returning rows, encode(hash, 'hex') as hash`,
  )
  if (!written) throw new Error('rows vanished from the trail while they were being sealed')
  return { no, rows, hash: written.hash }
}

export interface Head {
  /** 0 while nothing was sealed. */
  readonly no: number
  readonly at: Date | null
  /** Rows sealed up to here. */
  readonly total: number
  readonly hash: string
}

export async function findHead(db: Db | Tx, district: string): Promise<Head> {
  const [row] = await rowsOf<{ no: number; at: Date; total: number; hash: string }>(
    db,
    sql`select no, at, total, encode(hash, 'hex') as hash from audit_seal
      where district = ${district} order by no desc limit 1`,
  )
  return row ?? { no: 0, at: null, total: 0, hash: NO_HASH }
}

/** Rows that wait for the next seal. */
export async function countWaiting(db: Db | Tx, district: string): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from audit_waiting where district = ${district}`,
  )
  return row?.n ?? 0
}
