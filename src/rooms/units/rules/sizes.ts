import type { Size } from '../contract.ts'

/** Head-count classes shown in tables; the office may think in others, so the limits are one table. */
export const sizeClasses: readonly { readonly key: Size; readonly name: string; readonly atLeast: number | null }[] = [
  { key: 'large', name: '300 人以上', atLeast: 300 },
  { key: 'medium', name: '50–299 人', atLeast: 50 },
  { key: 'small', name: '10–49 人', atLeast: 10 },
  { key: 'micro', name: '不足 10 人', atLeast: 0 },
  { key: 'unknown', name: '人数不详', atLeast: null },
]

export function sizeOf(employees: number | null): Size {
  if (employees === null) return 'unknown'
  return sizeClasses.find(({ atLeast }) => atLeast !== null && employees >= atLeast)?.key ?? 'unknown'
}
