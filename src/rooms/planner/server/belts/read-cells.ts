import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Coverage } from '../../../units/contract.ts'
import { under } from '../../../../platform/server/db/under.ts'
import { scopeSql } from '../../../units/server/public.ts'
import type { BeltsOf } from '../../rules/belt-words.ts'
import type { BeltCell } from '../../rules/belts.ts'

/** Operating units of an area: the path of a division, or the id of a building, park or grid. */
export interface BeltGround {
  readonly of: BeltsOf
  readonly path: string
  readonly site: string | null
}

const COUNTED: Readonly<Record<BeltsOf, RawBuilder<boolean>>> = {
  all: sql<boolean>`true`,
  members: sql<boolean>`with_member`,
  uncovered: sql<boolean>`coverage in ('none', 'work')`,
}

/** Excluded units are in no denominator, so belts do not reach for them either. */
function onGround(scope: Scope, { path, site }: BeltGround): RawBuilder<boolean> {
  const column = { b: 'building', p: 'park', g: 'grid' }[site?.slice(0, 1) ?? '']
  const inSite = site === null || column === undefined ? sql`true` : sql`${sql.ref(column)} = ${site}`
  return sql<boolean>`${scopeSql(scope)} and life = 'operating' and coverage <> 'excluded'
    and ${under(sql`unit.path`, path)} and ${inSite}`
}

type CellRow = readonly [
  ...places: readonly [
    county: string | null,
    town: string | null,
    community: string | null,
    road: string | null,
    building: string | null,
    park: string | null,
  ],
  ...point: readonly [lng: number | null, lat: number | null],
  ...counts: readonly [
    units: number,
    counted: number,
    withMembers: number,
    members: number,
    covered: number,
    ids: string | null,
  ],
]

/** Units standing in the same place are counted by the database: half as many cells as units come out. */
export async function readBeltCells(db: Db, scope: Scope, ground: BeltGround): Promise<BeltCell[]> {
  const place = sql`county, town, community, road, building, park, lng, lat`
  const [row] = await rowsOf<{ rows: readonly CellRow[] | null }>(
    db,
    sql`select json_agg(json_build_array(${place}, units, counted, with_members, members, covered, ids)) as rows
      from (select ${place}, count(*)::int as units, (count(*) filter (where ${COUNTED[ground.of]}))::int as counted,
          (count(*) filter (where with_member))::int as with_members, coalesce(sum(members_full), 0)::int as members,
          (count(*) filter (where coverage in ('own', 'joint')))::int as covered,
          string_agg(id, ' ') filter (where ${COUNTED[ground.of]}) as ids
        from unit where ${onGround(scope, ground)} group by ${place} order by ${place}) cell`,
  )
  return (row?.rows ?? []).map(
    ([
      county,
      town,
      community,
      road,
      building,
      park,
      lng,
      lat,
      units,
      counted,
      withMembers,
      members,
      covered,
      ids,
    ]) => ({
      county,
      town,
      community,
      road,
      building,
      park,
      lng,
      lat,
      units,
      counted,
      withMembers,
      members,
      covered,
      ids: ids === null ? [] : ids.split(' ').sort(),
    }),
  )
}

export interface BeltUnit {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly address: string | null
  readonly members_full: number | null
  readonly coverage: Coverage
}

/** Units by their ids, in the order of their names. */
export async function listBeltUnits(db: Db, scope: Scope, ids: readonly string[]): Promise<BeltUnit[]> {
  if (ids.length === 0) return []
  return rowsOf<BeltUnit>(
    db,
    sql`select id, name, code, address, members_full, coverage from unit
      where ${scopeSql(scope)} and id in (select json_array_elements_text(${JSON.stringify(ids)}::json))
      order by name collate "C", id`,
  )
}
