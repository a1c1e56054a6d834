import { compact, oneOf, textParam, type RawSearch } from '../../../../platform/web/search.ts'

/** How the board is looked at, the filter of `development.list` by the same names, and the form that is open beside it. */
export function developmentSearch(raw: RawSearch) {
  return compact({
    view: oneOf(raw, 'view', ['list']),
    q: textParam(raw, 'q'),
    area: textParam(raw, 'area'),
    stage: textParam(raw, 'stage'),
    state: oneOf(raw, 'state', ['done', 'ended']),
    organization: textParam(raw, 'organization'),
    under: textParam(raw, 'under'),
    postKind: oneOf(raw, 'postKind', ['front-line', 'technical', 'management', 'other']),
    clock: oneOf(raw, 'clock', ['overdue', 'soon']),
    do: oneOf(raw, 'do', ['new']),
  })
}
export type DevelopmentSearch = ReturnType<typeof developmentSearch>

export function caseSearch(raw: RawSearch) {
  return compact({
    do: oneOf(raw, 'do', ['take-back', 'prolong', 'move', 'correct', 'end', 'backbone', 'account']),
    step: textParam(raw, 'step'),
  })
}

export function quotasSearch(raw: RawSearch) {
  return compact({ year: textParam(raw, 'year'), row: textParam(raw, 'row') })
}

export function calendarSearch(raw: RawSearch) {
  return compact({ months: oneOf(raw, 'months', ['3', '12', '24']) })
}

export function duesSearch(raw: RawSearch) {
  return compact({ kind: oneOf(raw, 'kind', ['yearly-wage', 'self-employed', 'pension', 'farmer', 'least']) })
}
