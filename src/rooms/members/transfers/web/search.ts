import { compact, oneOf, textParam, type RawSearch } from '../../../../platform/web/search.ts'

export const transferStates = ['draft', 'issued', 'received', 'returned', 'withdrawn', 'lapsed'] as const
export const transferFlags = ['overdue', 'no-receipt', 'this-year'] as const
export const directions = ['out', 'in', 'within'] as const
export const transferDeeds = ['issue', 'remind', 'receive', 'return', 'withdraw', 'lapse', 'receipt'] as const

/** The filter of `transfers.list` by the same names; the case that is open beside it with its form, or a new one. */
export function transfersSearch(raw: RawSearch) {
  return compact({
    q: textParam(raw, 'q'),
    area: textParam(raw, 'area'),
    direction: oneOf(raw, 'direction', directions),
    state: oneOf(raw, 'state', transferStates),
    flag: oneOf(raw, 'flag', transferFlags),
    organization: textParam(raw, 'organization'),
    member: textParam(raw, 'member'),
    open: textParam(raw, 'open'),
    do: oneOf(raw, 'do', ['new', ...transferDeeds]),
    /** Whom a new case is about, and where it begins. */
    for: textParam(raw, 'for'),
    start: oneOf(raw, 'start', directions),
  })
}
export type TransfersSearch = ReturnType<typeof transfersSearch>

export const floatingShows = ['open', 'contact', 'transfer', 'lost', 'ended'] as const
export type FloatingShow = (typeof floatingShows)[number]
export const sides = ['leaving', 'receiving'] as const

/** What is shown of those who float or are out of contact; `open` is a stay, among the lost a member. */
export function floatingSearch(raw: RawSearch) {
  return compact({
    q: textParam(raw, 'q'),
    area: textParam(raw, 'area'),
    show: oneOf(raw, 'show', floatingShows),
    side: oneOf(raw, 'side', sides),
    organization: textParam(raw, 'organization'),
    open: textParam(raw, 'open'),
    do: oneOf(raw, 'do', ['register', 'contact', 'end', 'lost', 'found']),
    for: textParam(raw, 'for'),
  })
}
export type FloatingSearch = ReturnType<typeof floatingSearch>
