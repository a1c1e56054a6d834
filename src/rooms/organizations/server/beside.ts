import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { OrganizationPage } from '../contract.ts'

/** What the sub-rooms put beside an organisation in lists and on its page. */
export interface Beside {
  /** Names of secretaries, by organisation. */
  secretaries(context: Context, db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  evidence(db: Db | Tx, scope: Scope, organization: string): Promise<OrganizationPage['evidence']>
}

export interface DueCount {
  readonly due: number
  readonly overdue: number
}

/** Deadlines that are open now, by organisation. */
export async function countDue(
  db: Db | Tx,
  scope: Scope,
  ids: readonly string[],
  today: Day,
): Promise<Map<string, DueCount>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<DueCount & { organization: string }>(
    db,
    sql`select organization, count(*)::int as due, (count(*) filter (where due < ${today}::date))::int as overdue
      from deadline where district = ${scope.district} and organization = any(${[...ids]}::text[]) and ${openOn(today)}
      group by organization`,
  )
  return new Map(rows.map(({ organization, due, overdue }) => [organization, { due, overdue }]))
}

/** A deadline that is to be seen to on the day. */
export function openOn(today: Day) {
  return sql<boolean>`state = 'open' and opens <= ${today}::date and (aside_until is null or aside_until <= ${today}::date)`
}
