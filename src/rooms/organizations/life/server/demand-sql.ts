import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { demandedOf, periodOf, type Demand } from '../rules/demands.ts'
import { hasCommitteeSql, SINCE } from './subjects.ts'

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

/** The same judgement as `standingsOf`, as conditions beside a row of `organization`, which is active. */
export function askedSql({ demand, from, to }: Asked): RawBuilder<unknown> {
  const kinds = sql`organization.kind = any(${[...demandedOf[demand.kind]]}::text[])`
  const there = sql`${SINCE} <= ${from}::date`
  const committee = demand.kind === 'committee' ? sql` and ${hasCommitteeSql(to)}` : sql``
  return sql`(${kinds} and ${there}${committee})`
}

export function lackingSql({ demand, from, to }: Asked, scope: Scope): RawBuilder<unknown> {
  const kind = demand.kind === 'secretary-lecture' ? 'lecture' : demand.kind
  const secretary = demand.kind === 'secretary-lecture' ? sql` and m.by_secretary` : sql``
  return sql`((select count(*) from organization_meeting_of m where m.district = ${scope.district}
    and m.organization = organization.id and not m.withdrawn and m.day between ${from}::date and ${to}::date
    and ${kind} = any(m.kinds)${secretary}) < ${demand.times})`
}

/** How many times anything was held since the day after which life counts as really held. */
export const recentSql = (scope: Scope, after: Day, today: Day): RawBuilder<unknown> => sql`(select count(*)::int
  from organization_meeting_of m where m.district = ${scope.district} and m.organization = organization.id
    and not m.withdrawn and m.day > ${after}::date and m.day <= ${today}::date)`
