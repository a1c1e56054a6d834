import type { ImportView } from '../../contract.ts'

type Sheet = ImportView['sheets'][number]

/**
 * Below this the office is asked to look at the headings before anything is compared. More likely than not is enough:
 * the changes are shown before anything is written, and the source stands beside every file.
 */
const SURE = 0.5

const has = (sheet: Sheet, field: string): boolean =>
  sheet.columns.some((column) => column.taken && column.field === field)

/** A sheet that can be compared at all: its source is known, and something says which unit a row is about. */
export const usable = (sheet: Sheet): boolean => sheet.source !== null && (has(sheet, 'name') || has(sheet, 'code'))

/** Nothing in the sheet needs a person's eye: confirmed before, or recognised with confidence in every used column. */
export function certain(sheet: Sheet): boolean {
  if (!sheet.use) return true
  if (!usable(sheet)) return false
  if (sheet.remembered) return true
  return sheet.confidence >= SURE && sheet.columns.every((column) => !column.taken || column.confidence >= SURE)
}

/** Why comparing cannot begin: no sheet in use, or one that is not usable. */
export const comparable = (sheets: readonly Sheet[]): boolean => {
  const used = sheets.filter((sheet) => sheet.use)
  return used.length > 0 && used.every(usable)
}

/** Columns that were recognised, taken or not, of all columns with a heading or content. */
export const known = (sheet: Sheet): number =>
  sheet.columns.filter((column) => column.field !== null || column.notTakenBecause !== null).length
