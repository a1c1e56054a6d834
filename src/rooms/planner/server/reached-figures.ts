import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Host, PlanParams } from '../contract.ts'
import type { PlanFigures } from '../rules/plan-sentence.ts'
import { sayObstacle, type Obstacle } from '../rules/uncovered.ts'
import { isVacancy } from '../rules/vacancy.ts'
import type { ProposalKind } from '../rules/decision.ts'
import { reachedProposals } from './reached-proposals.ts'

interface Row {
  readonly kind: ProposalKind
  readonly host: Host | null
  readonly obstacle: Obstacle | null
  readonly instructor: string | null
  readonly settled: boolean
  readonly n: number
  readonly units: number
  readonly cost: number
}

/**
 * Figures of the part of a plan that the caller reaches, counted from its proposals. What only the whole plan has (the usual
 * method beside it, what it left unverified, who changed partners) is nil or not said. The bound is the worst gap of the
 * caller's towns.
 */
export async function countReached(db: Db | Tx, scope: Scope, plan: string, params: PlanParams): Promise<PlanFigures> {
  const rows = await rowsOf<Row>(
    db,
    sql`select kind, host, obstacle, case when kind = 'instructor' then instructor end as instructor, settled,
        count(*)::int as n, sum(units)::int as units, sum(cost)::float8 as cost
      from proposal where ${reachedProposals(scope)} and plan_id = ${plan} and units > 0 group by 1, 2, 3, 4, 5`,
  )
  const [worst] = await rowsOf<{ gap: number | null }>(
    db,
    sql`select max(case when proven then 0 when left_over > left_bound then (left_over - left_bound)::float8 / left_over
        when cost > bound then (cost - bound) / greatest(abs(cost), abs(bound)) else 0 end) as gap
      from plan_town where district = ${scope.district} and plan_id = ${plan}`,
  )
  const of = (kind: ProposalKind): Row[] => rows.filter((row) => row.kind === kind)
  const sum = (some: readonly Row[], what: 'n' | 'units' | 'cost'): number =>
    some.reduce((total, row) => total + row[what], 0)
  const batches = of('instructor')
  const named = batches.filter(({ instructor }) => !isVacancy(instructor))
  const joint = of('joint')
  const cost = sum(joint, 'cost')
  const gap = worst?.gap ?? 0
  const people = new Set(named.map(({ instructor }) => instructor)).size
  return {
    groups: sum(joint, 'n'),
    groupUnits: sum(joint, 'units'),
    founders: sum(of('own'), 'n'),
    uncovered: sum(of('uncovered'), 'units'),
    withoutMembers: sum(batches, 'units'),
    assigned: sum(named, 'units'),
    instructors: people,
    instructorsWithRoom: people,
    instructorsNeeded: sum(
      batches.filter(({ instructor }) => isVacancy(instructor)),
      'n',
    ),
    unverified: 0,
    cost,
    bound: cost - gap * Math.abs(cost),
    gap,
    peerCost: 0,
    peerUncovered: 0,
    milliseconds: 0,
    carried: sum(
      rows.filter(({ settled }) => settled),
      'n',
    ),
    dropped: 0,
    uncoveredBy: tally(of('uncovered'), ({ obstacle }) => obstacle).map(([obstacle, some]) => ({
      reason: sayObstacle(obstacle, params.within),
      n: sum(some, 'n'),
    })),
    byHost: tally(joint, ({ host }) => host).map(([host, some]) => ({
      host,
      groups: sum(some, 'n'),
      units: sum(some, 'units'),
    })),
    changedUnits: null,
    comparedNo: null,
    middle: null,
  }
}

function tally<K>(rows: readonly Row[], key: (row: Row) => K | null): [K, Row[]][] {
  const found = new Map<K, Row[]>()
  for (const row of rows) {
    const value = key(row)
    if (value !== null) found.set(value, [...(found.get(value) ?? []), row])
  }
  return [...found]
}
