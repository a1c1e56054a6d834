import { compact, oneOf, textParam, type RawSearch } from '../../../platform/web/search.ts'

export const memberFlags = ['floating', 'lost', 'works-elsewhere', 'no-organization', 'dual'] as const

/** The filter of `members.list` by the same names, plus sorting, the open row and the form. */
export function membersSearch(raw: RawSearch) {
  return compact({
    q: textParam(raw, 'q'),
    area: textParam(raw, 'area'),
    organization: textParam(raw, 'organization'),
    under: textParam(raw, 'under'),
    unit: textParam(raw, 'unit'),
    status: textParam(raw, 'status'),
    place: textParam(raw, 'place'),
    flag: oneOf(raw, 'flag', memberFlags),
    joined: oneOf(raw, 'joined', ['this-year', 'last-year']),
    sort: oneOf(raw, 'sort', ['organization', 'joined', 'since', 'changed']),
    desc: oneOf(raw, 'desc', ['true']),
    open: textParam(raw, 'open'),
    do: oneOf(raw, 'do', ['new']),
  })
}
export type MembersSearch = ReturnType<typeof membersSearch>

export function memberSearch(raw: RawSearch) {
  return compact({ do: oneOf(raw, 'do', ['status', 'move', 'correct', 'account']) })
}

export const rosterTabs = ['added', 'changed', 'asked', 'absent', 'wrong'] as const

export function rosterSearch(raw: RawSearch) {
  return compact({
    tab: oneOf(raw, 'tab', rosterTabs),
    difference: oneOf(raw, 'difference', ['organization', 'status', 'dates', 'person', 'details']),
    map: oneOf(raw, 'map', ['open']),
  })
}
export type RosterSearch = ReturnType<typeof rosterSearch>
