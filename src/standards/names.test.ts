import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRegions, nameKey, normaliseText, parseName, placesAgree } from './names.ts'
import { readRegion } from './names-regions.ts'
import { simplify } from './names-script.ts'

const regions = compileRegions([
  { name: '东江省', code: '990000' },
  { name: '云州市', code: '990100' },
  { name: '和平区', code: '990102' },
  { name: '北岭县', code: '990121' },
  { name: '石桥镇', code: '990121101' },
  { name: '青原市', code: '990181' },
  { name: '南浦市', code: '990200' },
  { name: '永安区', code: '990203' },
])

describe('normaliseText', () => {
  it.each([
    ['云州  宏远 商贸有限公司', '云州宏远商贸有限公司'],
    ['云州宏远商贸有限公司\u3000', '云州宏远商贸有限公司'],
    ['云州\u200b宏远\ufeff商贸有限公司', '云州宏远商贸有限公司'],
    ['宏远（云州）科技', '宏远(云州)科技'],
    ['宏远【云州】科技', '宏远(云州)科技'],
    ['宏远〔云州〕科技', '宏远(云州)科技'],
    ['ＡＢＣ１２３科技', 'ABC123科技'],
    ['abc科技', 'ABC科技'],
    ['云州“小桥”饭店', '云州小桥饭店'],
    ['二○一厂', '二〇一厂'],
    ['云州—南浦物流', '云州-南浦物流'],
  ])('%s → %s', (given, wanted) => expect(normaliseText(given)).toBe(wanted))

  it('is idempotent for any text, with and without the change of script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text))
        expect(normaliseText(normaliseText(text, simplify), simplify)).toBe(normaliseText(text, simplify))
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('simplify', () => {
  it.each([
    ['雲州華東國際貿易', '云州华东国际贸易'],
    ['臺灣軟體', '台湾软体'],
    ['云州华东国际贸易', '云州华东国际贸易'],
    // Simplified texts keep these; 干坤 would be nonsense.
    ['乾昇電器', '乾昇电器'],
  ])('%s → %s', (given, wanted) => expect(simplify(given)).toBe(wanted))
})

describe('readRegion', () => {
  const read = (text: string): string => text.slice(0, readRegion(text, 0, text.length, regions).length)
  it.each([
    ['东江省云州市和平区人民路', '东江省云州市和平区'],
    ['云州宏远', '云州'],
    ['青原宏远', '青原'],
    ['云州北岭宏远', '云州北岭'],
    // A district is no district without its city: it may be a trade name.
    ['北岭宏远', ''],
    ['永安商贸', ''],
    ['云州永安商贸', '云州'],
    ['南浦永安商贸', '南浦永安'],
    ['云州市政工程', '云州'],
    ['云州市场管理', '云州'],
    ['云州经济技术开发区宏远', '云州经济技术开发区'],
    ['高新区宏远', '高新区'],
    ['宏远商贸', ''],
  ])('%s → %s', (text, region) => expect(read(text)).toBe(region))
})

describe('parseName', () => {
  it.each([
    ['云州宏远商贸有限公司', '云州', '宏远', '', '商贸', '有限公司', '', '宏远商贸'],
    ['云州市和平区宏远商贸有限责任公司', '云州市和平区', '宏远', '', '商贸', '有限责任公司', '', '宏远商贸'],
    ['宏远（云州）科技有限公司', '', '宏远', '云州', '科技', '有限公司', '', '宏远科技'],
    ['宏远(云州)科技股份有限公司', '', '宏远', '云州', '科技', '股份有限公司', '', '宏远科技'],
    ['云州宏远商贸有限公司石桥店', '云州', '宏远', '', '商贸', '有限公司', '石桥店', '宏远商贸石桥店'],
    ['云州宏远商贸有限公司第二分公司', '云州', '宏远', '', '商贸', '有限公司', '第二分公司', '宏远商贸第二分公司'],
    ['云州宏远机械厂', '云州', '宏远', '', '机械', '厂', '', '宏远机械厂'],
    ['云州宏远大药房', '云州', '宏远大', '', '', '药房', '', '宏远大药房'],
    ['云州宏远管理咨询合伙企业（有限合伙）', '云州', '宏远', '', '管理咨询', '合伙企业', '', '宏远管理咨询合伙企业'],
    ['云州宏远果蔬专业合作社', '云州', '宏远', '', '果蔬', '专业合作社', '', '宏远果蔬专业合作社'],
    ['云州宏远会计师事务所（普通合伙）', '云州', '宏远', '', '', '会计师事务所', '', '宏远会计师事务所'],
    ['云州石桥供销合作社梅林商店', '云州', '石桥供销合作社', '', '', '', '梅林商店', '石桥供销合作社梅林商店'],
    ['云州电子公司', '云州', '电子', '', '', '公司', '', '电子'],
    ['云州公司', '', '云州', '', '', '公司', '', '云州'],
    ['云州市电力分公司', '云州市', '电力', '', '', '分公司', '', '电力分公司'],
  ])('%s', (name, region, core, place, industry, legal, branch, stem) => {
    expect(parseName(name, regions)).toMatchObject({ region, core, place, industry, legal, branch, stem })
  })

  it('tells a branch from its head office and a works from a firm', () => {
    const stem = (name: string): string => parseName(name, regions).stem
    expect(stem('云州宏远商贸有限公司')).toBe(stem('云州市宏远商贸公司'))
    expect(stem('云州宏远商贸有限公司')).not.toBe(stem('云州宏远商贸有限公司一店'))
    expect(stem('云州宏远商贸有限公司一店')).not.toBe(stem('云州宏远商贸有限公司二店'))
    expect(stem('云州宏远机械厂')).not.toBe(stem('云州宏远机械有限公司'))
  })

  it('knows whether two stated places can be one', () => {
    const agree = (one: string, other: string): boolean =>
      placesAgree(parseName(one, regions), parseName(other, regions))
    expect(agree('云州宏远商贸有限公司', '云州市和平区宏远商贸有限公司')).toBe(true)
    expect(agree('宏远商贸有限公司', '南浦宏远商贸有限公司')).toBe(true)
    expect(agree('云州宏远商贸有限公司', '南浦宏远商贸有限公司')).toBe(false)
    expect(agree('宏远(云州)商贸有限公司', '南浦宏远商贸有限公司')).toBe(false)
  })

  const piece = fc.constantFrom(
    '云州',
    '云州市',
    '宏远',
    '金石',
    '商贸',
    '科技',
    '有限公司',
    '(云州)',
    '三',
    '厂',
    '第二分公司',
    'AB',
  )
  const name = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''))

  it('does not depend on width, spaces and brackets', () => {
    const fullWidth = (text: string): string =>
      text.replace(/[!-~]/g, (half) => String.fromCharCode(half.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(name, fc.constantFrom(' ', '\u3000', '\u200b', '\t'), fc.nat(), (text, space, place) => {
        const plain = parseName(text, regions)
        const at = place % (text.length + 1)
        expect(parseName(text.slice(0, at) + space + text.slice(at), regions)).toEqual(plain)
        expect(parseName(fullWidth(text), regions)).toEqual(plain)
        expect(parseName(text.replaceAll('(', '【').replaceAll(')', '】'), regions)).toEqual(plain)
      }),
      { seed: 2, numRuns: 500 },
    )
  })

  it('parses its own text to the same parts, and loses no character of the name', () => {
    fc.assert(
      fc.property(name, (text) => {
        const parts = parseName(text, regions)
        expect(parseName(parts.text, regions)).toEqual(parts)
        expect(parts.key).toBe(nameKey(parts.text))
        const legal = parts.legalClass === 'company' ? parts.legal : ''
        const all = nameKey(parts.region) + nameKey(parts.place) + parts.stem + legal
        expect([...all].sort().join('')).toBe([...parts.key].sort().join(''))
      }),
      { seed: 3, numRuns: 500 },
    )
  })
})
