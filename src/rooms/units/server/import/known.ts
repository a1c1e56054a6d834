import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { pause, rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Source } from '../../contract.ts'

/** What the comparison knows of a unit that is there already, or that an earlier row of this import has made. */
export interface KnownUnit {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly address: string | null
  readonly county: string | null
  readonly town: string | null
  readonly road: string | null
  readonly number: string | null
  readonly building: string | null
}

export interface Ledger {
  readonly units: Map<string, KnownUnit>
  readonly byCode: Map<string, string>
  /** Hashes of what each source last said of a unit: `unit source` → hashes of its latest batch. */
  readonly said: Map<string, Set<string>>
  /** `source hash` of every row in force, those that wait for a person included: such a row is known, whoever it is. */
  readonly rows: Set<string>
  readonly basis: string
}

/** Read in slices, so that the server answers others meanwhile. */
export async function readLedger(db: Db, scope: Scope): Promise<Ledger> {
  const basis = await readBasis(db, scope)
  const units = new Map<string, KnownUnit>()
  const byCode = new Map<string, string>()
  for (let after = ''; ;) {
    const rows = await rowsOf<KnownUnit>(
      db,
      sql`select id, name, code, address, county, town, road, place->>'number' as number, building
        from unit where district = ${scope.district} and id > ${after} order by id limit 8000`,
    )
    for (const row of rows) {
      units.set(row.id, row)
      if (row.code !== null) byCode.set(row.code, row.id)
    }
    const last = rows[rows.length - 1]
    if (!last) break
    after = last.id
    await pause()
  }
  return { units, byCode, ...(await readSaid(db, scope)), basis }
}

async function readSaid(db: Db, scope: Scope): Promise<Pick<Ledger, 'said' | 'rows'>> {
  const said = new Map<string, Set<string>>()
  const known = new Set<string>()
  const latest = new Map<string, string>()
  for (let after = ''; ;) {
    const rows = await rowsOf<{ id: string; unit_id: string | null; source: Source; batch_id: string; hash: string }>(
      db,
      sql`select id, unit_id, source, batch_id, hash from unit_record
        where district = ${scope.district} and state in ('live', 'waiting') and id > ${after} order by id limit 10000`,
    )
    for (const row of rows) {
      known.add(`${row.source} ${row.hash}`)
      if (row.unit_id === null) continue
      const key = saidKey(row.unit_id, row.source)
      const batch = latest.get(key)
      // Record ids begin with their batch's id, and those with the time: later rows replace earlier batches.
      if (batch === undefined || row.batch_id > batch) {
        latest.set(key, row.batch_id)
        said.set(key, new Set([row.hash]))
      } else if (batch === row.batch_id) said.get(key)?.add(row.hash)
    }
    const last = rows[rows.length - 1]
    if (!last) return { said, rows: known }
    after = last.id
    await pause()
  }
}

export function saidKey(unit: string, source: Source): string {
  return `${unit} ${source}`
}

/** Changes whenever a batch is written or undone, a review decided or a merge made. */
export async function readBasis(db: Db, scope: Scope): Promise<string> {
  const [row] = await rowsOf<{ basis: string }>(
    db,
    sql`select concat_ws(' ',
        (select count(*) || '/' || count(undone_at) from unit_batch where district = ${scope.district}),
        (select count(*) || '/' || count(undone_at) from unit_merge where district = ${scope.district}),
        (select count(*) from unit_review where district = ${scope.district} and state = 'open')) as basis`,
  )
  return row?.basis ?? ''
}
