import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { packRows, unpackRows } from './packed-rows.ts'
import type { Cell } from './types.ts'

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom<Cell>(
    { kind: 'date', serial: 43_586, text: '2019-05-01', precision: 'day' },
    { kind: 'error', error: '#N/A' },
    { kind: 'number', value: 0.5, text: '50%', precisionLost: false },
  ),
)

test('rows come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 10 }), (rows) => {
      const numbers = rows.map((_, i) => i * 2 + 1)
      const packed = packRows(rows, numbers)
      expect(unpackRows(structuredClone(packed))).toEqual(rows)
      expect([...packed.rowNumbers]).toEqual(numbers)
    }),
    { seed: 20261121, numRuns: 300 },
  )
})
