import { expect, test } from 'vitest'
import { bytesText, countText, pointsText, rateText, remainingText, shareText } from './format.ts'

test('numbers as the office writes them', () => {
  expect(countText(41580)).toBe('41,580')
  expect(countText(null)).toBe('—')
  expect(rateText(0.31449)).toBe('31.4%')
  expect(rateText(1)).toBe('100.0%')
  expect(rateText(null)).toBe('—')
  expect(shareText(0.274)).toBe('27%')
  expect(bytesText(10_590_617)).toBe('10.1 MB')
})

test.each([
  [0.013, '+1.3'],
  [-0.002, '−0.2'],
  [0, '0.0'],
  [-0.0004, '0.0'],
  [null, '—'],
])('a difference of %s is %s percentage points', (difference, text) => {
  expect(pointsText(difference)).toBe(text)
})

test.each([
  [2, '马上就好'],
  [31, '约 35 秒'],
  [61, '约 2 分钟'],
])('%d seconds to go', (seconds, text) => {
  expect(remainingText(seconds)).toBe(text)
})
