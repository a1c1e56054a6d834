import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Network } from './flow-repair.ts'
import { dualValue, repairFlow } from './flow-repair.ts'

/** n sources to n sinks, everyone to everyone, at first each to its namesake. */
function square(costs: readonly number[], n: number, prices: readonly number[]): Network {
  const pairs = costs.map((_, i) => ({ tail: Math.floor(i / n), head: n + (i % n) }))
  return {
    supply: Float64Array.from({ length: 2 * n }, (_, node) => (node < n ? 1 : -1)),
    tail: Int32Array.from(pairs, ({ tail }) => tail),
    head: Int32Array.from(pairs, ({ head }) => head),
    cost: Float64Array.from(costs),
    capacity: new Float64Array(n * n).fill(1),
    flow: Float64Array.from(pairs, ({ tail, head }) => (tail + n === head ? 1 : 0)),
    price: Float64Array.from(prices),
  }
}

function cheapest(costs: readonly number[], n: number, row = 0, free = (1 << n) - 1): number {
  if (row === n) return 0
  let best = Infinity
  for (let column = 0; column < n; column++) {
    if (((free >> column) & 1) === 0) continue
    best = Math.min(best, costs[row * n + column]! + cheapest(costs, n, row + 1, free & ~(1 << column)))
  }
  return best
}

const instance = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    costs: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n * n, maxLength: n * n }),
    prices: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2 * n, maxLength: 2 * n }),
  }),
)

describe('repairFlow', () => {
  it('reaches the least cost from any start and any prices, and the dual meets it', () => {
    fc.assert(
      fc.property(instance, ({ n, costs, prices }) => {
        const network = square(costs, n, prices)
        repairFlow(network, 1e-9)
        const paid = network.flow.reduce((sum, flow, i) => sum + flow * network.cost[i]!, 0)
        expect(paid).toBe(cheapest(costs, n))
        expect(dualValue(network, 1e-9)).toBeCloseTo(paid, 6)
        for (let node = 0; node < 2 * n; node++) {
          const out = network.flow.reduce((sum, flow, i) => {
            return sum + (network.tail[i] === node ? flow : 0) - (network.head[i] === node ? flow : 0)
          }, 0)
          expect(out).toBe(network.supply[node])
        }
      }),
      { numRuns: 1000, seed: 61 },
    )
  })

  it('refuses an unlimited arc that would earn without end', () => {
    const network = { ...square([1], 1, [0, -5]), capacity: Float64Array.from([Infinity]) }
    expect(() => repairFlow(network, 1e-9)).toThrow(/price/)
  })
})
