import type { Day } from '../../../../../kernel/day.ts'
import type { Meeting } from '../../contract.ts'
import { satisfies } from '../../rules/demands.ts'
import { demandKinds, demandNames, lifeNames, type DemandKind } from '../../rules/life-kinds.ts'
import type { HeldKind } from '../search.ts'
import { spanOf } from './period.ts'

export const heldName = (kind: HeldKind): string => (kind === 'open-activity' ? lifeNames[kind] : demandNames[kind])

const isDemand = (kind: HeldKind): kind is DemandKind => demandKinds.some((one) => one === kind)

/** Those of a kind within a period, as the rules count them; without a kind or period all. */
export function heldIn(
  meetings: readonly Meeting[],
  kind: HeldKind | undefined,
  period: string | undefined,
): readonly Meeting[] {
  const span = period === undefined ? null : spanOf(period)
  return meetings.filter(
    (meeting) =>
      (kind === undefined ||
        (isDemand(kind)
          ? satisfies({ ...meeting, day: meeting.day as Day }, kind)
          : meeting.kinds.some((one) => one === kind))) &&
      (span === null || (meeting.day >= span.from && meeting.day <= span.to)),
  )
}
