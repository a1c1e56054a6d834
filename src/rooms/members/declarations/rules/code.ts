/**
 * The code of a receipt: 60 bits as twelve letters and digits in three groups, without those that are read for others
 * (Crockford's alphabet: no I, L, O, U). `K7QM-3XDA-90TZ`.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12

/** From as many random bytes. Throws RangeError for fewer. */
export function codeOf(bytes: Uint8Array): string {
  if (bytes.length < LENGTH) throw new RangeError('too few bytes for a code')
  const letters = [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** As it was made, however it was typed; null for what cannot be a code. */
export function readCode(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return plain.length === LENGTH && [...plain].every((letter) => ALPHABET.includes(letter)) ? plain : null
}
