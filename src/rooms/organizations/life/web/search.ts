import { compact, oneOf, textParam } from '../../../../platform/web/search.ts'
import type { RawSearch } from '../../../../platform/web/search.ts'
import { demandKinds, lifeKinds } from '../rules/life-kinds.ts'

export const effects = ['effective', 'not', 'new'] as const
/** What a cell of the year counts: as demanded, and what is held beside it. */
export const heldKinds = [...demandKinds, 'open-activity'] as const
export type HeldKind = (typeof heldKinds)[number]
export const lifeViews = ['towns', 'list', 'meetings'] as const

/** The filters of `life.organizations` and `life.list` by the same names; `open` is the meeting beside the list. */
export function lifeSearch(raw: RawSearch) {
  return compact({
    view: oneOf(raw, 'view', lifeViews),
    month: monthParam(raw, 'month'),
    kind: oneOf(raw, 'kind', lifeKinds),
    lacking: oneOf(raw, 'lacking', [...demandKinds, 'any']),
    effect: oneOf(raw, 'effect', effects),
    weak: oneOf(raw, 'weak', ['true']),
    own: oneOf(raw, 'own', ['true']),
    q: textParam(raw, 'q'),
    under: textParam(raw, 'under'),
    open: textParam(raw, 'open'),
  })
}
export type LifeSearch = ReturnType<typeof lifeSearch>

/** `record`: the form is open, with this kind chosen where it is one. */
export function lifeYearSearch(raw: RawSearch) {
  const year = textParam(raw, 'year')
  return compact({
    year: year !== undefined && /^(19|20|21)\d{2}$/.test(year) ? year : undefined,
    view: oneOf(raw, 'view', ['plan', 'attendance']),
    kind: oneOf(raw, 'kind', heldKinds),
    period: textParam(raw, 'period'),
    withdrawn: oneOf(raw, 'withdrawn', ['true']),
    open: textParam(raw, 'open'),
    record: oneOf(raw, 'record', ['new', ...heldKinds]),
    edit: oneOf(raw, 'edit', ['plan']),
  })
}
export type LifeYearSearch = ReturnType<typeof lifeYearSearch>

function monthParam(raw: RawSearch, key: string): string | undefined {
  const month = textParam(raw, key)
  return month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined
}
