/**
 * Counts, amounts of money and yes/no as offices write them. A reader never guesses silently: an empty cell is null without a
 * problem, a number that was rounded or assumed carries a note, and what is no number is null with a problem in words.
 */
import { plainCell } from './cells.ts'
import { CHINESE_NUMBER, readChineseNumber } from './chinese-numerals.ts'
import { halfWidth, isBlankMark, isExcelError } from './plain-text.ts'

export interface NumberProblem {
  readonly code: 'cell-error' | 'not-a-number' | 'negative' | 'not-whole' | 'absurd' | 'unclear'
  /** Chinese sentence for the reason column. */
  readonly words: string
}

export interface CountReading {
  /** Whole number ≥ 0; null when the cell is empty, says “不详”, or has a problem. */
  readonly value: number | null
  /** 约30, 30余人, 10-20 (the lower bound is taken). */
  readonly approximate: boolean
  readonly problem: NumberProblem | null
  /** Chinese sentence: what was assumed. */
  readonly note: string | null
  readonly given: string
}

export const UNKNOWN_WORDS = /^(不详|不明|不清楚|不知道|未知|待定|待补|待核|待查|保密|\?+|？+)$/

/** No registered unit employs more; a larger figure is a code or a sum in the wrong column. */
const MOST_PERSONS = 1_000_000

const NUMERAL = `\\d+(?:\\.\\d+)?[万千百]?|[${CHINESE_NUMBER}]+`
const COUNTER = '[人名个位户家口员]?(?:党员|职工|员工)?'
const BEFORE = /^(约|大约|大概|近|将近|接近|不足|不到|不满|不少于|少于|超过|超|逾|多于|至少|[≥>≤<~≈])\s*/
const AFTER = /(左右|上下|以上|以下|以内|不到)$/
const ONE = new RegExp(`^(${NUMERAL})([余多几+]?)${COUNTER}([余多]?)$`)
const RANGE = new RegExp(`^(${NUMERAL})${COUNTER}(?:-|~|至|到|—|–|－)(${NUMERAL})${COUNTER}$`)

/** A number of persons, units, organisations. `value` is a cell (cells.ts); never throws. */
export function readCount(value: unknown, most = MOST_PERSONS): CountReading {
  const cell = plainCell(value)
  const given = cell instanceof Date ? (cell.toJSON() ?? '') : String(cell ?? '')
  const none = { value: null, approximate: false, problem: null, note: null, given }
  const refuse = (code: NumberProblem['code'], words: string): CountReading => ({ ...none, problem: { code, words } })
  if (cell === null || isBlankMark(cell)) return none
  if (isExcelError(cell)) return refuse('cell-error', `单元格为表格错误值 ${given.trim()}，请在原表改正`)
  const text = halfWidth(given)
    .replace(/[,\s]|，(?=\d{3})/g, '')
    .replace(/^(共计|合计|共|有|计)(?=.)/, '')
  if (UNKNOWN_WORDS.test(text)) return { ...none, note: `原文为“${given.trim()}”` }
  if (cell instanceof Date || typeof cell === 'boolean') return refuse('not-a-number', `“${given}”不是人数，请填写数字`)
  const seen = typeof cell === 'number' ? { value: cell, approximate: false, note: null } : readCountText(text)
  if (seen === null || Number.isNaN(seen.value)) return refuse('not-a-number', `“${given.trim()}”不是数字，请填写数字`)
  if (seen.value < 0) return refuse('negative', `数量不能为负数（${given.trim()}），请核对`)
  if (seen.value > most) return refuse('absurd', `${given.trim()} 大得不合常理，请核对是否填错列`)
  if (!Number.isInteger(seen.value)) return refuse('not-whole', `${given.trim()} 不是整数，请核对`)
  return { ...none, ...seen }
}

type CountSeen = { readonly value: number; readonly approximate: boolean; readonly note: string | null }

function readCountText(text: string): CountSeen | null {
  if (/^-\d+(\.\d+)?[人名个]?$/.test(text)) return { value: Number.parseFloat(text), approximate: false, note: null }
  const bare = text.replace(BEFORE, '').replace(AFTER, '')
  const loose = bare !== text
  const one = ONE.exec(bare)
  if (one !== null) {
    const near = eitherOr(one[1] ?? '')
    if (near !== null) return { value: near, approximate: true, note: `“${text}”按 ${near} 读取` }
    return { value: numeral(one[1] ?? ''), approximate: loose || one[2] !== '' || one[3] !== '', note: null }
  }
  const range = RANGE.exec(bare)
  if (range !== null) {
    const [low, high] = [numeral(range[1] ?? ''), numeral(range[2] ?? '')]
    return low < high ? { value: low, approximate: true, note: `“${text}”按下限 ${low} 读取` } : null
  }
  const remark = /^(.+?)\(.*\)$/.exec(bare)
  const main = remark?.[1] === undefined ? null : readCountText(remark[1])
  return main === null
    ? null
    : { ...main, approximate: main.approximate || loose, note: main.note ?? '括号内的说明未读取' }
}

/** 七八人, 两三人, 三五人: neighbouring digits without a unit mean either; the lower counts. */
function eitherOr(text: string): number | null {
  if (text.length !== 2) return null
  const [low, high] = [...text].map((mark) => readChineseNumber(mark) ?? 0) as [number, number]
  return low >= 1 && high <= 9 && (high === low + 1 || text === '三五') ? low : null
}

/** Plain, Chinese or mixed (1.2万); NaN when it is none. */
function numeral(text: string): number {
  const plain = Number(text)
  if (!Number.isNaN(plain)) return plain
  const mixed = /^(\d+(?:\.\d+)?)([百千万])$/.exec(text)
  if (mixed !== null) return exact(Number(mixed[1]) * (readChineseNumber(`一${mixed[2]}`) ?? Number.NaN))
  return readChineseNumber(text) ?? Number.NaN
}

/** Drops the noise of binary fractions (1.1 × 10000). */
function exact(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

export interface AmountReading {
  /** In 万 of the currency (万元, 万美元 …), never converted; null when the cell is empty or has a problem. */
  readonly value: number | null
  /** ISO 4217; CNY when the cell names none. */
  readonly currency: string
  /** Unit as it stood in the cell (亿元, 万美元), or the assumed one. */
  readonly unit: string
  readonly problem: NumberProblem | null
  readonly note: string | null
  readonly given: string
}

/** Names as registries write them, longest first so that 新台币 is not read as 台币 of something. */
/** Office names of the currencies that registers write, by ISO 4217 code. */
export const currencyNames: Readonly<Record<string, string>> = {
  CNY: '人民币',
  USD: '美元',
  HKD: '港元',
  JPY: '日元',
  EUR: '欧元',
  GBP: '英镑',
  AUD: '澳大利亚元',
  CAD: '加拿大元',
  SGD: '新加坡元',
  CHF: '瑞士法郎',
  KRW: '韩元',
  TWD: '新台币',
  MOP: '澳门元',
  DEM: '德国马克',
}

const CURRENCIES: readonly [RegExp, string][] = [
  [/人民币元?|RMB|CNY/, 'CNY'],
  [/美元|美金|USD|US\$/, 'USD'],
  [/港元|港币|港幣|HKD|HK\$/, 'HKD'],
  [/日元|日圆|JPY/, 'JPY'],
  [/欧元|EUR|€/, 'EUR'],
  [/英镑|GBP|£/, 'GBP'],
  [/澳大利亚元|澳元|AUD/, 'AUD'],
  [/加拿大元|加元|CAD/, 'CAD'],
  [/新加坡元|新元|SGD/, 'SGD'],
  [/瑞士法郎|CHF/, 'CHF'],
  [/韩元|韩圆|KRW/, 'KRW'],
  [/新?台币|新台幣|TWD/, 'TWD'],
  [/澳门元|澳门币|MOP/, 'MOP'],
  [/马克|DEM/, 'DEM'],
]
const SCALES: Readonly<Record<string, number>> = {
  亿: 10_000,
  千万: 1000,
  百万: 100,
  十万: 10,
  万: 1,
  千: 0.1,
  百: 0.01,
  '': 0.0001,
}
const AMOUNT = new RegExp(`^(?:约|￥|¥|\\$)?(\\d+(?:\\.\\d+)?|[${CHINESE_NUMBER}]+)(.*)$`)
const ABSURD = 100_000_000

/**
 * Registered capital, revenue. `unit` is what the column's heading says of bare numbers (default 万元); a unit in the cell wins.
 * `value` is a cell (cells.ts); never throws.
 */
export function readAmount(value: unknown, options: { readonly unit?: '元' | '万元' | '亿元' } = {}): AmountReading {
  const cell = plainCell(value)
  const given = cell instanceof Date ? (cell.toJSON() ?? '') : String(cell ?? '')
  const none = { value: null, currency: 'CNY', unit: options.unit ?? '万元', problem: null, note: null, given }
  const refuse = (code: NumberProblem['code'], words: string): AmountReading => ({ ...none, problem: { code, words } })
  if (cell === null || isBlankMark(cell)) return none
  if (isExcelError(cell)) return refuse('cell-error', `单元格为表格错误值 ${given.trim()}，请在原表改正`)
  const text = halfWidth(given)
    .replace(/[,\s()，]/g, '')
    .replaceAll('萬', '万')
    .replaceAll('億', '亿')
    .replaceAll('圓', '圆')
    .replace(/[整正]$/, '')
  if (UNKNOWN_WORDS.test(text)) return { ...none, note: `原文为“${given.trim()}”` }
  if (/^-\d/.test(text)) return refuse('negative', `金额不能为负数（${given.trim()}），请核对`)
  const found = AMOUNT.exec(text)
  const read = found === null ? null : readMoney(found[1] ?? '', (found[2] ?? '').toUpperCase(), none.unit)
  if (read === null) return refuse('not-a-number', `“${given.trim()}”不是金额，请写成“100万元”的样子`)
  const named = CURRENCIES.find(([name]) => name.test(text.toUpperCase()))
  if (read.value > ABSURD) return refuse('absurd', `${given.trim()} 大得不合常理，请核对单位是元还是万元`)
  const note = read.assumed && options.unit === undefined ? '未写单位，按万元读取' : null
  return { ...none, ...(named && { currency: named[1] }), value: read.value, unit: read.unit, note }
}

/**
 * In 万; null when what follows the digits is no unit of money. A bare number, or one with 人民币 only, is in the unit of the
 * heading; a spelt-out one (壹佰万元) carries its 万 inside.
 */
function readMoney(
  digits: string,
  after: string,
  heading: string,
): { value: number; unit: string; assumed: boolean } | null {
  const amount = numeral(digits)
  const spelt = !/\d/.test(digits)
  const rest = CURRENCIES.reduce((text, [name]) => text.replace(name, ''), after)
  const scale = /^(亿|千万|百万|十万|万|千|百|)(元|圆)?(?:左右|以上)?$/.exec(rest)?.[1]
  if (Number.isNaN(amount) || scale === undefined) return null
  const assumed = after === '' || after === '人民币'
  if (assumed && !(spelt && amount >= 10_000)) {
    return { value: exact(amount * scaleOf(heading.replace('元', ''))), unit: heading, assumed }
  }
  return { value: exact(amount * scaleOf(scale)), unit: after || '元', assumed: false }
}

function scaleOf(name: string): number {
  return SCALES[name] ?? 1
}

export interface YesNoReading {
  /** null when the cell is empty, says 不详, or has a problem. */
  readonly value: boolean | null
  readonly problem: NumberProblem | null
  readonly given: string
}

const YES = /^(是|有|已|对|√|✓|✔|☑|■|y|yes|true|t|1|单独|独立|联合|建立|成立)/
const NO = /^(否|无|未|没|不|尚未|×|✗|✘|✕|x|n|no|false|f|0|□|☐)/

/** 是/否, 有/无, √/×, 已建/未建, Y/N, 1/0, also with words after it (有，2019年建). `value` is a cell (cells.ts); never throws. */
export function readYesNo(value: unknown): YesNoReading {
  const cell = plainCell(value)
  const given = cell instanceof Date ? (cell.toJSON() ?? '') : String(cell ?? '')
  const text = halfWidth(given).trim().toLowerCase()
  const answer = (read: boolean | null): YesNoReading => ({ value: read, problem: null, given })
  if (typeof cell === 'boolean') return answer(cell)
  if (isExcelError(cell)) {
    const words = `单元格为表格错误值 ${given.trim()}，请在原表改正`
    return { value: null, problem: { code: 'cell-error', words }, given }
  }
  if (!/^(无|没有)$/.test(text) && (cell === null || isBlankMark(cell) || UNKNOWN_WORDS.test(text))) return answer(null)
  const word = /^[a-z0-9.]+/.exec(text)?.[0] ?? text
  if (/^(y|yes|true|t|1|1\.0)$/.test(word)) return answer(true)
  if (/^(n|no|false|f|x|0|0\.0)$/.test(word)) return answer(false)
  if (word === text && !/^[a-z0-9]/.test(text)) {
    if (YES.test(text)) return answer(true)
    if (NO.test(text)) return answer(false)
  }
  return { value: null, problem: { code: 'unclear', words: `“${given.trim()}”看不出是或否，请填“是”或“否”` }, given }
}
