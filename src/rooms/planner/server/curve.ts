import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import type { JobHandle } from '../../../platform/server/jobs.ts'
import type { Context } from '../../../platform/server/room.ts'
import { plannerProblem, type Plan } from '../contract.ts'
import { tidy } from '../rules/price.ts'
import { groupRules, groupUnits } from '../rules/problem.ts'
import { readProblem } from './refine/read-problem.ts'
import { findPlan } from './reads.ts'
import { runWork } from './threads/run-work.ts'

/** What keeping a pair together may be worth, as multiples of what a unit costs on average. */
const STEPS = [0, 0.1, 0.25, 0.5, 1, 2, 4]

/** What fewer changes cost: planning again from the plan compared with, at one value of staying together after another. */
export async function drawCurve(
  context: Context,
  scope: Scope,
  id: string,
  handle: Pick<JobHandle, 'signal' | 'report'>,
): Promise<void> {
  const db = context.database.as(scope)
  const plan = await findPlan(db, scope, id)
  if (!plan) throw plannerProblem('plan-not-found')
  handle.report('算变动与代价的取舍', null)
  const problem = await readProblem(db, scope, plan)
  const { figures, params } = plan
  const present = params.weights.stability
  const each = figures.groupUnits > 0 ? figures.cost / figures.groupUnits : 1
  const bonuses = [...new Set([present, ...STEPS.map((step) => tidy(Number((step * each).toPrecision(2))))])].sort(
    (a, b) => a - b,
  )
  const free = { ...params, weights: { ...params.weights, stability: 0 } }
  const ask = {
    units: groupUnits(problem.units, { ...problem.yardstick, params: free }),
    rules: groupRules(params),
    planned: problem.groupOf,
    previous: Int32Array.from(problem.units, ({ was }) => was ?? -1),
    bonuses,
  }
  const points = await runWork('trade-off', ask, { signal: handle.signal })
  const curve: NonNullable<Plan['curve']> = points.map(({ bonus, changes, cost }) => {
    return { bonus, changed: changes, cost: tidy(cost), chosen: bonus === present }
  })
  await context.database.write(scope, async (tx) => {
    await sql`update plan set curve = ${JSON.stringify(curve)}::jsonb
      where district = ${scope.district} and id = ${plan.id}`.execute(tx)
  })
}
