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
  const groups = Int32Array.from({ length: count }, (_, group) => group).sort((g, k) => node[g]! - node[k]! || g - k)
  const start = new Int32Array(count + 1)
  const members = new Int32Array(formed.members.length)
  let cut = 0
  let placed = 0
  for (let from = 0; from < count;) {
    let to = from
    const begin = placed
    while (to < count && node[groups[to]!] === node[groups[from]!]) {
      const group = groups[to++]!
      for (let i = formed.start[group]!; i < formed.start[group + 1]!; i++) members[placed++] = formed.members[i]!
      members.subarray(start[cut], placed).sort()
      start[++cut] = placed
    }
    if (to - from > 1) {
      const ends = cutter.cut(Int32Array.from(members.subarray(begin, placed)).sort())
      if (ends) {
        members.subarray(begin, placed).sort()
        cut -= to - from
        for (const end of ends) start[++cut] = begin + end
      }
    }
    from = to
  }
  return { start: start.subarray(0, cut + 1), members }
}

class Cutter {
  private readonly shape: GroupShape
  private readonly weightAt: (position: number) => number
  private readonly shared: (p: number, q: number) => number

  constructor(shape: GroupShape, weightAt: (position: number) => number, shared: (p: number, q: number) => number) {
    this.shape = shape
    this.weightAt = weightAt
    this.shared = shared
  }

  /** Ends of the best consecutive groups, or null when there is no lawful cut. Shortest path over the cut points. */
  cut(positions: Int32Array): readonly number[] | null {
    const { length } = positions
    const groups = new Int32Array(length + 1).fill(length + 1)
    const torn = new Int32Array(length + 1)
    const squares = new Int32Array(length + 1)
    const previous = new Int32Array(length + 1)
    groups[0] = 0
    for (let end = 2; end <= length; end++) {
      const tear = end < length ? this.shared(positions[end - 1]!, positions[end]!) : 0
      let ones = 0
      let twos = 0
      for (let begin = end - 1; begin >= 0 && end - begin <= this.shape.maxUnits; begin--) {
        if (this.weightAt(positions[begin]!) === 1) ones++
        else twos++
        if (groups[begin]! > length || !isLawful(this.shape, ones, twos)) continue
        const square = squares[begin]! + (end - begin) ** 2
        const better = groups[begin]! + 1 - groups[end]! || torn[begin]! + tear - torn[end]! || square - squares[end]!
        if (better >= 0) continue
        groups[end] = groups[begin]! + 1
        torn[end] = torn[begin]! + tear
        squares[end] = square
        previous[end] = begin
      }
    }
    if (groups[length]! > length) return null
    const ends: number[] = []
    for (let end = length; end > 0; end = previous[end]!) ends.push(end)
    return ends.reverse()
  }
}
