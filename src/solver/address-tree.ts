/**
 * The address tree itself, for those who need its nodes: leaves are the distinct paths, inner nodes the places where
 * neighbours in address order part (the lowest common ancestors); levels at which nothing branches have no node.
 */
import type { TreeOrder } from './tree-order.ts'

export interface AddressTree {
  readonly nodes: number
  /** −1 for the root of each tree (at or below the hard level). */
  readonly parent: Int32Array
  /** Codes shared by everything below; the depth for leaves. */
  readonly level: Int8Array
  /** Positions below node v: from[v] … to[v] − 1. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** All nodes from the deepest level to the highest, children before parents; each level in address order. */
  readonly upwards: Int32Array
  /** Leaf of each position. */
  readonly leafAt: Int32Array
}

export function buildAddressTree(order: TreeOrder, depth: number, hardLevel: number): AddressTree {
  const { common } = order
  const count = common.length
  const parent = new Int32Array(2 * count).fill(-1)
  const level = new Int8Array(2 * count)
  const from = new Int32Array(2 * count)
  const to = new Int32Array(2 * count)
  const leafAt = new Int32Array(count)
  const open: number[] = []
  let nodes = 0
  const create = (nodeLevel: number, first: number): number => {
    level[nodes] = nodeLevel
    from[nodes] = first
    return nodes++
  }
  for (let p = 0; p < count;) {
    const leaf = create(depth, p)
    do leafAt[p] = leaf
    while (common[p++] === depth)
    to[leaf] = p
    const shared = common[p - 1]!
    let below = leaf
    while (open.length > 0 && level[open.at(-1)!]! > shared) {
      parent[below] = open.at(-1)!
      below = open.pop()!
      to[below] = p
    }
    if (shared < hardLevel) continue
    if (open.length === 0 || level[open.at(-1)!]! < shared) open.push(create(shared, from[below]!))
    parent[below] = open.at(-1)!
  }
  return { nodes, parent, level, from, to, upwards: byLevel(level, nodes, depth), leafAt }
}

/** Nodes of one level are numbered in address order, and counting keeps that order. */
function byLevel(level: Int8Array, nodes: number, depth: number): Int32Array {
  const next = new Int32Array(depth + 2)
  for (let node = 0; node < nodes; node++) next[depth - level[node]! + 1]!++
  for (let step = 1; step <= depth; step++) next[step]! += next[step - 1]!
  const sorted = new Int32Array(nodes)
  for (let node = 0; node < nodes; node++) sorted[next[depth - level[node]!]!++] = node
  return sorted
}
