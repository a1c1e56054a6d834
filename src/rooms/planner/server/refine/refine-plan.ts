import type { Scope } from '../../../../kernel/scope.ts'
import type { JobHandle } from '../../../../platform/server/jobs.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { plannerProblem } from '../../contract.ts'
import { groupRules, groupUnits } from '../../rules/problem.ts'
import { regionOf } from '../../rules/regions.ts'
import { findPlan } from '../reads.ts'
import type { TownFinding } from '../solve/bound-towns.ts'
import { listTowns } from '../solve/list-towns.ts'
import { runWork } from '../threads/run-work.ts'
import { readProblem, type PlanProblem } from './read-problem.ts'
import { regionFindings } from './region-findings.ts'
import { listOpenRegions, settlePlan, writeFindings } from './write-proof.ts'

const TOWN_SECONDS = 30
const WRITE_EVERY = 1000

/**
 * Narrows the gap of a plan in the background, town by town on a thread of its own, and writes down what is found as it
 * is found. The plan itself is not touched: where a proof finds better groups the office is told so, and the next plan
 * takes them up.
 */
export async function refinePlan(
  context: Context,
  scope: Scope,
  id: string,
  seconds: number,
  handle: Pick<JobHandle, 'signal' | 'report'>,
): Promise<void> {
  const db = context.database.as(scope)
  const plan = await findPlan(db, scope, id)
  if (!plan) throw plannerProblem('plan-not-found')
  const wanted = await listOpenRegions(db, scope, plan.id)
  if (wanted.size === 0) return
  await context.database.write(scope, (tx) => settlePlan(tx, scope, plan.id, 'refining'))
  const problem = await readProblem(db, scope, plan)
  const { within } = plan.params
  const towns = [...listTowns(problem.units, within).values()].filter((town) =>
    wanted.has(regionOf(problem.units[town[0] ?? 0] as PlanProblem['units'][number], within)),
  )
  const findings = new Map<number, TownFinding>()
  const begin = performance.now()
  let writing = Promise.resolve()
  let written = 0
  let waiting = new Set<number>()
  const flush = (): void => {
    const found = regionFindings(problem, towns, findings, waiting)
    waiting = new Set()
    written = performance.now()
    writing = writing.then(() => context.database.write(scope, (tx) => writeFindings(tx, scope, plan.id, found)))
  }
  try {
    handle.report('收紧与理论下界的差距', 0)
    const ask = {
      units: groupUnits(problem.units, problem.yardstick),
      rules: groupRules(plan.params),
      towns,
      groupOf: problem.groupOf,
      seconds,
      secondsPerTown: Math.min(TOWN_SECONDS, seconds),
    }
    await runWork('bound-towns', ask, {
      signal: handle.signal,
      onNews(news) {
        // The only news of this work are its findings.
        const finding = news as TownFinding
        findings.set(finding.town, finding)
        waiting.add(finding.town)
        if (performance.now() - written > WRITE_EVERY) flush()
        if (!handle.signal.aborted) {
          const spent = (performance.now() - begin) / 1000 / seconds
          const done = [...findings.values()].filter(({ optimal }) => optimal).length / towns.length
          handle.report('收紧与理论下界的差距', Math.min(1, Math.max(spent, done)))
        }
      },
    })
  } finally {
    flush()
    await writing
    await context.database.write(scope, (tx) => settlePlan(tx, scope, plan.id, 'settled', handle.signal.aborted))
  }
}
