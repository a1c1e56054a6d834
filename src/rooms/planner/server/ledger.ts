import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { pause, rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { scopeSql } from '../../units/server/public.ts'
import type { LedgerUnit } from '../rules/unit.ts'

/**
 * The ledger for planning. A plan reads the whole ledger, so it comes column by column: one JSON array per column and
 * slice is decoded six times faster than rows one by one on the embedded database.
 */
const SLICE = 20_000

type Columns = { readonly [Key in keyof LedgerUnit]: readonly LedgerUnit[Key][] | null }

export async function readLedger(db: Db | Tx, scope: Scope, pathPrefix: string): Promise<LedgerUnit[]> {
  const units: LedgerUnit[] = []
  let after = ''
  for (;;) {
    const slice = sql`select * from unit where ${scopeSql(scope)} and path like ${`${pathPrefix}%`}
      and coverage <> 'excluded' and id > ${after} order by id limit ${SLICE}`
    const [columns] = await rowsOf<Columns>(
      db,
      sql`select json_agg(id) as id, json_agg(name) as name, json_agg(code) as code, json_agg(kind) as kind,
          json_agg(section) as section, json_agg(industry_name) as "industryName", json_agg(address) as address,
          json_agg(path) as path, json_agg(county) as county, json_agg(town) as town, json_agg(community) as community,
          json_agg(road) as road, json_agg(place->>'number') as number, json_agg(building) as building,
          json_agg(place->>'building') as "buildingName",
          json_agg(coalesce((place->>'confidence')::float8, 0)) as confidence,
          json_agg(members_full) as "membersFull", json_agg(members_probationary) as "membersProbationary",
          json_agg(members_reported) as "membersReported", json_agg(employees) as employees, json_agg(life) as life,
          json_agg(coverage) as coverage, json_agg(instructor) as instructor
        from (${slice}) unit`,
    )
    const ids = columns?.id ?? []
    for (let row = 0; row < ids.length; row++) units.push(unitAt(columns as Columns, row))
    if (ids.length < SLICE) return units
    after = ids[ids.length - 1] as string
    await pause()
  }
}

function unitAt(columns: Columns, row: number): LedgerUnit {
  // Every column has as many values as `id`; what the columns hold is said by the table.
  const value = <Key extends keyof LedgerUnit>(key: Key): LedgerUnit[Key] =>
    (columns[key] as readonly LedgerUnit[Key][])[row] as LedgerUnit[Key]
  return {
    id: value('id'),
    name: value('name'),
    code: value('code'),
    kind: value('kind'),
    section: value('section'),
    industryName: value('industryName'),
    address: value('address'),
    path: value('path'),
    county: value('county'),
    town: value('town'),
    community: value('community'),
    road: value('road'),
    number: value('number'),
    building: value('building'),
    buildingName: value('buildingName'),
    confidence: value('confidence'),
    membersFull: value('membersFull'),
    membersProbationary: value('membersProbationary'),
    membersReported: value('membersReported'),
    employees: value('employees'),
    life: value('life'),
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
    sql`select max(changed_at)::text as at, count(*)::int as units from unit where district = ${scope.district}`,
  )
  return row ?? { at: null, units: 0 }
}
