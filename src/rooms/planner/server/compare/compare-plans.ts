import type { Scope } from '../../../../kernel/scope.ts'
import type { Db } from '../../../../platform/server/db/database.ts'
import { plannerProblem, type Comparison } from '../../contract.ts'
import { differenceOf, sayComparison, sayPut, unitsApart, type PlanPuts } from '../../rules/comparison.ts'
import { groupCost, tidy, type Yardstick } from '../../rules/price.ts'
import { findLedgerMark } from '../ledger.ts'
import { presentPlan } from '../present.ts'
import { findPlan, yardstickOf, type PlanRow } from '../reads.ts'
import { readGroups, type PlanGroups } from './read-puts.ts'

const MOST_UNITS = 200
const MOST_PLANS = 6

/** Plans side by side, the first as the yardstick: its prices, and its groups of the plan before it, for all of them. */
export async function comparePlans(db: Db, scope: Scope, ids: readonly string[]): Promise<Comparison> {
  const wanted = [...new Set(ids)].slice(0, MOST_PLANS)
  if (wanted.length < 2) throw plannerProblem('compare-two')
  const rows: PlanRow[] = []
  const read: PlanGroups[] = []
  for (const id of wanted) {
    const plan = await findPlan(db, scope, id)
    if (!plan) throw plannerProblem('plan-not-found')
    rows.push(plan)
    read.push(await readGroups(db, scope, plan))
  }
  const first = rows[0] as PlanRow
  const was = new Map((read[0]?.groups ?? []).flat().map((member) => [member.unit.id, member.was]))
  const plans = rows.map((row, at): PlanPuts => {
    const { puts, groups } = read[at] as PlanGroups
    return { no: row.no, name: row.name, puts, cost: costBy(yardstickOf(first), groups, was) }
  })
  const mark = await findLedgerMark(db, scope)
  const yard = plans[0] as PlanPuts
  const others = plans.slice(1).map((plan) => ({ ...plan, ...differenceOf(yard, plan) }))
  const apart = unitsApart(plans)
  return {
    sentence: sayComparison(yard, others),
    plans: rows.map((row, at) => {
      const { curve: _curve, ...plan } = presentPlan(row, mark)
      const difference = differenceOf(yard, plans[at] as PlanPuts)
      return {
        ...plan,
        uncoveredBy: [...row.figures.uncoveredBy],
        costByFirst: plans[at]?.cost ?? 0,
        changedFromFirst: difference.changed,
        coveredOnlyHere: difference.coveredOnlyHere,
        coveredOnlyFirst: difference.coveredOnlyFirst,
      }
    }),
    units: apart.slice(0, MOST_UNITS).map((unit) => {
      const puts = plans.map((plan) => plan.puts.get(unit))
      const known = puts.find((put) => put !== undefined)
      return { unit, name: known?.name ?? '', townName: known?.townName ?? '', puts: puts.map(sayPut) }
    }),
    unitsTotal: apart.length,
  }
}

function costBy(yardstick: Yardstick, groups: PlanGroups['groups'], was: ReadonlyMap<string, number | null>): number {
  let cost = 0
  for (const group of groups) {
    const measured = group.map((member) => ({ ...member, was: was.get(member.unit.id) ?? null }))
    cost += groupCost(measured, yardstick)
  }
  return tidy(cost)
}
