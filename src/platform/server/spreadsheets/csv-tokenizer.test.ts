import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CsvTokenizer } from './csv-tokenizer.ts'

function cut(text: string, pieces: readonly string[] = [text], separator = ',') {
  const records: string[][] = []
  const tokenizer = new CsvTokenizer(separator, (fields) => records.push(fields))
  for (const piece of pieces) tokenizer.write(piece)
  tokenizer.end()
  return { records, tokenizer }
}

test.each<[string, string, string[][]]>([
  [
    'plain rows',
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'no line end at the end',
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['CR LF, lone CR', 'a\r\nb\rc', [['a'], ['b'], ['c']]],
  ['blank lines are records', 'a\n\nb\n', [['a'], [''], ['b']]],
  [
    'empty fields',
    ',a,\n,,',
    [
      ['', 'a', ''],
      ['', '', ''],
    ],
  ],
  ['quoted separator and line end', '"a,\n1",b\n', [['a,\n1', 'b']]],
  ['doubled quotes', '"say ""yes""",b\n', [['say "yes"', 'b']]],
  ['quote inside an unquoted field', '5" pipe,b\n', [['5" pipe', 'b']]],
  ['text after a closing quote', '"大连"某公司,b\n', [['大连某公司', 'b']]],
  ['empty quotes', '"",b\n', [['', 'b']]],
  ['nothing', '', []],
])('%s', (_, text, records) => {
  expect(cut(text).records).toEqual(records)
})

describe('quotes without a partner', () => {
  test('a stray quote does not swallow the rows up to the next one', () => {
    const { records, tokenizer } = cut('名称,址\n"甲公司,一路\n乙公司,二路\n丙"公司,三路\n')
    expect(records).toEqual([
      ['名称', '址'],
      ['"甲公司', '一路'],
      ['乙公司', '二路'],
      ['丙"公司', '三路'],
    ])
    expect(tokenizer.unpairedQuotes).toEqual([2])
  })

  test('a text that ends inside quotes keeps what is there and says so', () => {
    const { records, tokenizer } = cut('a,b\nc,"未完')
    expect(records).toEqual([
      ['a', 'b'],
      ['c', '未完'],
    ])
    expect(tokenizer.endedInQuotes).toBe(true)
    expect(tokenizer.endedWithLine).toBe(false)
  })

  test('a quote that never closes within the longest cell is a plain character', () => {
    const rows = Array.from({ length: 9000 }, (_, i) => `单位${i},路`)
    const { records, tokenizer } = cut(`x,y\n"${rows.join('\n')}\n`)
    expect(records).toHaveLength(9001)
    expect(records[1]).toEqual(['"单位0', '路'])
    expect(tokenizer.unpairedQuotes).toEqual([2])
  })
})

const field = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', '\r\n', ' ', ';', '1'), maxLength: 8 })
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 })

function written(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n')
}

test('what is written by the rules is read back, wherever the chunks are cut', () => {
  fc.assert(
    fc.property(table, fc.array(fc.nat(40), { maxLength: 10 }), (rows, lengths) => {
      const text = written(rows)
      const pieces: string[] = []
      let at = 0
      for (const length of lengths) pieces.push(text.slice(at, (at += length)))
      pieces.push(text.slice(at))
      expect(cut(text, pieces).records).toEqual(rows)
    }),
    { seed: 20261121, numRuns: 500 },
  )
})

test('agrees with csv-parse on well-formed text of mixed quoting', () => {
  fc.assert(
    fc.property(table, fc.infiniteStream(fc.boolean()), (rows, coin) => {
      const text = rows
        .map((row) =>
          row
            .map((cell) => (/[",\r\n]/.test(cell) || coin.next().value ? `"${cell.replaceAll('"', '""')}"` : cell))
            .join(','),
        )
        .join('\n')
      const expected = parse(text, {
        record_delimiter: ['\n', '\r\n'],
        relax_column_count: true,
        skip_empty_lines: false,
      })
      expect(cut(text).records).toEqual(expected)
    }),
    { seed: 20261121, numRuns: 500 },
  )
})

test('any text at all is cut the same, wherever the chunks are cut', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      expect(cut(text, pieces).records).toEqual(cut(text).records)
    }),
    { seed: 20261121, numRuns: 1000 },
  )
})
