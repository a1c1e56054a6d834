import { compact, oneOf, textParam } from '../../../platform/web/search.ts'
import type { RawSearch } from '../../../platform/web/search.ts'

export const measures = ['organization', 'own', 'work'] as const
export const denominators = ['operating', 'registered', 'due', 'with-member', 'rest'] as const

export function overviewSearch(raw: RawSearch) {
  return compact({
    explain: oneOf(raw, 'explain', [...measures, 'off']),
    denominator: oneOf(raw, 'denominator', denominators),
    of: textParam(raw, 'of'),
  })
}

export function coverageSearch(raw: RawSearch) {
  return compact({
    by: oneOf(raw, 'by', ['county', 'town', 'kind', 'industry', 'size']),
    measure: oneOf(raw, 'measure', measures),
    denominator: oneOf(raw, 'denominator', denominators),
    explain: oneOf(raw, 'explain', [...measures, 'off']),
    row: textParam(raw, 'row'),
    than: textParam(raw, 'than'),
  })
}

export function blindSpotSearch(raw: RawSearch) {
  return compact({
    due: oneOf(raw, 'due', ['found', 'join', 'admit', 'instructor']),
    by: oneOf(raw, 'by', ['county', 'town']),
  })
}

export function snapshotSearch(raw: RawSearch) {
  return compact({
    to: textParam(raw, 'to'),
    kind: oneOf(raw, 'kind', ['entered', 'left', 'changed']),
    state: oneOf(raw, 'state', ['own', 'joint', 'work', 'none', 'excluded']),
  })
}
