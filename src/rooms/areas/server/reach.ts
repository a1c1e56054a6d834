import { sql, type RawBuilder } from 'kysely'
import { isWhole, type Reach, type Scope } from '../../../kernel/scope.ts'
import { under } from '../../../platform/server/db/under.ts'

/** Where a table keeps what decides whether a row is reached. A column that it lacks is reached by nobody. */
export interface ReachColumns {
  readonly district: RawBuilder<unknown>
  /** With an index that has `text_pattern_ops`. */
  readonly path: RawBuilder<unknown>
  readonly section?: RawBuilder<unknown>
  /** Of building, park and grid. */
  readonly places?: readonly RawBuilder<unknown>[]
  readonly id?: RawBuilder<unknown>
}

/**
 * The first lock: the kinds of reach as one condition, so that each kind can be served by an index. A reach by Party
 * organisation reaches organisations and members, never units by itself. Row-level
 * security says the same once more (`policies.ts`); tests/scope holds the two and `reachesUnit` together.
 */
export function reachSql(scope: Reach & Pick<Scope, 'district'>, at: ReachColumns): RawBuilder<boolean> {
  const own = sql<boolean>`${at.district} = ${scope.district}`
  if (isWhole(scope)) return own
  const { section, places = [], id } = at
  const any: RawBuilder<unknown>[] = scope.paths.map((prefix) => under(at.path, prefix))
  if (section)
    any.push(...scope.lines.map((line) => sql`(${section} = ${line.section} and ${under(at.path, line.path)})`))
  if (scope.places.length > 0) any.push(...places.map((place) => sql`${place} in (${sql.join(scope.places)})`))
  if (id && scope.units.length > 0) any.push(sql`${id} in (${sql.join(scope.units)})`)
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`${own} and (${sql.join(any, sql` or `)})`
}

/** On the ledger's table: every query on `unit` begins with it. */
export function unitReachSql(scope: Reach & Pick<Scope, 'district'>, alias = 'unit'): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`)
  return reachSql(scope, {
    district: column('district'),
    path: column('path'),
    section: column('section'),
    places: [column('building'), column('park'), column('grid')],
    id: column('id'),
  })
}
