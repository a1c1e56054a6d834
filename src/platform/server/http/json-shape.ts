import type { RequestLimits } from './limits.ts'

/**
 * Depth and number of parts of a JSON text, counted over its characters before anything is built from it: one pass, no
 * recursion, so that neither `[[[[…` nor a million keys costs more than reading them. Whether it is JSON at all is the
 * parser's affair.
 */
export function isTooIntricate(text: string, { depth, items }: Pick<RequestLimits, 'depth' | 'items'>): boolean {
  let level = 0
  let parts = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (quoted) {
      if (character === BACKSLASH) at++
      else if (character === QUOTE) quoted = false
      continue
    }
    switch (character) {
      case QUOTE:
        quoted = true
        break
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (++level > depth) return true
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        level--
        break
      case COMMA:
        if (++parts > items) return true
        break
    }
  }
  return false
}

const UNKEEPABLE = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u
const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/**
 * Whether every text in a value can be kept: no control characters (no database keeps NUL, terminals obey others), none
 * that turn the direction of writing round, and no half of a surrogate pair, which no file can be written with.
 */
export function isKeepable(value: unknown): boolean {
  if (typeof value === 'string') return !UNKEEPABLE.test(value) && value.isWellFormed()
  if (Array.isArray(value)) return value.every(isKeepable)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => isKeepable(key) && isKeepable(inner))
}
