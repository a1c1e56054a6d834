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

/** How sure each kind of clue is by itself, 0 to 1; from reading 200 located addresses of each kind by eye. */
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
  choice: 0.75,
  'unit-name': 0.45,
}
