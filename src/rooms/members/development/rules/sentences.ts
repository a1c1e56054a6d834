import type { DevelopmentStage } from '../contract.ts'
import type { StepStanding } from './standing.ts'
import { stageNames, stepNames } from './words.ts'

export function sayBoard(
  stages: readonly { readonly stage: DevelopmentStage; readonly total: number }[],
  overdue: number,
  soon: number,
): string {
  const all = stages.reduce((sum, { total }) => sum + total, 0)
  if (all === 0) return '没有在办的发展党员。收到入党申请书后在这里登记。'
  const parts = stages.filter(({ total }) => total > 0).map(({ stage, total }) => `${stageNames[stage]} ${total} 人`)
  const late = overdue === 0 ? '没有过期的' : `已过期限 ${overdue} 人`
  return `在办 ${all} 人：${parts.join('，')}。${late}${soon === 0 ? '' : `，近期到期 ${soon} 人`}。`
}

export function sayCase(
  { stage, state, ended, end }: { stage: DevelopmentStage; state: string; ended: string | null; end: string | null },
  next: StepStanding | null,
): string {
  if (state !== 'open') return `${ended ?? ''} ${end ?? '办结'}。`
  const at = `现在是${stageNames[stage]}。`
  if (next === null) return at
  const name = `接着办“${stepNames[next.key]}”`
  if (next.standing === 'early') return `${at}${name}，最早 ${next.from ?? ''}。`
  if (next.by === null) return `${at}${name}。`
  return next.late ? `${at}${name}，应在 ${next.by} 前办，已经过期。` : `${at}${name}，最迟 ${next.by}。`
}

export function sayCalendar(overdue: number, thisMonth: number, later: number): string {
  if (overdue + thisMonth + later === 0) return '近期没有到期的步骤。'
  return `已过期限 ${overdue} 项，本月到期 ${thisMonth} 项，以后几个月 ${later} 项。`
}

export function sayDual(year: number, toMember: number, toBackbone: number): string {
  return `${year} 年把骨干培养成党员 ${toMember} 人次，把党员培养成骨干 ${toBackbone} 人次。`
}

export function sayQuotas(year: number, planned: number | null, used: number, coming: number): string {
  if (planned === null) return `${year} 年还没有下达名额，已批准预备党员 ${used} 人，在办的发展对象 ${coming} 人。`
  const left = planned - used
  const rest = left < 0 ? `超用 ${-left} 个` : `还有 ${left} 个`
  return `${year} 年下达 ${planned} 个名额，已用 ${used} 个，${rest}，在办的发展对象 ${coming} 人。`
}
