import type { Stretch } from './rows.ts'
import { SLICE, type StoredSeal } from './seals.ts'

/** Seals that follow one another, put together or cut so that each stretch has about `SLICE` rows. */
export function stretchesOf(seals: readonly StoredSeal[]): Stretch[] {
  const stretches: Stretch[] = []
  let run: StoredSeal[] = []
  const close = (): void => {
    const [first, last] = [run[0], run[run.length - 1]]
    if (!first || !last) return
    const ascends = run.every((seal, at) => at === 0 || (run[at - 1]?.last ?? '') < seal.first)
    stretches.push({
      nos: [first.no, last.no],
      part: null,
      size: run.reduce((sum, seal) => sum + seal.size, 0),
      ascending: ascends ? { first: first.first, last: last.last } : null,
    })
    run = []
  }
  for (const seal of seals) {
    const previous = run[run.length - 1]
    const size = run.reduce((sum, one) => sum + one.size, 0)
    if (previous && (previous.no + 1 !== seal.no || size + seal.size > SLICE)) close()
    if (seal.size <= SLICE) run.push(seal)
    else stretches.push(...cut(seal))
  }
  close()
  return stretches
}

function cut({ no, size, first, marks }: StoredSeal): Stretch[] {
  return marks.map((last, at) => {
    const from = at * SLICE + 1
    const to = Math.min(size, from + SLICE - 1)
    // Within a seal ids ascend, or its hash would not be what it is: the beginning is whatever follows the mark before.
    return {
      nos: [no, no],
      part: { from, to },
      size: to - from + 1,
      ascending: { first: at === 0 ? first : last, last },
    }
  })
}
