/**
 * Terms (届). A committee sits five years, a general branch and a branch three, those of villages and communities five; the
 * superior reminds six months ahead; an election before or after its time takes the superior's approval and is as a rule
 * (一般) no more than a year off (基层组织选举工作条例; 换届提醒 2020). What has no term: a working committee is a body of
 * its superior, functional and temporary organisations have officers appointed, a group is part of a branch.
 *
 * A term runs from the day of its election to the day of the next; `due` is when it should end. In the months of the
 * reminder the next may be elected without more ado: that is what the reminder is for.
 */
import type { Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { HostKind, OrganizationKind } from '../../contract.ts'

export const TERM_RULE = 'clock.election-notice'
export const SHIFT_RULE = 'post.term-shift'

export interface TermRules {
  readonly noticeMonths: number
  readonly committeeYears: number
  readonly branchYears: number
  readonly villageYears: number
  readonly shiftYearsMost: number
}

export function termRules(book: RuleBook): TermRules {
  const of = (name: string): number => book.param(TERM_RULE, name)
  return {
    noticeMonths: of('noticeMonths'),
    committeeYears: of('committeeYears'),
    branchYears: of('branchYears'),
    villageYears: of('villageYears'),
    shiftYearsMost: book.param(SHIFT_RULE, 'yearsMost'),
  }
}

/** Years of a term; null where the organisation has none. */
export function termYears(kind: OrganizationKind, host: HostKind | null, rules: TermRules): number | null {
  if (kind === 'committee') return rules.committeeYears
  if (kind === 'general-branch') return rules.branchYears
  if (kind === 'branch') return host === 'community' ? rules.villageYears : rules.branchYears
  return kind === 'joint-branch' || kind === 'floating' ? rules.branchYears : null
}

export const dueOf = (begins: Day, years: number): Day => addMonths(begins, years * 12)

/** From when on the superior reminds. */
export const noticeDay = (due: Day, rules: TermRules): Day => addMonths(due, -rules.noticeMonths)

export type Timing = 'in-time' | 'early' | 'late'

/** How an election on a day stands to the day the term is due, an approved shift taken into it. */
export function timingOf(day: Day, due: Day, rules: TermRules): Timing {
  if (day > due) return 'late'
  return day < noticeDay(due, rules) ? 'early' : 'in-time'
}

/** Whether a day is further from the first due day than is usual; then a reason is asked for. */
export function isFarOff(day: Day, firstDue: Day, rules: TermRules): boolean {
  const months = rules.shiftYearsMost * 12
  return day < addMonths(firstDue, -months) || day > addMonths(firstDue, months)
}

export interface Term {
  readonly no: number
  readonly begins: Day
  /** Null: it runs. */
  readonly ended: Day | null
}

/** Why a term cannot stand beside the others; null when it can. Days are half open: one ends on the day the next begins. */
export function refuseTerm(term: Term, others: readonly Term[], founded: Day | null, today: Day): string | null {
  if (term.begins > today) return `开始日 ${term.begins} 还没有到`
  if (founded !== null && term.begins < founded) return `开始日 ${term.begins} 早于成立日 ${founded}`
  if (term.ended !== null && term.ended <= term.begins) return `结束日 ${term.ended} 要晚于开始日 ${term.begins}`
  for (const other of others) {
    if (other.no === term.no) return `第 ${term.no} 届已经登记（自 ${other.begins}）`
    if (overlaps(term, other)) return `和第 ${other.no} 届（${other.begins} 至 ${other.ended ?? '今'}）的时间重叠`
    if (term.begins < other.begins !== term.no < other.no) return `第 ${term.no} 届和第 ${other.no} 届的先后不对`
  }
  return null
}

export function overlaps(
  one: { readonly begins: Day; readonly ended: Day | null },
  other: { readonly begins: Day; readonly ended: Day | null },
): boolean {
  return (one.ended === null || other.begins < one.ended) && (other.ended === null || one.begins < other.ended)
}
