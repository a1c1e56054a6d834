import { normaliseText } from '../../../standards/names.ts'

/**
 * Search is one text per unit: the name in one spelling, its pinyin initials and its full pinyin, the code, the address.
 * Every word of a query must occur in it, which serves two characters of Chinese as well as the tail of a code.
 */
export interface Sounds {
  /** `大连` → `daldian`: initials and syllables, lower case. */
  initials(name: string): string
  pinyin(name: string): string
}

export function searchText(
  unit: { readonly name: string; readonly code: string | null; readonly address: string | null },
  sounds: Sounds,
): string {
  const name = normaliseText(unit.name)
  const address = unit.address === null ? '' : normaliseText(unit.address)
  return `${name.toLowerCase()} ${sounds.initials(name)} ${sounds.pinyin(name)} ${(unit.code ?? '').toLowerCase()} ${address.toLowerCase()}`
}

/** The words of a query in the spelling of `searchText`; Traditional characters are turned by `simplify` when given. */
export function queryText(query: string, simplify?: (text: string) => string): string[] {
  return normaliseText(query.trim(), simplify)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6)
}
