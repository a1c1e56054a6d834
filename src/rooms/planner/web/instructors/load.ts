import type { InstructorRow } from '../../contract.ts'

/** How full an instructor is: units above the limit (over), exactly at it, or how many more there is room for. */
export function loadOf({ units, capacity }: Pick<InstructorRow, 'units' | 'capacity'>, usual: number) {
  const most = capacity ?? usual
  return { most, over: Math.max(0, units - most), room: Math.max(0, most - units) }
}

/** By town, then by name: a list to look somebody up in, never a ranking. */
export function inOrder(rows: readonly InstructorRow[]): InstructorRow[] {
  const collator = new Intl.Collator('zh-CN')
  return [...rows].sort(
    (one, other) =>
      collator.compare(one.townNames[0] ?? '', other.townNames[0] ?? '') || collator.compare(one.name, other.name),
  )
}

export interface InstructorFilter {
  readonly q: string
  readonly only: 'leaving' | 'full' | undefined
}

export function matching(
  rows: readonly InstructorRow[],
  { q, only }: InstructorFilter,
  usual: number,
): InstructorRow[] {
  return rows.filter(
    (row) =>
      (q === '' || row.name.includes(q) || row.townNames.some((town) => town.includes(q))) &&
      (only === undefined || (only === 'leaving' ? row.leaving : loadOf(row, usual).room === 0)),
  )
}
