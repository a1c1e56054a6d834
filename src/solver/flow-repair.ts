/**
 * Minimum-cost flow from a good start. Given a feasible flow and prices of the nodes, every arc that could still carry
 * flow at a negative reduced cost is filled (or emptied) at once. That leaves too much at some nodes and too little at
 * others. In rounds, Dijkstra on reduced costs finds how far the nearest node with too little is from any with too much,
 * the prices move along, and all that fits is sent along paths that now cost nought. At the end prices and flow prove
 * each other optimal (primal-dual method; Ahuja, Magnanti, Orlin, Network Flows, ch. 9.8). There are about as many rounds
 * as there are different path costs, which on an address tree are few.
 */
import { MinHeap } from './min-heap.ts'

/** Arc i goes tail[i] → head[i]. `flow` and `price` are improved in place. */
export interface Network {
  /** What enters (positive) or leaves the flow at each node; the sum is nought. */
  readonly supply: Float64Array
  readonly tail: Int32Array
  readonly head: Int32Array
  readonly cost: Float64Array
  /** Infinity is allowed. */
  readonly capacity: Float64Array
  readonly flow: Float64Array
  /** What it costs to get rid of one more unit at this node. */
  readonly price: Float64Array
}

/**
 * @param tolerance reduced costs above −tolerance count as nought.
 * @throws RangeError when an arc without limit has a negative reduced cost at the start, or the supplies cannot be met.
 */
export function repairFlow(network: Network, tolerance: number): void {
  const repair = new Repair(network, tolerance)
  repair.saturate()
  while (repair.movePrices()) repair.sendAll()
  repair.writeBack()
}

/**
 * The dual value for given prices and supplies: no feasible flow costs less. Arcs without a limit whose reduced cost is
 * negative would make it −∞; within the tolerance they count as nought.
 */
export function dualValue(network: Network, tolerance: number): number {
  const { supply, tail, head, cost, capacity, price } = network
  let value = 0
  for (let node = 0; node < supply.length; node++) value += supply[node]! * price[node]!
  for (let i = 0; i < tail.length; i++) {
    const reduced = cost[i]! + price[head[i]!]! - price[tail[i]!]!
    if (reduced < -tolerance) value += capacity[i]! * reduced
  }
  return value
}

/** The residual arcs of each node lie together: those of node v at firstArc[v] … firstArc[v + 1] − 1. */
class Repair {
  private readonly network: Network
  private readonly tolerance: number
  private readonly firstArc: Int32Array
  private readonly to: Int32Array
  private readonly cost: Float64Array
  /** What an arc can still carry. */
  private readonly room: Float64Array
  /** The same arc the other way. */
  private readonly back: Int32Array
  /** Where arc i of the network lies. */
  private readonly place: Int32Array
  /** What has come in at a node and not gone out. */
  private readonly excess: Float64Array
  private sources: Int32Array
  private readonly distance: Float64Array
  private readonly reached: Int32Array
  private reachedCount = 0
  private readonly nextArc: Int32Array
  private readonly path: Int32Array
  private readonly onPath: Uint8Array
  /** Nodes as near as the one at hand; they need not go through the heap. */
  private readonly alike: Int32Array
  private readonly heap = new MinHeap()

  constructor(network: Network, tolerance: number) {
    const { tail, head, cost, capacity, flow } = network
    const nodes = network.supply.length
    const arcs = tail.length
    this.network = network
    this.tolerance = tolerance
    this.firstArc = new Int32Array(nodes + 1)
    for (let i = 0; i < arcs; i++) {
      this.firstArc[tail[i]! + 1]!++
      this.firstArc[head[i]! + 1]!++
    }
    for (let node = 0; node < nodes; node++) this.firstArc[node + 1]! += this.firstArc[node]!
    const next = this.firstArc.slice()
    this.to = new Int32Array(2 * arcs)
    this.cost = new Float64Array(2 * arcs)
    this.room = new Float64Array(2 * arcs)
    this.back = new Int32Array(2 * arcs)
    this.place = new Int32Array(arcs)
    for (let i = 0; i < arcs; i++) {
      const along = next[tail[i]!]!++
      const against = next[head[i]!]!++
      this.place[i] = along
      this.to[along] = head[i]!
      this.to[against] = tail[i]!
      this.cost[along] = cost[i]!
      this.cost[against] = -cost[i]!
      this.room[along] = capacity[i]! - flow[i]!
      this.room[against] = flow[i]!
      this.back[along] = against
      this.back[against] = along
    }
    this.excess = new Float64Array(nodes)
    this.sources = Int32Array.from({ length: nodes }, (_, node) => node)
    this.distance = new Float64Array(nodes).fill(Infinity)
    this.reached = new Int32Array(nodes)
    this.nextArc = new Int32Array(nodes)
    this.path = new Int32Array(nodes)
    this.onPath = new Uint8Array(nodes)
    this.alike = new Int32Array(2 * arcs + nodes)
  }

  /** Uses up every residual arc of negative reduced cost. */
  saturate(): void {
    const { price } = this.network
    for (let node = 0; node < this.excess.length; node++) {
      for (let arc = this.firstArc[node]!; arc < this.firstArc[node + 1]!; arc++) {
        const room = this.room[arc]!
        if (room <= 0 || this.cost[arc]! + price[this.to[arc]!]! - price[node]! >= -this.tolerance) continue
        if (room === Infinity) throw new RangeError('price: an arc without limit has a negative reduced cost')
        this.send(arc, room)
        this.excess[node]! -= room
        this.excess[this.to[arc]!]! += room
      }
    }
  }

  /**
   * Dijkstra from all nodes with too much, as far as the nearest with too little; moves the prices so that the way there
   * costs nought and no arc less. False when no node has too much.
   */
  movePrices(): boolean {
    const { heap, alike, distance, firstArc, to, cost, room, excess, reached, tolerance } = this
    const { price } = this.network
    for (let i = 0; i < this.reachedCount; i++) distance[reached[i]!] = Infinity
    this.sources = this.sources.filter((node) => excess[node]! > 0)
    if (this.sources.length === 0) return false
    let count = 0
    let waiting = 0
    for (const node of this.sources) {
      distance[node] = 0
      reached[count++] = node
      alike[waiting++] = node
    }
    heap.clear()
    let limit = Infinity
    for (let near = 0; waiting > 0 || (heap.size > 0 && heap.smallest <= limit);) {
      if (waiting === 0) near = heap.smallest
      const node = waiting > 0 ? alike[--waiting]! : heap.pop()
      if (near > distance[node]!) continue
      if (excess[node]! < 0) limit = near
      for (let arc = firstArc[node]!; arc < firstArc[node + 1]!; arc++) {
        if (room[arc]! <= 0) continue
        const next = to[arc]!
        const reduced = cost[arc]! + price[next]! - price[node]!
        const far = reduced > tolerance ? near + reduced : near
        if (far > limit || far >= distance[next]!) continue
        if (distance[next] === Infinity) reached[count++] = next
        distance[next] = far
        if (far === near) alike[waiting++] = next
        else heap.push(far, next)
      }
    }
    this.reachedCount = count
    if (limit === Infinity) throw new RangeError('supply: more than the network can carry')
    for (let i = 0; i < count; i++) {
      const node = reached[i]!
      if (distance[node]! < limit) price[node]! += limit - distance[node]!
    }
    return true
  }

  /** Sends all it can from nodes with too much along paths that cost nought, depth first, every arc tried once. */
  sendAll(): void {
    const { excess, nextArc, firstArc, reached, path } = this
    for (let i = 0; i < this.reachedCount; i++) nextArc[reached[i]!] = firstArc[reached[i]!]!
    for (const source of this.sources) {
      while (excess[source]! > 0) {
        const length = this.findPath(source)
        if (length === 0) break
        const target = this.to[path[length - 1]!]!
        let amount = Math.min(excess[source]!, -excess[target]!)
        for (let i = 0; i < length; i++) amount = Math.min(amount, this.room[path[i]!]!)
        for (let i = 0; i < length; i++) this.send(path[i]!, amount)
        excess[source]! -= amount
        excess[target]! += amount
      }
    }
  }

  /** The flow on the arcs of the network. */
  writeBack(): void {
    const { flow } = this.network
    for (let i = 0; i < flow.length; i++) flow[i] = this.room[this.back[this.place[i]!]!]!
  }

  /** Leaves a path to a node with too little in `path`; returns its length, 0 when there is none any more. */
  private findPath(source: number): number {
    const { excess, nextArc, firstArc, to, path, onPath } = this
    let length = 0
    let node = source
    onPath[source] = 1
    while (excess[node]! >= 0) {
      const end = firstArc[node + 1]!
      let arc = nextArc[node]!
      while (arc < end && !this.isOpen(node, arc)) arc++
      nextArc[node] = arc
      if (arc < end) {
        path[length++] = arc
        node = to[arc]!
        onPath[node] = 1
        continue
      }
      onPath[node] = 0
      if (length === 0) return 0
      node = to[this.back[path[--length]!]!]!
      nextArc[node]!++
    }
    onPath[source] = 0
    for (let i = 0; i < length; i++) onPath[to[path[i]!]!] = 0
    return length
  }

  /** Whether a path may go on along this arc: room, no cost, and beyond it something left to try. */
  private isOpen(node: number, arc: number): boolean {
    const { network, room, to, cost, distance, onPath, excess, nextArc, firstArc } = this
    const next = to[arc]!
    if (room[arc]! <= 0 || onPath[next] === 1 || distance[next] === Infinity) return false
    if (cost[arc]! + network.price[next]! - network.price[node]! > this.tolerance) return false
    return excess[next]! < 0 || nextArc[next]! < firstArc[next + 1]!
  }

  private send(arc: number, amount: number): void {
    this.room[arc]! -= amount
    this.room[this.back[arc]!]! += amount
  }
}
