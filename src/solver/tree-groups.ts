/**
 * The way back through the programme: from the best state of each tree down to what every merge chose, then up again,
 * handing real units along. Waiting units of one weight are kept in address order; a group takes the foremost, so what
 * is handed up lies next to the branch it will meet.
 */
import type { GroupType } from './shapes.ts'
import type { Caps, MergeLog } from './tree-programme.ts'
import { firstFormChoice, unitChoice } from './tree-programme.ts'

/** Groups of positions (in address order), with the tree node at which each was formed. */
export interface FormedGroups {
  readonly count: number
  readonly start: Int32Array
  readonly members: Int32Array
  /** The merge that completes the node; groups with the same number were formed at the same node. */
  readonly node: Int32Array
}

export function formGroups(
  log: MergeLog,
  types: readonly GroupType[],
  caps: Caps,
  weightAt: (position: number) => number,
  count: number,
): FormedGroups {
  const descent = descend(log, types, caps, weightAt, count)
  return ascend(log, types, weightAt, count, descent)
}

interface Descent {
  /** Dropped units, by position. */
  readonly dropped: Uint8Array
  /** The types formed at merge m: `formed[formStart[m] … formStart[m] + formCount[m])`. */
  readonly formed: Uint8Array
  readonly formStart: Int32Array
  readonly formCount: Uint8Array
  readonly node: Int32Array
}

function descend(
  log: MergeLog,
  types: readonly GroupType[],
  caps: Caps,
  weightAt: (position: number) => number,
  count: number,
): Descent {
  const { left, right, level, choice } = log
  const wantOnes = new Uint8Array(log.count)
  const wantTwos = new Uint8Array(log.count)
  const dropped = new Uint8Array(count)
  const formed = new Uint8Array(count)
  const formStart = new Int32Array(log.count)
  const formCount = new Uint8Array(log.count)
  const node = new Int32Array(log.count).fill(-1)
  const firstForm = firstFormChoice(caps)
  const width = caps.twos + 1
  let forms = 0
  const want = (child: number, ones: number, twos: number): void => {
    if (child < 0) dropped[~child] = ones + twos === 0 ? 1 : 0
    else {
      wantOnes[child] = ones
      wantTwos[child] = twos
    }
  }
  for (const root of log.roots) want(root, 0, 0)
  for (let m = log.count - 1; m >= 0; m--) {
    if (node[m]! < 0) node[m] = m
    const leftChild = left[m]!
    const rightChild = right[m]!
    if (leftChild >= 0 && level[leftChild] === level[m]) node[leftChild] = node[m]!
    const row = log.twos[m]! + 1
    let ones = wantOnes[m]!
    let twos = wantTwos[m]!
    formStart[m] = forms
    let code = choice[log.start[m]! + ones * row + twos]!
    if (leftChild < 0 || rightChild < 0) {
      const unit = rightChild < 0 ? rightChild : leftChild
      const rest = rightChild < 0 ? leftChild : rightChild
      if (code >= unitChoice.formed) {
        const type = types[code - unitChoice.formed]!
        formed[forms++] = code - unitChoice.formed
        ones += type.ones
        twos += type.twos
      }
      const heavy = weightAt(~unit) === 2
      if (code === unitChoice.dropped) {
        want(unit, 0, 0)
        want(rest, ones, twos)
      } else {
        want(unit, heavy ? 0 : 1, heavy ? 1 : 0)
        want(rest, heavy ? ones : ones - 1, heavy ? twos - 1 : twos)
      }
    } else {
      while (code >= firstForm) {
        const type = types[code - firstForm]!
        formed[forms++] = code - firstForm
        ones += type.ones
        twos += type.twos
        code = choice[log.start[m]! + ones * row + twos]!
      }
      const rightOnes = Math.floor(code / width)
      const rightTwos = code % width
      want(rightChild, rightOnes, rightTwos)
      want(leftChild, ones - rightOnes, twos - rightTwos)
    }
    formCount[m] = forms - formStart[m]!
  }
  return { dropped, formed, formStart, formCount, node }
}

function ascend(
  log: MergeLog,
  types: readonly GroupType[],
  weightAt: (position: number) => number,
  count: number,
  descent: Descent,
): FormedGroups {
  const { formed, formStart, formCount, dropped } = descent
  const next = new Int32Array(count).fill(-1)
  // Waiting lists of merge m: first and last position, of weight 1 at 2m and of weight 2 at 2m + 1.
  const first = new Int32Array(2 * log.count)
  const last = new Int32Array(2 * log.count)
  const waits = (position: number, heavy: number): number =>
    dropped[position] === 0 && weightAt(position) === heavy + 1 ? position : -1
  const join = (left: number, right: number, merge: number, heavy: number): void => {
    const head = left < 0 ? waits(~left, heavy) : first[2 * left + heavy]!
    const tail = left < 0 ? head : last[2 * left + heavy]!
    const rightHead = right < 0 ? waits(~right, heavy) : first[2 * right + heavy]!
    const rightTail = right < 0 ? rightHead : last[2 * right + heavy]!
    if (tail >= 0) next[tail] = rightHead
    first[2 * merge + heavy] = head >= 0 ? head : rightHead
    last[2 * merge + heavy] = rightHead >= 0 ? rightTail : tail
  }
  const start = new Int32Array(count + 1)
  const members = new Int32Array(count)
  const node = new Int32Array(count)
  let groups = 0
  let placed = 0
  const take = (merge: number, heavy: number, units: number): void => {
    let head = first[2 * merge + heavy]!
    for (let i = 0; i < units; i++) {
      members[placed++] = head
      head = next[head]!
    }
    first[2 * merge + heavy] = head
    if (head < 0) last[2 * merge + heavy] = -1
  }
  for (let m = 0; m < log.count; m++) {
    join(log.left[m]!, log.right[m]!, m, 0)
    join(log.left[m]!, log.right[m]!, m, 1)
    for (let f = formStart[m]!; f < formStart[m]! + formCount[m]!; f++) {
      const type = types[formed[f]!]!
      take(m, 0, type.ones)
      take(m, 1, type.twos)
      node[groups++] = descent.node[m]!
      start[groups] = placed
    }
  }
  return { count: groups, start: start.subarray(0, groups + 1), members: members.subarray(0, placed), node }
}
