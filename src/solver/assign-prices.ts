/**
 * Prices on the address tree: what one more unit at a node would cost, that is the chain of changes that finds it a
 * place. They prove a choice optimal. Units rise from a node with a surplus, so there the price is the parent's plus
 * the step; they sink for nothing into a node with spare places, so there it is the parent's; in between anything between
 * the two will do.
 */
import type { Choice } from './assign-choice.ts'
import { role } from './assign-choice.ts'
import type { Ground } from './assign-ground.ts'

/**
 * The prices where nobody is kept with a present instructor: the least distance, over the tree, to what gives way: a
 * unit of the priority at which places ran out (it waits, price 0), or where there are places for all, the root.
 */
export function distancePrices(ground: Ground, choice: Choice, surplus: Int32Array): Float64Array {
  const { tree, step, order, units } = ground
  const price = new Float64Array(tree.nodes).fill(Infinity)
  for (let unit = 0; unit < units; unit++) {
    if (choice.optional[unit] === 1 && choice.role[unit] === role.placed) {
      price[tree.leafAt[order.position[unit]!]!] = 0
    }
  }
  for (const node of tree.upwards) {
    const parent = tree.parent[node]!
    if (parent < 0) price[node] = price[node] === Infinity ? 0 : price[node]!
    else price[parent] = Math.min(price[parent]!, price[node]! - (surplus[node]! > 0 ? step[node]! : 0))
  }
  for (let i = tree.nodes - 1; i >= 0; i--) {
    const node = tree.upwards[i]!
    const parent = tree.parent[node]!
    if (parent >= 0) price[node] = Math.min(price[node]!, price[parent]! + (surplus[node]! >= 0 ? step[node]! : 0))
  }
  return price
}

/** The lawful prices for this surplus that stay as near as can be to the wished ones. */
export function fittingPrices(ground: Ground, surplus: Int32Array, wished: Float64Array): Float64Array {
  const { tree, step } = ground
  const price = wished.slice()
  for (let i = tree.nodes - 1; i >= 0; i--) {
    const node = tree.upwards[i]!
    const parent = tree.parent[node]!
    if (parent < 0) continue
    const least = price[parent]! + (surplus[node]! > 0 ? step[node]! : 0)
    const most = price[parent]! + (surplus[node]! < 0 ? 0 : step[node]!)
    price[node] = Math.min(most, Math.max(least, price[node]!))
  }
  return price
}
