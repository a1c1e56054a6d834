import { parseDay, type Day } from '../../../kernel/day.ts'

/** Before it nobody was a member: the first national congress, July 1921. */
const FIRST_DAY = '1921-07-01'

/** Days that a record says of somebody; any may be unknown. */
export interface MemberDays {
  readonly born: string | null
  readonly joined: string | null
  readonly fullOn: string | null
}

/** Why these days cannot all be true; null when they can. Whether somebody was old enough is for those who admit, not for a record of long ago. */
export function contradictionOf({ born, joined, fullOn }: MemberDays, today: Day): string | null {
  for (const [words, day] of [
    ['出生日期', born],
    ['入党日期', joined],
    ['转正日期', fullOn],
  ] as const) {
    if (day === null) continue
    if (parseDay(day) === null) return `${words} ${day} 不存在`
    if (day > today) return `${words} ${day} 还没有到`
  }
  if (joined !== null && joined < FIRST_DAY) return `入党日期 ${joined} 早于 1921 年 7 月`
  if (born !== null && joined !== null && joined <= born) return `入党日期 ${joined} 早于出生日期`
  if (joined !== null && fullOn !== null && fullOn < joined) return `转正日期 ${fullOn} 早于入党日期 ${joined}`
  if (joined === null && born !== null && fullOn !== null && fullOn <= born) return `转正日期 ${fullOn} 早于出生日期`
  return null
}

/** A deed that stands on record already: a later one may not be contradicted by one that is dated before it. */
export interface DatedDeed {
  readonly day: string
  readonly words: string
}

/**
 * Whether a deed may be dated `day`: not after today, not before the organisation was founded, not before a later deed of
 * the same thread (status or relation), which is named.
 */
export function refuseDay(
  day: string,
  today: Day,
  known: { readonly founded?: string | null; readonly organization?: string; readonly later?: readonly DatedDeed[] },
): string | null {
  if (parseDay(day) === null) return `${day} 不是日期`
  if (day > today) return `${day} 还没有到`
  if (known.founded != null && day < known.founded)
    return `${day} 早于“${known.organization ?? '党组织'}”成立（${known.founded}）`
  const after = (known.later ?? [])
    .filter((deed) => deed.day > day)
    .sort((one, other) => (one.day < other.day ? -1 : 1))
  const [first] = after
  if (first) return `${first.day} 已有一条“${first.words}”在它之后，日期不能早于 ${first.day}`
  return null
}
