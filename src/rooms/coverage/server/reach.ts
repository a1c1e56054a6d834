import { sql, type RawBuilder } from 'kysely'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { reachSql } from '../../areas/server/public.ts'

/** Levels that cells know; what lies below is counted from the units. */
export const TOWN_AND_ABOVE: readonly string[] = ['province', 'city', 'county', 'town']

const asked = new WeakMap<Scope, Promise<boolean>>()

/**
 * Whether the counters can answer for a scope: they end at town level and know neither buildings nor single units. Where
 * they cannot, the units within reach are counted: such a scope is small.
 */
export function cellsServe(db: Db | Tx, scope: Scope): Promise<boolean> {
  const known = asked.get(scope)
  if (known) return known
  const answer = askCells(db, scope)
  asked.set(scope, answer)
  return answer
}

async function askCells(db: Db | Tx, scope: Scope): Promise<boolean> {
  if (isWhole(scope)) return true
  if (scope.places.length > 0 || scope.units.length > 0) return false
  const paths = [...new Set([...scope.paths, ...scope.lines.map((line) => line.path)])].filter((path) => path !== '')
  if (paths.length === 0) return true
  const found = await rowsOf<{ path: string }>(
    db,
    sql`select distinct path from area where district = ${scope.district} and path in (${sql.join(paths)})
      and tree = 'division' and level in (${sql.join(TOWN_AND_ABOVE)})`,
  )
  return found.length === paths.length
}

/** What is reached of `coverage_cell` or `snapshot_cell`. */
export function cellReach(scope: Scope, table: string): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${table}.${name}`)
  return reachSql(scope, { district: column('district'), path: column('path'), section: column('section') })
}

/** What is reached of `snapshot_unit`: a unit is reached by where it stood and what it was on that day. */
export function frozenReach(scope: Scope): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`snapshot_unit.${name}`)
  return reachSql(scope, {
    district: column('district'),
    path: column('full_path'),
    section: column('section'),
    places: [column('building'), column('park'), column('grid')],
    id: column('unit_id'),
  })
}
