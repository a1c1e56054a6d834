/**
 * Two hashes of short texts. `textHash` is FNV-1a: different orders differ. `bagHash` is a sum over the characters,
 * so it does not see their order, and taking one character away is one subtraction: all spellings with swapped
 * characters and one missing, added or replaced one are found by looking up a handful of sums (after Garbe's
 * deletion index, SymSpell).
 */
export function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

export function bagHash(text: string): number {
  let sum = 0
  for (let at = 0; at < text.length; at++) sum = (sum + characterHash(text.charCodeAt(at))) | 0
  return sum
}

export function characterHash(unit: number): number {
  let mixed = Math.imul(unit + 0x7ed55d16, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) | 0
}

/** Two neighbouring characters as one number. */
export function pairHash(first: number, second: number): number {
  return (first << 16) | second | 0
}
