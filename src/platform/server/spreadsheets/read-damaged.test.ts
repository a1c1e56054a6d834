import * as library from '@e965/xlsx'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../../../kernel/problem.ts'
import { encodeGb18030 } from './gb18030-encoder.ts'
import { readTable } from './read-table.ts'
import { makeXlsx, sheetXml, temporaryFiles } from './testing.ts'

const files = temporaryFiles()
const rows = Array.from({ length: 30 }, (_, i) => [`单位${i * 7919}`, i, '辽宁省大连市', '是'])

function old(bookType: library.BookType): Buffer {
  const book = library.utils.book_new()
  library.utils.book_append_sheet(book, library.utils.aoa_to_sheet(rows), '表')
  return library.write(book, { type: 'buffer', bookType }) as Buffer
}

const page = `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`

const sound: Readonly<Record<string, Buffer>> = {
  xlsx: makeXlsx({
    sheets: [{ name: '表', xml: sheetXml(rows, '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>') }],
    strings: '<si><t>a</t></si>',
    styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
  }),
  xls: old('biff8'),
  xml: Buffer.from(old('xlml')),
  html: encodeGb18030(page),
  csv: encodeGb18030(rows.map((row) => row.join(',')).join('\r\n')),
}

/** Bytes overwritten, cut out, or the end cut off. */
const wound = fc.oneof(
  fc.record({
    kind: fc.constant('overwrite' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 60 }) }),
  fc.record({ kind: fc.constant('end' as const), at: fc.nat(), bytes: fc.constant(new Uint8Array()) }),
)

function wounded(bytes: Buffer, { kind, at, bytes: patch }: { kind: string; at: number; bytes: Uint8Array }): Buffer {
  const place = at % bytes.length
  if (kind === 'end') return bytes.subarray(0, place)
  const rest = bytes.subarray(place + patch.length)
  return Buffer.concat([bytes.subarray(0, place), kind === 'cut' ? Buffer.alloc(0) : patch, rest])
}

test.each(Object.keys(sound))('a damaged %s is read or refused by name, whatever the damage', async (kind) => {
  await fc.assert(
    fc.asyncProperty(fc.array(wound, { minLength: 1, maxLength: 3 }), async (wounds) => {
      const bytes = wounds.reduce(
        (before, one) => (before.length > 0 ? wounded(before, one) : before),
        sound[kind] as Buffer,
      )
      const path = files.write(`wounded.${kind}`, bytes)
      const outcome = await readTable(path).then(
        () => 'read',
        (error: unknown) => (error instanceof Problem ? error.code : error),
      )
      expect(outcome).toMatch(/^(?:read|spreadsheets\.[a-z-]+)$/)
    }),
    // Each old workbook needs a thread of its own.
    { seed: 20261121, numRuns: kind === 'xls' ? 15 : 150 },
  )
})
