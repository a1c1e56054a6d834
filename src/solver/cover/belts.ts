/**
 * Demonstration belts: concentrations of units, chosen under a budget so that together they hold as much as possible, a
 * unit in two belts counting once. Candidates come from the address tree and from points (`belt-candidates.ts`); the cover
 * engine chooses (`greedy.ts`, then swaps) and says how much better any choice among them could be (`bound.ts`).
 *
 *   const { belts, gap } = chooseBelts({ value, tree }, { rule: { count: 5 }, nodes: { levels: [4, 5] } })
 */
import { require } from '../require.ts'
import { addClusters, addDiscs, addNodes } from './belt-candidates.ts'
import { BeltDraft } from './belt-draft.ts'
import type { Belt, BeltOptions, BeltPlan, BeltUnits } from './belt-types.ts'
import { boundCover } from './bound.ts'
import { greedy } from './greedy.ts'
import { requireRule, tidySystem } from './sets.ts'
import { bestSwaps, improveBySwaps } from './swaps.ts'

/** @throws RangeError when lengths or figures make no sense. */
export function chooseBelts(units: BeltUnits, options: BeltOptions): BeltPlan {
  requireBelts(units, options)
  const { rule, nodes, discs, clusters, steps = 1000 } = options
  const draft = new BeltDraft(units, options)
  if (nodes) addNodes(draft, units, nodes.levels)
  for (const radius of discs?.radii ?? []) addDiscs(draft, units, radius, discs?.most ?? 1000)
  if (clusters) addClusters(draft, units, clusters.reach, clusters.least)
  require(draft.prices.every((price) => price > 0), 'price: every belt has a price')
  const system = tidySystem({
    items: units.value.length,
    start: Int32Array.from(draft.starts),
    item: draft.units,
    value: units.value,
    price: Float64Array.from(draft.prices),
  })
  const start = improveBySwaps(system, rule, greedy(system, rule), 50)
  const bounded = boundCover(system, rule, start, { steps })
  const choice = improveBySwaps(system, rule, bounded.choice, 50)
  const bound = Math.max(bounded.bound, choice.value)
  const swaps = bestSwaps(system, rule, choice)
  const beltAt = (at: number): Belt => {
    const members = draft.units.slice(draft.starts[at], draft.starts[at + 1]).sort()
    const value = members.reduce((sum, unit) => sum + units.value[unit]!, 0)
    return { ...draft.shapes[at]!, price: draft.prices[at]!, units: members, value }
  }
  const belts = Array.from(choice.chosen, (at, k) => {
    const { set, delta } = swaps[k]!
    const instead = set < 0 ? null : { belt: beltAt(set), loss: Math.max(0, -delta) }
    return { ...beltAt(at), gain: choice.gain[k]!, instead }
  })
  const gap = bound > 0 ? (bound - choice.value) / bound : 0
  return { belts, value: choice.value, price: choice.price, bound, gap, candidates: draft.shapes.length }
}

function requireBelts({ value, tree, points }: BeltUnits, options: BeltOptions): void {
  const { rule, nodes, discs, clusters, price = {}, leastUnits = 2, mostUnits = Infinity } = options
  requireRule(rule)
  require(!tree || (Number.isInteger(tree.depth) && tree.depth >= 1 && tree.depth <= 120), 'tree.depth: 1 to 120')
  require(!tree || tree.levels.length === value.length * tree.depth, 'tree.levels: one code per unit and level')
  require(!points || points.length === 2 * value.length, 'points: two coordinates per unit')
  require(!points || (!points.includes(Infinity) && !points.includes(-Infinity)), 'points: finite, NaN if unknown')
  require(!nodes || tree !== undefined, 'nodes: the units have no addresses')
  require(!nodes ||
    nodes.levels.every(
      (level) => Number.isInteger(level) && level >= 0 && level <= (tree?.depth ?? 0),
    ), 'nodes.levels: levels of the tree')
  require((!discs && !clusters) || points !== undefined, 'discs, clusters: the units have no points')
  require(!discs || discs.radii.every((radius) => Number.isFinite(radius) && radius > 0), 'discs.radii: positive')
  require(!discs?.most || (Number.isInteger(discs.most) && discs.most > 0), 'discs.most: a positive integer')
  require(!clusters || (Number.isFinite(clusters.reach) && clusters.reach > 0), 'clusters.reach: positive')
  require(!clusters || (Number.isInteger(clusters.least) && clusters.least >= 1), 'clusters.least: at least 1')
  for (const one of Object.values(price)) require(Number.isFinite(one) && one >= 0, 'price: finite and not negative')
  require(leastUnits >= 1 && mostUnits >= leastUnits, 'leastUnits, mostUnits: a range from 1')
}
