import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { reachedProposals } from './reached-proposals.ts'

export interface TownRow {
  readonly town: string
  readonly name: string
  readonly county: string
  readonly groups: number
  readonly units: number
  readonly founders: number
  readonly uncovered: number
  readonly assigned: number
  readonly open: number
  /** Of its joint groups. */
  readonly cost: number
  /** Null where nothing is known of it. */
  readonly gap: number | null
  readonly method: string
  readonly seconds: number | null
}

/** Proposals per town, in the order of the plan. */
export async function listTowns(db: Db | Tx, scope: Scope, plan: string): Promise<TownRow[]> {
  return rowsOf<TownRow>(
    db,
    sql`select p.*, coalesce(t.gap, case when p.groups = 0 then 0 end) as gap, coalesce(t.method, '') as method, t.seconds
      from (select area_key as town, min(no) as first, case when area_key like '%?' then '镇街未定' else min(town_name) end as name,
        min(county_name) as county,
        (count(*) filter (where kind = 'joint'))::int as groups,
        coalesce(sum(units) filter (where kind = 'joint'), 0)::int as units,
        (count(*) filter (where kind = 'own'))::int as founders,
        (count(*) filter (where kind = 'uncovered'))::int as uncovered,
        coalesce(sum(units) filter (where kind = 'instructor'), 0)::int as assigned,
        (count(*) filter (where decision = 'open' and kind <> 'uncovered'))::int as open,
        coalesce(sum(cost) filter (where kind = 'joint'), 0) as cost
      from proposal where ${reachedProposals(scope)} and plan_id = ${plan} and units > 0
      group by area_key) p
      left join (select town, method, seconds, case when proven then 0
          when left_over > left_bound then (left_over - left_bound)::float8 / left_over
          when cost > bound then (cost - bound) / greatest(abs(cost), abs(bound)) else 0 end as gap
        from plan_town where district = ${scope.district} and plan_id = ${plan}) t on t.town = p.town
      order by p.first`,
  )
}
