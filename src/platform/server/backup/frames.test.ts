import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../kernel/problem.ts'
import { seededRandom } from '../../../kernel/random.ts'
import { openFrames, sealFrames } from './frames.ts'

const key = Buffer.alloc(32, 7)
const header = Buffer.alloc(32, 9)

async function* pieces(...all: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* all
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of stream) all.push(piece)
  return Buffer.concat(all)
}

async function seal(...plain: readonly Buffer[]): Promise<Buffer[]> {
  const frames: Buffer[] = []
  for await (const frame of sealFrames(pieces(...plain), key, header)) frames.push(frame)
  return frames
}

const refusal = async (...bytes: readonly Buffer[]): Promise<Problem> => {
  const error = await collect(openFrames(pieces(...bytes), key, header)).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

const plain = randomBytes(3_400_000)

describe('frames', () => {
  test('any bytes in any pieces come back, read in any pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 777 }),
        async (parts, step) => {
          const sealed = Buffer.concat(await seal(...parts.map((part) => Buffer.from(part))))
          const cut: Buffer[] = []
          for (let from = 0; from < sealed.length; from += step) cut.push(sealed.subarray(from, from + step))
          expect(await collect(openFrames(pieces(...cut), key, header))).toEqual(Buffer.concat(parts))
        },
      ),
      { seed: 20261122, numRuns: 100 },
    )
  })

  test('large ones are cut into several', async () => {
    const frames = await seal(plain)
    expect(frames.length).toBe(4)
    expect((await collect(openFrames(pieces(...frames), key, header))).equals(plain)).toBe(true)
  })

  test('every single flipped bit is found, and its frame named', async () => {
    const frames = await seal(plain)
    const random = seededRandom(3)
    for (let time = 0; time < 60; time++) {
      const at = random.int(frames.length)
      const frame = frames[at] as Buffer
      const changed = Buffer.from(frame)
      const place = random.int(frame.length)
      changed[place] = (changed[place] ?? 0) ^ (1 << random.int(8))
      const problem = await refusal(...frames.with(at, changed))
      expect(problem.code).toBe('backup.broken')
      // A length that was changed may show in the frame itself or by what then is missing at its end.
      if (place >= 4) expect(problem.details['frame']).toBe(at + 1)
    }
  })

  test('cut off anywhere: found', async () => {
    const all = Buffer.concat(await seal(plain))
    const random = seededRandom(4)
    for (let time = 0; time < 40; time++)
      expect((await refusal(all.subarray(0, random.int(all.length)))).code).toBe('backup.broken')
  })

  test('cut off between frames, exchanged, repeated, left out, followed by more: found', async () => {
    const [one, two, three, four] = (await seal(plain)) as [Buffer, Buffer, Buffer, Buffer]
    expect((await refusal(one, two, three)).details['frame']).toBe(4)
    expect((await refusal(one, three, two, four)).details['frame']).toBe(2)
    expect((await refusal(one, one, two, three, four)).details['frame']).toBe(2)
    expect((await refusal(one, three, four)).details['frame']).toBe(2)
    await refusal(one, two, three, four, four)
    await refusal(one, two, three, four, Buffer.from([0]))
    await refusal()
  })

  test('under another header nothing opens', async () => {
    const frames = await seal(plain)
    await expect(collect(openFrames(pieces(...frames), key, Buffer.alloc(32, 8)))).rejects.toThrow('第 1 块')
  })
})
