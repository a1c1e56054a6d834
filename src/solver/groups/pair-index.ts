/** Pair values by unit, so that a town reads its own pairs and not everybody's. Built once per set of pairs. */
import type { PairPart } from './types.ts'

export interface PairIndex {
  /** Partners of unit i: `other[start[i] … start[i+1])` with `value` beside, in the given order. */
  readonly start: Int32Array
  readonly other: Int32Array
  readonly value: Float64Array
}

const known = new WeakMap<PairPart, PairIndex>()

export function indexPairs(pairs: PairPart, count: number): PairIndex {
  const found = known.get(pairs)
  if (found && found.start.length === count + 1) return found
  const { a, b, value } = pairs
  const start = new Int32Array(count + 1)
  for (let p = 0; p < a.length; p++) {
    start[a[p]! + 1]!++
    start[b[p]! + 1]!++
  }
  for (let unit = 0; unit < count; unit++) start[unit + 1]! += start[unit]!
  const next = start.slice(0, count)
  const other = new Int32Array(2 * a.length)
  const values = new Float64Array(2 * a.length)
  for (let p = 0; p < a.length; p++) {
    const [one, two] = [a[p]!, b[p]!]
    other[next[one]!] = two
    values[next[one]!++] = value[p]!
    other[next[two]!] = one
    values[next[two]!++] = value[p]!
  }
  const index = { start, other, value: values }
  known.set(pairs, index)
  return index
}
