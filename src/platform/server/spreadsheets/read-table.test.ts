import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import * as library from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { bookEntries, makeXlsx, makeZip, refusal, sheetXml, temporaryFiles } from './testing.ts'
import type { ZipEntry } from './testing.ts'

const files = temporaryFiles()
const BOOK = makeXlsx({
  sheets: [{ name: '台账', xml: sheetXml(Array.from({ length: 500 }, (_, i) => [`单位${i * 7919}`, i])) }],
})

function withSheet(change: (entry: ZipEntry) => Partial<ZipEntry>): Buffer {
  const entries = bookEntries({ sheets: [{ name: '台账', xml: sheetXml([['a', 1]]) }] })
  return makeZip(entries.map((entry) => (entry.name.endsWith('sheet1.xml') ? { ...entry, ...change(entry) } : entry)))
}

/** An OLE2 container with the given streams. */
function container(streams: Record<string, Buffer>): Buffer {
  const cfb = library.CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) library.CFB.utils.cfb_add(cfb, `/${name}`, content)
  return Buffer.from(library.CFB.write(cfb, { type: 'buffer' }) as Uint8Array)
}

describe('what is no table says what it is', () => {
  test.each<[string, string, Buffer]>([
    ['empty', 'empty.xlsx', Buffer.alloc(0)],
    ['no-values', 'blank.csv', Buffer.from('\n,,\n \n')],
    ['not-a-table', 'scan.xlsx', Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1')],
    ['not-a-table', 'photo.xls', Buffer.from('ffd8ffe000104a46494600', 'hex')],
    [
      'not-a-table',
      'paper.xlsx',
      makeZip([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
    ],
    ['not-a-table', 'files.zip', makeZip([{ name: 'a.xlsx', data: 'x' }])],
    ['not-a-table', 'binary.xlsx', makeZip([{ name: 'xl/workbook.bin', data: 'x' }])],
    ['not-a-table', 'paper.xls', container({ WordDocument: Buffer.alloc(4096) })],
    ['not-a-table', 'data.csv', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 32))],
    ['not-a-table', 'feed.xls', Buffer.from('<?xml version="1.0"?><list><item/></list>')],
    ['not-a-table', 'archive.xls', Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related')],
    [
      'password-protected',
      'locked.xlsx',
      container({ EncryptedPackage: Buffer.alloc(5000), EncryptionInfo: Buffer.alloc(5000) }),
    ],
    [
      'password-protected',
      'locked.xls',
      container({
        Workbook: Buffer.concat([
          Buffer.from('09081000', 'hex'),
          Buffer.alloc(16),
          Buffer.from('2f003600', 'hex'),
          Buffer.alloc(5000),
        ]),
      }),
    ],
  ])('%s: %s', async (code, name, bytes) => {
    const problem = await refusal(files.write(name, bytes))
    expect(problem.code).toBe(`spreadsheets.${code}`)
    expect(problem.message).toContain(`“${name}”`)
    expect(problem.message).not.toMatch(/\{\w+\}|undefined/)
    // What to do is said in every one.
    expect(problem.message).toMatch(/请/)
  })

  test('the words for a password are those of WPS', async () => {
    const problem = await refusal(files.path('locked.xlsx'))
    expect(problem.message).toContain('在 WPS 中取消打开密码后再放入')
  })

  test('a folder, a missing file', async () => {
    mkdirSync(files.path('folder'))
    expect((await refusal(files.path('folder'))).code).toBe('spreadsheets.is-folder')
    expect((await refusal(files.path('missing.csv'))).code).toBe('spreadsheets.not-found')
  })

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const path = files.write('secret.csv', 'a,b')
    chmodSync(path, 0)
    expect((await refusal(path)).code).toBe('spreadsheets.cannot-open')
  })

  test('a text that begins like a picture is a text', async () => {
    expect((await readTable(files.write('bm.csv', 'BMW店,1\nb,2\n'))).kind).toBe('csv')
  })
})

describe('damage', () => {
  test.each([0.2, 0.5, 0.9, 0.999])('a workbook cut at %d of its length', async (share) => {
    const path = files.write(`cut${share}.xlsx`, BOOK.subarray(0, Math.floor(BOOK.length * share)))
    expect((await refusal(path)).code).toBe('spreadsheets.cut-off')
  })

  test('an old workbook cut in half', async () => {
    const book = library.utils.book_new()
    library.utils.book_append_sheet(
      book,
      library.utils.aoa_to_sheet(Array.from({ length: 900 }, (_, i) => [`单位${i}`, i])),
      '表',
    )
    const whole = library.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer
    const problem = await refusal(files.write('cut.xls', whole.subarray(0, whole.length / 2)))
    expect(problem.code).toMatch(/^spreadsheets\.(cut-off|damaged)$/)
  })

  test('bytes changed inside a part', async () => {
    const broken = Buffer.from(BOOK)
    const at = broken.lastIndexOf('worksheets/sheet1.xml', broken.length - 800) + 40
    for (let i = 0; i < 60; i++) broken[at + i] = 0x55
    expect((await refusal(files.write('broken.xlsx', broken))).code).toBe('spreadsheets.damaged')
  })

  test('a wrong checksum', async () => {
    expect(
      (
        await refusal(
          files.write(
            'sum.xlsx',
            withSheet(() => ({ claimedChecksum: 1 })),
          ),
        )
      ).code,
    ).toBe('spreadsheets.damaged')
  })

  test('a sheet whose XML ends in the middle', async () => {
    const bytes = withSheet((entry) => ({ data: String(entry.data).slice(0, -30) }))
    const problem = await refusal(files.write('half.xlsx', bytes))
    expect(problem).toMatchObject({ code: 'spreadsheets.damaged', message: expect.stringContaining('sheet1.xml') })
  })

  test('a sheet that the workbook lists and does not hold', async () => {
    const entries = bookEntries({ sheets: [{ name: '台账', xml: '' }] }).filter(
      ({ name }) => !name.endsWith('sheet1.xml'),
    )
    expect((await refusal(files.write('lost.xlsx', makeZip(entries)))).code).toBe('spreadsheets.damaged')
  })
})

const bomb = (megabytes: number) => `<sheetData>${' '.repeat(megabytes * 1024 * 1024)}</sheetData>`

describe('zip bombs', () => {
  test('a part that claims to be larger than the ceiling', async () => {
    const path = files.write(
      'claims.xlsx',
      withSheet(() => ({ claimedSize: 0xf0000000 })),
    )
    expect((await refusal(path)).code).toBe('spreadsheets.inflates-too-far')
  })

  test('a part that grows past its claim', async () => {
    const path = files.write(
      'lies.xlsx',
      withSheet(() => ({ data: bomb(4), claimedSize: 1000 })),
    )
    expect((await refusal(path)).code).toBe('spreadsheets.inflates-too-far')
  })

  test('a part out of proportion to its packed size', async () => {
    const path = files.write(
      'ratio.xlsx',
      withSheet(() => ({ data: bomb(48), level: 9 })),
    )
    expect((await refusal(path)).code).toBe('spreadsheets.inflates-too-far')
  })

  test('a text without end', async () => {
    const data = `<sheetData><row><c t="str"><v>${'长'.repeat(6 * 1024 * 1024)}`
    expect(
      (
        await refusal(
          files.write(
            'endless.xlsx',
            withSheet(() => ({ data })),
          ),
        )
      ).code,
    ).toBe('spreadsheets.damaged')
  })

  test('many parts that are too much together', async () => {
    const sheets = Array.from({ length: 6 }, (_, i) => ({ name: `S${i}`, xml: bomb(1) }))
    const path = files.write('many.xlsx', makeXlsx({ sheets }))
    const problem = await refusal(path, { limits: { inflatedBytes: 4 * 1024 * 1024 } })
    expect(problem.code).toBe('spreadsheets.inflates-too-far')
  })
})

describe('very large sheets', () => {
  const LAST = 1_048_576

  test('a million formatted blank rows are dropped', async () => {
    const rows = [`<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>`]
    for (let row = 2; row <= LAST; row++)
      rows.push(`<row r="${row}"><c r="A${row}" s="1"/><c r="B${row}" s="1"/></row>`)
    const path = files.write(
      'blank-rows.xlsx',
      makeXlsx({
        sheets: [{ name: '表', xml: `<dimension ref="A1:B${LAST}"/><sheetData>${rows.join('')}</sheetData>` }],
      }),
    )
    const table = await readTable(path)
    expect(table.sheets[0]).toMatchObject({ rows: [['名称']], rowNumbers: [1], blankRowsDropped: LAST - 1 })
    expect(table.warnings).toEqual([expect.objectContaining({ code: 'blank-rows-dropped', count: LAST - 1 })])
  })

  test('a full one is read', async () => {
    const rows: string[] = []
    for (let row = 1; row <= LAST; row++) rows.push(`<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`)
    const path = files.write(
      'full.xlsx',
      makeXlsx({ sheets: [{ name: '表', xml: `<sheetData>${rows.join('')}</sheetData>` }] }),
    )
    const { sheets } = await readTable(path)
    expect(sheets[0]?.rows).toHaveLength(LAST)
    expect(sheets[0]?.rows[LAST - 1]).toEqual([LAST])
  })

  test.each([
    ['too-many-cells', { cells: 100 }],
    ['too-much-text', { characters: 300 }],
    ['too-many-columns', { columns: 1 }],
  ] as const)('one that does not fit: %s', async (code, limits) => {
    const path = files.write(`${code}.xlsx`, BOOK)
    const problem = await refusal(path, { limits })
    expect(problem.code).toBe(`spreadsheets.${code}`)
    expect(problem.details).toMatchObject({ sheet: '台账', row: expect.any(Number) })
  })

  test('a file larger than the ceiling is refused before it is read', async () => {
    const problem = await refusal(files.write('large.csv', 'a,b\n'.repeat(1000)), { limits: { fileBytes: 1000 } })
    expect(problem).toMatchObject({ code: 'spreadsheets.file-too-large', message: expect.stringContaining('3.9 KB') })
  })

  test('a csv of 300 MB passes through with the rows handed on', async () => {
    const path = files.path('huge.csv')
    const out = createWriteStream(path)
    const block = Buffer.from(
      '大连某某机电器材制造有限公司,91210200000000000X,辽宁省大连市中山区人民路1号\n'.repeat(10_000),
    )
    let bytes = 0
    while (bytes < 300 * 1024 * 1024) {
      bytes += block.length
      if (!out.write(block)) await once(out, 'drain')
    }
    out.end()
    await once(out, 'close')
    let rows = 0
    const before = process.memoryUsage().arrayBuffers
    const table = await readTable(path, {
      limits: { cells: Infinity, characters: Infinity },
      onRows: (batch) => void (rows += batch.rows.length),
    })
    expect(rows).toBe((bytes / block.length) * 10_000)
    expect(table).toMatchObject({ bytes, sheets: [{ rows: [], columnCount: 3 }] })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  })
})

describe('a file that changes while it is read', () => {
  test.each([
    ['grows', (path: string) => appendFileSync(path, '丁,4\n')],
    ['same length, other content', (path: string) => writeFileSync(path, '名称,人数\n乙,9\n')],
  ])('%s', async (_, change) => {
    const path = files.write('live.csv', '名称,人数\n甲,1\n')
    const problem = await refusal(path, { onProgress: () => change(path) })
    expect(problem.code).toBe('spreadsheets.changed-while-reading')
  })

  test('a workbook that is being saved is not called damaged', async () => {
    const path = files.write('saving.xlsx', BOOK)
    const problem = await refusal(path, { onProgress: () => writeFileSync(path, BOOK.subarray(0, 900)) })
    expect(problem.code).toBe('spreadsheets.changed-while-reading')
  })
})

test('a cancel stops the reading with its reason', async () => {
  const path = files.write('cancel.csv', 'a,b\n'.repeat(100))
  const abort = new AbortController()
  const reason = new Error('enough')
  const reading = readTable(path, { signal: abort.signal, onProgress: () => abort.abort(reason) })
  await expect(reading).rejects.toBe(reason)
})

test('the same bytes have the same mark', async () => {
  const [one, two] = [files.write('one.csv', 'a,b\n'), files.write('two.csv', 'a,b\n')]
  expect((await readTable(one)).sha256).toBe((await readTable(two)).sha256)
  expect((await readTable(one, { name: '年报.csv' })).name).toBe('年报.csv')
})
