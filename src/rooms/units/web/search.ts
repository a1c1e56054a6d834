import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

/** Search parameters of the ledger: the filter of `units.list` by the same names, plus sorting and the open row. */
export function ledgerSearch(raw: RawSearch) {
  return compact({
    q: textParam(raw, 'q'),
    area: textParam(raw, 'area'),
    kind: textParam(raw, 'kind'),
    section: textParam(raw, 'section'),
    size: textParam(raw, 'size'),
    life: textParam(raw, 'life'),
    source: textParam(raw, 'source'),
    coverage: textParam(raw, 'coverage'),
    due: textParam(raw, 'due'),
    members: oneOf(raw, 'members', ['full3', 'full12', 'any', 'none']),
    must: oneOf(raw, 'must', ['yes']),
    located: oneOf(raw, 'located', ['yes', 'town', 'county', 'no']),
    batch: textParam(raw, 'batch'),
    review: oneOf(raw, 'review', ['open']),
    ids: textParam(raw, 'ids'),
    sort: oneOf(raw, 'sort', ['name', 'area', 'employees', 'membersFull', 'founded', 'changed']),
    desc: oneOf(raw, 'desc', ['true']),
    open: textParam(raw, 'open'),
    cols: textParam(raw, 'cols'),
  })
}
export type LedgerSearch = ReturnType<typeof ledgerSearch>

export const importTabs = ['new', 'changed', 'same', 'suspicious', 'doubtful', 'wrong'] as const

export function importSearch(raw: RawSearch) {
  return compact({
    tab: oneOf(raw, 'tab', importTabs),
    sheet: textParam(raw, 'sheet'),
    map: oneOf(raw, 'map', ['open']),
  })
}

export function reviewSearch(raw: RawSearch) {
  return compact({ state: oneOf(raw, 'state', ['open', 'decided']), at: textParam(raw, 'at') })
}
