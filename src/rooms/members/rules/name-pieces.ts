import { readPinyin } from '../../../standards/pinyin.ts'

/**
 * By what a sealed name is found: the whole of it, each two characters in a row, the initials. Never by a single character
 * and never by a part of the initials: so few pieces would tell the names themselves by how often they come.
 */
export interface NamePieces {
  readonly whole: string
  readonly pairs: readonly string[]
  readonly initials: string
}

/** Blanks inside a name are layout (`张  伟`); dots of minority names are written in many ways. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s\u3000]/g, '')
    .replaceAll(/[·•‧∙・․.]/g, '·')
    .toLowerCase()
}

export function namePieces(name: string): NamePieces {
  const whole = plainName(name)
  const characters = [...whole]
  const pairs = new Set<string>()
  for (let at = 0; at + 2 <= characters.length; at++) pairs.add(`${characters[at]}${characters[at + 1]}`)
  const initials = readPinyin(whole)
    .map((syllable, at) => (at === 0 ? SURNAMES[characters[0] ?? ''] : undefined) ?? syllable[0] ?? '')
    .join('')
    .toLowerCase()
  return { whole, pairs: [...pairs], initials }
}

/** Surnames that are read otherwise than the character by itself, with another initial. */
const SURNAMES: Readonly<Record<string, string>> = {
  单: 's',
  曾: 'z',
  仇: 'q',
  解: 'x',
  查: 'z',
  翟: 'z',
  覃: 'q',
  乐: 'y',
  朴: 'p',
  区: 'o',
  缪: 'm',
  冼: 'x',
  尉: 'w',
}

/** What of a query can be asked of names; null for one that is too short. */
export function queryPieces(q: string): { readonly pairs: readonly string[]; readonly initials: string | null } | null {
  const plain = plainName(q)
  if (/^[a-z]{2,12}$/.test(plain)) return { pairs: [], initials: plain }
  const { pairs } = namePieces(plain)
  return pairs.length === 0 ? null : { pairs, initials: null }
}
