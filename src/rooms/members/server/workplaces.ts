import { sql } from 'kysely'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'

interface Placed {
  /** As reached, else null. */
  readonly organization: string | null
  readonly unitName: string | null
  /** The id on record, reached or not. */
  readonly workplace: string | null
}

/**
 * Where somebody works is told by name, as the page of the organisation tells what it covers: to whoever reaches the
 * organisation in which the relation sits, when that organisation covers or covered the unit. The unit itself stays beyond the
 * reach, so its id is not given.
 */
export async function nameWorkplaces<T extends Placed>(
  context: Pick<Context, 'database'>,
  db: Db | Tx,
  scope: Scope,
  rows: readonly T[],
): Promise<Omit<T, 'workplace'>[]> {
  const unnamed = rows.filter((row) => row.unitName === null && row.workplace !== null && row.organization !== null)
  const names =
    unnamed.length === 0 || isWhole(scope) ? new Map<string, string>() : await findNames(context, db, scope, unnamed)
  return rows.map(({ workplace, ...row }) => ({
    ...row,
    unitName: row.unitName ?? names.get(`${row.organization} ${workplace}`) ?? null,
  }))
}

async function findNames(
  { database }: Pick<Context, 'database'>,
  db: Db | Tx,
  scope: Scope,
  rows: readonly Placed[],
): Promise<Map<string, string>> {
  const column = (take: (row: Placed) => string | null) => sql`${rows.map(take)}::text[]`
  const found = await database.beyond(db, scope, (around, wide) =>
    rowsOf<{ key: string; name: string }>(
      around,
      sql`select distinct c.organization || ' ' || u.id as key, u.name
        from unnest(${column((row) => row.organization)}, ${column((row) => row.workplace)}) as asked (organization, unit)
        join organization_unit c on c.district = ${wide.district} and c.organization = asked.organization and c.unit_id = asked.unit
        join unit u on u.district = c.district and u.id = c.unit_id`,
    ),
  )
  return new Map(found.map(({ key, name }) => [key, name]))
}
