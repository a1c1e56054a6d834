/**
 * What every reader of office cells does first: full-width forms to half-width, invisible characters out, and the marks
 * that offices write for "nothing here" told apart from real text.
 */

/** Zero-width, byte-order, soft-hyphen and direction marks that word processors leave in cells. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g
const FULL_WIDTH = /[\uff01-\uff5e\u3000\u00a0]/g
const NEEDS_WORK = /[^\x20-\x7e\u4e00-\u9fff]/

/** Full-width ASCII and spaces to half-width, invisible characters removed; Chinese characters and “、。” stay. */
export function halfWidth(text: string): string {
  if (!NEEDS_WORK.test(text)) return text
  return text
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (mark) =>
      mark === '\u3000' || mark === '\u00a0' ? ' ' : String.fromCharCode(mark.charCodeAt(0) - 0xfee0),
    )
}

const BLANK_MARKS = new Set([
  '',
  '无',
  '暂无',
  '没有',
  '空',
  '未填',
  '/',
  '\\',
  'n/a',
  'na',
  'null',
  'nil',
  'none',
  '无此项',
])

/** True for nothing and for the marks that mean nothing: 无, /, —, N/A, ***, null … */
export function isBlankMark(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value !== 'string') return false
  const text = halfWidth(value).trim().toLowerCase()
  return BLANK_MARKS.has(text) || /^[-—–―_*.。·\s/]+$/.test(text)
}

/** Excel's error values as they reach a cell's text: #N/A, #REF!, #VALUE! … */
export function isExcelError(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)/i.test(value.trim())
  )
}
