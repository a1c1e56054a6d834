import { sql, type RawBuilder } from 'kysely'
import { isWhole, type Reach, type Scope } from '../../../kernel/scope.ts'
import { under } from '../../../platform/server/db/under.ts'
import { unitReachSql } from '../../areas/server/public.ts'

/**
 * The first lock on `member`: by the area or the chain of the organisation that holds the relation, by the unit somebody
 * works in, or as oneself. Row-level security says the same once more.
 */
export function memberReachSql(
  scope: Reach & Pick<Scope, 'district' | 'account'>,
  alias = 'member',
): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`)
  const own = sql<boolean>`${column('district')} = ${scope.district}`
  if (isWhole(scope)) return own
  const any: RawBuilder<unknown>[] = [
    ...scope.paths.map((prefix) => under(column('path'), prefix)),
    ...scope.organizations.map((prefix) => under(column('chain'), prefix)),
  ]
  if (scope.paths.length + scope.places.length + scope.lines.length + scope.units.length > 0)
    any.push(sql`${column('unit_id')} in (select unit.id from unit where ${unitReachSql(scope)})`)
  if (scope.account !== null) any.push(sql`${column('account')} = ${scope.account}`)
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`${own} and (${sql.join(any, sql` or `)})`
}
