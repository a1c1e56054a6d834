import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysInMonth, makeDay, parseDay } from '../kernel/day.ts'
import { dayOfSerial, type DayReading, readDay } from './dates.ts'

const today = parseDay('2026-11-21')!
const read = (value: unknown): DayReading => readDay(value, { today })

describe('as offices write them', () => {
  it.each([
    ['2019.5', '2019-05-01', 'month'],
    ['2019.10', '2019-10-01', 'month'],
    ['2019.5.', '2019-05-01', 'month'],
    ['2012年', '2012-01-01', 'year'],
    ['2012年度', '2012-01-01', 'year'],
    ['2012', '2012-01-01', 'year'],
    [2012, '2012-01-01', 'year'],
    ['2012年3月', '2012-03-01', 'month'],
    ['2012年3月份', '2012-03-01', 'month'],
    ['2012/3/5', '2012-03-05', 'day'],
    ['1998-8-16', '1998-08-16', 'day'],
    ['1998—8—16', '1998-08-16', 'day'],
    ['1998、8、16', '1998-08-16', 'day'],
    ['1998年8月16日', '1998-08-16', 'day'],
    [' １９９８．８．１６ ', '1998-08-16', 'day'],
    ['20190501', '2019-05-01', 'day'],
    [20190501, '2019-05-01', 'day'],
    ['201905', '2019-05-01', 'month'],
    [201905, '2019-05-01', 'month'],
    ['20190501083000', '2019-05-01', 'day'],
    ['二〇一九年五月', '2019-05-01', 'month'],
    ['二○一九年十二月三十一日', '2019-12-31', 'day'],
    ['一九九八年', '1998-01-01', 'year'],
    ['2019-05-01 00:00:00', '2019-05-01', 'day'],
    ['2019-05-01T08:30:00.000Z', '2019-05-01', 'day'],
    ['2019/5/1 8:30', '2019-05-01', 'day'],
    ['2019年5月1日 上午8时30分', '2019-05-01', 'day'],
    ['2019-05-00', '2019-05-01', 'month'],
    ['成立于2012年3月', '2012-03-01', 'month'],
    [43586, '2019-05-01', 'day'],
    ['43586', '2019-05-01', 'day'],
    [43586.75, '2019-05-01', 'day'],
    [new Date('2019-05-01T00:00:00Z'), '2019-05-01', 'day'],
    [new Date('2019-04-30T16:00:00Z'), '2019-05-01', 'day'],
    [new Date('2019-04-30T15:59:17Z'), '2019-04-30', 'day'],
    [{ kind: 'date', serial: 43586, text: '2019-05', precision: 'month' }, '2019-05-01', 'month'],
  ])('%s', (value, day, precision) => {
    expect(read(value)).toMatchObject({ ok: true, day, precision, future: false, notes: [] })
  })
})

describe('what had to be assumed is said', () => {
  it.each([
    ['98.8', '1998-08-01', 'month', '1998'],
    ["'98.8", '1998-08-01', 'month', '1998'],
    ['98年', '1998-01-01', 'year', '1998'],
    ['12.3.5', '2012-03-05', 'day', '2012'],
    ['98/8/16', '1998-08-16', 'day', '1998'],
    ['980816', '1998-08-16', 'day', '1998'],
    ['26.5', '2026-05-01', 'month', '2026'],
    ['27.5', '1927-05-01', 'month', '1927'],
    ['5/1/19', '2019-05-01', 'day', '月/日/年'],
    ['3/5/2012', '2012-03-05', 'day', '月/日/年'],
    [2019.1, '2019-01-01', 'month', '10月'],
    ['约2012年', '2012-01-01', 'year', '大致'],
    ['2012年底', '2012-01-01', 'year', '大致'],
    ['2012年3月中旬', '2012-03-01', 'month', '大致'],
    ['2012年上半年', '2012-01-01', 'year', '大致'],
  ])('%s', (value, day, precision, word) => {
    const reading = read(value)
    expect(reading).toMatchObject({ ok: true, day, precision })
    expect(reading.ok && reading.notes.join()).toContain(word)
  })
  it('16/8/1998 can only be day first', () => {
    expect(read('16/8/1998')).toMatchObject({ day: '1998-08-16', notes: [] })
  })
})

describe('refused, with the reason', () => {
  it.each([
    ['2019-02-30', 'impossible', '2019年2月没有30日'],
    ['2019.13', 'impossible', '没有13月'],
    ['20191301', 'impossible', '没有13月'],
    ['0219-05-01', 'impossible', '219'],
    ['2019.5-2021.5', 'several', '多个日期'],
    ['不详', 'not-a-date', '不详'],
    [3, 'not-a-date', '3'],
    [true, 'not-a-date', 'true'],
    ['#REF!', 'cell-error', '#REF!'],
    [new Date(Number.NaN), 'not-a-date', '日期'],
  ])('%s', (value, problem, words) => {
    expect(read(value)).toMatchObject({ ok: false, problem, words: expect.stringContaining(words) })
  })
  it.each(['', null, undefined, '—', '无', 'N/A', '0000-00-00', '1900-01-00'])('%s says nothing', (value) => {
    expect(read(value)).toMatchObject({ ok: false, problem: 'empty', words: '' })
  })
})

describe('the future', () => {
  it.each([
    ['2026-11-21', false],
    ['2026-11-22', true],
    ['2026.11', false],
    ['2026.12', true],
    ['2026年', false],
    ['2027年', true],
  ])('%s', (text, future) => {
    expect(read(text)).toMatchObject({ ok: true, future })
  })
})

describe('Excel day numbers', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, null],
    [61, '1900-03-01'],
    [43586.99, '2019-05-01'],
    [0, null],
    [Number.NaN, null],
    [Infinity, null],
    [2_958_465, '9999-12-31'],
    [2_958_466, null],
  ])('%s', (serial, day) => {
    expect(dayOfSerial(serial)).toBe(day)
  })
  it('counts from 1904 when the workbook does', () => {
    expect(dayOfSerial(0, true)).toBe('1904-01-01')
    expect(readDay(42124, { today, date1904: true })).toMatchObject({ day: '2019-05-01' })
  })
})

describe('properties', () => {
  const anyDay = fc
    .tuple(fc.integer({ min: 1930, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.nat(30))
    .map(([year, month, nth]) => makeDay(year, month, (nth % daysInMonth(year, month)) + 1)!)

  it('every way of writing a day reads back as that day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year, month, date] = day.split('-').map(Number) as [number, number, number]
        const serial = Math.round((Date.UTC(year, month - 1, date) - Date.UTC(1899, 11, 30)) / 86_400_000)
        const ways = [
          day,
          `${year}.${month}.${date}`,
          `${year}年${month}月${date}日`,
          `${year}/${month}/${date} 0:00`,
          serial,
        ]
        for (const way of [
          ...ways,
          day.replaceAll('-', ''),
          new Date(`${day}T00:00:00Z`),
          new Date(`${day}T00:00:00+08:00`),
        ]) {
          expect(read(way)).toMatchObject({ ok: true, day, precision: 'day', notes: [] })
        }
      }),
      { seed: 1949, numRuns: 300 },
    )
  })
  it('never throws, and either a real day or words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.double(), fc.date()), (value) => {
        const reading = read(value)
        expect(reading.ok ? parseDay(reading.day) : reading.problem).toMatch(/\S/)
      }),
      { seed: 1949, numRuns: 1000 },
    )
  })
})
