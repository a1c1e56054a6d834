import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { FactName, FactValue, Source } from '../contract.ts'
import type { RecordFacts } from '../rules/precedence.ts'

/** How a row came to its unit. */
export type JoinedBy = 'code' | 'name' | 'match' | 'review' | 'new' | 'hand' | 'export' | 'register'

export interface NewRecord extends RecordFacts {
  readonly unit: string | null
  readonly texts: Readonly<Partial<Record<FactName, string>>>
  readonly notes: readonly string[]
  /** How a row without a usable code found its unit. */
  readonly match: { readonly decision: string; readonly score: number; readonly reason: string } | null
  readonly hash: string
  readonly joinedBy: JoinedBy
}

export const RECORD_COLUMNS = [
  'district',
  'id',
  'unit_id',
  'batch_id',
  'source',
  'as_of',
  'row_no',
  'facts',
  'texts',
  'notes',
  'hash',
  'state',
  'joined_by',
] as const

export function recordValues(scope: Scope, record: NewRecord) {
  return [
    scope.district,
    record.id,
    record.unit,
    record.batch,
    record.source,
    record.asOf,
    record.row,
    record.facts,
    Object.keys(record.texts).length > 0 ? record.texts : null,
    record.notes.length > 0 || record.match ? { list: record.notes, match: record.match } : null,
    record.hash,
    record.unit === null ? 'waiting' : 'live',
    record.joinedBy,
  ]
}

/** Fixed order of keys, so that equal facts have equal hashes. 53 bits as base 36: enough for "is this row the same". */
export function hashFacts(facts: Readonly<Partial<Record<FactName, FactValue>>>): string {
  const keys = Object.keys(facts).sort() as FactName[]
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  const mix = (text: string): void => {
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      high = Math.imul(high ^ unit, 2654435761)
      low = Math.imul(low ^ unit, 1597334677)
    }
  }
  for (const key of keys) mix(`${key}\u0001${String(facts[key])}\u0002`)
  return ((high >>> 0) * 2097152 + ((low >>> 0) & 0x1fffff)).toString(36)
}

interface RecordRow {
  id: string
  unit_id: string
  batch_id: string
  source: Source
  as_of: string
  row_no: number
  facts: Partial<Record<FactName, FactValue>>
}

/** Live records of the given units, all of them. */
export async function findRecords(
  db: Db | Tx,
  scope: Scope,
  units: readonly string[],
): Promise<Map<string, RecordFacts[]>> {
  const found = new Map<string, RecordFacts[]>()
  for (let start = 0; start < units.length; start += 5000) {
    const slice = units.slice(start, start + 5000)
    const rows = await rowsOf<RecordRow>(
      db,
      sql`select id, unit_id, batch_id, source, as_of, row_no, facts from unit_record
        where district = ${scope.district} and state = 'live'
          and unit_id in (select value from json_array_elements_text(${JSON.stringify(slice)}::json))`,
    )
    for (const row of rows) {
      addRecord(found, row)
    }
  }
  return found
}

/** The same without the long business scope, for lists and exports that do not show it. */
export async function findShortRecords(
  db: Db | Tx,
  scope: Scope,
  units: readonly string[],
): Promise<Map<string, RecordFacts[]>> {
  const rows = await rowsOf<RecordRow>(
    db,
    sql`select id, unit_id, batch_id, source, as_of, row_no, facts - 'scope' as facts from unit_record
      where district = ${scope.district} and state = 'live'
        and unit_id in (select value from json_array_elements_text(${JSON.stringify(units)}::json))`,
  )
  const found = new Map<string, RecordFacts[]>()
  for (const row of rows) addRecord(found, row)
  return found
}

function addRecord(found: Map<string, RecordFacts[]>, row: RecordRow): void {
  const record: RecordFacts = {
    id: row.id,
    source: row.source,
    asOf: row.as_of,
    batch: row.batch_id,
    row: row.row_no,
    facts: row.facts,
  }
  const list = found.get(row.unit_id)
  if (list) list.push(record)
  else found.set(row.unit_id, [record])
}
