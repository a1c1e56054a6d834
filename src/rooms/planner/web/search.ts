import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

export function planSearch(raw: RawSearch) {
  return compact({
    town: textParam(raw, 'town'),
    kind: oneOf(raw, 'kind', ['own', 'joint', 'instructor', 'uncovered']),
    decision: oneOf(raw, 'decision', ['open', 'accepted', 'rejected', 'changed']),
    cautions: oneOf(raw, 'cautions', ['yes']),
    q: textParam(raw, 'q'),
    proposal: textParam(raw, 'proposal'),
  })
}
