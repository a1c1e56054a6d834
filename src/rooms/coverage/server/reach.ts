import { sql, type RawBuilder } from 'kysely'
import { NOTHING, type Reach, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { reachSql } from '../../areas/server/public.ts'

/** Levels that cells know; what lies below is counted from the units. */
export const TOWN_AND_ABOVE: readonly string[] = ['province', 'city', 'county', 'town']

/** A reach of a district, whether somebody's whole reach or a part of it. */
export type Within = Reach & Pick<Scope, 'district'>

/**
 * Counters end at town level and know neither buildings nor single units. What of a scope they can answer is counted from
 * them, the rest from the units within reach, which are few.
 */
export interface Split {
  readonly byCells: Within
  readonly byUnits: Within
}

const asked = new WeakMap<Scope, Promise<Split>>()

export function splitReach(db: Db | Tx, scope: Scope): Promise<Split> {
  const known = asked.get(scope)
  if (known) return known
  const answer = findSplit(db, scope)
  asked.set(scope, answer)
  return answer
}

async function findSplit(db: Db | Tx, { district, paths, places, lines, units }: Scope): Promise<Split> {
  const all = [...new Set([...paths, ...lines.map((line) => line.path)])].filter((path) => path !== '')
  const whole = paths.includes('')
  const found =
    whole || all.length === 0
      ? []
      : await rowsOf<{ path: string }>(
          db,
          sql`select distinct path from area where district = ${district} and path in (${sql.join(all)})
            and tree = 'division' and level in (${sql.join(TOWN_AND_ABOVE)})`,
        )
  const known = new Set(['', ...found.map((row) => row.path)])
  const cells = (path: string): boolean => known.has(path)
  const byCells = { ...NOTHING, paths: paths.filter(cells), lines: lines.filter(({ path }) => cells(path)) }
  const rest = {
    ...NOTHING,
    paths: paths.filter((path) => !cells(path)),
    places,
    lines: lines.filter(({ path }) => !cells(path)),
    units,
  }
  return { byCells: { district, ...byCells }, byUnits: { district, ...(whole ? NOTHING : rest) } }
}

/** What is reached of `coverage_cell` or `snapshot_cell`. */
export function cellReach(scope: Within, table: string): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${table}.${name}`)
  return reachSql(scope, { district: column('district'), path: column('path'), section: column('section') })
}

/** What is reached of `snapshot_unit`: a unit is reached by where it stood and what it was on that day. */
export function frozenReach(scope: Within): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`snapshot_unit.${name}`)
  return reachSql(scope, {
    district: column('district'),
    path: column('full_path'),
    section: column('section'),
    places: [column('building'), column('park'), column('grid')],
    id: column('unit_id'),
  })
}
