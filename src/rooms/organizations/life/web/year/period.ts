/** First and last day of a period by its name: `2026-11`, `2026-Q4`, `2026-H2`, `2026`; null for anything else. */
export function spanOf(period: string): { readonly from: string; readonly to: string } | null {
  const [, year, rest = ''] = /^(\d{4})(?:-(\d{2}|Q[1-4]|H[12]))?$/.exec(period) ?? []
  if (year === undefined) return null
  const number = Number(rest.slice(1))
  const [first, last] =
    rest === ''
      ? [1, 12]
      : rest.startsWith('Q')
        ? [number * 3 - 2, number * 3]
        : rest.startsWith('H')
          ? [number * 6 - 5, number * 6]
          : [Number(rest), Number(rest)]
  if (first < 1 || last > 12) return null
  const end = new Date(Date.UTC(Number(year), last, 0)).getUTCDate()
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(end)}` }
}

/** `2026 年 11 月`, `2026 年第 4 季度`, `2026 年下半年`, `2026 年`. */
export function sayPeriod(period: string): string {
  const [year = '', rest] = period.split('-')
  if (rest === undefined) return `${year} 年`
  if (rest.startsWith('Q')) return `${year} 年第 ${rest.slice(1)} 季度`
  if (rest.startsWith('H')) return `${year} 年${rest === 'H1' ? '上' : '下'}半年`
  return `${year} 年 ${Number(rest)} 月`
}

/** The name of a period of so many months that begins with a month, as `periodOf` names it. */
export function periodName(year: number, month: number, months: number): string {
  if (months === 12) return String(year)
  if (months === 6) return `${year}-H${month === 1 ? 1 : 2}`
  if (months === 3) return `${year}-Q${(month + 2) / 3}`
  return `${year}-${two(month)}`
}

const two = (n: number): string => String(n).padStart(2, '0')
