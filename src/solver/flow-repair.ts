/**
 * Minimum-cost flow from a good start. Given a feasible flow and prices of the nodes, every arc that could still carry
 * flow at a negative reduced cost is filled (or emptied) at once. That leaves too much at some nodes and too little at
 * others; the difference is sent along cheapest paths, one after the other, each found by Dijkstra on reduced costs from
 * a node with too much to the nearest with too little, the prices moving along. At the end prices and flow prove each
 * other optimal (successive shortest paths; Ahuja, Magnanti, Orlin, Network Flows, ch. 9.7). Near an optimal start few
 * paths are needed and each search stays small.
 */

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
  for (let node = 0; node < network.supply.length; node++) repair.clear(node)
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

/** Residual arcs: 2i along arc i, 2i + 1 against it. */
class Repair {
  private readonly network: Network
  private readonly tolerance: number
  private readonly firstArc: Int32Array
  private readonly arcs: Int32Array
  /** What has come in at a node and not gone out. */
  private readonly excess: Float64Array
  private readonly distance: Float64Array
  private readonly via: Int32Array
  private readonly settled: Uint8Array
  private readonly touched: Int32Array
  private readonly heap = new Heap()

  constructor(network: Network, tolerance: number) {
    const { tail, head } = network
    const nodes = network.supply.length
    this.network = network
    this.tolerance = tolerance
    this.firstArc = new Int32Array(nodes + 1)
    for (let i = 0; i < tail.length; i++) {
      this.firstArc[tail[i]! + 1]!++
      this.firstArc[head[i]! + 1]!++
    }
    for (let node = 0; node < nodes; node++) this.firstArc[node + 1]! += this.firstArc[node]!
    const next = this.firstArc.slice()
    this.arcs = new Int32Array(2 * tail.length)
    for (let i = 0; i < tail.length; i++) {
      this.arcs[next[tail[i]!]!++] = 2 * i
      this.arcs[next[head[i]!]!++] = 2 * i + 1
    }
    this.excess = new Float64Array(nodes)
    this.distance = new Float64Array(nodes).fill(Infinity)
    this.via = new Int32Array(nodes)
    this.settled = new Uint8Array(nodes)
    this.touched = new Int32Array(nodes)
  }

  /** Uses up every residual arc of negative reduced cost. */
  saturate(): void {
    for (let arc = 0; arc < this.arcs.length; arc++) {
      const room = this.room(arc)
      if (room <= 0 || this.reduced(arc) >= -this.tolerance) continue
      if (room === Infinity) throw new RangeError('prices: an arc without limit has a negative reduced cost')
      this.send(arc, room)
      this.excess[this.from(arc)]! -= room
      this.excess[this.to(arc)]! += room
    }
  }

  /** Sends what is too much at a node to where there is too little. */
  clear(source: number): void {
    const { excess, via } = this
    while (excess[source]! > 0) {
      const target = this.search(source)
      let amount = Math.min(excess[source]!, -excess[target]!)
      for (let node = target; node !== source; node = this.from(via[node]!)) {
        amount = Math.min(amount, this.room(via[node]!))
      }
      for (let node = target; node !== source; node = this.from(via[node]!)) this.send(via[node]!, amount)
      excess[source]! -= amount
      excess[target]! += amount
    }
  }

  /** The nearest node with too little; moves the prices so that the path there costs nought and nothing costs less. */
  private search(source: number): number {
    const { heap, distance, settled, via, firstArc, arcs, touched } = this
    const { price } = this.network
    let target = -1
    let limit = 0
    let count = 0
    touched[count++] = source
    distance[source] = 0
    heap.clear()
    heap.push(0, source)
    while (target < 0) {
      if (heap.size === 0) throw new RangeError('supply: more than the network can carry')
      const near = heap.smallest
      const node = heap.pop()
      if (settled[node] === 1) continue
      settled[node] = 1
      if (this.excess[node]! < 0) {
        target = node
        limit = near
        break
      }
      for (let a = firstArc[node]!; a < firstArc[node + 1]!; a++) {
        const arc = arcs[a]!
        if (this.room(arc) <= 0) continue
        const next = this.to(arc)
        const far = near + Math.max(0, this.reduced(arc))
        if (far >= distance[next]!) continue
        if (distance[next] === Infinity) touched[count++] = next
        distance[next] = far
        via[next] = arc
        heap.push(far, next)
      }
    }
    for (let i = 0; i < count; i++) {
      const node = touched[i]!
      if (distance[node]! < limit) price[node]! += limit - distance[node]!
      distance[node] = Infinity
      settled[node] = 0
    }
    return target
  }

  private send(arc: number, amount: number): void {
    this.network.flow[arc >> 1]! += (arc & 1) === 0 ? amount : -amount
  }

  private from(arc: number): number {
    return (arc & 1) === 0 ? this.network.tail[arc >> 1]! : this.network.head[arc >> 1]!
  }

  private to(arc: number): number {
    return (arc & 1) === 0 ? this.network.head[arc >> 1]! : this.network.tail[arc >> 1]!
  }

  private room(arc: number): number {
    const { capacity, flow } = this.network
    return (arc & 1) === 0 ? capacity[arc >> 1]! - flow[arc >> 1]! : flow[arc >> 1]!
  }

  private reduced(arc: number): number {
    const { cost, price } = this.network
    const along = (arc & 1) === 0 ? cost[arc >> 1]! : -cost[arc >> 1]!
    return along + price[this.to(arc)]! - price[this.from(arc)]!
  }
}

/** Binary heap of nodes by distance; a node may be in it more than once. */
class Heap {
  size = 0
  private keys = new Float64Array(256)
  private nodes = new Int32Array(256)

  get smallest(): number {
    return this.keys[0]!
  }

  clear(): void {
    this.size = 0
  }

  push(key: number, node: number): void {
    if (this.size === this.keys.length) this.grow()
    const { keys, nodes } = this
    let at = this.size++
    while (at > 0) {
      const up = (at - 1) >> 1
      if (keys[up]! <= key) break
      keys[at] = keys[up]!
      nodes[at] = nodes[up]!
      at = up
    }
    keys[at] = key
    nodes[at] = node
  }

  pop(): number {
    const { keys, nodes } = this
    const top = nodes[0]!
    const size = --this.size
    const key = keys[size]!
    const node = nodes[size]!
    let at = 0
    for (;;) {
      let down = 2 * at + 1
      if (down >= size) break
      if (down + 1 < size && keys[down + 1]! < keys[down]!) down++
      if (keys[down]! >= key) break
      keys[at] = keys[down]!
      nodes[at] = nodes[down]!
      at = down
    }
    keys[at] = key
    nodes[at] = node
    return top
  }

  private grow(): void {
    const keys = new Float64Array(2 * this.keys.length)
    const nodes = new Int32Array(2 * this.keys.length)
    keys.set(this.keys)
    nodes.set(this.nodes)
    this.keys = keys
    this.nodes = nodes
  }
}
