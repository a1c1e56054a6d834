import { compact, oneOf, textParam, type RawSearch } from '../../../../platform/web/search.ts'

/** The link by which somebody came: a unit's or a town's. */
export function declareSearch(raw: RawSearch) {
  return compact({ at: textParam(raw, 'at') })
}

export const declarationDeeds = [
  'contact',
  'verify',
  'assign',
  'admit',
  'transfer',
  'close',
  'reopen',
  'withdraw',
] as const
export const declarationTabs = ['units'] as const
export const declarationDoings = ['enter', 'link', ...declarationDeeds] as const

/** Which tab, the filter of `declarations.list` by the same names, the open row, and the form that is open. */
export function declarationsSearch(raw: RawSearch) {
  return compact({
    tab: oneOf(raw, 'tab', declarationTabs),
    state: textParam(raw, 'state'),
    clock: oneOf(raw, 'clock', ['overdue', 'soon']),
    q: textParam(raw, 'q'),
    unit: textParam(raw, 'unit'),
    show: oneOf(raw, 'show', ['file-more', 'declared', 'all']),
    open: textParam(raw, 'open'),
    /** The unit that the link is for. */
    for: textParam(raw, 'for'),
    do: oneOf(raw, 'do', declarationDoings),
  })
}
export type DeclarationsSearch = ReturnType<typeof declarationsSearch>
