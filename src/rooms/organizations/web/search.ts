import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

/** Tree, list, or platforms and stations; the filter of `organizations.list` by the same names, the order. */
export function organizationsSearch(raw: RawSearch) {
  return compact({
    view: oneOf(raw, 'view', ['list', 'hosts']),
    q: textParam(raw, 'q'),
    area: textParam(raw, 'area'),
    kind: textParam(raw, 'kind'),
    state: textParam(raw, 'state'),
    under: textParam(raw, 'under'),
    unit: textParam(raw, 'unit'),
    due: textParam(raw, 'due'),
    host: textParam(raw, 'host'),
    platform: textParam(raw, 'platform'),
    organized: oneOf(raw, 'organized', ['yes', 'no']),
    asOf: dayParam(raw),
    sort: oneOf(raw, 'sort', ['name', 'chain', 'founded', 'termDue', 'members', 'changed']),
    desc: oneOf(raw, 'desc', ['true']),
    add: oneOf(raw, 'add', ['open']),
  })
}
export type OrganizationsSearch = ReturnType<typeof organizationsSearch>

export function organizationSearch(raw: RawSearch) {
  return compact({ asOf: dayParam(raw), doing: textParam(raw, 'doing') })
}

function dayParam(raw: RawSearch): string | undefined {
  const text = textParam(raw, 'asOf')
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
}
