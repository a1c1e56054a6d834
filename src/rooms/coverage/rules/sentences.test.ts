import { describe, expect, it } from 'vitest'
import type { Tally } from '../contract.ts'
import { emptyCounts, tallyOf } from './counts.ts'
import { sayCount, sayNet, sayRate, sayRateChange, saySummary } from './sentences.ts'

const tally = (change: Partial<Tally>): Tally => ({ ...tallyOf(emptyCounts()), ...change })

describe('numbers in words', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [41_580, '41,580'],
    [3_002_664, '3,002,664'],
  ])('%d → %s', (n, words) => {
    expect(sayCount(n)).toBe(words)
  })
  it.each([
    [null, '—'],
    [0, '0.0%'],
    [0.0802, '8.0%'],
    [1, '100.0%'],
  ])('%s → %s', (rate, words) => {
    expect(sayRate(rate)).toBe(words)
  })
  it.each([
    [0.3, 0.3134, '上升 1.3 个百分点'],
    [0.3134, 0.3, '下降 1.3 个百分点'],
    [0.3001, 0.3004, '持平'],
    [0.30049, 0.30051, '上升 0.1 个百分点'],
    [null, 0.3, null],
  ])('%s to %s: %s, as the printed rates differ', (before, after, words) => {
    expect(sayRateChange(before, after)).toBe(words)
  })
  it('says net changes', () => {
    expect([sayNet(5, 5), sayNet(0, 1200), sayNet(8, 7)]).toEqual(['不增不减', '净增 1,200 家', '净减 1 家'])
  })
})

describe('the summary sentence', () => {
  const now = tally({ registered: 41_580, operating: 41_016, own: 1942, joint: 1393, work: 3000, dueOpen: 166 })
  it('says what is the case', () => {
    expect(saySummary(now, 'operating', { organization: 3335 / 41_016, work: 3000 / 41_016 }, null)).toBe(
      '在册 41,580 家，实体运营 41,016 家；按实体运营计，组织覆盖 8.1%，工作覆盖 7.3%；应建未建 166 家。',
    )
  })
  it('says what changed since the last snapshot', () => {
    const previous = {
      name: '10月定版',
      tally: tally({ registered: 41_462, own: 1930, joint: 1382 }),
      organization: 0.068,
    }
    expect(saySummary(now, 'operating', { organization: 3335 / 41_016, work: 0 }, previous)).toMatch(
      /与“10月定版”相比，在册净增 118 家，有党组织的净增 23 家，组织覆盖率上升 1\.3 个百分点。$/,
    )
  })
  it('says that an empty ledger is empty', () => {
    expect(saySummary(tally({}), 'operating', { organization: null, work: null }, null)).toBe(
      '台账还是空的，先导入文件。',
    )
  })
  it('says of an empty part only that the part is empty', () => {
    expect(saySummary(tally({}), 'operating', { organization: null, work: null }, null, true)).toBe('这里还没有单位。')
  })
})
