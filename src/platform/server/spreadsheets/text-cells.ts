/**
 * The text of a cell as the person sees it. Programs hide things in front of codes so that spreadsheets do not turn them
 * into numbers (`'912…`, a tab, `="912…"`); that comes off here. In a csv an apostrophe also hides what would otherwise
 * run as a formula: our own writer does so, and it comes off again.
 */
const FORMULA_TEXT = /^="([^"]*)"$/
const UNKEEPABLE = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u
const ALL_UNKEEPABLE = new RegExp(UNKEEPABLE, 'gu')
const BLANK = /^[\s\u200B\uFEFF]*$/
const HIDDEN_CODE = /^'(?=[0-9A-Z][0-9A-Z\-./:]*$)/
const HIDDEN_IN_CSV = /^'(?=[=+\-@＝＋－＠\t\n\r']|[0-9A-Z][0-9A-Z\-./:]*$)/
/** What a spreadsheet would run, or what `csvText` would take off. */
const NEEDS_HIDING = /^[=+\-@＝＋－＠\t\n\r']/

/** Null when nothing is visible. */
export function visibleText(text: string): string | null {
  return isPlain(text) ? text : cleaned(text, HIDDEN_CODE)
}

/** The same for a field of a csv. */
export function csvText(text: string): string | null {
  return isPlain(text) ? text : cleaned(text, HIDDEN_IN_CSV)
}

/** The field to write so that no spreadsheet runs it and `csvText` gives the text back. */
export function csvHidden(text: string): string {
  return NEEDS_HIDING.test(text) ? `'${text}` : text
}

/** Whether a text holds something that `keepableText` takes out. */
export function isUnkeepable(text: string): boolean {
  return UNKEEPABLE.test(text) || !text.isWellFormed()
}

/**
 * Without control characters (no database keeps NUL, terminals obey others) and without those that turn the direction of
 * writing round; with U+FFFD for half of a surrogate pair. Null when nothing is left.
 */
export function keepableText(text: string): string | null {
  const kept = text.replace(ALL_UNKEEPABLE, '').toWellFormed()
  return BLANK.test(kept) ? null : kept
}

/** Most texts begin with a letter, a digit or a Chinese character, and are what they are. */
function isPlain(text: string): boolean {
  const first = text.charCodeAt(0)
  return first > 0x3d && first !== 0xa0 && first !== 0x200b && first !== 0x3000 && first !== 0xfeff
}

function cleaned(text: string, hidden: RegExp): string | null {
  if (BLANK.test(text)) return null
  switch (text[0]) {
    case "'":
      return text.replace(hidden, '')
    case '=':
      return text.replace(FORMULA_TEXT, '$1')
    case '\t':
      return text.replace(/^\t+/, '')
    default:
      return text
  }
}
