import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import { pageStart } from '../../../../kernel/page-start.ts'
import { isWhole, type Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { whereOf } from '../../server/filter.ts'
import { dayOf } from '../../posts/server/endpoints.ts'
import type { lifeFilterShape, Meeting } from '../contract.ts'
import { amongSql, type Among } from './asked-facts.ts'
import { isUnnarrowed, type AskedQuery } from './asked-rows.ts'
import { readMeetings } from './meetings.ts'

type Filter = Partial<z.output<typeof lifeFilterShape>>
type Held = Omit<Filter, 'area' | 'under' | 'q'>

/** What was held, the newest first. One gathering of several organisations is one row. */
export async function listMeetings(
  { clock }: Context,
  db: Db | Tx,
  scope: Scope,
  { after, limit, area, under, q, ...filter }: Filter & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ rows: Meeting[]; next: string | null; total: number }> {
  const among = await findAmong(db, scope, { area, under, q }, clock.today())
  const where = heldWhere(scope, among, filter)
  const start = pageStart(after)
  const found = await rowsOf<{ id: string }>(
    db,
    sql`select meeting as id from organization_meeting_of where ${where} group by meeting
      order by max(day) desc, meeting desc limit ${limit + 1} offset ${start}`,
  )
  const ids = found.slice(0, limit).map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await readMeetings(db, scope, sql`m.id = any(${ids}::text[])`)
  const total = start === 0 && found.length <= limit ? found.length : await countMeetings(db, scope, among, filter)
  return { rows, next: found.length > limit ? String(start + limit) : null, total }
}

export async function countMeetings(db: Db | Tx, scope: Scope, among: Among, filter: Held): Promise<number> {
  const [counted] = await rowsOf<{ n: number }>(
    db,
    sql`select count(distinct meeting)::int as n from organization_meeting_of where ${heldWhere(scope, among, filter)}`,
  )
  return counted?.n ?? 0
}

/** By their ids: under row-level security that is an index, a condition on the organisation is not. */
async function findAmong(db: Db | Tx, scope: Scope, query: AskedQuery, today: Day): Promise<Among> {
  if (isWhole(scope) && isUnnarrowed(query)) return null
  const where = await whereOf(db, scope, { ...query, state: 'forming,active,merged,revoked' }, today)
  const rows = await rowsOf<{ id: string }>(db, sql`select organization.id from organization where ${where}`)
  return rows.map(({ id }) => id)
}

/** The filter as a condition on `organization_meeting_of`: one of its holders is meant. */
function heldWhere(scope: Scope, among: Among, { organization, kind, from, to, withdrawn }: Held): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`district = ${scope.district}`, amongSql(among)]
  if (organization !== undefined) all.push(sql`organization = ${organization}`)
  if (withdrawn !== true) all.push(sql`not withdrawn`)
  if (kind !== undefined) all.push(sql`${kind} = any(kinds)`)
  if (from !== undefined) all.push(sql`day >= ${dayOf(from)}::date`)
  if (to !== undefined) all.push(sql`day <= ${dayOf(to)}::date`)
  return sql.join(all, sql` and `)
}
