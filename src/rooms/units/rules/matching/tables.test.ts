import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOf, countUp, makeCounter } from './counter.ts'
import { bagHash, characterHash, textHash } from './hashes.ts'
import { addEntry, countEntries, eachEntry, makeMultimap } from './multimap.ts'

describe('multimap', () => {
  it('holds what a map of lists holds, growing as it must', () => {
    const entry = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.nat(1000))
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 200 }), (entries) => {
        const map = makeMultimap(1)
        const oracle = new Map<number, number[]>()
        for (const [hash, value] of entries) {
          addEntry(map, hash, value)
          oracle.set(hash, [value, ...(oracle.get(hash) ?? [])])
        }
        for (let hash = -6; hash <= 6; hash++) {
          const found: number[] = []
          eachEntry(map, hash, (value) => void found.push(value))
          expect(found).toEqual(oracle.get(hash) ?? [])
          expect(countEntries(map, hash, 3)).toBe(Math.min(3, found.length))
        }
      }),
      { seed: 11, numRuns: 200 },
    )
  })
})

describe('counter', () => {
  it('counts what a map counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 600 }), (keys) => {
        const counter = makeCounter(1)
        const oracle = new Map<number, number>()
        for (const key of keys) {
          oracle.set(key, (oracle.get(key) ?? 0) + 1)
          expect(countUp(counter, key)).toBe(oracle.get(key))
        }
        for (let key = 1; key <= 400; key++) expect(countOf(counter, key)).toBe(oracle.get(key) ?? 0)
      }),
      { seed: 12, numRuns: 100 },
    )
  })
})

describe('hashes', () => {
  it('the bag does not see the order, the text does', () => {
    expect(bagHash('宏远商贸')).toBe(bagHash('远宏贸商'))
    expect(textHash('宏远商贸')).not.toBe(textHash('远宏贸商'))
  })

  it('taking a character away is a subtraction', () => {
    expect((bagHash('宏远商贸') - characterHash('远'.charCodeAt(0))) | 0).toBe(bagHash('宏商贸'))
  })
})
