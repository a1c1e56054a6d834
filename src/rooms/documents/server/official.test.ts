import { describe, expect, it } from 'vitest'
import { page, LINE } from './layout.ts'
import { setPaper } from './official.ts'
import { chineseOrdinal, paperDay, tight, titleLines, type PaperPart } from './paper.ts'
import { unzip } from '../testing.ts'

const parts: readonly PaperPart[] = [
  { kind: 'number', organ: '×社工', year: 2026, no: '12' },
  { kind: 'title', text: '关于组建联合党支部的建议方案' },
  { kind: 'text', text: '建议组成 3 个联合党支部。' },
  { kind: 'heading', level: 1, text: '甲' },
  { kind: 'heading', level: 2, text: '乙' },
  { kind: 'heading', level: 2, text: '丙' },
  { kind: 'heading', level: 3, text: '丁' },
  { kind: 'heading', level: 4, text: '戊' },
  { kind: 'heading', level: 1, text: '己' },
  { kind: 'heading', level: 2, text: '庚' },
  {
    kind: 'table',
    columns: [
      { title: '编号', width: 20 },
      { title: '单位', width: 100 },
    ],
    rows: [
      [{ text: '1', rows: 2 }, '样例甲'],
      [null, '样例乙'],
    ],
  },
  { kind: 'attachments', names: ['表一', '表二'] },
  { kind: 'signature', organ: '×社工部', day: '2026-11-21' },
  { kind: 'attachment', no: 1, title: '表一' },
  { kind: 'heading', level: 2, text: '辛' },
]

describe('setPaper', () => {
  it('keeps the measures of GB/T 9704-2012', async () => {
    const text = (await unzip(await setPaper(parts, { title: '方案' }))).get('word/document.xml') ?? ''
    // A4 in twips, text block 156 mm wide.
    expect(text).toContain('w:w="11906"')
    expect(text).toContain('w:h="16838"')
    expect(page.width - page.binding - page.right).toBeCloseTo((156 * 1440) / 25.4, -1)
    expect(page.height - page.head - page.foot).toBeCloseTo((225 * 1440) / 25.4, -1)
    expect(LINE * 22).toBeLessThanOrEqual((225 * 1440) / 25.4 + 22)
    expect(text).toContain('w:firstLine="640"')
    expect(text).toContain('仿宋_GB2312')
    expect(text).toContain('方正小标宋简体')
    expect(text).toMatch(/w:sz w:val="44"/)
  })

  it('numbers headings 一、（一）1.（1） and begins anew below a higher one and in an attachment', async () => {
    const text = (await unzip(await setPaper(parts, { title: '方案' }))).get('word/document.xml') ?? ''
    for (const heading of ['一、甲', '（一）乙', '（二）丙', '1.丁', '（1）戊', '二、己', '（一）庚', '（一）辛']) {
      expect(text).toContain(`>${heading}<`)
    }
    expect(text).toContain('×社工〔2026〕12号')
    expect(text).toContain('建议组成3个联合党支部。')
    expect(text).toContain('2026年11月21日')
  })

  it('repeats table headings, keeps rows whole and rows under one cell together', async () => {
    const text = (await unzip(await setPaper(parts, { title: '方案' }))).get('word/document.xml') ?? ''
    expect(text).toContain('<w:tblHeader/>')
    expect(text.match(/<w:cantSplit\/>/g)?.length).toBe(3)
    expect(text).toContain('<w:vMerge w:val="restart"/>')
    expect(text).toContain('<w:vMerge w:val="continue"/>')
  })

  it('puts page numbers between dashes, outside, and names fonts that may stand in', async () => {
    const files = await unzip(await setPaper(parts, { title: '方案' }))
    const footers = [...files].filter(([name]) => name.startsWith('word/footer')).map(([, text]) => text)
    expect(footers.map((text) => /w:jc w:val="(\w+)"/.exec(text)?.[1]).sort()).toEqual(['left', 'right'])
    expect(footers.every((text) => text.includes('— ') && text.includes(' —'))).toBe(true)
    expect(files.get('word/settings.xml')).toContain('evenAndOddHeaders')
    expect(files.get('word/fontTable.xml')).toContain('<w:altName w:val="仿宋,FangSong')
  })
})

describe('words of papers', () => {
  it.each([
    ['关于组建联合党支部的建议方案', 1],
    ['关于在东湖区凌河街道组建联合党支部的建议方案', 2],
    ['关于在样例经济技术开发区凌河街道和柳桥街道组建联合党支部和选派党建工作指导员的建议方案', 3],
  ])('breaks the title %s between words', (text, lines) => {
    const broken = titleLines(text)
    expect(broken.join('')).toBe(text)
    expect(broken.length).toBe(lines)
    const lengths = broken.map((line) => line.length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(20)
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(6)
  })

  it.each([
    [1, '一'],
    [9, '九'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [35, '三十五'],
    [99, '九十九'],
    [100, '一百'],
    [105, '一百〇五'],
    [112, '一百一十二'],
    [365, '三百六十五'],
  ])('counts %i as %s', (n, words) => expect(chineseOrdinal(n)).toBe(words))

  it.each([
    ['共 3 家，其中 12% 在 A 座', '共3家，其中12%在A座'],
    ['黄浦路 901 号（F 区）', '黄浦路901号（F区）'],
    ['ABC Limited 公司', 'ABC Limited公司'],
  ])('closes the gaps of %s', (text, closed) => expect(tight(text)).toBe(closed))

  it('writes days without leading zeros', () => expect(paperDay('2026-01-05')).toBe('2026年1月5日'))
})
