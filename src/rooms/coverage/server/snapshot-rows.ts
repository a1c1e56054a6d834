import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import type { Coverage, Due } from '../../units/contract.ts'
import type { coverageEndpoints } from '../contract.ts'
import { findDivisions } from './areas.ts'
import { frozenReach } from './reach.ts'
import { getSnapshotHead } from './snapshots.ts'

type Input = z.output<(typeof coverageEndpoints)['coverage.snapshotRows']['input']>

interface Row {
  readonly unit: string
  readonly name: string
  readonly code: string | null
  readonly town: string | null
  readonly coverage: Coverage
  readonly due: Due
  readonly reason: string
}

/** The units behind a frozen number, by the same filter that stands beside the number. */
export async function listSnapshotRows(db: Db, scope: Scope, input: Input) {
  const snapshot = await getSnapshotHead(db, scope, input.id)
  const parts: RawBuilder<unknown>[] = [frozenReach(scope), sql`snapshot_id = ${snapshot.id}`]
  const list = (column: string, text: string | undefined): void => {
    if (text)
      parts.push(sql`${sql.ref(column)} in (${sql.join(text.split(',').map((one) => (one === '-' ? '' : one)))})`)
  }
  for (const column of ['kind', 'section', 'size', 'coverage', 'due'] as const) list(column, input[column])
  if (input.area) {
    parts.push(sql`(strpos('/' || full_path, ${`/${input.area}/`}) > 0
      or building = ${input.area} or park = ${input.area} or grid = ${input.area})`)
  }
  if (input.must === 'yes') parts.push(sql`must`)
  if (input.members) parts.push(input.members === 'any' ? sql`with_member` : sql`not with_member`)
  const where = sql.join(parts, sql` and `)
  const beyond = input.after === undefined ? sql`` : sql`and unit_id > ${input.after}`
  const rows = await rowsOf<Row>(
    db,
    sql`select unit_id as unit, name, code, town, coverage, due, reason from snapshot_unit
      where ${where} ${beyond} order by unit_id limit ${input.limit + 1}`,
  )
  const [count] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from (select 1 from snapshot_unit where ${where} limit 10001) as counted`,
  )
  const names = await findDivisions(db, scope, snapshot.asOf)
  const shown = rows.slice(0, input.limit)
  return {
    rows: shown.map((row) => ({ ...row, town: row.town === null ? null : (names.get(row.town)?.name ?? row.town) })),
    next: rows.length > input.limit ? (shown.at(-1)?.unit ?? null) : null,
    total: (count?.n ?? 0) > 10_000 ? null : (count?.n ?? 0),
  }
}
