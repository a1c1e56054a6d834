/**
 * Counts how much of a text is UTF-8, over chunks cut anywhere. Text in GB18030 is full of byte sequences that UTF-8
 * forbids, so a file without one is UTF-8, and a file with a handful among thousands of good ones is UTF-8 with damage.
 */
import { isAscii, isUtf8 } from 'node:buffer'

/** Bytes counted one by one; a few megabytes tell the share well enough. */
const ENOUGH = 4 * 1024 * 1024

export class Utf8Census {
  /** Well-formed sequences of two to four bytes (a chunk without a fault counts as one). */
  good = 0
  /** Bytes that belong to no well-formed sequence. */
  bad = 0
  #carry: Buffer = Buffer.alloc(0)
  #counted = 0

  add(chunk: Buffer): void {
    const bytes = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk
    const end = wholeSequences(bytes)
    const whole = bytes.subarray(0, end)
    this.#carry = Buffer.from(bytes.subarray(end))
    if (isAscii(whole)) return
    if (isUtf8(whole)) this.good += 1
    else this.#count(whole)
  }

  end(): void {
    if (this.#carry.length > 0) this.#count(this.#carry)
    this.#carry = Buffer.alloc(0)
  }

  #count(bytes: Buffer): void {
    if (this.#counted >= ENOUGH) return
    this.#counted += bytes.length
    let bad = 0
    for (let i = 0; i < bytes.length;) {
      if ((bytes[i] as number) < 0x80) {
        i++
        continue
      }
      const length = sequenceLength(bytes[i] as number)
      let follows = 1
      while (follows < length && ((bytes[i + follows] ?? 0) & 0xc0) === 0x80) follows++
      if (length > 0 && follows === length) this.good++
      else bad++
      i += length > 0 && follows === length ? length : 1
    }
    // Overlong forms and surrogates pass the count above, yet `isUtf8` has refused the chunk.
    this.bad += Math.max(1, bad)
  }
}

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  if (lead >= 0xf0 && lead <= 0xf4) return 4
  return 0
}

/** Where to cut so that a sequence begun at the end stays whole for the next chunk. */
function wholeSequences(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}
