/**
 * The cheapest account of one short text as another with characters left out, put in, replaced, or two neighbours
 * exchanged (optimal string alignment, Damerau 1964), with neighbouring deletions or insertions read as one block.
 */
export interface Edit {
  /** Position in the registered text. */
  readonly at: number
  /** What stands there: empty for an insertion, two characters for an exchange. */
  readonly registered: string
  readonly written: string
}

/** Differing middles longer than this are not aligned. */
const LONGEST = 24
/** A block costs this much to open and less for each character, so that one left-out word is one edit. */
const OPEN = 4
const EXTEND = 1
const REPLACE = 5
const EXCHANGE = 4

/** Null when more than `most` edits would be needed. */
export function align(written: string, registered: string, most: number): Edit[] | null {
  const shorter = Math.min(written.length, registered.length)
  let head = 0
  while (head < shorter && written.charCodeAt(head) === registered.charCodeAt(head)) head++
  let tail = 0
  while (
    tail < shorter - head &&
    written.charCodeAt(written.length - 1 - tail) === registered.charCodeAt(registered.length - 1 - tail)
  )
    tail++
  const a = written.slice(head, written.length - tail)
  const b = registered.slice(head, registered.length - tail)
  if (a === '' && b === '') return []
  if (a === '' || b === '') return [{ at: head, registered: b, written: a }]
  if (a.length === 1 && b.length === 1) return [{ at: head, registered: b, written: a }]
  if (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]) {
    return [{ at: head, registered: b, written: a }]
  }
  if (a.length > LONGEST || b.length > LONGEST) return null
  const edits = alignMiddle(a, b, head)
  return edits.length > most ? null : edits
}

/** States of the recurrence: the last step was a pairing, a left-out character, a put-in one (Gotoh 1982). */
const PAIR = 0
const LEFT_OUT = 1
const PUT_IN = 2
const FAR = 1e6

function alignMiddle(a: string, b: string, head: number): Edit[] {
  const width = b.length + 1
  const cells = (a.length + 1) * width
  const cost = [
    new Int32Array(cells).fill(FAR),
    new Int32Array(cells).fill(FAR),
    new Int32Array(cells).fill(FAR),
  ] as const
  cost[PAIR][0] = 0
  const best = (at: number): number =>
    Math.min(cost[PAIR][at] as number, cost[LEFT_OUT][at] as number, cost[PUT_IN][at] as number)
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      const at = i * width + j
      if (j > 0)
        cost[LEFT_OUT][at] = Math.min(best(at - 1) + OPEN + EXTEND, (cost[LEFT_OUT][at - 1] as number) + EXTEND)
      if (i > 0) {
        cost[PUT_IN][at] = Math.min(best(at - width) + OPEN + EXTEND, (cost[PUT_IN][at - width] as number) + EXTEND)
      }
      if (i > 0 && j > 0) {
        let pair = best(at - width - 1) + (a[i - 1] === b[j - 1] ? 0 : REPLACE)
        if (exchanged(a, b, i, j)) pair = Math.min(pair, best(at - 2 * width - 2) + EXCHANGE)
        cost[PAIR][at] = pair
      }
    }
  }
  return readBack(a, b, head, width, cost, best)
}

function exchanged(a: string, b: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && a[i - 1] !== a[i - 2]
}

function readBack(
  a: string,
  b: string,
  head: number,
  width: number,
  cost: readonly [Int32Array, Int32Array, Int32Array],
  best: (at: number) => number,
): Edit[] {
  const edits: Edit[] = []
  let i = a.length
  let j = b.length
  while (i > 0 || j > 0) {
    const at = i * width + j
    const now = best(at)
    if (cost[PAIR][at] === now) {
      if (exchanged(a, b, i, j) && best(at - 2 * width - 2) + EXCHANGE === now) {
        i -= 2
        j -= 2
        edits.push({ at: head + j, registered: b.slice(j, j + 2), written: a.slice(i, i + 2) })
        continue
      }
      i--
      j--
      if (a[i] !== b[j]) edits.push({ at: head + j, registered: b[j] as string, written: a[i] as string })
    } else if (cost[LEFT_OUT][at] === now) {
      const end = j
      while (j > 0 && opened(cost[LEFT_OUT], best, i * width + j, 1)) j--
      j--
      edits.push({ at: head + j, registered: b.slice(j, end), written: '' })
    } else {
      const end = i
      while (i > 0 && opened(cost[PUT_IN], best, i * width + j, width)) i--
      i--
      edits.push({ at: head + j, registered: '', written: a.slice(i, end) })
    }
  }
  return edits.reverse()
}

/** The block goes on one character further back. */
function opened(block: Int32Array, best: (at: number) => number, at: number, step: number): boolean {
  return (block[at] as number) !== best(at - step) + OPEN + EXTEND
}
