/**
 * Whole numbers written in Chinese: 三十, 一百零五, 两千, 一万二, 壹佰, 廿三, and digit by digit 二〇一九.
 * Units multiply what stands before them; 万 and 亿 close a group; a last digit after a unit counts one unit lower (一万二 = 12,000).
 */
const DIGITS = new Map(
  ['〇零○', '一壹', '二贰貳弍两兩', '三叁參叄', '四肆', '五伍', '六陆陸', '七柒', '八捌', '九玖'].flatMap(
    (marks, value) => [...marks].map((mark) => [mark, value] as const),
  ),
)

const UNITS = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
])
const GROUPS = new Map([
  ['万', 10_000],
  ['萬', 10_000],
  ['亿', 100_000_000],
  ['億', 100_000_000],
])
/** 廿 and 卅 are twenty and thirty in one character. */
const TENS = new Map([
  ['廿', 2],
  ['卅', 3],
])

/** The characters of a Chinese number, for use inside the brackets of a regular expression. */
export const CHINESE_NUMBER = [...DIGITS.keys(), ...UNITS.keys(), ...GROUPS.keys(), ...TENS.keys()].join('')

/** The number, or null when the text is not wholly a Chinese number. */
export function readChineseNumber(text: string): number | null {
  if (text === '') return null
  const digits = [...text].map((mark) => DIGITS.get(mark))
  if (digits.length > 1 && digits.every((digit) => digit !== undefined)) return Number(digits.join(''))
  let total = 0
  let group = 0
  let digit: number | null = null
  let lastUnit = 1
  let lastGroup = 1
  let afterZero = false
  for (const mark of text) {
    const value = DIGITS.get(mark)
    const tens = TENS.get(mark)
    const unit = UNITS.get(mark)
    const groupUnit = GROUPS.get(mark)
    if (value !== undefined) {
      if (digit) return null
      if (value === 0) afterZero = true
      digit = value
    } else if (tens !== undefined || unit !== undefined) {
      if (tens !== undefined && digit) return null
      group += tens === undefined ? (digit || 1) * (unit ?? 1) : tens * 10
      lastUnit = unit ?? 10
      digit = null
      afterZero = false
    } else if (groupUnit !== undefined) {
      const counted = group + (digit ?? 0)
      if (counted === 0 && total === 0) return null
      total = groupUnit > lastGroup ? (total + counted) * groupUnit : total + counted * groupUnit
      lastGroup = groupUnit
      lastUnit = groupUnit
      group = 0
      digit = null
      afterZero = false
    } else return null
  }
  const tail = digit ?? 0
  return total + group + (afterZero || lastUnit <= 10 ? tail : (tail * lastUnit) / 10)
}
