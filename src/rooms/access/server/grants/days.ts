import { parseDay } from '../../../../kernel/day.ts'
import { accessProblem } from '../../contract.ts'

/** The two days of a new grant or substitution: real days, in order, and nothing for the time that has passed. */
export function checkDays(from: string, until: string | null, today: string): void {
  for (const day of [from, until])
    if (day !== null && parseDay(day) === null) throw accessProblem('no-such-day', { day })
  if (until !== null && until < from) throw accessProblem('dates-reversed')
  if (from < today) throw accessProblem('backdated')
}
