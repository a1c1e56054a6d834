/**
 * Rows below the heading that are no data: totals, repeated headings of printed pages, lines that name a group of rows,
 * signatures and notes, numbers under the heading. A row with a credit code, or with a unit's name where names stand, is
 * always data: better a strange row to look at than a unit lost.
 */
import { cellText } from './cells.ts'
import { looksLikeCode, looksLikeUnitName } from './contents.ts'
import { HEADING_WORDS } from './header-match.ts'
import type { LayoutCell, SkipReason } from './types.ts'

export interface TableShape {
  /** The heading's rows as texts, by column. */
  readonly headings: readonly (readonly string[])[]
  /** Texts of the rows above the heading, which printed pages repeat as well. */
  readonly titles: ReadonlySet<string>
  readonly columnCount: number
  readonly nameColumn: number | null
  readonly codeColumn: number | null
  readonly serialColumn: number | null
  /** Whether the row is merged over several columns from its first one on. */
  readonly isWide: (sheetRow: number) => boolean
}

const TOTAL = /^(?:[^\d]{0,10})?(?:合计|总计|小计|共计|累计|汇总)(?:数|[:：(（]|\d|$)/
const CHECKSUM = /^校验[:：]共\d+行/
const NOTE =
  /^[*※（(]?(?:填报人|填表人|制表人?|审核人?|复核人?|审批|经办人?|负责人|单位负责人|分管领导|主要领导|联系人|联系电话|填报日期|填表日期|填报时间|制表日期|上报日期|填报单位|制表单位|说明|注|备注|填表说明|填报说明|数据来源|统计时间|统计口径|导出时间|导出人|打印时间|打印日期|盖章|公章|第\d+页|共\d+页|附件|示例|例如|样例|以下空白|此处空白)(?:[:：]|[（(]|$|\d|[一二三、.．])/
const SECTION = /^(?:[(（]?[一二三四五六七八九十]+[)）、.．]|第[一二三四五六七八九十]+[章部类批]|[A-Z][、.．])/

/** Null for a row of data. */
export function kindOfRow(row: readonly LayoutCell[], sheetRow: number, shape: TableShape): SkipReason | null {
  const first = firstText(row)
  if (first === '') return 'empty'
  const compact = first.replace(/\s+/g, '')
  if (CHECKSUM.test(compact)) return 'checksum'
  if (repeatsHeading(row, shape)) return 'repeated-header'
  if (shape.titles.has(first)) return 'title'
  const lone = filledCount(row) === 1
  if (lone && SECTION.test(compact)) return 'section'
  if (hasUnit(row, shape)) return null
  if (isTotal(row)) return 'total'
  if (NOTE.test(compact)) return 'note'
  if (lone) return kindOfLoneText(row, compact, sheetRow, shape)
  return null
}

/** A lone cell: a number is a form's unused line, a short text names a group, a long one is a note. */
function kindOfLoneText(
  row: readonly LayoutCell[],
  text: string,
  sheetRow: number,
  shape: TableShape,
): SkipReason | null {
  if (shape.columnCount < 3) return null
  const column = row.findIndex((cell) => cellText(cell) !== '')
  if (/^\d+$/.test(text)) return column === shape.serialColumn ? 'empty' : null
  if (column === shape.nameColumn && !shape.isWide(sheetRow)) return null
  if (text.length > 30 || /[。；;]/.test(text)) return 'note'
  return 'section'
}

/** A row of data beyond doubt: it has a credit code, or the name of a unit in the name column. */
function hasUnit(row: readonly LayoutCell[], { nameColumn, codeColumn }: TableShape): boolean {
  if (codeColumn !== null) {
    const text = cellText(row[codeColumn])
    if (text !== '' && looksLikeCode(text, row[codeColumn] ?? null)) return true
  }
  return nameColumn !== null && looksLikeUnitName(cellText(row[nameColumn])) && !isTotal(row)
}

/** 合计 stands in one of the first cells, spaced or with a number behind. */
function isTotal(row: readonly LayoutCell[]): boolean {
  let seen = 0
  for (const cell of row) {
    const text = cellText(cell).replace(/\s+/g, '')
    if (text === '') continue
    if (text.length <= 16 && TOTAL.test(text) && !/(?:公司|事务所|中心|厂|店)$/.test(text)) return true
    if (++seen >= 3) return false
  }
  return false
}

function repeatsHeading(row: readonly LayoutCell[], { headings }: TableShape): boolean {
  for (const heading of headings) {
    let filled = 0
    let same = 0
    for (let column = 0; column < row.length; column++) {
      const text = cellText(row[column])
      if (text === '') continue
      filled++
      if (text === heading[column]) same++
      else if (filled - same > 3) break
    }
    if (same >= 2 && same >= filled * 0.7) return true
  }
  return false
}

/** The heading of another table: most of its cells are words that stand alone as headings. */
export function isOtherHeading(row: readonly LayoutCell[]): boolean {
  let filled = 0
  let words = 0
  for (const cell of row) {
    if (cell === null) continue
    filled++
    if (typeof cell !== 'string') {
      if (filled - words > 2) return false
      continue
    }
    if (cell.length <= 16 && HEADING_WORDS.has(cell)) words++
    else if (filled - words > 2) return false
  }
  return words >= 3 && words >= filled * 0.6
}

/** `1 2 3 4 …`, `甲 乙 1 2 …`, `(1) (2) …` right under the heading. */
export function isColumnNumbers(row: readonly LayoutCell[]): boolean {
  const texts = row
    .map((cell) => cellText(cell).replace(/[()（）\s栏]/g, ''))
    .filter((text) => text !== '' && text !== '次')
  const numbers = texts.filter((text) => !/^[甲乙丙丁戊]$/.test(text))
  if (texts.length < 3) return false
  return numbers.every(
    (text, i) => /^\d{1,2}$/.test(text) && (i === 0 ? Number(text) <= 2 : Number(text) === Number(numbers[i - 1]) + 1),
  )
}

export function firstText(row: readonly LayoutCell[]): string {
  for (const cell of row) {
    const text = cellText(cell)
    if (text !== '') return text
  }
  return ''
}

function filledCount(row: readonly LayoutCell[]): number {
  let filled = 0
  for (const cell of row) if (cell !== null && cellText(cell) !== '') filled++
  return filled
}
