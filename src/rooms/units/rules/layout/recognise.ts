/**
 * How a sheet is laid out, in this order: find the heading (header-rows.ts), look at a sample of the rows below it, say
 * what each column holds (columns.ts), go through all rows to set apart those that are no data (row-kinds.ts), and tell
 * from the columns where the sheet comes from (source-kind.ts).
 */
import { assignColumns } from './columns.ts'
import { cellText, shortText } from './cells.ts'
import { sampleColumns, sampleRows, validCodeShare } from './contents.ts'
import type { ColumnSample } from './contents.ts'
import { confirmedColumn } from './confirmed.ts'
import { formFingerprint } from './fingerprint.ts'
import { findHeader } from './header-rows.ts'
import type { HeaderBlock } from './header-rows.ts'
import { matchHeader } from './header-match.ts'
import { isLatitude, isLongitude, readDegrees } from '../coordinates.ts'
import { firstText, isColumnNumbers, isOtherHeading, kindOfRow } from './row-kinds.ts'
import type { TableShape } from './row-kinds.ts'
import { findSource } from './source-kind.ts'
import { asOfIn, placeOf } from './titles.ts'
import type {
  ConfirmedMapping,
  FieldKey,
  LayoutColumn,
  LayoutSheet,
  LayoutWarning,
  SheetLayout,
  SkipReason,
  SkippedRow,
} from './types.ts'

export interface RecogniseOptions {
  /** What a person confirmed before for a form with the same fingerprint. */
  readonly confirmed?: ConfirmedMapping | undefined
}

/** The same sheet always gives the same layout. */
export function recogniseSheet(sheet: LayoutSheet, options: RecogniseOptions = {}): SheetLayout {
  const { best, other } = findHeader(sheet)
  const columnCount = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0)
  const paths = best?.paths ?? Array.from({ length: columnCount }, () => [])
  const start = best === null ? 0 : best.start + best.size
  const body = sheet.rows.slice(start)
  const samples = sampleColumns(sampleRows(body.slice(0, lastFullRow(body))), columnCount)
  const headerRows = best === null ? [] : sheet.rowNumbers.slice(best.start, start)
  const assigned = assignColumns(paths, samples, headerRows[0] ?? null)
  const { confirmed } = options
  const columns = confirmed ? assigned.columns.map((column) => confirmedColumn(column, confirmed)) : assigned.columns
  const titles = sheet.rows.slice(0, best?.start ?? 0).map((row) =>
    row
      .map(cellText)
      .filter((text) => text !== '')
      .join(' '),
  )
  const sorted = sortRows(sheet, best, columns, columnCount)
  const codeColumn = columns.find((column) => column.field === 'code')
  const codeSample = codeColumn === undefined ? undefined : samples[codeColumn.index]
  const codeValid = codeSample === undefined ? 0 : validCodeShare(codeSample) * (codeColumn?.filled ?? 0)
  const source = findSource(columns, titles.join('\n'), codeValid)
  // What a person confirmed, or this product wrote itself, needs no second thoughts.
  const settled = confirmed !== undefined || source.source === 'juxin-export'
  return {
    sheet: sheet.name,
    source: source.source,
    sourceConfidence: source.confidence,
    sourceWhy: source.why,
    columns,
    unmapped: columns.filter((column) => column.field === null).map((column) => column.index),
    headerRows,
    firstDataRow: sorted.firstDataRow,
    lastDataRow: sorted.lastDataRow,
    dataRowCount: sorted.dataRowCount,
    skipped: sorted.skipped,
    otherHeader: other === null ? null : { rows: rowsOf(sheet, other), words: otherWords(sheet, other) },
    place: placeOf(sheet.name, titles),
    asOf: asOfIn([...titles, sheet.name]),
    warnings: [
      ...(settled ? [] : assigned.warnings),
      ...headerWarnings(sheet, best, other, headerRows),
      ...columnWarnings(columns, samples),
      ...sorted.warnings,
    ],
    fingerprint: formFingerprint(paths),
  }
}

interface SortedRows {
  readonly firstDataRow: number | null
  readonly lastDataRow: number | null
  readonly dataRowCount: number
  readonly skipped: SkippedRow[]
  readonly warnings: LayoutWarning[]
}

/** Goes through all rows once. */
function sortRows(
  sheet: LayoutSheet,
  header: HeaderBlock | null,
  columns: readonly LayoutColumn[],
  columnCount: number,
): SortedRows {
  const shape = shapeOf(sheet, header, columns, columnCount)
  const skipped: SkippedRow[] = []
  const warnings: LayoutWarning[] = []
  const start = header?.start ?? 0
  const end = header === null ? 0 : start + header.size
  let first: number | null = null
  let last: number | null = null
  let count = 0
  let otherTable = false
  for (let index = 0; index < sheet.rows.length; index++) {
    const row = sheet.rows[index] ?? []
    const number = sheet.rowNumbers[index] ?? 0
    let reason: SkipReason | null
    if (index < start) reason = 'title'
    else if (index < end) reason = 'header'
    else if (otherTable) reason = 'other-table'
    else if (first === null && header !== null && isColumnNumbers(row)) reason = 'column-numbers'
    else {
      reason = kindOfRow(row, number, shape)
      if (reason === null && isOtherHeading(row)) {
        otherTable = true
        reason = 'other-table'
        warnings.push(severalTables(number))
      }
    }
    if (reason === null) {
      first ??= number
      last = number
      count++
    } else skipped.push({ row: number, reason, text: shortText(firstText(row)) })
  }
  const settled = skipped.map((row) => trailing(row, last))
  const merged = firstMergedData(sheet, first, last)
  if (merged !== null) warnings.push(mergedData(merged))
  return { firstDataRow: first, lastDataRow: last, dataRowCount: count, skipped: settled, warnings }
}

/** A lone text after the last row of data heads no group: it is a note. */
function trailing(row: SkippedRow, lastDataRow: number | null): SkippedRow {
  return row.reason === 'section' && (lastDataRow === null || row.row > lastDataRow) ? { ...row, reason: 'note' } : row
}

function shapeOf(
  sheet: LayoutSheet,
  header: HeaderBlock | null,
  columns: readonly LayoutColumn[],
  columnCount: number,
): TableShape {
  const find = (field: FieldKey) => columns.find((column) => column.field === field)?.index ?? null
  const wide = new Set(
    sheet.merges
      .filter((merge) => merge.right - merge.left >= 2 && merge.top === merge.bottom)
      .map((merge) => merge.top),
  )
  const headingRows = header === null ? [] : sheet.rows.slice(header.start, header.start + header.size)
  return {
    headings: headingRows.map((row) => row.map(cellText)),
    titles: new Set(
      sheet.rows
        .slice(0, header?.start ?? 0)
        .map((row) => firstText(row))
        .filter((text) => text !== ''),
    ),
    columnCount,
    nameColumn: find('name'),
    codeColumn: find('code'),
    serialColumn: find('serial'),
    isWide: (row) => wide.has(row),
  }
}

function filled(row: readonly unknown[] | undefined): number {
  return row?.filter((cell) => cell !== null).length ?? 0
}

/** Totals and signatures at the end would spoil a small sample: it stops at the last row that is about as full as most. */
function lastFullRow(rows: readonly (readonly unknown[])[]): number {
  const tail = Math.min(rows.length, 6)
  const usual = filled(rows[Math.floor((rows.length - tail) / 2)])
  for (let end = rows.length; end > rows.length - tail && end > 1; end--) {
    if (filled(rows[end - 1]) * 2 >= usual) return end
  }
  return rows.length
}

function headerWarnings(
  sheet: LayoutSheet,
  best: HeaderBlock | null,
  other: HeaderBlock | null,
  headerRows: readonly number[],
): LayoutWarning[] {
  if (best === null) {
    const words = '没有找到表头，各列只按内容辨认。请核对，或在第一行补上表头后重新放入。'
    return [{ code: 'no-header', words, row: sheet.rowNumbers[0] ?? null, column: null }]
  }
  if (other === null) return []
  return [
    {
      code: 'two-headers',
      words: `取第 ${headerRows.join('、')} 行为表头；${otherWords(sheet, other)}。如应以后者为准，请删去前者后重新放入。`,
      row: rowsOf(sheet, other)[0] ?? null,
      column: null,
    },
  ]
}

function rowsOf(sheet: LayoutSheet, block: HeaderBlock): number[] {
  return sheet.rowNumbers.slice(block.start, block.start + block.size)
}

function otherWords(sheet: LayoutSheet, other: HeaderBlock): string {
  const rows = rowsOf(sheet, other).join('、')
  return `第 ${rows} 行也像表头（认得其中 ${other.recognised} 列）`
}

function columnWarnings(columns: readonly LayoutColumn[], samples: readonly ColumnSample[]): LayoutWarning[] {
  const warnings: LayoutWarning[] = []
  const has = (field: FieldKey) => columns.some((column) => column.field === field)
  if (!has('name') && !has('code') && !has('oldRegNo') && !has('unitId')) {
    const words = '没有单位名称列，也没有信用代码列，分不出每行是哪个单位。请在下面指定，或补上其中一列后重新放入。'
    warnings.push({ code: 'no-key', words, row: null, column: null })
  }
  const [lng, lat] = [columnOf(columns, 'lng'), columnOf(columns, 'lat')]
  if (lng && lat && mostly(samples[lng.index], isLatitude) && mostly(samples[lat.index], isLongitude)) {
    const words = `“${lng.title}”列里是纬度，“${lat.title}”列里是经度，已按内容调换。`
    warnings.push({ code: 'swapped-coordinates', words, row: null, column: lng.index })
  }
  for (const column of columns) {
    if (column.field === 'code' && lostDigits(samples[column.index])) {
      const words = `“${column.title}”列有代码被存成了数字，末尾几位已丢失。请把该列设为文本格式，重新填写后再放入。`
      warnings.push({ code: 'code-precision-lost', words, row: null, column: column.index })
    }
    if (column.field === 'membersReported' && isAmbiguous(column) && !has('membersFull')) {
      const words = `“${column.title}”没有写明是否含预备党员，暂按含预备党员读取。如只是正式党员，请在下面改选。`
      warnings.push({ code: 'ambiguous-members', words, row: null, column: column.index })
    }
  }
  return warnings
}

function columnOf(columns: readonly LayoutColumn[], field: FieldKey): LayoutColumn | undefined {
  return columns.find((column) => column.field === field)
}

function mostly(sample: ColumnSample | undefined, within: (degrees: number) => boolean): boolean {
  const cells = sample?.cells ?? []
  const hits = cells.filter((cell) => {
    const degrees = readDegrees(cell)
    return degrees !== null && within(degrees)
  }).length
  return hits * 2 > cells.length
}

function lostDigits(sample: ColumnSample | undefined): boolean {
  return (
    sample?.cells.some(
      (cell) => typeof cell === 'object' && cell !== null && cell.kind === 'number' && cell.precisionLost,
    ) ?? false
  )
}

function isAmbiguous(column: LayoutColumn): boolean {
  return !/预备|总|合计|小计|全部/.test(column.title) && (matchHeader(column.header)[0]?.score ?? 0) > 0
}

function severalTables(row: number): LayoutWarning {
  return {
    code: 'several-tables',
    words: `从第 ${row} 行起是另一张表，未读取。请把它移到单独的工作表后再放入。`,
    row,
    column: null,
  }
}

/** The first merged area that reaches over several rows of data, or null. */
function firstMergedData(sheet: LayoutSheet, first: number | null, last: number | null): number | null {
  if (first === null || last === null) return null
  const merged = sheet.merges.filter((merge) => merge.bottom > merge.top && merge.top >= first && merge.top <= last)
  return merged.length === 0 ? null : Math.min(...merged.map((merge) => merge.top))
}

function mergedData(row: number): LayoutWarning {
  return {
    code: 'merged-data',
    words: `数据中有合并单元格（首处在第 ${row} 行），其内容按每行各有一份读取。如人数等是几行合计，请拆开后重新填写。`,
    row,
    column: null,
  }
}
