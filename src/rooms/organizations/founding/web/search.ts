import { compact, oneOf, textParam } from '../../../../platform/web/search.ts'
import type { RawSearch } from '../../../../platform/web/search.ts'

/** The desk: how it is looked at, the filter of `founding.list` by the same names, the case that is open beside it. */
export function foundingSearch(raw: RawSearch) {
  return compact({
    view: oneOf(raw, 'view', ['list']),
    q: textParam(raw, 'q'),
    area: textParam(raw, 'area'),
    kind: textParam(raw, 'kind'),
    step: textParam(raw, 'step'),
    clock: oneOf(raw, 'clock', ['overdue', 'soon']),
    source: oneOf(raw, 'source', ['hand', 'blind-spot', 'plan']),
    plan: textParam(raw, 'plan'),
    case: textParam(raw, 'case'),
    from: oneOf(raw, 'from', ['blind-spots']),
  })
}
export type FoundingSearch = ReturnType<typeof foundingSearch>

/** A draft begun with these units, or again after a case that came to nothing. */
export function newFoundingSearch(raw: RawSearch) {
  return compact({
    units: textParam(raw, 'units'),
    source: oneOf(raw, 'source', ['blind-spot']),
    again: textParam(raw, 'again'),
  })
}
