import type { UnitFilter } from '../../contract.ts'
import type { LedgerSearch } from '../search.ts'

/** Filters with their own button, in the order of the bar. */
export const filterKeys = [
  'kind',
  'section',
  'size',
  'members',
  'coverage',
  'due',
  'life',
  'source',
  'located',
] as const
export type FilterKey = (typeof filterKeys)[number]

/** Filters that only links set; shown as something to take away. */
export const specialKeys = ['must', 'batch', 'review', 'ids'] as const

/** The part of the address that chooses units, without sorting, columns and the open row. */
export function filterOf(search: LedgerSearch): UnitFilter {
  const { sort: _sort, desc: _desc, open: _open, cols: _cols, ...filter } = search
  return filter
}

export const valuesOf = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : text.split(',').filter((value) => value !== '')

/** Puts a value into a comma list or takes it out; undefined when nothing is left. */
export function toggled(text: string | undefined, value: string): string | undefined {
  const values = valuesOf(text)
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return next.length === 0 ? undefined : next.join(',')
}

export const anyCondition = (filter: UnitFilter): boolean => Object.values(filter).some((value) => value !== undefined)
