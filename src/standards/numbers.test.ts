import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAmount, readCount, readYesNo } from './numbers.ts'

describe('readCount', () => {
  it.each([
    [30, 30, false],
    [3.0, 3, false],
    ['3.0', 3, false],
    ['30人', 30, false],
    ['３０人', 30, false],
    [' 30 ', 30, false],
    ['1,200', 1200, false],
    ['1，200人', 1200, false],
    ['三十', 30, false],
    ['十二名', 12, false],
    ['共30人', 30, false],
    ['0', 0, false],
    ['零', 0, false],
    ['1.2万人', 12_000, false],
    ['约30', 30, true],
    ['约 30 人', 30, true],
    ['30余人', 30, true],
    ['30多人', 30, true],
    ['30人左右', 30, true],
    ['30人以上', 30, true],
    ['30+', 30, true],
    ['近百人', 100, true],
    ['十几人', 10, true],
    ['七八人', 7, true],
    ['三五人', 3, true],
    ['10-20', 10, true],
    ['10～20人', 10, true],
    ['10人至20人', 10, true],
    ['30人（其中女职工12人）', 30, false],
    [{ kind: 'number', value: 12, text: '12人', precisionLost: false }, 12, false],
  ])('%s is %i', (given, value, approximate) => {
    expect(readCount(given)).toMatchObject({ value, approximate, problem: null })
  })
  it.each(['', ' ', null, undefined, '无', '/', '—', '--', 'N/A', 'null', '***'])('%s is empty', (given) => {
    expect(readCount(given)).toMatchObject({ value: null, problem: null, note: null })
  })
  it('不详 is empty with a note', () => {
    expect(readCount('不详')).toMatchObject({ value: null, problem: null, note: '原文为“不详”' })
  })
  it('a range says that its lower bound counts', () => {
    expect(readCount('10-20').note).toContain('下限')
  })
  it.each([
    ['-3', 'negative'],
    [-3, 'negative'],
    ['-3人', 'negative'],
    ['3.5', 'not-whole'],
    ['12345678', 'absurd'],
    [Infinity, 'absurd'],
    [Number.NaN, 'not-a-number'],
    ['20-10', 'not-a-number'],
    ['2019-05-01', 'not-a-number'],
    ['3+1', 'not-a-number'],
    ['3O', 'not-a-number'],
    ['几十人', 'not-a-number'],
    ['35%', 'not-a-number'],
    [true, 'not-a-number'],
    ['#N/A', 'cell-error'],
    ['#REF!', 'cell-error'],
    [{ kind: 'error', error: '#VALUE!' }, 'cell-error'],
  ])('%s is refused as %s', (given, code) => {
    expect(readCount(given)).toMatchObject({ value: null, problem: { code } })
  })
  it('whatever the cell, a whole number, or nothing, and words for every problem', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.double(), fc.integer()), (value) => {
        const reading = readCount(value)
        expect(reading.value === null || (Number.isInteger(reading.value) && reading.value >= 0)).toBe(true)
        expect(reading.problem === null || (reading.value === null && reading.problem.words.length > 0)).toBe(true)
      }),
      { seed: 30, numRuns: 1000 },
    )
  })
})

describe('readAmount', () => {
  it.each([
    ['100万元', 100, 'CNY'],
    ['256(万元人民币)', 256, 'CNY'],
    ['392.8000(万元人民币)', 392.8, 'CNY'],
    ['1,136.8000(万元人民币)', 1136.8, 'CNY'],
    ['50.4万人民币', 50.4, 'CNY'],
    ['100万人民币元', 100, 'CNY'],
    ['461（万）', 461, 'CNY'],
    ['50(万美元)', 50, 'USD'],
    ['10,000(万日元)', 10_000, 'JPY'],
    ['8(万澳大利亚元)', 8, 'AUD'],
    ['20万港币', 20, 'HKD'],
    ['30(万瑞士法郎)', 30, 'CHF'],
    ['1000', 1000, 'CNY'],
    [1000, 1000, 'CNY'],
    ['5亿元', 50_000, 'CNY'],
    ['1.1亿', 11_000, 'CNY'],
    ['2千万元', 2000, 'CNY'],
    ['500,000.00元', 50, 'CNY'],
    ['¥500000元整', 50, 'CNY'],
    ['壹佰万元', 100, 'CNY'],
    ['壹佰万元整', 100, 'CNY'],
    ['伍拾萬圓', 50, 'CNY'],
    ['１００万元', 100, 'CNY'],
    ['300000 USD', 30, 'USD'],
    ['300000美元', 30, 'USD'],
    ['100人民币', 100, 'CNY'],
    ['贰仟万', 2000, 'CNY'],
  ])('%s is %d万 %s', (given, value, currency) => {
    expect(readAmount(given)).toMatchObject({ value, currency, problem: null })
  })
  it('keeps the unit of the cell', () => {
    expect(readAmount('5亿元').unit).toBe('亿元')
    expect(readAmount('50(万美元)').unit).toBe('万美元')
  })
  it('says when the unit was assumed, unless the heading names it', () => {
    expect(readAmount('1000')).toMatchObject({ note: '未写单位，按万元读取', unit: '万元' })
    expect(readAmount('1000', { unit: '万元' }).note).toBeNull()
    expect(readAmount('1000000', { unit: '元' })).toMatchObject({ value: 100, unit: '元', note: null })
    expect(readAmount('300()')).toMatchObject({ value: 300, note: '未写单位，按万元读取' })
  })
  it.each(['', 'N/A', '-', '—', null])('%s is empty', (given) => {
    expect(readAmount(given)).toMatchObject({ value: null, problem: null })
  })
  it.each([
    ['万人民币', 'not-a-number'],
    ['MILLET）', 'not-a-number'],
    ['100人', 'not-a-number'],
    ['-5万元', 'negative'],
    ['912102021184174421', 'absurd'],
    ['#DIV/0!', 'cell-error'],
  ])('%s is refused as %s', (given, code) => {
    expect(readAmount(given)).toMatchObject({ value: null, problem: { code } })
  })
  it('an amount written in 万元 reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (cents) => {
        const value = cents / 100
        for (const text of [`${value}万元`, `${value.toLocaleString('en-US')}(万元人民币)`, value]) {
          expect(readAmount(text).value).toBeCloseTo(value, 6)
        }
      }),
      { seed: 100, numRuns: 300 },
    )
  })
})

describe('readYesNo', () => {
  it.each([
    '是',
    '有',
    '√',
    '✓',
    '已建',
    '已建立',
    'Y',
    'yes',
    'TRUE',
    1,
    '1',
    true,
    ' 是 ',
    '单独组建',
    '有，2019年建',
    '是（联合）',
    'Ｙ',
  ])('%s is yes', (given) => {
    expect(readYesNo(given)).toMatchObject({ value: true, problem: null })
  })
  it.each(['否', '无', '没有', '×', '未建', '未建立', 'N', 'no', 'false', 0, '0', false, 'x', '尚未建立'])(
    '%s is no',
    (given) => {
      expect(readYesNo(given)).toMatchObject({ value: false, problem: null })
    },
  )
  it.each(['', null, '/', '—', '不详', 'N/A'])('%s says nothing', (given) => {
    expect(readYesNo(given)).toMatchObject({ value: null, problem: null })
  })
  it.each(['拟建', 3, 'yellow', '2019.5', '#N/A'])('%s is unclear', (given) => {
    expect(readYesNo(given).problem?.words).toMatch(/\S/)
  })
})
