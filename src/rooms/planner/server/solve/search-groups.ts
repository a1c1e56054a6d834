import { checkGroups } from '../../../../solver/groups/check-groups.ts'
import { collectPlan, layOutTasks, runTasks, type GroupTasks } from '../../../../solver/groups/tasks.ts'
import type { GroupPlan, GroupRules, GroupUnits, SearchOptions } from '../../../../solver/groups/types.ts'

export interface SearchQuestion {
  readonly units: GroupUnits
  readonly rules: GroupRules
  readonly search: SearchOptions
  /** Threads that share the work, this one included. */
  readonly threads: number
}

/** Shares the work out among threads; the plan does not depend on how many there are. Null when it was cancelled. */
export async function searchGroups(
  { units, rules, search, threads }: SearchQuestion,
  /** Told once the work is laid out: its counters are shared and can be read, and the work stopped, from outside. */
  tell: (tasks: GroupTasks) => void = () => {},
  help: (tasks: GroupTasks) => Promise<unknown> = async () => {},
): Promise<GroupPlan | null> {
  const tasks = layOutTasks(units, rules, search, threads > 1 ? SharedArrayBuffer : ArrayBuffer)
  tell(tasks)
  const helpers = Promise.all(Array.from({ length: threads - 1 }, () => help(tasks)))
  runTasks(tasks)
  await helpers
  const plan = collectPlan(tasks)
  if (!plan) return null
  const faults = checkGroups(units, rules, plan)
  if (faults.length > 0) throw new Error(`the plan is not lawful: ${JSON.stringify(faults.slice(0, 3))}`)
  return plan
}
