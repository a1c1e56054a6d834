/**
 * Writes GB18030, which the platform can read but not write. The table is made by reading every code once: so it is by
 * construction the inverse of the reader. One- and two-byte codes cover what offices use; four-byte codes the rest of
 * Unicode, in a straight run for the supplementary planes. Source: GB 18030-2005, WHATWG Encoding Standard, 10.2.
 */
const SURROGATE_RUN_START = 0x10000
const SURROGATE_POINTER_START = 189_000
/** Four-byte codes of the basic plane: pointers 0 … 39419 (0x81308130 … 0x8431A439). */
const BASIC_POINTERS = 39_420
const UNKNOWN = 0x3f

/** By UTF-16 unit: the code's bytes as a number, 0 where there is none. */
let table: Uint32Array | undefined

/** A lone surrogate or one of the few private-use characters without a code becomes `?`. */
export function encodeGb18030(text: string): Buffer {
  table ??= makeTable()
  const bytes = Buffer.allocUnsafe(text.length * 4)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      bytes[length++] = unit
      continue
    }
    const code = table[unit] as number
    if (code > 0xffff) length = bytes.writeUInt32BE(code, length)
    else if (code > 0) length = bytes.writeUInt16BE(code, length)
    else {
      const point = text.codePointAt(i) ?? 0
      if (point < SURROGATE_RUN_START) bytes[length++] = UNKNOWN
      else {
        length = bytes.writeUInt32BE(codeOfPointer(point - SURROGATE_RUN_START + SURROGATE_POINTER_START), length)
        i++
      }
    }
  }
  return bytes.subarray(0, length)
}

function makeTable(): Uint32Array {
  const codes = new Uint32Array(0x10000)
  const decoder = new TextDecoder('gb18030')
  for (let pointer = 0; pointer < BASIC_POINTERS; pointer++) take(codes, decoder, codeOfPointer(pointer), 4)
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) take(codes, decoder, (lead << 8) | trail, 2)
  }
  return codes
}

const one = Buffer.alloc(4)

function take(codes: Uint32Array, decoder: TextDecoder, code: number, length: number): void {
  if (length === 4) one.writeUInt32BE(code, 0)
  else one.writeUInt16BE(code, 0)
  const text = decoder.decode(one.subarray(0, length))
  // Two units: an undefined code followed by a letter; U+FFFD: no code (its own code is taken by its pointer).
  if (text.length === 1 && (text !== '\uFFFD' || code === FFFD_CODE)) codes[text.charCodeAt(0)] = code
}

const FFFD_CODE = 0x8431a437

/** Four-byte codes count 10 × 126 × 10 × 126 from 0x81308130. */
function codeOfPointer(pointer: number): number {
  const fourth = pointer % 10
  const third = Math.floor(pointer / 10) % 126
  const second = Math.floor(pointer / 1260) % 10
  const first = Math.floor(pointer / 12_600)
  return (((0x81 + first) << 24) | ((0x30 + second) << 16) | ((0x81 + third) << 8) | (0x30 + fourth)) >>> 0
}
