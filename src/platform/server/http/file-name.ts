/** Control characters, and those that turn the direction of writing round: `表\u202exslx.exe` reads as `表exe.xlsx`. */
const UNSEEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
/** Not allowed in names on Windows, and what separates folders anywhere. */
const SEPARATORS = /[\\/:*?"<>|]/g
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
const LONGEST = 120

/**
 * The name of a file as it may be shown, and offered for saving, on any machine: no folders, nothing unseen, no name that
 * Windows keeps for devices, not too long, its ending kept. On our own disk files have numbers and never such a name.
 */
export function safeFileName(given: string, fallback = '文件'): string {
  const plain = given
    .toWellFormed()
    .replace(UNSEEN, '')
    .replace(SEPARATORS, '_')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
  const name = RESERVED.test(plain) ? `_${plain}` : plain
  if (name === '') return fallback
  const characters = [...name]
  if (characters.length <= LONGEST) return name
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.exec(name)?.[0] ?? ''
  return `${characters.slice(0, LONGEST - ending.length).join('')}${ending}`
}
