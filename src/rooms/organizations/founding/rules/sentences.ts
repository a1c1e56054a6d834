import type { FoundingClock, FoundingStep } from '../contract.ts'

/** What is the case with one founding, in the first line of its page. */
export function sayCase({
  step,
  stepSince,
  clock,
}: {
  readonly step: FoundingStep
  readonly stepSince: string
  readonly clock: FoundingClock | null
}): string {
  const at: Readonly<Record<FoundingStep, string>> = {
    draft: '正在起草，还没有提出申请。',
    applied: `${stepSince} 提出申请，等上级受理。`,
    reviewing: `${stepSince} 受理，正在审查。`,
    approved: `${stepSince} 批复同意，党组织已登记在册，等选举产生班子。`,
    elected: `${stepSince} 产生班子，等报备案。`,
    filed: `${stepSince} 已备案，党组织正式运行。`,
    declined: `${stepSince} 批复不同意。`,
    withdrawn: `${stepSince} 撤回。`,
  }
  return `${at[step]}${clock === null ? '' : sayClock(clock)}`
}

/** `批复期限 2026-12-22，还有 30 天。` */
export function sayClock({ words, due, days }: Pick<FoundingClock, 'words' | 'due' | 'days'>): string {
  const left = days > 0 ? `还有 ${days} 天` : days === 0 ? '今天到期' : `已过 ${-days} 天`
  return `${words}期限 ${due}，${left}。`
}

/** The first line of the desk. */
export function sayBoard({
  open,
  overdue,
  soon,
}: {
  readonly open: number
  readonly overdue: number
  readonly soon: number
}): string {
  if (open === 0) return '没有在办的组建。'
  const late = overdue === 0 ? '没有过期的' : `其中 ${overdue} 件已过期限`
  return `在办组建 ${open} 件，${late}${soon === 0 ? '' : `，${soon} 件就要到期`}。`
}
