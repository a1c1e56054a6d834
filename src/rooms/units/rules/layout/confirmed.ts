import { FIELDS } from './fields.ts'
import type { ConfirmedMapping, LayoutColumn } from './types.ts'

/** A column as a person confirmed it before for the same form; one that the mapping does not name stays as recognised. */
export function confirmedColumn(column: LayoutColumn, mapping: ConfirmedMapping): LayoutColumn {
  const field = mapping[column.title]
  if (field === undefined || field === column.field) return column
  const notTaken = field === null ? null : (FIELDS[field].notTaken ?? null)
  return { ...column, field, notTaken, taken: field !== null && notTaken === null, confidence: 1, why: ['以前确认过'] }
}
