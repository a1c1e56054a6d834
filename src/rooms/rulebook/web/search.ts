import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

export function rulesSearch(raw: RawSearch) {
  return compact({
    tab: oneOf(raw, 'tab', ['presets', 'rules', 'precedence']),
    at: textParam(raw, 'at'),
  })
}
