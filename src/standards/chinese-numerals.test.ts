import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChineseNumber } from './chinese-numerals.ts'

describe('readChineseNumber', () => {
  it.each([
    ['零', 0],
    ['三', 3],
    ['十', 10],
    ['十二', 12],
    ['三十', 30],
    ['廿三', 23],
    ['一百零五', 105],
    ['一百五', 150],
    ['一百五十', 150],
    ['两千', 2000],
    ['一千零一十', 1010],
    ['一万二', 12_000],
    ['一万零五十', 10_050],
    ['壹佰万', 1_000_000],
    ['叁仟伍佰萬', 35_000_000],
    ['一亿二千万', 120_000_000],
    ['三万五千亿', 3_500_000_000_000],
    ['二〇一九', 2019],
    ['一九九八', 1998],
  ])('%s is %i', (text, value) => {
    expect(readChineseNumber(text)).toBe(value)
  })
  it.each(['', '人', '三人', '一二百', '万', '30'])('%s is no number', (text) => {
    expect(readChineseNumber(text)).toBeNull()
  })
  it('reads back what is written in full', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), (value) => {
        expect(readChineseNumber(write(value))).toBe(value)
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})

/** Writes a number below 10^8 in full, with a 零 for every gap. */
function write(value: number): string {
  if (value === 0) return '零'
  const high = Math.floor(value / 10_000)
  const low = value % 10_000
  if (high === 0) return writeGroup(low)
  if (low === 0) return `${writeGroup(high)}万`
  return `${writeGroup(high)}万${low < 1000 || high % 10 === 0 ? '零' : ''}${writeGroup(low)}`
}

function writeGroup(value: number): string {
  let text = ''
  let gap = false
  for (const [place, unit] of ['千', '百', '十', ''].entries()) {
    const digit = Math.floor(value / 10 ** (3 - place)) % 10
    if (digit === 0) gap = text !== ''
    else {
      text += `${gap ? '零' : ''}${'零一二三四五六七八九'.charAt(digit)}${unit}`
      gap = false
    }
  }
  return text
}
