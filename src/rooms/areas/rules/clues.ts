/**
 * Why a unit was put where it is: each clue is a word of the address (or the credit code, or the name), what it gave, and
 * how sure that is. The same words are shown to the office.
 */
export type How =
  | 'name'
  | 'short'
  | 'old-name'
  | 'zone'
  | 'moved-town'
  | 'unlisted-town'
  | 'inside'
  | 'registry'
  | 'root'
  | 'road'
  | 'estate'
  | 'unit-name'
  | 'choice'

export interface Clue {
  /** Piece of the address, of the code or of the name that decided. */
  readonly word: string
  readonly how: How
  /** One Chinese sentence: what it decided. */
  readonly said: string
}

/**
 * How sure each kind of clue is by itself, 0 to 1: ranks set by judgement, not frequencies. What is learnt from roads is
 * checked on held-out units by bench/locate.ts and is right more often than it claims.
 */
export const SURE: Record<How, number> = {
  name: 0.98,
  short: 0.9,
  'old-name': 0.93,
  zone: 0.95,
  'moved-town': 0.85,
  'unlisted-town': 0.85,
  inside: 0.85,
  road: 0.8,
  estate: 0.75,
  registry: 0.6,
  root: 0.65,
  choice: 0.75,
  'unit-name': 0.45,
}

const ASSUMING: ReadonlySet<How> = new Set(['registry', 'root', 'unit-name'])

/** The county is not in the address: the credit code, the file or the name had to stand in. */
export function isAssumed({ words }: { readonly words: readonly Clue[] }): boolean {
  return words.some((word) => ASSUMING.has(word.how))
}
