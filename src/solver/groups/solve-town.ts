/** One town from beginning to end in one thread. */
import { lawfulLabels } from './lawful-labels.ts'
import type { Town } from './town.ts'
import type { Stopped } from './town-search.ts'
import { TownSearch } from './town-search.ts'
import { isAddressOnly, treeStart } from './tree-start.ts'

/** Up to this many units every partition is within reach. */
const smallTown = 12

/** Repairs that are combined, of `continueFrom`. */
const waysBack = [0, 1, 2] as const

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
    const plans = waysBack.map((way) => {
      search.continueFrom(kept, way, stopped)
      return search.plan.slotOf.slice()
    })
    search.combine(plans, stopped)
    return search.plan.slotOf
  }
  const tree = isAddressOnly(town.whole, town.rules, town.weights) ? treeStart(town) : null
  if (tree?.optimal) return tree.labels
  const search = new TownSearch(town, stopped)
  if (town.count <= smallTown) {
    search.solveExactly()
    return search.plan.slotOf
  }
  const plans: Int32Array[] = []
  if (tree) {
    search.improve(tree.labels, stopped)
    plans.push(search.plan.slotOf.slice())
  }
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
