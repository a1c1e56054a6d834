/** One town from beginning to end in one thread. */
import { planTree } from '../tree-plan.ts'
import { lawfulLabels } from './lawful-labels.ts'
import type { Town } from './town.ts'
import type { Stopped } from './town-search.ts'
import { TownSearch } from './town-search.ts'
import { treeUnitsOf } from './tree-start.ts'

/** Up to this many units every partition is within reach. */
const smallTown = 12

export interface TownOptions {
  readonly starts: number
  readonly seed: number
  /** Group of every unit of the instance in an earlier plan; then only what it leaves open is planned. */
  readonly from: Int32Array | null
  readonly stopped: Stopped
}

/** Units with equal labels form a group; a label of its own means uncovered. */
export function solveTown(town: Town, options: TownOptions): Int32Array {
  const { starts, seed, from, stopped } = options
  if (from) {
    const kept = lawfulLabels(town, from)
    if (!hasAlone(kept)) return kept
    const search = new TownSearch(town, stopped)
    search.continueFrom(kept, stopped)
    return search.plan.slotOf
  }
  const exact = provenByTree(town)
  if (exact) return exact
  const search = new TownSearch(town, stopped)
  if (town.count <= smallTown) {
    search.solveExactly()
    return search.plan.slotOf
  }
  const plans: Int32Array[] = []
  for (let start = 0; start < starts && !stopped(); start++) {
    const labels = new Int32Array(town.count)
    search.start(start, seed, labels, stopped)
    plans.push(labels)
  }
  if (plans.length > 1) search.combine(plans, stopped)
  return search.plan.slotOf
}

function hasAlone(labels: Int32Array): boolean {
  const size = new Int32Array(labels.length)
  for (const label of labels) size[label]!++
  return size.includes(1)
}

/** Where only the address counts, the exact programme has the last word. */
function provenByTree(town: Town): Int32Array | null {
  if (!town.addressOnly()) return null
  const { rules } = town
  const { minWeight, maxUnits, countUncovered } = rules
  const plan = planTree(treeUnitsOf(town), { shape: { minWeight, maxUnits }, countUncovered })
  return plan.optimal ? labelsOf(plan.groupOf, plan.groupMembers, plan.groupStart) : null
}

function labelsOf(groupOf: Int32Array, members: Int32Array, start: Int32Array): Int32Array {
  return groupOf.map((group, unit) => (group < 0 ? unit : members[start[group]!]!))
}
