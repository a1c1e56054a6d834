import { describe, expect, it } from 'vitest'
import type { Day } from '../../../kernel/day.ts'
import { contradictionOf, refuseDay } from './days.ts'

const today = '2026-11-21' as Day
const days = (born: string | null, joined: string | null, fullOn: string | null) => ({ born, joined, fullOn })

describe('days of one person', () => {
  it.each([
    [days(null, null, null), null],
    [days('1990-01-01', '2012-06-30', '2013-06-30'), null],
    [days(null, '2012-06-30', '2012-06-30'), null],
    [days('1990-02-30', null, null), '不存在'],
    [days(null, '2027-01-01', null), '还没有到'],
    [days(null, '1920-01-01', null), '1921'],
    [days('1990-01-01', '1989-01-01', null), '早于出生'],
    [days('1990-01-01', '2012-06-30', '2011-06-30'), '早于入党'],
    [days('1990-01-01', null, '1980-01-01'), '早于出生'],
  ])('%j', (given, why) => {
    const found = contradictionOf(given, today)
    if (why === null) expect(found).toBeNull()
    else expect(found).toContain(why)
  })
})

describe('days of a deed', () => {
  const later = [
    { day: '2026-08-01', words: '停止党籍' },
    { day: '2026-05-01', words: '转为正式党员' },
  ]
  it.each([
    ['2026-11-21', null],
    ['2026-08-01', null],
    ['2026-11-22', '还没有到'],
    ['2026-02-30', '不是日期'],
    ['2026-07-31', '停止党籍'],
    ['2026-04-30', '转为正式党员'],
    ['2019-12-31', '早于“甲支部”成立'],
  ])('%s', (day, why) => {
    const found = refuseDay(day, today, { later, founded: '2020-01-01', organization: '甲支部' })
    if (why === null) expect(found).toBeNull()
    else expect(found).toContain(why)
  })
  it('names the first of the later deeds', () => {
    expect(refuseDay('2026-01-01', today, { later })).toContain('2026-05-01')
  })
})
