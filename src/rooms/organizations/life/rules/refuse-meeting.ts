import type { Day } from '../../../../kernel/day.ts'
import type { OrganizationKind } from '../../contract.ts'
import type { LifeKind } from './life-kinds.ts'

export interface MeetingSaid {
  readonly day: Day
  readonly kinds: readonly LifeKind[]
  readonly due: number | null
  readonly present: number | null
}

export interface MeetingHolder {
  readonly kind: OrganizationKind
  readonly founded: Day | null
  readonly ended: Day | null
}

/** Why this cannot have been held; null when it can. What is planned is no record. */
export function refuseMeeting(
  { day, kinds, due, present }: MeetingSaid,
  holder: MeetingHolder,
  today: Day,
): string | null {
  if (day > today) return `${day} 还没有到，开过再记`
  if (holder.founded !== null && day < holder.founded) return `${day} 早于成立日 ${holder.founded}`
  if (holder.ended !== null && day >= holder.ended) return `已于 ${holder.ended} 撤销`
  if (due !== null && present !== null && present > due) return `实到 ${present} 人多于应到 ${due} 人`
  if (new Set(kinds).size !== kinds.length) return '同一样写了两次'
  if (holder.kind === 'group' && kinds.some((kind) => kind === 'committee' || kind === 'members-meeting')) {
    return '党小组不开党员大会和支委会'
  }
  return null
}
