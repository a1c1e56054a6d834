import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildAddressTree } from './address-tree.ts'
import { paths } from './testing.ts'
import { orderByPath, sharedLevels } from './tree-order.ts'

const instance = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4 })).chain(([count, depth]) =>
  fc.record({
    count: fc.constant(count),
    depth: fc.constant(depth),
    levels: paths(count, depth),
    rank: fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: count, maxLength: count }),
  }),
)

describe('orderByPath', () => {
  it('sorts by codes, then rank, then as given, and tells what neighbours share', () => {
    fc.assert(
      fc.property(instance, ({ count, depth, levels, rank }) => {
        const row = (item: number): number[] => [
          ...levels.subarray(item * depth, (item + 1) * depth),
          rank[item]!,
          item,
        ]
        const compare = (a: number, b: number): number => {
          const [left, right] = [row(a), row(b)]
          const at = left.findIndex((value, i) => value !== right[i])
          return at < 0 ? 0 : left[at]! - right[at]!
        }
        const found = orderByPath(levels, count, depth, Int32Array.from(rank))
        const expected = Array.from({ length: count }, (_, item) => item).sort(compare)
        expect(Array.from(found.order)).toEqual(expected)
        expected.forEach((item, p) => {
          expect(found.position[item]).toBe(p)
          const next = expected[p + 1]
          expect(found.common[p]).toBe(next === undefined ? -1 : sharedLevels(levels, depth, item, next))
        })
      }),
      { numRuns: 500, seed: 21 },
    )
  })
})

describe('buildAddressTree', () => {
  it('has for every two items one lowest node above both, at the level they share', () => {
    fc.assert(
      fc.property(instance, fc.nat(4), ({ count, depth, levels }, hard) => {
        const hardLevel = Math.min(hard, depth)
        const order = orderByPath(levels, count, depth)
        const tree = buildAddressTree(order, depth, hardLevel)
        const above = (item: number): number[] => {
          const chain: number[] = []
          for (let node = tree.leafAt[order.position[item]!]!; node >= 0; node = tree.parent[node]!) chain.push(node)
          return chain
        }
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < a; b++) {
            const shared = sharedLevels(levels, depth, a, b)
            const meet = above(a).find((node) => above(b).includes(node))
            expect(meet === undefined ? -1 : tree.level[meet]).toBe(shared < hardLevel ? -1 : shared)
          }
          for (const node of above(a)) {
            expect(order.position[a]! >= tree.from[node]! && order.position[a]! < tree.to[node]!).toBe(true)
          }
        }
        const place = Array.from(tree.upwards)
        place.forEach((node, i) => {
          const parent = tree.parent[node]!
          expect(parent < 0 || place.indexOf(parent) > i).toBe(true)
        })
        expect(place.length).toBe(tree.nodes)
      }),
      { numRuns: 200, seed: 22 },
    )
  })
})
