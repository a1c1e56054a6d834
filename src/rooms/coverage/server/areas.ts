import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { areasProblem } from '../../areas/contract.ts'
import { findArea, type AreaRow as Area } from '../../areas/server/public.ts'

const inForce = (day: Day): RawBuilder<boolean> =>
  sql`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`

export type AreaRow = Pick<Area, 'id' | 'name' | 'level' | 'tree' | 'path'>

/** The area as it is on a day, or was before it ended; throws `areas.area-not-found`. */
export async function getArea(db: Db | Tx, scope: Scope, id: string, day: Day): Promise<AreaRow> {
  const found = await findArea(db, scope, id, day)
  if (!found) throw areasProblem('area-not-found')
  return found
}

const LEVELS = ['province', 'city', 'county', 'town', 'community']

/**
 * Divisions that a typed name may mean: those of this very name, else those beginning with it, else those holding it, and
 * of these only the highest level (营城子 is the street before it is the village in it).
 */
export async function findAreasNamed(db: Db | Tx, scope: Scope, name: string, day: Day): Promise<AreaRow[]> {
  const rows = await rowsOf<AreaRow>(
    db,
    sql`select id, name, level, tree, path from area
      where district = ${scope.district} and ${inForce(day)} and tree = 'division' and strpos(name, ${name}) > 0
      order by length(path), path`,
  )
  const exact = rows.filter((row) => row.name === name)
  const begins = rows.filter((row) => row.name.startsWith(name))
  const meant = exact.length > 0 ? exact : begins.length > 0 ? begins : rows
  const highest = Math.min(...meant.map((row) => LEVELS.indexOf(row.level)))
  return meant.filter((row) => LEVELS.indexOf(row.level) === highest)
}

/** Divisions down to town level by id, under the names they bore on a day. */
export async function findDivisions(db: Db | Tx, scope: Scope, day: Day): Promise<ReadonlyMap<string, AreaRow>> {
  const rows = await rowsOf<AreaRow>(
    db,
    sql`select id, name, level, tree, path from area
      where district = ${scope.district} and tree = 'division' and level in ('province', 'city', 'county', 'town') and ${inForce(day)}`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}
