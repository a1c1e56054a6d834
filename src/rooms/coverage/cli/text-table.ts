/** Columns of a terminal: Chinese characters and full-width marks take two. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1
  return width
}

const NUMBER = /^[\d,.%—]*$/

/** Aligned columns: text to the left, numbers to the right. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const columns = head.map((_, column) => ({
    width: Math.max(...all.map((row) => widthOf(row[column] ?? ''))),
    numbers: column > 0 && rows.every((row) => NUMBER.test(row[column] ?? '')),
  }))
  const pad = (cell: string, column: number): string => {
    const { width, numbers } = columns[column] ?? { width: 0, numbers: false }
    const gap = ' '.repeat(width - widthOf(cell))
    return numbers ? gap + cell : cell + gap
  }
  return all.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}
