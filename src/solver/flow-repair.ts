/**
 * Minimum-cost flow from a good start. Given a feasible flow and prices of the nodes, every arc that could still carry
 * flow at a negative reduced cost is set aside; then they are let in one at a time. Letting an arc in means to send flow
 * round the cheapest cycle through it, found by Dijkstra from its head back to its tail on reduced costs, and never
 * further than the arc promises to save; the prices move along. When all are in, prices and flow prove each other
 * optimal (Ahuja, Magnanti, Orlin, Network Flows, ch. 9). Near an optimal start each search stays small.
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

/** @param tolerance reduced costs above −tolerance count as nought. */
export function repairFlow(network: Network, tolerance: number): void {
  const repair = new Repair(network, tolerance)
  for (const arc of repair.setAside()) repair.letIn(arc)
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
  private readonly aside: Uint8Array
  private readonly distance: Float64Array
  private readonly via: Int32Array
  private readonly settled: Uint8Array
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
    this.aside = new Uint8Array(2 * tail.length)
    this.distance = new Float64Array(nodes).fill(Infinity)
    this.via = new Int32Array(nodes)
    this.settled = new Uint8Array(nodes)
  }

  /** Bars every residual arc of negative reduced cost and lists them. */
  setAside(): readonly number[] {
    const barred: number[] = []
    for (let arc = 0; arc < this.aside.length; arc++) {
      if (this.room(arc) <= 0 || this.reduced(arc) >= -this.tolerance) continue
      this.aside[arc] = 1
      barred.push(arc)
    }
    return barred
  }

  letIn(arc: number): void {
    while (this.room(arc) > 0) {
      const saving = -this.reduced(arc)
      if (saving <= this.tolerance) break
      if (this.search(this.to(arc), this.from(arc), saving)) this.sendRound(arc)
    }
    this.aside[arc] = 0
  }

  /**
   * Dijkstra from source until the target is settled or everything nearer than the radius is; then moves the prices so
   * that all reduced costs stay non-negative. True when the target is nearer than the radius.
   */
  private search(source: number, target: number, radius: number): boolean {
    const { heap, distance, settled, via, firstArc, arcs } = this
    const { price } = this.network
    const touched: number[] = [source]
    let limit = radius
    distance[source] = 0
    heap.clear()
    heap.push(0, source)
    while (heap.size > 0) {
      const near = heap.smallest
      const node = heap.pop()
      if (near >= limit) break
      if (settled[node] === 1) continue
      settled[node] = 1
      if (node === target) {
        limit = near
        break
      }
      for (let a = firstArc[node]!; a < firstArc[node + 1]!; a++) {
        const arc = arcs[a]!
        if (this.aside[arc] === 1 || this.room(arc) <= 0) continue
        const next = this.to(arc)
        const far = near + Math.max(0, this.reduced(arc))
        if (far >= limit || far >= distance[next]!) continue
        if (distance[next] === Infinity) touched.push(next)
        distance[next] = far
        via[next] = arc
        heap.push(far, next)
      }
    }
    const found = limit < radius
    for (const node of touched) {
      if (distance[node]! < limit) price[node]! += limit - distance[node]!
      distance[node] = Infinity
      settled[node] = 0
    }
    return found
  }

  /** Sends as much as fits along the path found, closed by the arc itself. */
  private sendRound(arc: number): void {
    const source = this.to(arc)
    let amount = this.room(arc)
    for (let node = this.from(arc); node !== source; node = this.from(this.via[node]!)) {
      amount = Math.min(amount, this.room(this.via[node]!))
    }
    this.send(arc, amount)
    for (let node = this.from(arc); node !== source; node = this.from(this.via[node]!))
      this.send(this.via[node]!, amount)
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
