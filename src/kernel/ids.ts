/**
 * Row ids: sortable by time, unique without a round trip, 20 characters of Crockford base 32
 * (9 of milliseconds since 1970, 11 of randomness). `random` is an argument so that tests are repeatable.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

export function makeId(millis: number, random: () => number): string {
  let time = millis
  let head = ''
  for (let place = 0; place < 9; place++) {
    head = ALPHABET[time % 32] + head
    time = Math.floor(time / 32)
  }
  let tail = ''
  for (let place = 0; place < 11; place++) tail += ALPHABET[Math.floor(random() * 32)]
  return head + tail
}
