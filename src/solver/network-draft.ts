import type { Network } from './flow-repair.ts'

/** A network in the making: nodes and arcs are numbered as they are added. */
export class NetworkDraft {
  private readonly supplies: number[] = []
  private readonly prices: number[] = []
  private readonly tails: number[] = []
  private readonly heads: number[] = []
  private readonly costs: number[] = []
  private readonly capacities: number[] = []
  private readonly flows: number[] = []

  addNode(supply: number, price: number): number {
    this.prices.push(price)
    return this.supplies.push(supply) - 1
  }

  addArc(tail: number, head: number, cost: number, capacity: number, flow: number): number {
    this.tails.push(tail)
    this.heads.push(head)
    this.costs.push(cost)
    this.capacities.push(capacity)
    return this.flows.push(flow) - 1
  }

  supply(node: number, more: number): void {
    this.supplies[node]! += more
  }

  widen(arc: number, capacity: number, flow: number): void {
    this.capacities[arc]! += capacity
    this.flows[arc]! += flow
  }

  capacityOf(arc: number): number {
    return this.capacities[arc]!
  }

  finish(): Network {
    return {
      supply: Float64Array.from(this.supplies),
      price: Float64Array.from(this.prices),
      tail: Int32Array.from(this.tails),
      head: Int32Array.from(this.heads),
      cost: Float64Array.from(this.costs),
      capacity: Float64Array.from(this.capacities),
      flow: Float64Array.from(this.flows),
    }
  }
}
