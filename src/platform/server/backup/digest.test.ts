import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowDigest, type TableSum } from './digest.ts'

function digest(rows: readonly string[], step = 1 << 20): TableSum {
  const text = Buffer.from(rows.map((row) => `${row}\n`).join(''))
  const made = rowDigest()
  for (let from = 0; from < text.length; from += step) made.add(text.subarray(from, from + step))
  return made.end()
}

const rows = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '中', '\t', '1') }), { minLength: 1, maxLength: 12 })

test('rows in another order, read in other pieces, are the same table', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 40 }), (given, step) => {
      expect(digest(given.toReversed(), step)).toEqual(digest(given))
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a row changed, left out, added or there twice makes it another', () => {
  fc.assert(
    fc.property(rows, fc.nat(), (given, at) => {
      const place = at % given.length
      const same = digest(given).sum
      expect(digest(given.with(place, `${given[place]}x`)).sum).not.toBe(same)
      expect(digest(given.toSpliced(place, 1)).sum).not.toBe(same)
      expect(digest([...given, given[place] ?? '']).sum).not.toBe(same)
    }),
    { seed: 2, numRuns: 300 },
  )
})

test('no rows: noughts; half a row is an error', () => {
  expect(digest([])).toEqual({ rows: 0, sum: '0'.repeat(64) })
  const made = rowDigest()
  made.add(Buffer.from('a\tb'))
  expect(() => made.end()).toThrow('no end')
})
