/**
 * The assignment as a flow on the address tree. A unit enters at its leaf and may rise, paying the steps; it sinks to
 * any place below for nothing. A unit with a present instructor has its own node with up to three ways out: to that
 * instructor at the price of the pair, into the tree, or to those who wait. The choice and the prices are a start that is
 * optimal but for a few present pairs; `flow-repair.ts` settles those.
 */
import type { Choice } from './assign-choice.ts'
import { leafOfInstructor, role, surplusOf } from './assign-choice.ts'
import type { Ground } from './assign-ground.ts'
import { fittingPrices } from './assign-prices.ts'
import { dualValue, repairFlow } from './flow-repair.ts'
import { NetworkDraft } from './network-draft.ts'

/**
 * Improves the choice in place until it is optimal; returns the dual value of the whole assignment.
 * @param wished prices to start from, per tree node.
 */
export function settle(ground: Ground, choice: Choice, wished: Float64Array): number {
  const layout = new Layout(ground, choice, wished)
  const network = layout.draft.finish()
  const tolerance = 1e-9 * (1 + ground.levelCost[0]!)
  repairFlow(network, tolerance)
  layout.readBack(network.flow)
  const placed = choice.role.reduce((sum, now) => sum + (now >= role.placed ? 1 : 0), 0)
  return dualValue(network, tolerance) + placed * ground.levelCost[ground.depth]!
}

class Layout {
  readonly draft = new NetworkDraft()
  private readonly ground: Ground
  private readonly choice: Choice
  private readonly surplus: Int32Array
  private readonly price: Float64Array
  private readonly rootOf: Int32Array
  /** By root: the node of those who wait, or −1. */
  private readonly waiters: Int32Array
  /** By leaf: the arc to those who wait, or −1. */
  private readonly waitingArc: Int32Array
  /** By unit: the arc to its instructor, followed by the one into the tree; or −1. */
  private readonly unitArc: Int32Array

  constructor(ground: Ground, choice: Choice, wished: Float64Array) {
    const { tree } = ground
    this.ground = ground
    this.choice = choice
    this.surplus = surplusOf(ground, choice)
    this.rootOf = rootsOf(ground)
    this.price = fittingPrices(ground, this.surplus, wished)
    this.waiters = new Int32Array(tree.nodes).fill(-1)
    this.waitingArc = new Int32Array(tree.nodes).fill(-1)
    this.unitArc = new Int32Array(ground.units).fill(-1)
    this.layTree()
    this.layWaiters()
    // In address order, so that the numbering of the input decides nothing.
    const items = ground.order.order
    const instructorNode = this.layInstructors(items.filter((item) => item >= ground.units))
    for (const item of items) if (item < ground.units) this.layUnit(item, instructorNode)
  }

  readBack(flow: Float64Array): void {
    const { order, units } = this.ground
    const { role: roles, optional } = this.choice
    const left = Float64Array.from(this.waitingArc, (arc) => (arc < 0 ? 0 : this.draft.capacityOf(arc) - flow[arc]!))
    for (const unit of order.order) {
      if (unit >= units || roles[unit] === role.out) continue
      const own = this.unitArc[unit]!
      if (own >= 0) roles[unit] = flow[own]! > 0 ? role.kept : flow[own + 1]! > 0 ? role.placed : role.waiting
      else if (optional[unit] === 1) roles[unit] = left[this.leafOf(unit)]!-- > 0 ? role.placed : role.waiting
    }
  }

  private leafOf(unit: number): number {
    return this.ground.tree.leafAt[this.ground.order.position[unit]!]!
  }

  private layTree(): void {
    const { draft, surplus } = this
    const { tree, step } = this.ground
    // A root with places to spare has as many units of nobody, which take them for nothing.
    for (let node = 0; node < tree.nodes; node++) {
      draft.addNode(tree.parent[node]! < 0 ? Math.max(0, -surplus[node]!) : 0, this.price[node]!)
    }
    for (let node = 0; node < tree.nodes; node++) {
      const parent = tree.parent[node]!
      if (parent < 0) continue
      draft.addArc(node, parent, step[node]!, Infinity, Math.max(0, surplus[node]!))
      draft.addArc(parent, node, 0, Infinity, Math.max(0, -surplus[node]!))
    }
  }

  /** One node per tree with waiting units; there the price is nought. */
  private layWaiters(): void {
    for (const unit of this.ground.order.order) {
      if (unit >= this.ground.units || this.choice.optional[unit] === 0) continue
      const root = this.rootOf[this.leafOf(unit)]!
      if (this.waiters[root]! < 0) this.waiters[root] = this.draft.addNode(0, 0)
    }
  }

  /** A node for every instructor with present pairs; the others' places lie at their leaf. */
  private layInstructors(items: Int32Array): Int32Array {
    const { ground, draft, choice } = this
    const present = new Uint8Array(ground.instructors)
    const kept = new Int32Array(ground.instructors)
    for (let unit = 0; unit < ground.units; unit++) {
      if (ground.current[unit]! < 0 || choice.role[unit] === role.out) continue
      present[ground.current[unit]!] = 1
      if (choice.role[unit] === role.kept) kept[ground.current[unit]!]!++
    }
    const node = new Int32Array(ground.instructors).fill(-1)
    for (const item of items) {
      const i = item - ground.units
      const leaf = leafOfInstructor(ground, i)
      const places = ground.capacity[i]!
      if (present[i] === 0) {
        draft.supply(leaf, -places)
        continue
      }
      node[i] = draft.addNode(-places, this.price[leaf]!)
      draft.addArc(leaf, node[i]!, 0, Infinity, places - kept[i]!)
    }
    return node
  }

  private layUnit(unit: number, instructorNode: Int32Array): void {
    const { ground, draft } = this
    const now = this.choice.role[unit]!
    if (now === role.out) return
    const leaf = this.leafOf(unit)
    const optional = this.choice.optional[unit] === 1
    const waiters = this.waiters[this.rootOf[leaf]!]!
    const waits = now === role.waiting ? 1 : 0
    if (waits === 1) draft.supply(waiters, -1)
    const instructor = ground.current[unit]!
    if (instructor >= 0) {
      const own = draft.addNode(1, waits === 1 ? 0 : this.price[leaf]!)
      const pair = ground.keepCost[unit]! - ground.levelCost[ground.depth]!
      this.unitArc[unit] = draft.addArc(own, instructorNode[instructor]!, pair, 1, now === role.kept ? 1 : 0)
      draft.addArc(own, leaf, 0, 1, now === role.placed ? 1 : 0)
      if (optional) draft.addArc(own, waiters, 0, 1, waits)
      return
    }
    draft.supply(leaf, 1)
    if (!optional) return
    if (this.waitingArc[leaf]! < 0) this.waitingArc[leaf] = draft.addArc(leaf, waiters, 0, 0, 0)
    draft.widen(this.waitingArc[leaf]!, 1, waits)
  }
}

/** The root above each node. */
function rootsOf(ground: Ground): Int32Array {
  const { tree } = ground
  const root = new Int32Array(tree.nodes)
  for (let i = tree.nodes - 1; i >= 0; i--) {
    const node = tree.upwards[i]!
    root[node] = tree.parent[node]! < 0 ? node : root[tree.parent[node]!]!
  }
  return root
}
