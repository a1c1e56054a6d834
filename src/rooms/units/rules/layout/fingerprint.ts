/**
 * A mark for a form: the same headings in the same order give the same mark, whatever the file, the title lines or the data.
 * 53 bits (cyrb53 by bryc, public domain), enough for the few hundred forms an office meets.
 */
import { headerKey } from './header-text.ts'

export function formFingerprint(paths: readonly (readonly string[])[]): string {
  const keys = paths.map((path) => path.map(headerKey).join('/'))
  while (keys.length > 0 && keys.at(-1) === '') keys.pop()
  return hash53(keys.join('|'))
}

function hash53(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0')
}
