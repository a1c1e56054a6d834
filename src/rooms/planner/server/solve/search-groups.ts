import { checkGroups } from '../../../../solver/groups/check-groups.ts'
import { collectPlan, layOutTasks, runTasks, type GroupTasks } from '../../../../solver/groups/tasks.ts'
import { planGroups } from '../../../../solver/groups/plan-groups.ts'
import { pricePlan } from '../../../../solver/groups/replan.ts'
import { splitTowns } from '../../../../solver/groups/towns.ts'
import type { GroupPlan, GroupRules, GroupUnits, SearchOptions } from '../../../../solver/groups/types.ts'

export interface SearchQuestion {
  readonly units: GroupUnits
  readonly rules: GroupRules
  readonly search: SearchOptions
  /** Group of each unit in a plan known already, −1 none or new: towns where it is better keep it. */
  readonly from: Int32Array
  /** Threads that share the work, this one included. */
  readonly threads: number
}

/** Shares the work out among threads; the plan does not depend on how many there are. Null when it was cancelled. */
export async function searchGroups(
  { units, rules, search, from, threads }: SearchQuestion,
  /** Told once the work is laid out: its counters are shared and can be read, and the work stopped, from outside. */
  tell: (tasks: GroupTasks) => void = () => {},
  help: (tasks: GroupTasks) => Promise<unknown> = async () => {},
): Promise<GroupPlan | null> {
  const tasks = layOutTasks(units, rules, search, threads > 1 ? SharedArrayBuffer : ArrayBuffer)
  tell(tasks)
  const helpers = Promise.all(Array.from({ length: threads - 1 }, () => help(tasks)))
  runTasks(tasks)
  await helpers
  const found = collectPlan(tasks)
  if (!found) return null
  const known = from.some((group) => group >= 0) ? planGroups(units, rules, { ...search, from }) : null
  const plan = known ? bestByTown(units, rules, found, known) : found
  const faults = checkGroups(units, rules, plan)
  if (faults.length > 0) throw new Error(`the plan is not lawful: ${JSON.stringify(faults.slice(0, 3))}`)
  return plan
}

/** Towns are independent: of each the plan with fewer units left over, then the cheaper one, is taken; the first of equals. */
function bestByTown(units: GroupUnits, rules: GroupRules, found: GroupPlan, known: GroupPlan): GroupPlan {
  const groupOf = found.groupOf.slice()
  const beyond = found.groupCost.length
  for (const town of splitTowns(units)) {
    const [one, other] = [valueOf(found, town), valueOf(known, town)]
    const fewer = other.left < one.left
    const cheaper = other.left === one.left && other.cost < one.cost - 1e-9 * Math.abs(one.cost)
    if (!fewer && !cheaper) continue
    for (const unit of town) {
      const group = known.groupOf[unit] ?? -1
      groupOf[unit] = group < 0 ? -1 : beyond + group
    }
  }
  return pricePlan(units, rules, groupOf)
}

function valueOf(plan: GroupPlan, town: Int32Array): { readonly left: number; readonly cost: number } {
  const groups = new Set(Array.from(town, (unit) => plan.groupOf[unit] ?? -1))
  let cost = 0
  for (const group of groups) if (group >= 0) cost += plan.groupCost[group] ?? 0
  return { left: town.filter((unit) => (plan.groupOf[unit] ?? -1) < 0).length, cost }
}
