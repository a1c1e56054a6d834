/**
 * Finds the heading of a table: one to three neighbouring rows, anywhere among the first rows of the sheet. Every such
 * block is scored by how many of its columns are headings we know, less what looks like data, less a little for each row
 * beyond the first; merged cells that bind its rows together speak for it. The best block is the heading, the best one
 * that does not overlap with it the runner-up.
 *
 * A group heading stands once, over several columns. Where cells are merged the merge says how far it reaches; where they
 * are not (a csv, a sheet that was unmerged) it reaches as far right as the row below has headings and its own row has none.
 */
import { cellText } from './cells.ts'
import { looksLikeAddress, looksLikeCode, looksLikeUnitName } from './contents.ts'
import { GOOD_MATCH, matchHeader } from './header-match.ts'
import { FIELDS } from './fields.ts'
import { headerTitle } from './header-text.ts'
import type { FieldKey, LayoutCell, LayoutMerge, LayoutSheet } from './types.ts'

const ROWS_SEARCHED = 40
const MOST_ROWS = 3

export interface HeaderBlock {
  /** Index into `sheet.rows` of the first row, and how many. */
  readonly start: number
  readonly size: number
  /** By column: headings from the group down; empty where the column has none. */
  readonly paths: readonly (readonly string[])[]
  readonly score: number
  /** Different fields recognised. */
  readonly recognised: number
}

export interface FoundHeader {
  readonly best: HeaderBlock | null
  readonly other: HeaderBlock | null
}

export function findHeader(sheet: LayoutSheet): FoundHeader {
  const blocks: HeaderBlock[] = []
  const columnCount = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0)
  const needed = columnCount <= 2 ? 1 : 2
  for (let start = 0; start < Math.min(ROWS_SEARCHED, sheet.rows.length); start++) {
    for (let size = 1; size <= MOST_ROWS; size++) {
      const block = scoreBlock(sheet, start, size, columnCount)
      if (block === null) break
      if (block.recognised >= needed && block.score > 0) blocks.push(block)
    }
  }
  blocks.sort((a, b) => b.score - a.score || a.start - b.start || a.size - b.size)
  const best = blocks[0] ?? null
  if (best === null) return { best: null, other: null }
  // Further down, with rows in between, it is the heading of another table and no rival of this one.
  const other =
    blocks.find(
      (block) => block.start <= best.start + best.size && !overlap(block, best) && !sameHeadings(block, best),
    ) ?? null
  return { best, other: other !== null && other.score >= best.score * 0.5 ? other : null }
}

/** Null when the rows cannot be a heading, and neither can more of them. */
function scoreBlock(sheet: LayoutSheet, start: number, size: number, columnCount: number): HeaderBlock | null {
  const last = start + size - 1
  const row = sheet.rows[last]
  if (row === undefined || !isNeighbour(sheet, start, last) || looksLikeData(row)) return null
  if (size === 1 && isTitle(sheet, start, columnCount)) return null
  const paths = headerPaths(sheet, start, size, columnCount)
  const fields = new Set<FieldKey>()
  let score = -0.3 * (size - 1)
  for (const path of paths) {
    if (path.length === 0) continue
    const match = matchHeader(path)[0]
    if (match === undefined || match.score < GOOD_MATCH) score += 0.1
    else if (fields.has(match.field) && FIELDS[match.field].many !== true) score += 0.2
    else {
      fields.add(match.field)
      score += match.field === 'serial' ? 0.5 : match.score
    }
  }
  if (size > 1) score += bindingMerges(sheet, start, size) > 0 ? 0.5 : 0
  const recognised = [...fields].filter((field) => field !== 'serial').length
  return { start, size, paths, score, recognised }
}

/** Neighbouring sheet rows; a blank row in between ends a heading. */
function isNeighbour(sheet: LayoutSheet, first: number, last: number): boolean {
  return (sheet.rowNumbers[last] ?? 0) - (sheet.rowNumbers[first] ?? 0) === last - first
}

/** A line over the whole width, or one with a single cell in a table of many columns. */
function isTitle(sheet: LayoutSheet, index: number, columnCount: number): boolean {
  const filled = (sheet.rows[index] ?? []).filter((cell) => cellText(cell) !== '').length
  if (columnCount >= 3 && filled === 1) return true
  const number = sheet.rowNumbers[index] ?? 0
  return (
    columnCount >= 4 &&
    sheet.merges.some((merge) => merge.top === number && merge.right - merge.left + 1 >= columnCount * 0.8)
  )
}

/** Numbers, dates, codes, names and addresses of units do not stand in headings. */
function looksLikeData(row: readonly LayoutCell[]): boolean {
  let data = 0
  let filled = 0
  for (const cell of row) {
    const text = cellText(cell)
    if (text === '') continue
    filled++
    const known = (matchHeader([text])[0]?.score ?? 0) >= 0.75
    if (typeof cell !== 'string' || (!known && isDataText(text, cell))) data++
  }
  return filled === 0 || data > Math.max(1, filled * 0.25) || (filled === 1 && data === 1)
}

function isDataText(text: string, cell: LayoutCell): boolean {
  if (/^[\d.,%\-/年月日:]+$/.test(text) || looksLikeCode(text, cell)) return true
  return (
    (text.length >= 6 && looksLikeUnitName(text)) || (text.length >= 8 && looksLikeAddress(text)) || text.length > 60
  )
}

/** Merges inside the block that hold two of its rows or two columns of a row above its last. */
function bindingMerges(sheet: LayoutSheet, start: number, size: number): number {
  const top = sheet.rowNumbers[start] ?? 0
  const bottom = sheet.rowNumbers[start + size - 1] ?? 0
  return sheet.merges.filter(
    (merge) =>
      merge.top >= top &&
      merge.bottom <= bottom &&
      (merge.bottom > merge.top || (merge.right > merge.left && merge.bottom < bottom)),
  ).length
}

function headerPaths(sheet: LayoutSheet, start: number, size: number, columnCount: number): string[][] {
  const grid: string[][] = []
  for (let i = 0; i < size; i++) {
    const row = sheet.rows[start + i] ?? []
    grid.push(Array.from({ length: columnCount }, (_, column) => headerTitle(cellText(row[column]))))
  }
  const top = sheet.rowNumbers[start] ?? 0
  const merges = sheet.merges.filter((merge) => merge.top >= top && merge.top < top + size)
  for (const merge of merges) spread(grid, merge, top)
  for (let i = size - 2; i >= 0; i--) fillGroups(grid[i] ?? [], grid[i + 1] ?? [])
  return Array.from({ length: columnCount }, (_, column) => {
    const path = grid.map((row) => row[column] ?? '').filter((text) => text !== '')
    return path.filter((text, i) => text !== path[i - 1])
  })
}

function spread(grid: string[][], merge: LayoutMerge, top: number): void {
  const text = grid[merge.top - top]?.[merge.left] ?? ''
  for (let row = merge.top; row <= merge.bottom; row++) {
    const cells = grid[row - top]
    if (cells === undefined) continue
    for (let column = merge.left; column <= Math.min(merge.right, cells.length - 1); column++) cells[column] = text
  }
}

function fillGroups(row: string[], below: readonly string[]): void {
  for (let column = 1; column < row.length; column++) {
    const left = below[column - 1]
    // A neighbour with the same text below is one heading over both rows, not a group.
    if (row[column] === '' && below[column] !== '' && left !== '' && left !== row[column - 1])
      row[column] = row[column - 1] ?? ''
  }
}

function overlap(a: HeaderBlock, b: HeaderBlock): boolean {
  return a.start < b.start + b.size && b.start < a.start + a.size
}

function sameHeadings(a: HeaderBlock, b: HeaderBlock): boolean {
  const leaves = (block: HeaderBlock) => block.paths.map((path) => path.at(-1) ?? '')
  const [one, two] = [leaves(a), leaves(b)]
  const filled = one.filter((text) => text !== '').length
  const same = one.filter((text, column) => text !== '' && text === two[column]).length
  return same >= filled * 0.7
}
