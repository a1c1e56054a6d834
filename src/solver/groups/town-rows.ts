/** What a town takes out of the whole instance, numbered as its units are. */
import { indexPairs } from './pair-index.ts'
import type { GroupUnits } from './types.ts'

/** The rows of some units out of those of all; noughts where there are none. */
export function rowsOf(values: Int32Array | undefined, width: number, units: Int32Array): Int32Array {
  const rows = new Int32Array(units.length * width)
  if (!values) return rows
  for (let i = 0; i < units.length; i++) {
    for (let k = 0; k < width; k++) rows[i * width + k] = values[units[i]! * width + k]!
  }
  return rows
}

export function pointsOf(space: GroupUnits['space'], units: Int32Array): Float64Array {
  if (!space) return new Float64Array(0)
  const { points, dimensions } = space
  const rows = new Float64Array(units.length * dimensions)
  for (let i = 0; i < units.length; i++) {
    for (let d = 0; d < dimensions; d++) rows[i * dimensions + d] = points[units[i]! * dimensions + d]!
  }
  return rows
}

/** Values of the pairs that lie within the town, keyed by smaller · count + larger; several for one pair add up. */
export function pairTerms(whole: GroupUnits, units: Int32Array): ReadonlyMap<number, number> | null {
  const { start, other, value } = indexPairs(whole.pairs!, whole.weights.length)
  const local = new Map<number, number>()
  for (let i = 0; i < units.length; i++) if (start[units[i]!]! < start[units[i]! + 1]!) local.set(units[i]!, i)
  const terms = new Map<number, number>()
  for (const [unit, i] of local) {
    for (let p = start[unit]!; p < start[unit + 1]!; p++) {
      const j = local.get(other[p]!)
      if (j === undefined || j <= i) continue
      const key = i * units.length + j
      terms.set(key, (terms.get(key) ?? 0) + value[p]!)
    }
  }
  return terms.size > 0 ? terms : null
}
