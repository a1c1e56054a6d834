import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { areasProblem } from '../../../areas/contract.ts'
import { findArea } from '../../../areas/server/public.ts'

/** Any of the columns of paths lies in the area; true when none is asked for. @throws areas.area-not-found */
export async function inAreaSql(
  { clock }: Pick<Context, 'clock'>,
  db: Db | Tx,
  scope: Scope,
  area: string | undefined,
  columns: readonly string[],
): Promise<RawBuilder<unknown>> {
  if (area === undefined || area === '') return sql`true`
  const found = await findArea(db, scope, area, clock.today())
  if (!found) throw areasProblem('area-not-found')
  return sql`(${sql.join(
    columns.map((column) => under(sql.ref(column), found.path)),
    sql` or `,
  )})`
}

/** Names typed by hand, as a pattern. */
export function likeText(q: string): string {
  return `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
}
