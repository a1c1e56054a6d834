/** Turns raw bytes of XML text into strings: UTF-8, character references, and the few names that workbooks and web pages use. */
const AMPERSAND = 0x26
const SEMICOLON = 0x3b

const NAMED: Readonly<Record<string, number>> = {
  amp: 38,
  lt: 60,
  gt: 62,
  quot: 34,
  apos: 39,
  nbsp: 160,
  ensp: 0x2002,
  emsp: 0x2003,
  middot: 0xb7,
  times: 0xd7,
  ldquo: 0x201c,
  rdquo: 0x201d,
  lsquo: 0x2018,
  rsquo: 0x2019,
  mdash: 0x2014,
  ndash: 0x2013,
  hellip: 0x2026,
  deg: 0xb0,
  yen: 0xa5,
  copy: 0xa9,
  reg: 0xae,
}

/** An unknown reference stays as it is written. */
export function xmlText(bytes: Buffer, start: number, end: number): string {
  let at = start
  while (at < end && bytes[at] !== AMPERSAND) at++
  if (at === end) return bytes.toString('utf8', start, end)
  let text = at > start ? bytes.toString('utf8', start, at) : ''
  const units: number[] = []
  while (at < end) {
    const semicolon = referenceEnd(bytes, at, end)
    const point = semicolon < 0 ? -1 : codePoint(bytes, at + 1, semicolon)
    if (point >= 0) {
      if (point > 0xffff) units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff))
      else units.push(point)
      at = semicolon + 1
    } else {
      units.push(AMPERSAND)
      at++
    }
    if (at < end && bytes[at] !== AMPERSAND) {
      const from = at
      while (at < end && bytes[at] !== AMPERSAND) at++
      text += String.fromCharCode(...units) + bytes.toString('utf8', from, at)
      units.length = 0
    } else if (units.length > 4000) {
      text += String.fromCharCode(...units)
      units.length = 0
    }
  }
  return units.length > 0 ? text + String.fromCharCode(...units) : text
}

function referenceEnd(bytes: Buffer, from: number, end: number): number {
  const last = Math.min(end, from + 12)
  for (let i = from + 1; i < last; i++) if (bytes[i] === SEMICOLON) return i
  return -1
}

function codePoint(bytes: Buffer, from: number, to: number): number {
  if (bytes[from] !== 0x23) return NAMED[bytes.toString('latin1', from, to)] ?? -1
  const hexadecimal = ((bytes[from + 1] ?? 0) | 0x20) === 0x78
  let point = 0
  for (let i = from + (hexadecimal ? 2 : 1); i < to; i++) {
    const byte = bytes[i] as number
    const digit = byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57
    if (digit < 0 || digit >= (hexadecimal ? 16 : 10)) return -1
    point = point * (hexadecimal ? 16 : 10) + digit
  }
  return point > 0 && point <= 0x10ffff ? point : -1
}

/** `_x000D_` in workbook strings stands for the character of that number. Source: ECMA-376 part 1, 22.9.2.19 ST_Xstring. */
export function unescapeControls(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** The value of an attribute, or null when the tag has none of that name. */
export function attribute(
  tag: { bytes: Buffer; from: number; to: number; find(name: string): boolean },
  name: string,
): string | null {
  return tag.find(name) ? xmlText(tag.bytes, tag.from, tag.to) : null
}

/**
 * Gives the same string for the same short bytes: half the cells of an office sheet are 是, 否, a day or a town. A cache
 * of fixed size in which a newer text takes the place of an older one.
 */
export class TextCache {
  readonly #texts: (string | undefined)[] = Array.from({ length: SLOTS })
  readonly #raw = Buffer.alloc(SLOTS * SLOT_BYTES)
  readonly #lengths = new Uint8Array(SLOTS)

  text(bytes: Buffer, start: number, end: number): string {
    const length = end - start
    if (length > SLOT_BYTES || length === 0) return xmlText(bytes, start, end)
    let hash = 0
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0
    const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1)
    const at = slot * SLOT_BYTES
    const known = this.#texts[slot]
    if (known !== undefined && this.#lengths[slot] === length) {
      let i = 0
      while (i < length && this.#raw[at + i] === bytes[start + i]) i++
      if (i === length) return known
    }
    const text = xmlText(bytes, start, end)
    bytes.copy(this.#raw, at, start, end)
    this.#lengths[slot] = length
    this.#texts[slot] = text
    return text
  }
}

const SLOTS = 4096
const SLOT_BYTES = 48
