/**
 * What a number format makes of a number. Only what changes the meaning matters: dates, percentages, leading zeros and
 * words around the number (`0"万元"`). Thousands separators, decimals and colours do not.
 *
 * Format codes: ECMA-376 part 1, 18.8.30 and 18.8.31. Ids 27–36 and 50–58 are dates in East Asian workbooks and carry no code.
 */
import type { DateCell } from './types.ts'

export type NumberShow =
  | { readonly as: 'plain' }
  | { readonly as: 'date'; readonly precision: DateCell['precision'] }
  | { readonly as: 'percent' }
  | { readonly as: 'padded'; readonly digits: number }
  | { readonly as: 'worded'; readonly before: string; readonly after: string }

export const PLAIN: NumberShow = { as: 'plain' }

const DAY: NumberShow = { as: 'date', precision: 'day' }
const MONTH: NumberShow = { as: 'date', precision: 'month' }
const MINUTE: NumberShow = { as: 'date', precision: 'minute' }
const TIME: NumberShow = { as: 'date', precision: 'time' }
const PERCENT: NumberShow = { as: 'percent' }

/** Formats that workbooks name by id alone. */
export function showOfBuiltIn(id: number): NumberShow {
  if (id === 9 || id === 10) return PERCENT
  if (id === 17 || id === 27 || id === 36 || id === 50 || id === 52 || id === 57) return MONTH
  if (id === 22) return MINUTE
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) return TIME
  if ((id >= 14 && id <= 16) || (id >= 28 && id <= 31) || (id >= 51 && id <= 58)) return DAY
  return PLAIN
}

const known = new Map<string, NumberShow>()

/** What a format code such as `yyyy"年"m"月"` or `0.00%` shows. */
export function showOfFormat(given: string): NumberShow {
  // Excel keeps 255 characters; a file may claim more, and the patterns below are not made for that.
  const code = given.slice(0, 255)
  let show = known.get(code)
  if (show === undefined) {
    show = readFormat(code)
    if (known.size < 10_000) known.set(code, show)
  }
  return show
}

function readFormat(code: string): NumberShow {
  if (/^(general|g\/通用格式|@)?$/i.test(code.trim())) return PLAIN
  const section = firstSection(code)
  // Elapsed time (`[h]:mm`) is an amount, not a moment.
  const elapsed = /\[(h+|m+|s+)\]/i.test(section)
  const bare = section.replace(/\[[^\]]*\]/g, '')
  const unquoted = bare.replace(/"[^"]*"|\\.|_.|\*./g, '')
  if (elapsed) return PLAIN
  const letters = unquoted.replace(/general|通用格式|[0#?][.,]?e[+-]/gi, '').toLowerCase()
  if (/[ymdhse]|aaa|上午|下午/.test(letters)) return dateShow(letters)
  if (unquoted.includes('%')) return PERCENT
  if (/^0{2,}$/.test(bare)) return { as: 'padded', digits: bare.length }
  return wordedShow(bare)
}

function dateShow(letters: string): NumberShow {
  const year = /[ye]/.test(letters)
  const day = /d/.test(letters)
  const time = /[hs]|am\/pm|上午|下午/.test(letters)
  if (!year && !day && time) return TIME
  if (time) return MINUTE
  if (day || /aaa/.test(letters)) return DAY
  // `m` alone is a month here: minutes never stand without hours or seconds.
  if (year && !letters.includes('m')) return { as: 'date', precision: 'year' }
  return MONTH
}

/** `"共"0.0"人"` → 共 … 人; a trailing comma divides by a thousand, which words cannot tell, so such formats stay plain. */
function wordedShow(bare: string): NumberShow {
  const found = /^([^0#?]*)([0#?][0#?,.]*)([^0#?]*)$/.exec(bare)
  if (!found || found[2]?.endsWith(',')) return PLAIN
  const before = literalText(found[1] ?? '')
  const after = literalText(found[3] ?? '')
  if (!/[\p{L}]/u.test(before + after)) return PLAIN
  return { as: 'worded', before, after }
}

function literalText(part: string): string {
  return part.replace(
    /"([^"]*)"|[\\!](.)|_.|\*./g,
    (_, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? '',
  )
}

/** Up to the first `;` outside quotes: the format of positive numbers. */
function firstSection(code: string): string {
  let quoted = false
  for (let i = 0; i < code.length; i++) {
    const letter = code[i]
    if (letter === '"') quoted = !quoted
    else if (letter === '\\') i++
    else if (letter === ';' && !quoted) return code.slice(0, i)
  }
  return code
}
