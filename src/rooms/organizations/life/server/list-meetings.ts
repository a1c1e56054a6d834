import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { pageStart } from '../../../../kernel/page-start.ts'
import { isWhole, type Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { whereOf } from '../../server/filter.ts'
import { dayOf } from '../../posts/server/endpoints.ts'
import type { lifeFilterShape, Meeting } from '../contract.ts'
import { readMeetings } from './meetings.ts'

type Filter = Partial<z.output<typeof lifeFilterShape>>

/** What was held, the newest first. One gathering of several organisations is one row. */
export async function listMeetings(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  { after, limit, ...filter }: Filter & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ rows: Meeting[]; next: string | null; total: number }> {
  const where = await heldWhere(context, db, scope, filter)
  const start = pageStart(after)
  const found = await rowsOf<{ id: string }>(
    db,
    sql`select meeting as id from organization_meeting_of where ${where} group by meeting
      order by max(day) desc, meeting desc limit ${limit + 1} offset ${start}`,
  )
  const ids = found.slice(0, limit).map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await readMeetings(db, scope, sql`m.id = any(${ids}::text[])`)
  const total = start === 0 && found.length <= limit ? found.length : await countWhere(db, where)
  return { rows, next: found.length > limit ? String(start + limit) : null, total }
}

export async function countMeetings(context: Context, db: Db | Tx, scope: Scope, filter: Filter): Promise<number> {
  return countWhere(db, await heldWhere(context, db, scope, filter))
}

async function countWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<number> {
  const [counted] = await rowsOf<{ n: number }>(
    db,
    sql`select count(distinct meeting)::int as n from organization_meeting_of where ${where}`,
  )
  return counted?.n ?? 0
}

/** The filter as a condition on `organization_meeting_of`: one of its holders is meant. */
async function heldWhere(
  { clock }: Context,
  db: Db | Tx,
  scope: Scope,
  { organization, area, under, q, kind, from, to, withdrawn }: Filter,
): Promise<RawBuilder<unknown>> {
  const all: RawBuilder<unknown>[] = [sql`district = ${scope.district}`]
  const narrowed = [area, under, q].some((one) => one !== undefined && one !== '')
  if (narrowed || !isWhole(scope)) {
    // By their ids: under row-level security that is an index, a condition on the organisation is not.
    const where = await whereOf(db, scope, { area, under, q, state: 'forming,active,merged,revoked' }, clock.today())
    const rows = await rowsOf<{ id: string }>(db, sql`select organization.id from organization where ${where}`)
    all.push(sql`organization = any(${rows.map(({ id }) => id)}::text[])`)
  }
  if (organization !== undefined) all.push(sql`organization = ${organization}`)
  if (withdrawn !== true) all.push(sql`not withdrawn`)
  if (kind !== undefined) all.push(sql`${kind} = any(kinds)`)
  if (from !== undefined) all.push(sql`day >= ${dayOf(from)}::date`)
  if (to !== undefined) all.push(sql`day <= ${dayOf(to)}::date`)
  return sql.join(all, sql` and `)
}
