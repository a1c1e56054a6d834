import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

export function areasSearch(raw: RawSearch) {
  return compact({
    tree: oneOf(raw, 'tree', ['division', 'building', 'park', 'grid']),
    asOf: textParam(raw, 'asOf'),
    at: textParam(raw, 'at'),
    tab: oneOf(raw, 'tab', ['tree', 'unlocated']),
  })
}
