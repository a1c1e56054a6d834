import type { Day } from '../../../../kernel/day.ts'
import type { FoundingDeed } from '../contract.ts'
import { deedNames } from './names.ts'

/**
 * Deeds may be entered later than they were done, in the order in which they were done: never before the deed that they
 * follow, never in the future. Drafts are of the day on which they are written and bind no later deed.
 */
export function refuseDay(
  day: Day,
  today: Day,
  before: readonly { readonly deed: FoundingDeed; readonly day: Day }[],
): string | null {
  if (day > today) return `${day} 还没有到，办过以后再登记。`
  const last = before.findLast(({ deed }) => deed !== 'draft' && deed !== 'revise')
  return last !== undefined && day < last.day ? `${day} 早于${deedNames[last.deed]}的 ${last.day}。` : null
}
