import { expect, test } from 'vitest'
import { Problem } from '../../../kernel/problem.ts'
import { readTable } from './read-table.ts'
import { readTableInWorker } from './read-in-worker.ts'
import { makeXlsx, sheetXml, temporaryFiles } from './testing.ts'

const files = temporaryFiles()
const rows = Array.from({ length: 5000 }, (_, i) => [`单位${i}`, i % 2 === 0 ? i : null, '是'])
const path = files.write(
  'book.xlsx',
  makeXlsx({
    sheets: [
      { name: '一', xml: sheetXml(rows) },
      { name: '二', xml: sheetXml([['x']]) },
    ],
  }),
)

test('gives what readTable gives', async () => {
  const shares: number[] = []
  const table = await readTableInWorker(path, { name: '台账.xlsx', onProgress: ({ share }) => shares.push(share) })
  expect(table).toEqual(await readTable(path, { name: '台账.xlsx' }))
  expect(shares.length).toBeGreaterThan(0)
})

test('a refusal is the same Problem', async () => {
  const locked = files.write('empty.csv', '')
  const [here, there] = await Promise.all(
    [locked, locked].map((file, i) => (i === 0 ? readTable : readTableInWorker)(file).catch((error: unknown) => error)),
  )
  expect(there).toBeInstanceOf(Problem)
  expect(there).toEqual(here)
  expect(there).toMatchObject({ code: 'spreadsheets.empty', message: (here as Problem).message, status: 422 })
})

test('limits hold there as well', async () => {
  await expect(readTableInWorker(path, { limits: { cells: 100 } })).rejects.toMatchObject({
    code: 'spreadsheets.too-many-cells',
  })
})

test('a cancel ends the thread', async () => {
  const abort = new AbortController()
  const reason = new Error('enough')
  const reading = readTableInWorker(path, { signal: abort.signal })
  abort.abort(reason)
  await expect(reading).rejects.toBe(reason)
  await expect(readTableInWorker(path, { signal: abort.signal })).rejects.toBe(reason)
})

test('too little memory is a refusal, not the end of the process', async () => {
  const many = files.write('many.csv', Array.from({ length: 600_000 }, (_, i) => `单位${i},地址${i},${i}`).join('\n'))
  await expect(readTableInWorker(many, { memoryMegabytes: 8 })).rejects.toMatchObject({
    code: 'spreadsheets.no-memory',
  })
})

test('one thread after another, and several at once', async () => {
  const expected = await readTable(path)
  for (let i = 0; i < 3; i++) expect(await readTableInWorker(path)).toEqual(expected)
  const together = await Promise.all([1, 2, 3].map(() => readTableInWorker(path)))
  expect(together).toEqual([expected, expected, expected])
})
