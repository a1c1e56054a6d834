import { sql, type RawBuilder } from 'kysely'
import { isNothing, NOTHING, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
import type { UnitFilter } from '../../units/contract.ts'
import { filterSql, scopeSql } from '../../units/server/public.ts'
import type { By } from '../contract.ts'
import { countKeys, countRules, emptyCounts, type CountRule, type Counts } from '../rules/counts.ts'
import type { AreaRow } from './areas.ts'
import { cellReach, frozenReach, splitReach, TOWN_AND_ABOVE, type Within } from './reach.ts'

/**
 * Roll-ups read the cells, never the units: a city is some thousand cells. Cells end at town level, so a slice below it
 * (community, building, park, grid) is small and is counted from its units, through the very filter that lists them; so is
 * what somebody sees who reaches no more than that.
 */
export interface Slice {
  readonly area: AreaRow | null
  /** Comma separated, as in the ledger's filter; `-` is the section of units whose industry is not known. */
  readonly kind?: string | undefined
  readonly section?: string | undefined
  readonly size?: string | undefined
}

/** Where the numbers come from: the ledger as it is, or a frozen day. */
export type Source = { readonly snapshot: string | null }

export const NOW: Source = { snapshot: null }

function sumOf(rule: CountRule): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = []
  if (rule.coverage) parts.push(sql`coverage in (${sql.join(rule.coverage.map((state) => sql.lit(state)))})`)
  if (rule.due) parts.push(sql`due = ${sql.lit(rule.due)}`)
  if (rule.must) parts.push(sql`must`)
  if (rule.withMember) parts.push(sql`with_member`)
  return parts.length === 0
    ? sql`sum(n)::int`
    : sql`coalesce(sum(n) filter (where ${sql.join(parts, sql` and `)}), 0)::int`
}

const SUMS = sql.join(countKeys.map((key) => sql`${sumOf(countRules[key])} as ${sql.ref(key)}`))

const KEYS: Readonly<Record<By, RawBuilder<unknown>>> = {
  county: sql`path`,
  town: sql`path`,
  kind: sql`kind`,
  industry: sql`section`,
  size: sql`size`,
}

export async function countSlice(db: Db | Tx, scope: Scope, slice: Slice, source: Source): Promise<Counts> {
  const rows = await rowsOf<Counts>(db, sql`select ${SUMS} from ${await statesOf(db, sql`''`, scope, slice, source)}`)
  // Without any cell the sum of nothing is null.
  return rows[0]?.registered ? rows[0] : emptyCounts()
}

/** Counts per value of a dimension; for areas per path, ending at town level or above where a unit is not located. */
export async function countBy(
  db: Db | Tx,
  scope: Scope,
  slice: Slice,
  by: By,
  source: Source,
): Promise<ReadonlyMap<string, Counts>> {
  const rows = await rowsOf<Counts & { key: string }>(
    db,
    sql`select key, ${SUMS} from ${await statesOf(db, KEYS[by], scope, slice, source)} group by key`,
  )
  return new Map(rows.map(({ key, ...counts }) => [key, counts]))
}

/** Cells summed by key and state first: the many sums of `Counts` are then taken over a few rows and not over all cells. */
async function statesOf(
  db: Db | Tx,
  key: RawBuilder<unknown>,
  scope: Scope,
  slice: Slice,
  source: Source,
): Promise<RawBuilder<unknown>> {
  return sql`(select ${key} as key, coverage, due, must, with_member, sum(n) as n
    from ${await cellsOf(db, scope, slice, source)} group by 1, 2, 3, 4, 5) as state`
}

async function cellsOf(db: Db | Tx, scope: Scope, slice: Slice, source: Source): Promise<RawBuilder<unknown>> {
  const { area } = slice
  const inCells = area === null || (area.tree === 'division' && TOWN_AND_ABOVE.includes(area.level))
  const { byCells, byUnits } = inCells ? await splitReach(db, scope) : { byCells: NOTHING, byUnits: scope }
  const parts: RawBuilder<unknown>[] = []
  if (!isNothing(byCells)) parts.push(keptCells({ district: scope.district, ...byCells }, slice, source))
  // A unit that its cell counts already is not counted again.
  if (!isNothing(byUnits)) parts.push(unitCells(byUnits, { district: scope.district, ...byCells }, slice, source))
  return parts.length === 0
    ? sql`(select * from coverage_cell where false) as cell`
    : sql`(${sql.join(parts, sql` union all `)}) as cell`
}

const CELL = sql`kind, section, size, coverage, due, must, with_member`

function keptCells(reach: Within, slice: Slice, source: Source): RawBuilder<unknown> {
  const table = source.snapshot === null ? 'coverage_cell' : 'snapshot_cell'
  const where = [cellReach(reach, table), ...frozenParts(slice, source, sql.ref('path'))]
  return sql`select path, ${CELL}, n from ${sql.table(table)} where ${sql.join(where, sql` and `)}`
}

/** Units as cells of one: those of `reach` that are not of `but`. */
function unitCells(reach: Within, but: Within, slice: Slice, source: Source): RawBuilder<unknown> {
  const { area, kind, section, size } = slice
  if (source.snapshot !== null) {
    const where = [frozenReach(reach), ...frozenParts(slice, source, sql.ref('full_path'))]
    if (!isNothing(but)) where.push(sql`(${frozenReach(but)}) is not true`)
    return sql`select path, ${CELL}, 1 as n from snapshot_unit where ${sql.join(where, sql` and `)}`
  }
  const parallel = area !== null && area.tree !== 'division'
  const filter: UnitFilter = { kind, section, size, ...(parallel ? { area: area.id } : {}) }
  const where = [filterSql(reach, filter, parallel ? null : (area?.path ?? null))]
  if (!isNothing(but)) where.push(sql`(${scopeSql(but)}) is not true`)
  return sql`select ${TOWN_PATH} as path, kind, coalesce(section, '') as section, size, coverage, due, must, with_member,
    1 as n from unit where ${sql.join(where, sql` and `)}`
}

/** Where a unit counts: its path down to town level. */
const TOWN_PATH = sql`case when community is null then path else left(path, length(path) - length(community) - 1) end`

/** The conditions of a slice on cells, or on the units of a snapshot. */
function frozenParts(slice: Slice, source: Source, path: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const { area } = slice
  const parts: RawBuilder<unknown>[] = []
  if (source.snapshot !== null) parts.push(sql`snapshot_id = ${source.snapshot}`)
  if (area !== null)
    parts.push(area.tree === 'division' ? under(path, area.path) : sql`${sql.ref(area.tree)} = ${area.id}`)
  const list = (column: string, values: readonly string[]): void => {
    parts.push(sql`${sql.ref(column)} in (${sql.join(values)})`)
  }
  if (slice.kind) list('kind', slice.kind.split(','))
  if (slice.size) list('size', slice.size.split(','))
  if (slice.section)
    list(
      'section',
      slice.section.split(',').map((key) => (key === '-' ? '' : key)),
    )
  return parts
}
