import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { pause, rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
import { scopeSql } from '../../units/server/public.ts'
import type { LedgerUnit } from '../rules/unit.ts'

/**
 * The ledger for planning. A plan reads all units that could take part, so they come column by column: one JSON array
 * per column and slice is decoded several times faster than rows one by one on the embedded database, which answers nobody else during a slice. The wordy columns
 * are read for units with members only.
 */
const SLICE = 8_000

/** What every unit read has in common is not read. */
const OPERATING = 'operating'

type Columns = {
  readonly [Key in Exclude<keyof LedgerUnit, 'life'>]: readonly LedgerUnit[Key][] | null
}

/** In no particular order. */
export async function readLedger(db: Db | Tx, scope: Scope, pathPrefix: string, slice = SLICE): Promise<LedgerUnit[]> {
  const wanted = sql<boolean>`${scopeSql(scope)} and ${under(sql`unit.path`, pathPrefix)} and life = ${OPERATING}
    and (coverage in ('none', 'work') or coverage <> 'excluded' and instructor is not null)`
  const units: LedgerUnit[] = []
  for (const within of await sliceIds(db, wanted, slice)) {
    const [columns] = await rowsOf<Columns>(
      db,
      sql`select json_agg(id) as id, json_agg(case when wordy then name end) as name,
          json_agg(case when wordy then code end) as code, json_agg(case when wordy then section end) as section,
          json_agg(case when wordy then industry end) as industry, json_agg(case when wordy then park end) as park,
          json_agg(case when wordy then parent_name end) as parent, json_agg(lng) as lng, json_agg(lat) as lat,
          json_agg(case when wordy then industry_name end) as "industryName",
          json_agg(case when wordy then address end) as address,
          json_agg(county) as county, json_agg(town) as town, json_agg(community) as community, json_agg(road) as road,
          json_agg(place->>'number') as number, json_agg(building) as building,
          json_agg(place->>'building') as "buildingName",
          json_agg(case when wordy then (place->>'confidence')::float8 end) as confidence,
          json_agg(members_full) as "membersFull", json_agg(members_probationary) as "membersProbationary",
          json_agg(members_reported) as "membersReported", json_agg(employees) as employees,
          json_agg(coverage) as coverage, json_agg(instructor) as instructor
        from (select *, coverage in ('none', 'work')
            and (members_full > 0 or members_reported > 0 or members_probationary > 0) is true as wordy
          from unit where ${wanted} and ${within}) unit`,
    )
    const ids = columns?.id ?? []
    for (let row = 0; row < ids.length; row++) units.push(unitAt(columns as Columns, row))
    await pause()
  }
  return units
}

/** Conditions that cut a large ledger into parts of about a slice each. */
async function sliceIds(db: Db | Tx, wanted: RawBuilder<boolean>, slice: number): Promise<RawBuilder<boolean>[]> {
  const [row] = await rowsOf<{ n: number }>(db, sql`select count(*)::int as n from unit where ${wanted}`)
  const parts = Math.ceil((row?.n ?? 0) / slice)
  if (parts <= 1) return [sql<boolean>`true`]
  const shares = Array.from({ length: parts - 1 }, (_, index) => (index + 1) / parts)
  const [cut] = await rowsOf<{ ids: string[] }>(
    db,
    sql`select percentile_disc(array[${sql.join(shares)}]::float8[]) within group (order by id) as ids from unit where ${wanted}`,
  )
  const ids = cut?.ids ?? []
  return [...ids, null].map((end, index) => {
    const start = ids[index - 1]
    const above = start === undefined ? sql`true` : sql`id > ${start}`
    return sql<boolean>`${above} and ${end === null ? sql`true` : sql`id <= ${end}`}`
  })
}

function unitAt(columns: Columns, row: number): LedgerUnit {
  // Every column has as many values as `id`; what the columns hold is said by the table.
  const value = <Key extends keyof Columns>(key: Key): LedgerUnit[Key] =>
    (columns[key] as readonly LedgerUnit[Key][])[row] as LedgerUnit[Key]
  return {
    id: value('id'),
    name: value('name'),
    code: value('code'),
    section: value('section'),
    industry: value('industry'),
    industryName: value('industryName'),
    address: value('address'),
    county: value('county'),
    town: value('town'),
    community: value('community'),
    road: value('road'),
    number: value('number'),
    building: value('building'),
    buildingName: value('buildingName'),
    park: value('park'),
    parent: value('parent'),
    lng: value('lng'),
    lat: value('lat'),
    confidence: value('confidence') ?? 0,
    membersFull: value('membersFull'),
    membersProbationary: value('membersProbationary'),
    membersReported: value('membersReported'),
    employees: value('employees'),
    life: OPERATING,
    coverage: value('coverage'),
    instructor: value('instructor'),
  }
}

/** What a plan was made from: changes when any unit is written or disappears. */
export interface LedgerMark {
  readonly at: string | null
  readonly units: number
}

export async function findLedgerMark(db: Db | Tx, scope: Scope): Promise<LedgerMark> {
  const [row] = await rowsOf<LedgerMark>(
    db,
    sql`select to_char(max(changed_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, count(*)::int as units from unit where ${scopeSql(scope)}`,
  )
  return row ?? { at: null, units: 0 }
}
