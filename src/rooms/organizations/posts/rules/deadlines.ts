/**
 * What has to be done about posts and terms: an election by the day the term is due, shown from the day on which the
 * superior reminds; and, where local rules say so, a secretary before the vacancy makes the organisation a weak one.
 */
import type { Day } from '../../../../kernel/day.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { WantedDeadline } from '../../deadlines/public.ts'
import { noticeDay, TERM_RULE, termRules } from './terms.ts'
import { weakFrom } from './weak.ts'

export interface PostFacts {
  readonly organization: string
  readonly chain: string
  readonly path: string
  /** The term in office; `due` null where there is none to be kept. */
  readonly term: { readonly no: number; readonly due: Day | null } | null
  readonly vacantSince: Day | null
}

export function postDeadlines(
  { organization, chain, path, term, vacantSince }: PostFacts,
  book: RuleBook,
): WantedDeadline[] {
  const of = { subject: organization, organization, chain, path }
  const due = term?.due ?? null
  const election: WantedDeadline[] =
    due === null || term === null
      ? []
      : [
          {
            ...of,
            kind: 'election',
            opens: noticeDay(due, termRules(book)),
            due,
            words: `第 ${term.no} 届 ${due} 届满，要换届`,
            rule: TERM_RULE,
          },
        ]
  const vacancy = weakFrom({ vacantSince, termDue: null, lastLife: null }, book).map(
    ({ rule, since }): WantedDeadline => ({
      ...of,
      kind: 'secretary',
      opens: vacantSince ?? since,
      due: since,
      words: `书记自 ${vacantSince} 空缺，要补选或指派`,
      rule,
    }),
  )
  return [...election, ...vacancy]
}
