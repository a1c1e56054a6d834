/**
 * The plan for units with addresses, points, industries and ties to one another: fewest uncovered, then least cost.
 *
 *   const plan = planGroups({ weights, space: { points, dimensions: 2, rate: 1 } })
 *
 * Towns are planned independently (`town-search.ts`); for several threads see `tasks.ts`, which this is one thread of.
 */
import { collectPlan, layOutTasks, runTasks } from './tasks.ts'
import type { GroupPlan, GroupRules, GroupUnits, SearchOptions } from './types.ts'

/** @throws RangeError when lengths, weights, prices or rules make no sense. */
export function planGroups(units: GroupUnits, rules: GroupRules = {}, search: SearchOptions = {}): GroupPlan {
  const tasks = layOutTasks(units, rules, search)
  runTasks(tasks)
  const plan = collectPlan(tasks)
  if (!plan) throw new Error('a planning that nobody can cancel was not finished')
  return plan
}
