import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { XmlScanner } from './xml-scanner.ts'
import type { XmlTag } from './xml-scanner.ts'
import { attribute, TextCache, unescapeControls, xmlText } from './xml-text.ts'

function events(pieces: readonly Buffer[], options: { html?: boolean; attributes?: readonly string[] } = {}) {
  const seen: string[] = []
  const handler = {
    wantsText: true,
    open: (tag: XmlTag) => {
      const values = (options.attributes ?? []).map((name) => `${name}=${attribute(tag, name)}`)
      seen.push(['<', tag.name, ...values].join(' '))
    },
    close: (name: string) => seen.push(`> ${name}`),
    text: (bytes: Buffer, start: number, end: number) => seen.push(`t ${xmlText(bytes, start, end)}`),
  }
  const scanner = new XmlScanner(handler, options)
  for (const piece of pieces) scanner.write(piece)
  return { seen, whole: scanner.end() }
}

const DOCUMENT = `<?xml version="1.0"?><!-- a > b --><x:row r="1" t='a>b'><c r = "A1"/><v>大连&#32479;&amp;<![CDATA[<raw>]]></v></x:row>`

describe('XmlScanner', () => {
  test('reports tags, attributes and text without prefixes', () => {
    expect(events([Buffer.from(DOCUMENT)], { attributes: ['r', 't'] })).toEqual({
      seen: ['< row r=1 t=a>b', '< c r=A1 t=null', '> c', '< v r=null t=null', 't 大连统&', 't <raw>', '> v', '> row'],
      whole: true,
    })
  })

  test('the same, wherever the chunks are cut', () => {
    const bytes = Buffer.from(DOCUMENT)
    const { seen } = events([bytes])
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length]
        const pieces = places.slice(1).map((end, i) => Buffer.from(bytes.subarray(places[i], end)))
        expect(events(pieces).seen).toEqual(seen)
      }),
      { seed: 20261121, numRuns: 500 },
    )
  })

  test('names that a hash cannot tell apart', () => {
    // 31 × A + a = 31 × B + B
    expect(events([Buffer.from('<Aa/><BB/><Aa/>')]).seen).toEqual(['< Aa', '> Aa', '< BB', '> BB', '< Aa', '> Aa'])
  })

  test('a document that stops in the middle is not whole', () => {
    expect(events([Buffer.from('<a><b>1</b>')]).whole).toBe(false)
    expect(events([Buffer.from('<a><b')]).whole).toBe(false)
  })

  test('web pages: names in any case, unquoted values, script is no markup', () => {
    const page = '<TD ColSpan=2 nowrap>x<script>if (a<b) "<td>"</script><BR></TD>'
    expect(events([Buffer.from(page)], { html: true, attributes: ['colspan'] }).seen).toEqual([
      '< td colspan=2',
      't x',
      '< script colspan=null',
      '> script',
      '< br colspan=null',
      '> td',
    ])
  })
})

describe('xmlText', () => {
  test.each([
    ['&lt;&gt;&quot;&apos;&amp;', '<>"\'&'],
    ['&#x7EDF;&#19968;', '统一'],
    ['&#128512;', '😀'],
    ['&unknown; & &#; &#xZZ;', '&unknown; & &#; &#xZZ;'],
    ['&#1114112;', '&#1114112;'],
    ['a&nbsp;b', 'a\u00A0b'],
  ])('%s', (raw, text) => {
    const bytes = Buffer.from(raw)
    expect(xmlText(bytes, 0, bytes.length)).toBe(text)
  })

  test('a text of references only, longer than a call can take at once', () => {
    const bytes = Buffer.from('&#32479;'.repeat(20_000))
    expect(xmlText(bytes, 0, bytes.length)).toBe('统'.repeat(20_000))
  })
})

test('escapes of workbook strings', () => {
  expect(unescapeControls('a_x000D_b_x005F_x0041_')).toBe('a\rb_x0041_')
})

test('the cache never gives one text for another', () => {
  const cache = new TextCache()
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '是', '否'), maxLength: 20 }), { maxLength: 50 }),
      (texts) => {
        for (const text of texts) {
          const bytes = Buffer.from(text)
          expect(cache.text(bytes, 0, bytes.length)).toBe(text)
        }
      },
    ),
    { seed: 20261121, numRuns: 300 },
  )
})
