import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvHidden, csvText, visibleText, isUnkeepable, keepableText } from './text-cells.ts'

test.each<[string, string | null]>([
  ['', null],
  ['  \u3000\n', null],
  ['大连某公司', '大连某公司'],
  [' 大连某公司', ' 大连某公司'],
  ["'912102021184174421", '912102021184174421'],
  ["'2019-05-01", '2019-05-01'],
  ["'90年代", "'90年代"],
  ['="912102021184174421"', '912102021184174421'],
  ['\t912102021184174421', '912102021184174421'],
  ['=1+1', '=1+1'],
])('%j is seen as %j', (text, seen) => {
  expect(visibleText(text)).toBe(seen)
})

test('an apostrophe that hides a formula comes off in a csv only', () => {
  expect(csvText("'=1+1")).toBe('=1+1')
  expect(visibleText("'=1+1")).toBe("'=1+1")
})

test('whatever is hidden for a csv comes back, and runs nowhere', () => {
  const unit = fc.constantFrom('=', '+', '-', '@', '\t', "'", '"', '1', 'A', '某', '＝', '(', ')')
  fc.assert(
    fc.property(
      fc.string({ unit, minLength: 1, maxLength: 6 }).filter((text) => text.trim() !== ''),
      (text) => {
        const field = csvHidden(text)
        expect(field).not.toMatch(/^[=+\-@＝＋－＠\t\r]/)
        expect(csvText(field)).toBe(text)
      },
    ),
    { seed: 20261121, numRuns: 1000 },
  )
})

test('what no database keeps goes away', () => {
  expect(keepableText('甲\0乙')).toBe('甲乙')
  expect(keepableText('\0 \0')).toBeNull()
  expect(keepableText('甲\ud800乙')).toBe('甲\ufffd乙')
  expect(keepableText('\u001b[31m甲\u202e乙')).toBe('[31m甲乙')
  expect(['甲\t乙\n丙\r', '𠮷'].map(isUnkeepable)).toEqual([false, false])
})
