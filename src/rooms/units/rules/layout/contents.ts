/**
 * What the cells of a column look like, from a sample of the data. Each test says of one cell whether it could be a value
 * of that sort; the share of cells that pass is the column's fit. Where the order or the variety of values matters, the
 * fit is of the whole column.
 */
import { isValidUscc } from '../../../../standards/uscc.ts'
import { isLatitude, isLongitude, readDegrees, readPointText } from '../coordinates.ts'
import { cellText } from './cells.ts'
import type { LayoutCell } from './types.ts'

export type ContentName = keyof typeof CELL_TESTS | 'serial' | 'fewWords' | 'longText'

/** Filled cells of one column in the sample, with the text of each. */
export interface ColumnSample {
  readonly cells: readonly LayoutCell[]
  readonly texts: readonly string[]
  /** Rows in the sample, blank ones too. */
  readonly rows: number
}

/** 0…1; null when the column has no values to tell from. */
export function contentFit(content: ContentName, sample: ColumnSample): number | null {
  const { texts, cells } = sample
  if (texts.length === 0) return null
  switch (content) {
    case 'serial':
      return serialFit(texts)
    case 'fewWords':
      return texts.length < 5 ? 0.7 : new Set(texts).size <= Math.max(12, texts.length * 0.4) ? 1 : 0.3
    case 'longText': {
      const average = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
      return Math.min(1, average / 20)
    }
    default: {
      const test = CELL_TESTS[content]
      let fit = 0
      for (const [i, text] of texts.entries()) fit += Number(test(text, cells[i] ?? null))
      return fit / texts.length
    }
  }
}

export function validCodeShare(sample: ColumnSample): number {
  if (sample.texts.length === 0) return 0
  return sample.texts.filter((text) => isValidUscc(text.toUpperCase())).length / sample.texts.length
}

/** Also true for a code that has become a number: its digits are lost, its place in the sheet is not. */
export function looksLikeCode(text: string, cell: LayoutCell): boolean {
  if (typeof cell === 'object' && cell !== null && cell.kind === 'number') return cell.value > 1e14
  return /^[0-9A-Z]{17,19}$/i.test(text.replace(/[\s-]/g, '')) && /\d{6}/.test(text)
}

export function looksLikeUnitName(text: string): boolean {
  return text.length >= 4 && !/\d{5}/.test(text) && UNIT_ENDING.test(text.replace(/[)）\s]+$/, ''))
}

const UNIT_ENDING =
  /(?:公司|企业|厂|店|中心|合作社|经营部|服务部|营业部|门市部?|部|商行|银行|行|医院|学院|院|事务所|研究所|诊所|所|社|协会|学会|商会|联合会|促进会|基金会|会|学校|幼儿园|园|集团|农场|市场|广场|场|馆|站|超市|商店|酒店|饭店|宾馆|餐厅|酒楼|铺|工作室|室|坊|城|网吧|吧|队|户|处|堂|屋|庄|轩|阁|居|楼|摊|点|局)$/

export function looksLikeAddress(text: string): boolean {
  if (text.length < 5 || /(?:公司|支部|委员会)$/.test(text)) return false
  const hits = text.match(/[省市区县旗镇乡村街路道巷弄号楼室幢栋屯组里座层园区湾桥]/g)
  return hits !== null && new Set(hits).size >= 2
}

function looksLikeDate(text: string, cell: LayoutCell): boolean {
  if (typeof cell === 'object' && cell !== null) return cell.kind === 'date'
  if (typeof cell === 'number')
    return (cell >= 1900 && cell <= 2100) || (cell > 20_000 && cell < 60_000) || dateDigits(text)
  return /^\d{4}\s*(?:[-./年]\s*\d{1,2}|年?$)/.test(text) || /^\d{2}[-./年]\d{1,2}/.test(text) || dateDigits(text)
}

function dateDigits(text: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?$/.test(text)
}

function looksLikeCount(text: string, cell: LayoutCell): boolean {
  if (typeof cell === 'number') return Number.isInteger(cell) && cell >= 0 && cell < 1_000_000
  return (
    /^[约近超]?\s*\d{1,6}\s*(?:[-~—至到]\s*\d{1,6})?\s*(?:人|名|余人|多人|人左右|余|\+)?$/.test(text) ||
    /^(?:无|没有|零|[一二三四五六七八九十百]{1,5}人?|—|-|\/)$/.test(text)
  )
}

function looksLikeMoney(text: string, cell: LayoutCell): boolean {
  if (typeof cell === 'number') return cell >= 0
  return (
    /^[¥￥]?\s*\d[\d,]*(?:\.\d+)?\s*(?:[(（]?(?:万|元|亿|人民币|美元|港元|日元|欧元).*)?$/.test(text) ||
    /^(?:N\/A|无|-|—)$/i.test(text)
  )
}

function looksLikeYesNo(text: string): boolean {
  return /^(?:是|否|有|无|已|未|√|✓|✔|×|✗|Y|N|YES|NO|TRUE|FALSE|1|0|没有|不是|已建|未建|已建立|未建立|已成立|未成立|已组建|未组建|建立|已建成|无党组织|有党组织|单建|联建|已覆盖|未覆盖|对|错|★|●|○)$/i.test(
    text,
  )
}

const CELL_TESTS = {
  code: looksLikeCode,
  oldRegNo: (text: string) => /^\d{13}(?:\d{2})?$/.test(text),
  orgCode: (text: string) => /^[0-9A-Z]{8}-?[0-9X]$/i.test(text),
  name: (text: string) =>
    looksLikeUnitName(text) ||
    (/^\p{Script=Han}[\p{Script=Han}\w()（）·\s]{3,}$/u.test(text) && !looksLikeAddress(text)),
  address: looksLikeAddress,
  date: looksLikeDate,
  count: looksLikeCount,
  money: looksLikeMoney,
  yesNo: looksLikeYesNo,
  organisation: (text: string) => /支部|党委|总支|党组|委员会/.test(text),
  registeredType: (text: string) =>
    /有限|责任|股份|独资|合伙|个体|集体|国有|全民|私营|外商|外资|港澳台|台港澳|联营|合作|内资|民办|社会|团体|基金|非公|公有|分公司|非企业|N\/A/.test(
      text,
    ),
  personName: (text: string) => /^\p{Script=Han}{2,4}$/u.test(text) && !/(?:支部|公司)$/.test(text),
  cityName: (text: string) => /^\p{Script=Han}{2,8}$/u.test(text) && !/[区县旗镇乡村]$/.test(text),
  countyName: (text: string) => /^\p{Script=Han}{2,12}(?:区|县|旗|市|新城|管委会)$/u.test(text),
  /** Of either sort: which of the two a column holds is told row by row. */
  degrees: (_text: string, cell: LayoutCell) => {
    const degrees = readDegrees(cell)
    return degrees !== null && (isLongitude(degrees) || isLatitude(degrees))
  },
  longitude: (_text: string, cell: LayoutCell) => isFine(cell, isLongitude),
  latitude: (_text: string, cell: LayoutCell) => isFine(cell, isLatitude),
  point: (text: string) => readPointText(text).ok,
  place: (text: string) =>
    /^[\p{Script=Han}\d()（）]{2,15}$/u.test(text) && !looksLikeUnitName(text.replace(/(?:居|村)委会$/, '')),
} satisfies Record<string, (text: string, cell: LayoutCell) => boolean>

/** Without a heading only what has the many decimals of a point: other columns hold numbers of this size, too. */
function isFine(cell: LayoutCell, within: (degrees: number) => boolean): boolean {
  const degrees = readDegrees(cell)
  return degrees !== null && within(degrees) && Number(degrees.toFixed(3)) !== degrees
}

/** Whole numbers that mostly go up by one from row to row. */
function serialFit(texts: readonly string[]): number {
  if (texts.length < 2) return /^\d+$/.test(texts[0] ?? '') ? 0.6 : 0
  let steps = 0
  for (let i = 1; i < texts.length; i++) {
    const before = Number(texts[i - 1])
    const step = Number(texts[i]) - before
    if (step === 1 || (texts[i] === '1' && before > 1)) steps++
  }
  return steps / (texts.length - 1)
}

/** Takes the columns of the sample rows apart. */
export function sampleColumns(rows: readonly (readonly LayoutCell[])[], columnCount: number): ColumnSample[] {
  return Array.from({ length: columnCount }, (_, column) => {
    const cells: LayoutCell[] = []
    const texts: string[] = []
    for (const row of rows) {
      const text = cellText(row[column])
      if (text === '') continue
      cells.push(row[column] ?? null)
      texts.push(text)
    }
    return { cells, texts, rows: rows.length }
  })
}

/**
 * Rows to look at: runs of neighbours (so that a running number is seen) from all over the data, since the head of a hand-kept
 * ledger is often better kept than its tail.
 */
export function sampleRows<T>(rows: readonly T[], most = 400, run = 40): T[] {
  if (rows.length <= most) return [...rows]
  const runs = Math.floor(most / run)
  const picked: T[] = []
  for (let i = 0; i < runs; i++) {
    const start = Math.floor((i * (rows.length - run)) / (runs - 1))
    picked.push(...rows.slice(start, start + run))
  }
  return picked
}
