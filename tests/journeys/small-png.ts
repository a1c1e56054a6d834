/**
 * Makes a picture of a screen small: at most 256 colours, one byte a dot, packed as tightly as zlib can. Screens are flat
 * colours and the soft edges of letters, so the commonest shades stand for their neighbours and no eye sees it.
 * Reads and writes the plain kind of PNG only (8 bits, no interlacing), which is what browsers make.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export function smallPng(png: Buffer): Buffer {
  const { width, height, dots } = read(png)
  const { palette, nearest } = choose(dots)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest(dots[y * width + x] ?? 0)
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    HEAD,
    chunk('IHDR', size),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Dots as 0xRRGGBB, row by row. */
function read(png: Buffer): { width: number; height: number; dots: Uint32Array } {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const bytes = png[25] === 6 ? 4 : png[25] === 2 ? 3 : 0
  if (bytes === 0 || png[24] !== 8 || png[28] !== 0) throw new Error('not a plain PNG')
  const parts: Buffer[] = []
  for (let at = HEAD.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const packed = inflateSync(Buffer.concat(parts))
  const line = width * bytes
  const raw = new Uint8Array(line * height)
  const dots = new Uint32Array(width * height)
  for (let y = 0; y < height; y++) {
    const filter = packed[y * (line + 1)] ?? 0
    for (let x = 0; x < line; x++) {
      const left = x < bytes ? 0 : (raw[y * line + x - bytes] ?? 0)
      const up = y === 0 ? 0 : (raw[(y - 1) * line + x] ?? 0)
      const corner = y === 0 || x < bytes ? 0 : (raw[(y - 1) * line + x - bytes] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
      raw[y * line + x] = (packed[y * (line + 1) + 1 + x] ?? 0) + guess
    }
    for (let x = 0; x < width; x++) {
      const at = y * line + x * bytes
      dots[y * width + x] = ((raw[at] ?? 0) << 16) | ((raw[at + 1] ?? 0) << 8) | (raw[at + 2] ?? 0)
    }
  }
  return { width, height, dots }
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** The commonest colours, none closer than a shade to a commoner one; then for every colour the nearest of them. */
function choose(dots: Uint32Array): { palette: number[]; nearest: (colour: number) => number } {
  const counts = new Map<number, number>()
  for (const dot of dots) counts.set(dot, (counts.get(dot) ?? 0) + 1)
  const common = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour)
  let palette: number[] = []
  for (let shade = 2; palette.length === 0 || palette.length > 256; shade *= 1.5) {
    palette = []
    for (const colour of common) {
      if (palette.length > 256) break
      if (palette.every((chosen) => distance(chosen, colour) > shade)) palette.push(colour)
    }
  }
  const known = new Map<number, number>()
  const nearest = (colour: number): number => {
    const found = known.get(colour)
    if (found !== undefined) return found
    let best = 0
    palette.forEach((chosen, index) => {
      if (distance(chosen, colour) < distance(palette[best] ?? 0, colour)) best = index
    })
    known.set(colour, best)
    return best
  }
  return { palette, nearest }
}

function distance(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16)
  const green = ((one >> 8) & 255) - ((other >> 8) & 255)
  const blue = (one & 255) - (other & 255)
  return red * red + green * green + blue * blue
}

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
