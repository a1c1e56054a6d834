import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { areasProblem } from '../../../areas/contract.ts'
import { findArea, type AreaRow } from '../../../areas/server/public.ts'

/** Before a file is begun, which cannot be refused half-way. @throws areas.area-not-found */
export async function requireArea(
  { clock }: Pick<Context, 'clock'>,
  db: Db | Tx,
  scope: Scope,
  area: string | undefined,
): Promise<AreaRow | null> {
  if (area === undefined || area === '') return null
  const found = await findArea(db, scope, area, clock.today())
  if (!found) throw areasProblem('area-not-found')
  return found
}

/** Any of the columns of paths lies in the area; true when none is asked for. @throws areas.area-not-found */
export async function inAreaSql(
  context: Pick<Context, 'clock'>,
  db: Db | Tx,
  scope: Scope,
  area: string | undefined,
  columns: readonly string[],
): Promise<RawBuilder<unknown>> {
  const found = await requireArea(context, db, scope, area)
  if (found === null) return sql`true`
  return sql`(${sql.join(
    columns.map((column) => under(sql.ref(column), found.path)),
    sql` or `,
  )})`
}

/** Names typed by hand, as a pattern. */
export function likeText(q: string): string {
  return `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
}
