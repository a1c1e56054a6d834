/** Months as they stand in a field: empty is for good; undefined: no whole number from 1 to 1,200. */
export function monthsOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const months = Number(text)
  return Number.isInteger(months) && months >= 1 && months <= 1200 ? months : undefined
}

interface Kept {
  readonly id: string
  readonly months: number | null
  readonly least: number | null
}

/** What differs from what is in force. */
export function changedPeriods(rows: readonly Kept[], typed: Readonly<Record<string, string>>) {
  return rows.flatMap(({ id, months }) => {
    const text = typed[id]
    const wanted = text === undefined ? months : monthsOf(text)
    return wanted === undefined || wanted === months ? [] : [{ id, months: wanted }]
  })
}

/** The first that would be kept shorter than a rule demands. */
export function tooShort<K extends Kept>(rows: readonly K[], typed: Readonly<Record<string, string>>): K | null {
  const short = ({ id, least }: Kept): boolean => {
    const wanted = monthsOf(typed[id] ?? '')
    return typed[id] !== undefined && least !== null && typeof wanted === 'number' && wanted < least
  }
  return rows.find(short) ?? null
}
