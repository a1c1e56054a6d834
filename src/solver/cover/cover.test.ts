import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverWithBound } from './bound.ts'
import { coverEverything } from './full-cover.ts'
import { coverGreedily } from './greedy.ts'
import { greatestFirst } from './select.ts'
import { graphSystem } from './sets.ts'
import type { CoverRule, SetSystem } from './types.ts'

/** Set systems with repeated entries and empty sets; values and prices whole, halves or none. */
function systems(maxSets: number, maxItems: number): fc.Arbitrary<SetSystem> {
  return fc
    .tuple(fc.integer({ min: 0, max: maxSets }), fc.integer({ min: 1, max: maxItems }))
    .chain(([sets, items]) => {
      const doubles = (count: number, from: readonly number[]): fc.Arbitrary<Float64Array> =>
        fc.array(fc.constantFrom(...from), { minLength: count, maxLength: count }).map((all) => Float64Array.from(all))
      return fc
        .record(
          {
            lists: fc.array(fc.array(fc.nat(items - 1), { maxLength: 6 }), { minLength: sets, maxLength: sets }),
            value: doubles(items, [0, 0.5, 1, 2, 7]),
            price: doubles(sets, [0.5, 1, 2, 3, 5]),
            self: fc.constant(sets <= items),
          },
          { requiredKeys: ['lists'] },
        )
        .map(({ lists, ...rest }) => {
          const start = new Int32Array(sets + 1)
          lists.forEach((list, k) => (start[k + 1] = start[k]! + list.length))
          return { items, start, item: Int32Array.from(lists.flat()), ...rest }
        })
    })
}

const rules: fc.Arbitrary<CoverRule> = fc.oneof(
  fc.record({ count: fc.nat(5) }),
  fc.record({ budget: fc.constantFrom(0, 1, 2.5, 6) }),
  fc.record({ count: fc.nat(4), budget: fc.constantFrom(2, 5) }),
)

function itemsOf({ start, item, self }: SetSystem, set: number): Set<number> {
  return new Set([...(self ? [set] : []), ...item.subarray(start[set]!, start[set + 1]!)])
}

function valueOf(system: SetSystem, chosen: Iterable<number>): number {
  const covered = new Set<number>()
  for (const set of chosen) for (const i of itemsOf(system, set)) covered.add(i)
  return [...covered].reduce((sum, i) => sum + (system.value?.[i] ?? 1), 0)
}

function priceOf({ price }: SetSystem, chosen: Iterable<number>): number {
  return [...chosen].reduce((sum, set) => sum + (price?.[set] ?? 1), 0)
}

function subsets(count: number): number[][] {
  return Array.from({ length: 1 << count }, (_, mask) =>
    Array.from({ length: count }, (_zero, k) => k).filter((k) => (mask >> k) & 1),
  )
}

function allowed(system: SetSystem, { count = Infinity, budget = Infinity }: CoverRule, chosen: readonly number[]) {
  return chosen.length <= count && priceOf(system, chosen) <= budget
}

describe('cover against every choice', () => {
  it('bound ≥ optimum ≥ found ≥ greedy', () => {
    fc.assert(
      fc.property(systems(8, 9), rules, (system, rule) => {
        const sets = system.start.length - 1
        const optimum = subsets(sets)
          .filter((chosen) => allowed(system, rule, chosen))
          .reduce((best, chosen) => Math.max(best, valueOf(system, chosen)), 0)
        const greedy = coverGreedily(system, rule)
        const { bound, choice, gap } = coverWithBound(system, rule, { steps: 60 })
        for (const found of [greedy, choice]) {
          expect(allowed(system, rule, [...found.chosen])).toBe(true)
          expect(new Set(found.chosen).size).toBe(found.chosen.length)
          expect(found.value).toBeCloseTo(valueOf(system, found.chosen), 9)
          expect(found.price).toBeCloseTo(priceOf(system, found.chosen), 9)
        }
        expect(bound).toBeGreaterThanOrEqual(optimum - 1e-9)
        expect(optimum).toBeGreaterThanOrEqual(choice.value - 1e-9)
        expect(choice.value).toBeGreaterThanOrEqual(greedy.value - 1e-9)
        expect(greedy.value).toBeGreaterThanOrEqual((rule.budget === undefined ? 0.63 : 0.31) * optimum - 1e-9)
        expect(gap).toBeCloseTo(bound > 0 ? (bound - choice.value) / bound : 0, 9)
      }),
      { numRuns: 4000, seed: 81 },
    )
  })

  it('is tight where little is at stake', () => {
    let gaps = 0
    let cases = 0
    fc.assert(
      fc.property(systems(8, 9), fc.nat(5), (system, count) => {
        gaps += coverWithBound(system, { count }, { steps: 200 }).gap
        cases++
      }),
      { numRuns: 500, seed: 82 },
    )
    expect(gaps / cases).toBeLessThan(0.02)
  })

  it('chooses lazily what the plain greedy method chooses', () => {
    fc.assert(
      fc.property(systems(30, 40), fc.nat(12), (system, count) => {
        const chosen: number[] = []
        const sets = system.start.length - 1
        while (chosen.length < count) {
          const before = valueOf(system, chosen)
          const gains = Array.from({ length: sets }, (_, set) => valueOf(system, [...chosen, set]) - before)
          const most = Math.max(0, ...gains)
          if (most <= 0) break
          chosen.push(gains.indexOf(most))
        }
        expect([...coverGreedily(system, { count }).chosen]).toEqual(chosen)
      }),
      { numRuns: 1000, seed: 83 },
    )
  })

  it('covers everything, with a bound on how few can do it', () => {
    fc.assert(
      fc.property(systems(8, 9), (system) => {
        const sets = system.start.length - 1
        const { chosen, price, bound, uncoverable } = coverEverything(system)
        const reach = new Set(Array.from({ length: sets }, (_, set) => [...itemsOf(system, set)]).flat())
        const covered = new Set([...chosen].flatMap((set) => [...itemsOf(system, set)]))
        expect(covered.size).toBe(reach.size)
        expect([...uncoverable].every((i) => !reach.has(i)) && uncoverable.length + reach.size).toBe(system.items)
        const optimum = subsets(sets)
          .filter((some) => new Set(some.flatMap((set) => [...itemsOf(system, set)])).size === reach.size)
          .reduce((least, some) => Math.min(least, priceOf(system, some)), Infinity)
        expect(price).toBeCloseTo(priceOf(system, chosen), 9)
        expect(bound).toBeLessThanOrEqual(optimum + 1e-9)
        expect(price).toBeGreaterThanOrEqual(optimum - 1e-9)
        expect(bound).toBeGreaterThanOrEqual(optimum / 3)
      }),
      { numRuns: 1500, seed: 84 },
    )
  })
})

describe('graphs', () => {
  /** Two stars, joined by nothing, a loop and a repeated edge, and a node alone. */
  const stars = graphSystem(
    9,
    Int32Array.from([0, 0, 0, 4, 4, 4, 4, 1, 0]),
    Int32Array.from([1, 2, 3, 5, 6, 7, 4, 0, 1]),
  )

  it('counts a leader with its neighbours; loops and repeated edges count for nothing', () => {
    expect(coverGreedily(stars, { count: 2 })).toEqual({
      chosen: Int32Array.of(0, 4),
      gain: Float64Array.of(4, 4),
      value: 8,
      price: 2,
    })
    expect(coverEverything(stars)).toMatchObject({ chosen: Int32Array.of(0, 4, 8), price: 3, bound: 3 })
  })

  it('proves it', () => {
    expect(coverWithBound(stars, { count: 2 })).toMatchObject({ bound: 8, gap: 0 })
    expect(coverWithBound(stars, { count: 99 })).toMatchObject({ bound: 9, gap: 0 })
    expect(coverWithBound(stars, { count: 0 })).toMatchObject({ choice: { value: 0 } })
  })

  it('finds a bound within a few percent on a thousand nodes', () => {
    const a = Int32Array.from({ length: 2500 }, (_, edge) => (edge * 7919) % 1000)
    const b = Int32Array.from({ length: 2500 }, (_, edge) => Math.floor(((edge * 104_729) % 9973) ** 2 / 99_461))
    const { gap, choice } = coverWithBound(graphSystem(1000, a, b), { count: 20 })
    expect(choice.chosen).toHaveLength(20)
    expect(gap).toBeLessThan(0.03)
  })
})

describe('what is refused', () => {
  const pair: SetSystem = { items: 2, start: Int32Array.of(0, 1, 2), item: Int32Array.of(0, 1) }
  it.each<{ what: string; change: Partial<SetSystem>; message: RegExp }>([
    { what: 'an unknown item', change: { item: Int32Array.of(0, 2) }, message: /item/ },
    { what: 'a start that falls', change: { start: Int32Array.of(0, 3, 2) }, message: /start/ },
    { what: 'a value that is no number', change: { value: Float64Array.of(1, NaN) }, message: /value/ },
    { what: 'a price of nought', change: { price: Float64Array.of(1, 0) }, message: /price/ },
  ])('$what', ({ change, message }) => {
    expect(() => coverGreedily({ ...pair, ...change }, { count: 1 })).toThrow(message)
  })

  it('a rule that says nothing, or nonsense', () => {
    expect(() => coverGreedily(pair, {})).toThrow(/rule/)
    expect(() => coverGreedily(pair, { count: 1.5 })).toThrow(/count/)
    expect(() => coverGreedily(pair, { budget: NaN })).toThrow(/budget/)
    expect(() => graphSystem(2, Int32Array.of(0), Int32Array.of(2))).toThrow(/edges/)
  })
})

describe('greatestFirst', () => {
  it('puts the greatest first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), fc.nat(60), (given, count) => {
        const values = Float64Array.from(given)
        const ids = Int32Array.from(given.keys())
        greatestFirst(values, ids, count)
        expect([...ids].map((id) => given[id])).toEqual([...values])
        const sorted = given.toSorted((x, y) => y - x)
        expect([...values.subarray(0, count)].sort((x, y) => y - x)).toEqual(sorted.slice(0, count))
      }),
      { numRuns: 500, seed: 85 },
    )
  })
})
