/**
 * Dates as offices write them: 2019.5, 2012年, 2012年3月, 2012/3/5, 1998-8-16, 20190501, 二〇一九年五月, 98.8, Excel day numbers.
 *
 * The text is brought to plain digits and separators, then tried against a short list of shapes; the first that fits decides
 * how precise the date is. A date that is only a month or a year keeps that precision and stands on its first day. What was
 * assumed on the way (a two-digit year, month before day, 2019.1 that may have been 2019.10) is said in `notes`.
 */
import { type Day, makeDay } from '../kernel/day.ts'
import { plainCell } from './cells.ts'
import { CHINESE_NUMBER, readChineseNumber } from './chinese-numerals.ts'
import { halfWidth, isBlankMark, isExcelError } from './plain-text.ts'

export type Precision = 'day' | 'month' | 'year'

export interface DayRead {
  readonly ok: true
  /** First day of the month or year where that is all that was given. */
  readonly day: Day
  readonly precision: Precision
  readonly given: string
  /** Wholly after today: 2026年 is not in the future on any day of 2026. */
  readonly future: boolean
  /** Chinese sentences: what was assumed; empty for a plain date. */
  readonly notes: readonly string[]
}

export interface DayRefused {
  readonly ok: false
  /** `empty` is no fault: the cell says nothing. */
  readonly problem: 'empty' | 'impossible' | 'several' | 'not-a-date' | 'cell-error'
  /** Chinese sentence for the reason column; empty when `problem` is `empty`. */
  readonly words: string
  readonly given: string
}

export type DayReading = DayRead | DayRefused

export interface DayOptions {
  /** Decides the century of two-digit years and what lies in the future. */
  readonly today: Day
  /** The workbook counts days from 1904 (old Macintosh files). */
  readonly date1904?: boolean
}

const EARLIEST_YEAR = 1840
const LATEST_YEAR = 2199

/** `value` is a cell (cells.ts). Never throws. */
export function readDay(value: unknown, options: DayOptions): DayReading {
  const cell = plainCell(value)
  const given = cell instanceof Date ? (Number.isNaN(cell.getTime()) ? '' : cell.toISOString()) : String(cell ?? '')
  if (cell === null || cell === '' || isBlankMark(cell)) return refuse('empty', '', given)
  if (isExcelError(cell)) return refuse('cell-error', `单元格为表格错误值 ${given.trim()}，请在原表改正`, given)
  if (cell instanceof Date) return readInstant(cell, given, options)
  if (typeof cell === 'number') return readNumber(cell, given, options)
  return readText(given, options)
}

/**
 * The day that Excel shows for a day number, time of day ignored; null for the 29 February 1900 that Excel believes in
 * (number 60) and for numbers out of its range.
 */
export function dayOfSerial(serial: number, date1904 = false): Day | null {
  const whole = Math.floor(serial)
  if (!Number.isFinite(serial) || whole < (date1904 ? 0 : 1) || whole > 2_958_465) return null
  if (!date1904 && whole === 60) return null
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30)
  return dayOfUtc(new Date(epoch + whole * 86_400_000))
}

/** Spreadsheet readers build dates at midnight, some in universal time; anything else is an instant seen from China. */
function readInstant(instant: Date, given: string, options: DayOptions): DayReading {
  if (Number.isNaN(instant.getTime())) return refuse('not-a-date', '日期无法识别', given)
  const nearest = new Date(Math.round(instant.getTime() / 60_000) * 60_000)
  const atMidnight = nearest.getUTCHours() === 0 && nearest.getUTCMinutes() === 0
  const day = dayOfUtc(atMidnight ? nearest : new Date(nearest.getTime() + 8 * 3_600_000))
  const [year, month, date] = (day ?? '0-0-0').split('-').map(Number) as [number, number, number]
  return accept({ year, month, day: date, notes: [] }, given, options)
}

function dayOfUtc(date: Date): Day | null {
  return makeDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

function readNumber(value: number, given: string, options: DayOptions): DayReading {
  if (Number.isInteger(value) && value >= EARLIEST_YEAR && value <= LATEST_YEAR) {
    return accept({ year: value, month: 0, day: 0, notes: [] }, given, options)
  }
  if (Number.isInteger(value) && value >= 100_000) return readText(given, options)
  if (/^\d{2}(\d{2})?\.\d{1,2}$/.test(given) && value < LATEST_YEAR + 1) {
    const reading = readText(given, options)
    if (!reading.ok || !given.endsWith('.1')) return reading
    const note = `${given} 按1月读取；若原为10月（${given}0），请改为文本格式`
    return { ...reading, notes: [...reading.notes, note] }
  }
  return readSerial(value, given, options)
}

/** Day numbers from 1927 to 2119; smaller numbers in a date column are far likelier to be something else. */
function readSerial(serial: number, given: string, options: DayOptions): DayReading {
  const day = serial >= 10_000 && serial < 80_000 ? dayOfSerial(serial, options.date1904) : null
  if (day === null) return refuse('not-a-date', `“${given}”不是日期，请写成 2019-05-01 的样子`, given)
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return accept({ year, month, day: date, notes: [] }, given, options)
}

interface Parts {
  readonly year: number
  /** 0 where not given. */
  readonly month: number
  readonly day: number
  readonly notes: readonly string[]
}

const SEPARATOR = '\\s*[-./年月、,_~ ]\\s*'
const DAY_END = '\\s*[日号]?'
const SHAPES: readonly [RegExp, (found: RegExpExecArray, today: Day) => Parts][] = [
  [new RegExp(`^(\\d{4})${SEPARATOR}(\\d{1,2})${SEPARATOR}(\\d{1,2})${DAY_END}$`), ([, y, m, d]) => parts(y, m, d)],
  [new RegExp(`^(\\d{4})${SEPARATOR}(\\d{1,2})\\s*月?份?$`), ([, y, m]) => parts(y, m)],
  [/^(\d{4})\s*年?度?$/, ([, y]) => parts(y)],
  [/^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/, ([, y, m, d]) => parts(y, m, d)],
  [/^((?:18|19|20|21)\d{2})(\d{2})$/, ([, y, m]) => parts(y, m)],
  [/^(\d{2})(\d{2})(\d{2})$/, ([, y, m, d], today) => shortYear(today, y, m, d)],
  [/^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/, ([, a, b, y]) => yearLast(String(y), String(a), String(b))],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{2})$/, ([, a, b, c], today) => slashed(today, String(a), String(b), String(c))],
  [
    new RegExp(`^'?(\\d{2})${SEPARATOR}(\\d{1,2})${SEPARATOR}(\\d{1,2})${DAY_END}$`),
    ([, y, m, d], t) => shortYear(t, y, m, d),
  ],
  [new RegExp(`^'?(\\d{2})${SEPARATOR}(\\d{1,2})\\s*月?份?$`), ([, y, m], today) => shortYear(today, y, m)],
  [/^'?(\d{2})\s*年$/, ([, y], today) => shortYear(today, y)],
]

function readText(given: string, options: DayOptions): DayReading {
  const { text, notes } = plain(given)
  if (/^(0000[-./]?00[-./]?00|1900[-./]0?1[-./]0?0|1899[-./]12[-./]3[01]|0)$/.test(text))
    return refuse('empty', '', given)
  for (const [shape, read] of SHAPES) {
    const found = shape.exec(text)
    if (found === null) continue
    const seen = read(found, options.today)
    return accept({ ...seen, notes: [...notes, ...seen.notes] }, given, options)
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) return readSerial(Number(text), given, options)
  if ((text.match(/\d{4}/g) ?? []).length > 1) return refuse('several', '单元格内有多个日期，请只保留一个', given)
  return refuse('not-a-date', `“${given.trim()}”不是日期，请写成 2019-05-01 的样子`, given)
}

const CHINESE_PART = new RegExp(`[${CHINESE_NUMBER}]+(?=\\s*[年月日号])`, 'g')
const TIME =
  /[T ]\s*(上午|下午)?\s*\d{1,2}\s*[:时点]\s*\d{1,2}\s*分?(\s*[:]?\s*\d{1,2}(\.\d+)?\s*秒?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const LOOSE = /(左右|前后|年初|年底|年末|年中|月初|月底|月末|上半年|下半年|[上中下]旬|[春夏秋冬]季?)$/

/** Digits, separators and 年月日 only: Chinese numerals read, time of day, “约” “起” “成立于” and trailing marks dropped. */
function plain(given: string): { text: string; notes: string[] } {
  const notes: string[] = []
  let text = halfWidth(given)
    .replace(CHINESE_PART, (numeral) => String(readChineseNumber(numeral) ?? numeral))
    .replaceAll(/[—–−]/g, '-')
    .replaceAll('。', '.')
    .replaceAll('，', ',')
    .trim()
    .replace(TIME, '')
    .replace(/^(成立于|建于|始建于|成立时间|时间|日期|自|于)[:：]?\s*/, '')
    .replace(/(成立|组建|建立|以来|至今|起)$/, '')
  if (/^(约|大约|大概)/.test(text) || LOOSE.test(text)) {
    notes.push('原文为大致日期')
    text = text
      .replace(/^(约|大约|大概)\s*/, '')
      .replace(/([初底末中])$/, '')
      .replace(LOOSE, '')
  }
  return { text: text.replace(/[\s.,、\-/;；:]+$/, ''), notes }
}

function parts(year?: string, month?: string, day?: string): Parts {
  return { year: Number(year ?? 0), month: Number(month ?? 0), day: Number(day ?? 0), notes: [] }
}

/** Two digits are this century up to the present year, else the last. */
function shortYear(today: Day, year?: string, month?: string, day?: string): Parts {
  const two = Number(year)
  const full = 2000 + two <= Number(today.slice(0, 4)) ? 2000 + two : 1900 + two
  return { ...parts(String(full), month, day), notes: [`两位年份 ${year} 按${full}年读取`] }
}

function yearLast(year: string, first: string, second: string): Parts {
  if (Number(first) > 12) return parts(year, second, first)
  const sure = Number(second) > 12 || first === second
  return { ...parts(year, first, second), notes: sure ? [] : [`按“月/日/年”读取为${year}年${first}月${second}日`] }
}

/** 98/8/16 begins with its year; 5/1/19 is how a spreadsheet in English prints a short date. */
function slashed(today: Day, first: string, second: string, third: string): Parts {
  if (Number(first) > 12) return shortYear(today, first, second, third)
  const read = shortYear(today, third, first, second)
  return { ...read, notes: [`按“月/日/年”读取为${read.year}年${read.month}月${read.day}日`] }
}

function accept(seen: Parts, given: string, { today }: DayOptions): DayReading {
  const { year, month, day } = seen
  const precision: Precision = month === 0 ? 'year' : day === 0 ? 'month' : 'day'
  const made = makeDay(year, month || 1, (month && day) || 1)
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return refuse('impossible', `年份 ${year} 不合常理，请核对`, given)
  if (made === null) {
    const words = month > 12 ? `没有${month}月` : `${year}年${month}月没有${day}日`
    return refuse('impossible', `${words}，请核对`, given)
  }
  const length = { day: 10, month: 7, year: 4 }[precision]
  return {
    ok: true,
    day: made,
    precision,
    given,
    future: made.slice(0, length) > today.slice(0, length),
    notes: seen.notes,
  }
}

function refuse(problem: DayRefused['problem'], words: string, given: string): DayRefused {
  return { ok: false, problem, words, given }
}
