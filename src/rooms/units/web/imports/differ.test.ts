import { assert, constantFrom, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { differ } from './differ.ts'
import type { Piece } from './differ.ts'

const text = (pieces: readonly Piece[], only?: boolean): string =>
  pieces
    .filter((piece) => only === undefined || piece.same === only)
    .map((piece) => piece.text)
    .join('')

/** All subsequences of a short text. */
const subsequences = (of: string): Set<string> =>
  [...of].reduce((all, character) => new Set([...all, ...[...all].map((one) => one + character)]), new Set(['']))

test('marks what the other does not have', () => {
  const { a, b } = differ('样例机械有限公司', '大连样例机械公司')
  expect(a).toEqual([
    { text: '样例机械', same: true },
    { text: '有限', same: false },
    { text: '公司', same: true },
  ])
  expect(b[0]).toEqual({ text: '大连', same: false })
})

test('keeps both texts whole and shares the longest common subsequence', () => {
  const short = string({ unit: constantFrom('甲', '乙', '丙'), maxLength: 8 })
  assert(
    property(short, short, (one, other) => {
      const { a, b } = differ(one, other)
      expect(text(a)).toBe(one)
      expect(text(b)).toBe(other)
      expect(text(a, true)).toBe(text(b, true))
      const common = [...subsequences(one)].filter((part) => subsequences(other).has(part))
      expect([...text(a, true)].length).toBe(Math.max(...common.map((part) => [...part].length)))
    }),
    { seed: 42, numRuns: 200 },
  )
})
