/**
 * Rows in a form that goes between threads cheaply: each different text once, all texts as one string, numbers and cell
 * codes as typed arrays that are handed over without copying. Unpacking is what the receiving thread pays, so it is kept
 * to slices and array writes.
 *
 * A cell's code is index × 4 + kind; kinds: 0 a text, 1 a number, 2 an object (date, shown number, error), 3 a constant.
 */
import type { Cell } from './types.ts'

export interface PackedRows {
  readonly rowNumbers: Uint32Array
  /** Cells of each row. */
  readonly lengths: Uint32Array
  readonly codes: Uint32Array
  readonly text: string
  /** Where each text ends in `text`. */
  readonly textEnds: Uint32Array
  readonly numbers: Float64Array
  readonly objects: readonly Cell[]
}

const CONSTANTS: readonly Cell[] = [null, true, false]

export function packRows(rows: readonly (readonly Cell[])[], rowNumbers: readonly number[]): PackedRows {
  const texts = new Map<string, number>()
  const objects = new Map<Cell, number>()
  const numbers: number[] = []
  const codes: number[] = []
  for (const row of rows) {
    for (const cell of row) {
      if (typeof cell === 'string') codes.push(indexIn(texts, cell) * 4)
      else if (typeof cell === 'number') codes.push(numbers.push(cell) * 4 - 3)
      else if (cell === null || typeof cell === 'boolean') codes.push(CONSTANTS.indexOf(cell) * 4 + 3)
      else codes.push(indexIn(objects, cell) * 4 + 2)
    }
  }
  const ends: number[] = []
  let length = 0
  for (const text of texts.keys()) ends.push((length += text.length))
  return {
    rowNumbers: Uint32Array.from(rowNumbers),
    lengths: Uint32Array.from(rows, (row) => row.length),
    codes: Uint32Array.from(codes),
    text: [...texts.keys()].join(''),
    textEnds: Uint32Array.from(ends),
    numbers: Float64Array.from(numbers),
    objects: [...objects.keys()],
  }
}

export function unpackRows(packed: PackedRows): Cell[][] {
  const { codes, lengths, numbers, objects, text, textEnds } = packed
  const texts: string[] = []
  let start = 0
  for (const end of textEnds) {
    texts.push(text.slice(start, end))
    start = end
  }
  const rows: Cell[][] = []
  let at = 0
  for (const length of lengths) {
    const row: Cell[] = []
    for (let i = 0; i < length; i++) {
      const code = codes[at++] as number
      const index = code >>> 2
      switch (code & 3) {
        case 0:
          row.push(texts[index] as string)
          break
        case 1:
          row.push(numbers[index] as number)
          break
        case 2:
          row.push(objects[index] as Cell)
          break
        default:
          row.push(CONSTANTS[index] as Cell)
      }
    }
    rows.push(row)
  }
  return rows
}

export function buffersOf({ rowNumbers, lengths, codes, textEnds, numbers }: PackedRows): ArrayBuffer[] {
  // Arrays made by `from` stand on buffers of their own, never on shared ones.
  return [rowNumbers, lengths, codes, textEnds, numbers].map((array) => array.buffer as ArrayBuffer)
}

function indexIn<T>(known: Map<T, number>, value: T): number {
  const index = known.get(value)
  if (index !== undefined) return index
  known.set(value, known.size)
  return known.size - 1
}
