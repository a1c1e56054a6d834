import { gapText } from '../../../../platform/web/format.ts'
import { describe, expect, test } from 'vitest'
import { costText, differenceText } from './cost-text.ts'

describe('costs and gaps in words', () => {
  test.each([
    [1240, '1,240'],
    [37.54, '37.5'],
    [0, '0'],
    [null, '—'],
  ])('cost %s', (cost, text) => expect(costText(cost)).toBe(text))

  test.each([
    [6, '+6'],
    [-2.5, '−2.5'],
    [0, '0'],
    [-0.01, '0'],
  ])('difference %s', (difference, text) => expect(differenceText(difference)).toBe(text))

  test.each([
    [0, '0.0%'],
    [0.00001, '0.1%'],
    [0.012, '1.2%'],
    [0.0121, '1.3%'],
  ])('a gap of %s is promised as %s', (gap, text) => expect(gapText(gap)).toBe(text))
})
