import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { root } from './program.ts'
import { smallPng } from './small-png.ts'

const chunk = (kind: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(kind), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

test('a few colours come out as they went in, whatever filter the rows had', () => {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(3, 0)
  size.writeUInt32BE(2, 4)
  size.set([8, 2, 0, 0, 0], 8)
  // First row as it is, second row as differences to the one above.
  const rows = Buffer.from([0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 2, 0, 0, 0, 0, 0, 0, 255, 255, 0])
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  const small = smallPng(png)
  const at = (name: string): Buffer => {
    const from = small.indexOf(name, 0, 'latin1')
    return small.subarray(from + 4, from + 4 + small.readUInt32BE(from - 4))
  }
  const palette = at('PLTE')
  const colour = (index: number): number[] => [...palette.subarray(index * 3, index * 3 + 3)]
  const dots = inflateSync(at('IDAT'))
  const seen = [1, 2, 3, 5, 6, 7].map((place) => colour(dots[place] ?? 0))
  const [red, green, blue, white] = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 255],
  ]
  expect(seen).toEqual([red, green, blue, red, green, white])
})

test('the guide has its pictures, none of them heavy', () => {
  const folder = join(root, 'docs/guide/pictures')
  const pictures = readdirSync(folder)
  const weights = pictures.map((name) => ({ name, bytes: statSync(join(folder, name)).size }))
  for (const { name, bytes } of weights) expect(bytes, name).toBeLessThan(150 * 1024)
  // What a clone and the guide in the program carry along.
  expect(weights.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(3 * 1024 * 1024)
  const pages = readdirSync(join(root, 'docs/guide')).filter((name) => name.endsWith('.md'))
  const shown = pages.flatMap((name) =>
    [...readFileSync(join(root, 'docs/guide', name), 'utf8').matchAll(/\((pictures\/[^)]+)\)/g)].map(
      ([, path]) => path ?? '',
    ),
  )
  for (const path of shown) expect(existsSync(join(root, 'docs/guide', path)), path).toBe(true)
  for (const name of pictures) expect(shown).toContain(`pictures/${name}`)
})
