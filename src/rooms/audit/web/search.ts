import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

export function auditSearch(raw: RawSearch) {
  return compact({
    who: textParam(raw, 'who'),
    subject: textParam(raw, 'subject'),
    verb: textParam(raw, 'verb'),
    kind: oneOf(raw, 'kind', ['write', 'read', 'export', 'sign-in', 'permission']),
    from: textParam(raw, 'from'),
    until: textParam(raw, 'until'),
    row: textParam(raw, 'row'),
    look: oneOf(raw, 'look', ['head']),
  })
}
