/**
 * The value of a spreadsheet cell as the readers of this folder take it: text, number, boolean, Date or nothing.
 * Readers of workbooks hand richer cells (`{ kind: 'date', text }`, `{ kind: 'number', text }`, `{ kind: 'error', error }`):
 * what the person sees in the sheet counts, so their text is taken.
 */
export type PlainCell = string | number | bigint | boolean | Date | null

/** Anything else than a cell (functions, foreign objects) becomes null. */
export function plainCell(value: unknown): PlainCell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value
    case 'object':
      if ('text' in value && typeof value.text === 'string') return value.text
      if ('error' in value && typeof value.error === 'string') return value.error
      return null
    default:
      return null
  }
}

/** True for a number cell whose last digits the spreadsheet has thrown away. */
export function hasLostDigits(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'precisionLost' in value && value.precisionLost === true
}
