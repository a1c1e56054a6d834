import { sql, type RawBuilder } from 'kysely'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { under } from '../../../platform/server/db/under.ts'

/**
 * Condition on `proposal`: those that stand wholly in the caller's areas. Whoever has an industry line or single units only
 * has no proposals: a group is advice about all its members.
 */
export function reachedProposals(scope: Scope, alias = 'proposal'): RawBuilder<boolean> {
  const own = sql<boolean>`${sql.ref(`${alias}.district`)} = ${scope.district}`
  if (isWhole(scope)) return own
  if (scope.paths.length === 0) return sql<boolean>`false`
  const within = scope.paths.map((path) => under(sql.ref(`${alias}.path`), path))
  return sql<boolean>`${own} and (${sql.join(within, sql` or `)})`
}
