/**
 * The tie-break among plans of equal value. All groups formed at one tree node cost the same however its units are
 * dealt out, so the units of a node are laid in address order and cut afresh into consecutive lawful groups:
 * as few groups as possible (each branch needs a secretary, and one with three members falls with the first who
 * leaves), then cuts between distant neighbours rather than inside a building, then even sizes.
 * Where no consecutive cut is lawful the groups stay as they were formed.
 */
import { isLawful } from './shapes.ts'
import type { FormedGroups } from './tree-groups.ts'
import type { GroupShape } from './types.ts'

/** Groups as positions: group k is `members[start[k] … start[k+1])`. */
export interface CutGroups {
  readonly start: Int32Array
  readonly members: Int32Array
}

/** @param shared leading codes that the units at two positions share. */
export function recutNodes(
  formed: FormedGroups,
  shape: GroupShape,
  weightAt: (position: number) => number,
  shared: (p: number, q: number) => number,
): CutGroups {
  const { count, node } = formed
  const cutter = new Cutter(shape, weightAt, shared)
  const start = new Int32Array(count + 1)
  const members = new Int32Array(formed.members.length)
  const { first, next } = listByNode(node, count)
  let groups = 0
  let placed = 0
  for (let at = 0; at < first.length; at++) {
    const groupsBefore = groups
    const begin = placed
    for (let group = first[at]!; group >= 0; group = next[group]!) {
      for (let i = formed.start[group]!; i < formed.start[group + 1]!; i++) members[placed++] = formed.members[i]!
      sortRange(members, start[groups]!, placed)
      start[++groups] = placed
    }
    if (groups - groupsBefore < 2) continue
    const pool = members.slice(begin, placed)
    sortRange(pool, 0, pool.length)
    const ends = cutter.cut(pool)
    if (!ends) continue
    members.set(pool, begin)
    groups = groupsBefore
    for (const end of ends) start[++groups] = begin + end
  }
  return { start: start.subarray(0, groups + 1), members }
}

/** Chains the groups of each node in their order. */
function listByNode(node: Int32Array, count: number): { first: Int32Array; next: Int32Array } {
  let last = -1
  for (let group = 0; group < count; group++) last = Math.max(last, node[group]!)
  const first = new Int32Array(last + 1).fill(-1)
  const next = new Int32Array(count)
  for (let group = count - 1; group >= 0; group--) {
    next[group] = first[node[group]!]!
    first[node[group]!] = group
  }
  return { first, next }
}

function sortRange(values: Int32Array, from: number, to: number): void {
  if (to - from > 40) {
    values.subarray(from, to).sort()
    return
  }
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!
    let at = i
    for (; at > from && values[at - 1]! > value; at--) values[at] = values[at - 1]!
    values[at] = value
  }
}

class Cutter {
  private readonly shape: GroupShape
  private readonly weightAt: (position: number) => number
  private readonly shared: (p: number, q: number) => number
  // Of the best cut of the first e units: groups, sum of the levels torn apart, sum of squared sizes, last cut before e.
  private groups = new Int32Array(64)
  private torn = new Int32Array(64)
  private squares = new Int32Array(64)
  private previous = new Int32Array(64)

  constructor(shape: GroupShape, weightAt: (position: number) => number, shared: (p: number, q: number) => number) {
    this.shape = shape
    this.weightAt = weightAt
    this.shared = shared
  }

  /** Ends of the best consecutive groups, or null when there is no lawful cut. Shortest path over the cut points. */
  cut(positions: Int32Array): readonly number[] | null {
    const { length } = positions
    this.makeRoom(length + 1)
    const { groups, torn, squares, previous } = this
    const { maxUnits } = this.shape
    const none = length + 1
    groups.fill(none, 0, length + 1)
    groups[0] = 0
    torn[0] = 0
    squares[0] = 0
    for (let end = 2; end <= length; end++) {
      const tear = end < length ? this.shared(positions[end - 1]!, positions[end]!) : 0
      let ones = 0
      let twos = 0
      for (let begin = end - 1; begin >= 0 && end - begin <= maxUnits; begin--) {
        if (this.weightAt(positions[begin]!) === 1) ones++
        else twos++
        if (groups[begin] === none || !isLawful(this.shape, ones, twos)) continue
        const square = squares[begin]! + (end - begin) ** 2
        const worse =
          groups[begin]! + 1 - groups[end]! || torn[begin]! + tear - torn[end]! || square - squares[end]! || 1
        if (worse > 0) continue
        groups[end] = groups[begin]! + 1
        torn[end] = torn[begin]! + tear
        squares[end] = square
        previous[end] = begin
      }
    }
    if (groups[length] === none) return null
    const ends: number[] = []
    for (let end = length; end > 0; end = previous[end]!) ends.push(end)
    return ends.reverse()
  }

  private makeRoom(size: number): void {
    if (size <= this.groups.length) return
    this.groups = new Int32Array(2 * size)
    this.torn = new Int32Array(2 * size)
    this.squares = new Int32Array(2 * size)
    this.previous = new Int32Array(2 * size)
  }
}
