/**
 * One spelling for addresses before they are read: half-width letters, digits and marks (Unicode NFKC), no spaces, one
 * kind of bracket and dash, no closing punctuation. Chinese characters and numerals stay as written, so every part that
 * is read later is a piece of this text.
 */
const PLAIN = /^[0-9A-Za-z\u4e00-\u9fff()#.,、-]*$/
const INVISIBLE = /[\ufe00-\ufe0f\u115f\u3164\s\p{Cc}\p{Cf}]/gu
const ENTITIES = /&(?:#\d{1,6}|#x[0-9a-f]{1,5}|nbsp|amp|quot|lt|gt|middot);/gi
const OPENING = /[[{<〈《「『【〔〖〘﹝]/g
const CLOSING = /[\]}>〉》」』】〕〗〙﹞]/g
const DASHES = /[‐-―−─—﹘~～ー_]/g
const QUOTES = /["'“”‘’`´*]/g
const TRAILING = /[.。,，、;；:：\-|/\\]+$/

/** Idempotent; the same for any width and spacing of the same address. */
export function normaliseAddress(text: string): string {
  if (PLAIN.test(text)) return /[.,、-]$|--/.test(text) ? tidy(text) : text
  return tidy(
    text
      .normalize('NFKC')
      .replace(ENTITIES, '')
      .replace(INVISIBLE, '')
      .replace(OPENING, '(')
      .replace(CLOSING, ')')
      .replace(DASHES, '-')
      .replace(QUOTES, '')
      .replace(/[○◯]/g, '〇')
      .replace(/;/g, ',')
      .normalize('NFKC')
      .replace(INVISIBLE, ''),
  )
}

function tidy(text: string): string {
  return text.replace(/-{2,}/g, '-').replace(TRAILING, '')
}
