/** The words of an official paper: what stands in it, not how it is set. */
export type PaperPart =
  | { readonly kind: 'number'; readonly organ: string; readonly year: number; readonly no: string }
  | { readonly kind: 'title'; readonly text: string }
  /** 主送机关, with its colon. */
  | { readonly kind: 'addressee'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Numbered by the layout: 一、 （一） 1. （1）. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | ({ readonly kind: 'table' } & PaperTable)
  | ({ readonly kind: 'form' } & PaperForm)
  /** 附件说明, below the text. */
  | { readonly kind: 'attachments'; readonly names: readonly string[] }
  | { readonly kind: 'signature'; readonly organ: string; readonly day: string }
  /** Begins on a page of its own; `no` is null where there is only one. */
  | { readonly kind: 'attachment'; readonly no: number | null; readonly title: string }

export interface PaperTable {
  readonly columns: readonly PaperColumn[]
  readonly rows: readonly PaperRow[]
}

export interface PaperColumn {
  readonly title: string
  /** Millimetres; a table takes up to the 156 mm of the text block. */
  readonly width: number
  readonly align?: 'left' | 'center' | 'right'
}

/** Cells of one row. A cell that spans rows stands in its first one; `null` is a place that such a cell covers. */
export type PaperRow = readonly (PaperCell | null)[]

export type PaperCell = string | { readonly text: string; readonly rows: number }

/** A form that is filled in by hand where nothing is known. */
export interface PaperForm {
  readonly rows: readonly FormRow[]
  /** Small enough to stand on one page, where it then stays. */
  readonly together?: boolean
}

/** One pair takes the whole width, two share it. */
export interface FormRow {
  readonly pairs: readonly (readonly [name: string, value: string])[]
  /** Millimetres at least. */
  readonly height?: number
}

/** Running text of papers: no gaps between Chinese and figures. */
export function tight(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}，。；：、（）“”《》]) +(?=[\dA-Za-z])/gu, '')
    .replace(/(?<=[\dA-Za-z%]) +(?=[\p{Script=Han}，。；：、（）“”《》])/gu, '')
}

/** 2026年11月21日, as the date of a paper is written. */
export function paperDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(year)}年${Number(month)}月${Number(date)}日`
}

/** Characters of 2号 that fit on a line of 156 mm. */
const TITLE_LINE = 20

/** May stand in a title where a line may end; not shown. */
export const BREAK = '\u200b'

/**
 * A long title in lines of about equal length, broken only where it may be or, where nothing is said, between words:
 * 词意完整、排列对称.
 */
export function titleLines(text: string): string[] {
  const whole = text.replaceAll(BREAK, '')
  const length = [...whole].length
  if (length <= TITLE_LINE) return [whole]
  const pieces = text.includes(BREAK)
    ? text.split(BREAK)
    : [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map(({ segment }) => segment)
  const ideal = length / Math.ceil(length / TITLE_LINE)
  let best = 0
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    at += [...piece].length
    if (at > TITLE_LINE || at === length) break
    if (best === 0 || Math.abs(at - ideal) <= Math.abs(lengthOf(pieces, best) - ideal)) best = index + 1
  }
  if (best === 0) return [whole.slice(0, TITLE_LINE), ...titleLines(whole.slice(TITLE_LINE))]
  const glue = text.includes(BREAK) ? BREAK : ''
  return [pieces.slice(0, best).join(''), ...titleLines(pieces.slice(best).join(glue))]
}

function lengthOf(pieces: readonly string[], count: number): number {
  return [...pieces.slice(0, count).join('')].length
}

const DIGITS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 → 一, 12 → 十二, 30 → 三十, 105 → 一百〇五; up to 999. */
export function chineseOrdinal(n: number): string {
  if (n >= 100) return hundreds(n)
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  const unit = ones === 0 && tens > 0 ? '' : (DIGITS[ones] ?? '')
  return tens === 0 ? unit : `${tens === 1 ? '' : (DIGITS[tens] ?? '')}十${unit}`
}

function hundreds(n: number): string {
  const rest = n % 100
  const head = `${DIGITS[Math.floor(n / 100)] ?? ''}百`
  if (rest === 0) return head
  return rest < 10 ? `${head}〇${chineseOrdinal(rest)}` : `${head}${rest < 20 ? '一' : ''}${chineseOrdinal(rest)}`
}
