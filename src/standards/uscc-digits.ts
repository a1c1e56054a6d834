/**
 * The two check digits inside a unified social credit code.
 *
 * Whole code (GB 32100-2015): 18 of the 31 characters below (no I, O, S, V, Z); character i weighs 3^(i-1) mod 31 and the
 * last is 31 − Σ mod 31 (31 → 0). 31 is prime and no weight is 0, so every single wrong character is detected.
 * Characters 9–17 are the organisation code (GB 11714-1997): eight of 0–9 A–Z, then 11 − Σ mod 11 (10 → X, 11 → 0).
 */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const VALUES = new Map([...USCC_ALPHABET].map((character, value) => [character, value]))

/** Each of the characters is one that a code may hold (says nothing of the length). */
export function inUsccAlphabet(text: string): boolean {
  for (const character of text) if (!VALUES.has(character)) return false
  return true
}

/** The 18th character that the first 17 demand; null when one of them cannot stand in a code. */
export function usccCheckDigit(first17: string): string | null {
  let sum = 0
  for (const [place, weight] of WEIGHTS.entries()) {
    const value = VALUES.get(first17[place] ?? '')
    if (value === undefined) return null
    sum += value * weight
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31] ?? null
}

/** The 9th character of an organisation code from its first eight; null when one of them is no digit or capital letter. */
export function organisationCheckDigit(first8: string): string | null {
  let sum = 0
  for (const [place, weight] of ORGANISATION_WEIGHTS.entries()) {
    const value = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(first8[place] ?? ' ')
    if (value < 0) return null
    sum += value * weight
  }
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Both check digits agree and no character is impossible. */
export function isValidUscc(code: string): boolean {
  return (
    code.length === 18 &&
    usccCheckDigit(code) === code[17] &&
    inUsccAlphabet(code.slice(17)) &&
    organisationCheckDigit(code.slice(8, 16)) === code[16]
  )
}

/**
 * A valid code from its free parts: authority and kind (2), division (6), organisation number (8).
 * Throws RangeError when a part has the wrong length or a character outside the alphabet.
 */
export function makeUscc(prefix2: string, division6: string, organisation8: string): string {
  const body = prefix2 + division6 + organisation8
  if (prefix2.length !== 2 || division6.length !== 6 || organisation8.length !== 8 || !inUsccAlphabet(body)) {
    throw new RangeError(`not the parts of a credit code: ${prefix2} ${division6} ${organisation8}`)
  }
  const first17 = body + organisationCheckDigit(organisation8)
  return first17 + usccCheckDigit(first17)
}
