import { WEAK_RULES } from '../rules/weak.ts'
import { compact, oneOf, textParam } from '../../../../platform/web/search.ts'
import type { RawSearch } from '../../../../platform/web/search.ts'

export const termStates = ['overdue', 'notice', 'later', 'none', 'vacant', 'weak'] as const

/** The filter of `posts.terms` by the same names, and the organisation that is open beside the list. */
export function termsSearch(raw: RawSearch) {
  const month = textParam(raw, 'month')
  return compact({
    state: oneOf(raw, 'state', termStates),
    month: month !== undefined && /^\d{4}-\d{2}$/.test(month) ? month : undefined,
    weak: oneOf(raw, 'weak', WEAK_RULES),
    q: textParam(raw, 'q'),
    under: textParam(raw, 'under'),
    open: textParam(raw, 'open'),
  })
}
export type TermsSearch = ReturnType<typeof termsSearch>

export function electionSearch(raw: RawSearch) {
  return compact({ organization: textParam(raw, 'organization') })
}
