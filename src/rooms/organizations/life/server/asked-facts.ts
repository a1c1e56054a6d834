import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { manyRowsOf } from '../../../../platform/server/db/many-rows.ts'
import { periodOf, type Demand } from '../rules/demands.ts'

/** What a month asks for: the periods that end in it. */
export interface Asked {
  readonly demand: Demand
  readonly from: Day
  readonly to: Day
}

export function askedIn(demands: readonly Demand[], monthEnd: Day): Asked[] {
  return demands.flatMap((demand) => {
    const { from, to } = periodOf(monthEnd, demand.months)
    return to === monthEnd ? [{ demand, from, to }] : []
  })
}

/** Ids of the organisations meant; null: all of the office. */
export type Among = readonly string[] | null

export const amongSql = (among: Among): RawBuilder<unknown> =>
  among === null ? sql`true` : sql`organization = any(${[...among]}::text[])`

/** How often an organisation held what is asked, in the order in which it is asked. */
export interface HeldCount {
  /** Of any kind, in the time by which life counts as really held. */
  readonly recent: number
  readonly last: Day | null
  readonly times: readonly number[]
}

/** What each organisation held since a day. */
export async function heldSince(
  db: Db | Tx,
  scope: Scope,
  among: Among,
  from: Day,
  { asked, after, today }: { readonly asked: readonly Asked[]; readonly after: Day; readonly today: Day },
): Promise<Map<string, HeldCount>> {
  const times = asked.map((one) => sql`count(*) filter (where ${heldSql(one)})::int`)
  const rows = await manyRowsOf<HeldCount & { readonly organization: string }>(
    db,
    sql`select organization, count(*) filter (where day > ${after}::date and day <= ${today}::date)::int as recent,
        max(day) as last, array[${sql.join(times)}]::int[] as times
      from organization_meeting_of where district = ${scope.district} and not withdrawn and day >= ${from}::date and ${amongSql(among)}
      group by organization`,
  )
  return new Map(rows.map(({ organization, ...count }) => [organization, count]))
}

function heldSql({ demand, from, to }: Asked): RawBuilder<unknown> {
  const kind = demand.kind === 'secretary-lecture' ? 'lecture' : demand.kind
  const secretary = demand.kind === 'secretary-lecture' ? sql` and by_secretary` : sql``
  return sql`day between ${from}::date and ${to}::date and ${kind} = any(kinds)${secretary}`
}

/** On which day each came on record here, of those that did so after a day. */
export async function firstDays(db: Db | Tx, scope: Scope, among: Among, after: Day): Promise<Map<string, Day>> {
  const first = sql`min(at + interval '8 hours')::date`
  const rows = await rowsOf<{ organization: string; day: Day }>(
    db,
    sql`select organization, ${first} as day from organization_event where district = ${scope.district} and ${amongSql(among)}
      group by organization having ${first} >= ${after}::date`,
  )
  return new Map(rows.map(({ organization, day }) => [organization, day]))
}

/** Those that had a committee on a day: somebody besides secretary and deputy held a seat. */
export async function committeesOn(db: Db | Tx, scope: Scope, among: Among, day: Day): Promise<Set<string>> {
  const rows = await manyRowsOf<{ organization: string }>(
    db,
    sql`select distinct organization from organization_post where district = ${scope.district} and not withdrawn
      and post in ('organization-member', 'publicity-member', 'discipline-member', 'member')
      and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date) and ${amongSql(among)}`,
  )
  return new Set(rows.map(({ organization }) => organization))
}
