import { createWriteStream, existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../kernel/problem.ts'
import { temporaryFiles } from './testing.ts'
import { writeChunk, writeFileWhole } from './stream-writing.ts'
import { writeXlsx } from './write-xlsx.ts'
import { writeCsv } from './write-csv.ts'

const files = temporaryFiles()
const rows = Array.from({ length: 20_000 }, (_, i) => [`单位${i * 7919}`, i])
const columns = [{ title: '名称' }, { title: '人数' }]

describe('writeFileWhole', () => {
  test('the file is there whole, and nothing else', async () => {
    const path = files.path('out.txt')
    await writeFileWhole(path, async (out) => writeChunk(out, Buffer.from('全文')))
    expect(readFileSync(path, 'utf8')).toBe('全文')
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('a failure in the middle leaves the old file and no other', async () => {
    const path = files.write('old.txt', '原有')
    const failing = writeFileWhole(path, async (out) => {
      await writeChunk(out, Buffer.from('新'))
      throw new Error('in the middle')
    })
    await expect(failing).rejects.toThrow('in the middle')
    expect(readFileSync(path, 'utf8')).toBe('原有')
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test.skipIf(!existsSync('/dev/full'))('a full disk is a Problem and leaves no half file', async () => {
    const path = files.path('full.txt')
    const writing = writeFileWhole(
      path,
      async (out) => writeChunk(out, Buffer.alloc(1024 * 1024)),
      () => createWriteStream('/dev/full'),
    )
    await expect(writing).rejects.toMatchObject({
      code: 'spreadsheets.disk-full',
      message: expect.stringContaining('full.txt'),
    })
    expect(existsSync(path)).toBe(false)
  })

  test('a place that cannot be written to', async () => {
    const writing = writeFileWhole(files.path('nowhere/out.txt'), async (out) => writeChunk(out, Buffer.from('x')))
    await expect(writing).rejects.toMatchObject({ code: 'spreadsheets.cannot-write' })
  })
})

/** A stream that takes `capacity` bytes and then fails like a full disk. */
function smallDisk(capacity: number): Writable {
  let taken = 0
  return new Writable({
    highWaterMark: 1024,
    write(chunk: Buffer, _encoding, done) {
      taken += chunk.length
      setImmediate(() => done(taken > capacity ? Object.assign(new Error('no space'), { code: 'ENOSPC' }) : null))
    },
  }).on('error', () => {})
}

test.each([0, 100, 30_000])('writers to a stream that is full after %i bytes', async (capacity) => {
  const writers = [
    () => writeXlsx(smallDisk(capacity), { sheets: [{ name: '表', columns, rows }] }),
    () => writeCsv(smallDisk(capacity), { columns, rows }),
  ]
  for (const write of writers) {
    const error: unknown = await write().catch((failure: unknown) => failure)
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({ code: 'spreadsheets.disk-full' })
  }
})

test('a reader that goes away ends the writing', async () => {
  const out = new Writable({ highWaterMark: 16, write: (_chunk, _encoding, done) => setImmediate(done) })
  const writing = writeXlsx(out, { sheets: [{ name: '表', columns, rows }] })
  setImmediate(() => out.destroy())
  await expect(writing).rejects.toThrow('closed')
})
