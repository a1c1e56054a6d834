/**
 * One spelling for texts that mean the same: no ordinary, full-width or zero-width spaces, half-width letters, digits
 * and punctuation (Unicode NFKC), one form of bracket, capital Latin letters, Simplified characters.
 */

/** Traditional → Simplified; see names-script.ts for the usual one. */
export type Simplify = (text: string) => string

/** Nothing that would change: most names and addresses. */
const CLEAN = /^[一-鿿0-9A-Z()·-]*$/
/** Spaces, control and zero-width characters, soft hyphen, byte-order mark, variation selectors. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\u115f\u1160]|\p{Variation_Selector}/gu
const OPENING = /[[{<〈《「『【〔〖〘﹝]/g
const CLOSING = /[\]}>〉》」』】〕〗〙﹞]/g
const DASHES = /[‐-―−─—﹘]+/g
const DOTS = /[•‧∙⋅・･]/g
const QUOTES = /["'“”‘’`´]/g

/** Idempotent; the same for any width, spacing and bracket style of the same name. */
export function normaliseText(text: string, simplify?: Simplify): string {
  const plain = CLEAN.test(text) ? text : plainMarks(text)
  return simplify === undefined ? plain : simplify(plain)
}

function plainMarks(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(OPENING, '(')
    .replace(CLOSING, ')')
    .replace(DASHES, '-')
    .replace(DOTS, '·')
    .replace(QUOTES, '')
    .replace(/[a-z]+/g, (latin) => latin.toUpperCase())
    .replace(/[○◯]/g, '〇')
    .normalize('NFKC')
}
