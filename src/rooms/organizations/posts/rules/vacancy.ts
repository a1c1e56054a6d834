import type { Day } from '../../../../kernel/day.ts'
import type { Holding } from './holding.ts'

/**
 * Since when there is no secretary: the day the last one left. Null where there is one, and where none was ever recorded:
 * what is not on record is not taken for vacant. Somebody acting counts as secretary.
 */
export function vacantSince(posts: readonly Pick<Holding, 'post' | 'to'>[]): Day | null {
  const left = posts.filter(({ post }) => post === 'secretary').map(({ to }) => to)
  if (left.includes(null)) return null
  return left.reduce<Day | null>((last, to) => (last === null || (to !== null && to > last) ? to : last), null)
}
