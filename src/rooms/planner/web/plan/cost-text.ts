/**
 * Costs and gaps as they are said. A cost has no unit: what counts is the difference, so a whole number is shown whole
 * and a mixed one to one decimal.
 */
const amount = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** `1,240`, `37.5`; a missing cost is a dash. */
export const costText = (cost: number | null | undefined): string => (cost == null ? '—' : amount.format(cost))

/** `+6`, `−2.5`, `0`. */
export function differenceText(difference: number): string {
  const text = amount.format(Math.abs(difference))
  if (text === '0') return text
  return difference > 0 ? `+${text}` : `−${text}`
}
