import { compact, oneOf, textParam } from '../../../../platform/web/search.ts'
import type { RawSearch } from '../../../../platform/web/search.ts'
import { demandKinds } from '../rules/life-kinds.ts'

export const effects = ['effective', 'not', 'new'] as const

/** The filter of `life.organizations` by the same names. */
export function lifeSearch(raw: RawSearch) {
  const month = textParam(raw, 'month')
  return compact({
    month: month !== undefined && /^\d{4}-\d{2}$/.test(month) ? month : undefined,
    lacking: oneOf(raw, 'lacking', [...demandKinds, 'any']),
    effect: oneOf(raw, 'effect', effects),
    q: textParam(raw, 'q'),
    under: textParam(raw, 'under'),
  })
}
export type LifeSearch = ReturnType<typeof lifeSearch>

export function lifeYearSearch(raw: RawSearch) {
  const year = textParam(raw, 'year')
  return compact({
    year: year !== undefined && /^\d{4}$/.test(year) ? year : undefined,
    open: textParam(raw, 'open'),
    look: oneOf(raw, 'look', ['plan', 'attendance']),
    edit: oneOf(raw, 'edit', ['plan']),
  })
}
export type LifeYearSearch = ReturnType<typeof lifeYearSearch>
