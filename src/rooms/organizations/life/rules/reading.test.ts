import { describe, expect, test } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { kindsIn } from './life-kinds.ts'
import { readCalendar } from './read-calendar.ts'
import { readMinutes } from './read-minutes.ts'
import { matcherOf } from './recurrence.ts'

const today = '2026-11-21' as Day

describe('kinds by their words', () => {
  test.each([
    ['2026年第四季度党员大会', ['members-meeting']],
    ['支委会会议记录', ['committee']],
    ['支部委员会会议', ['committee']],
    ['组织生活会方案', ['organization-meeting']],
    ['11月主题党日暨党课', ['theme-day', 'lecture']],
    ['联合主题党日', ['open-activity', 'theme-day']],
    ['民主评议党员大会', ['appraisal']],
    ['第二党小组会', ['group']],
    ['安全生产例会', []],
  ])('%s', (text, kinds) => expect(kindsIn(text)).toEqual(kinds))
})

describe('minutes', () => {
  test('the usual form', () => {
    const text = `样例科技有限公司党支部党员大会会议记录
时间：2026年11月5日（星期四）14:00
地点：三楼会议室
主持人：某某　　记录人：某某
应到党员：１２人　实到党员：10 人
议题：讨论接收预备党员`
    expect(readMinutes(text, today)).toEqual({
      day: '2026-11-05',
      kinds: ['members-meeting'],
      title: '讨论接收预备党员',
      due: 12,
      present: 10,
      bySecretary: false,
      key: null,
    })
  })
  test.each([
    [
      '主题党日活动记录\n活动时间: 2026.10.15\n参加人数：9',
      { day: '2026-10-15', kinds: ['theme-day'], present: 9, due: null },
    ],
    [
      '支委会\n二〇二六年十月九日\n应到会5人，实到会4人',
      { day: '2026-10-09', kinds: ['committee'], due: 5, present: 4 },
    ],
    ['会议类型：组织生活会\n日期：2026-01-20', { day: '2026-01-20', kinds: ['organization-meeting'] }],
    ['党课\n2026/9/1\n支部书记为党员讲专题党课', { day: '2026-09-01', kinds: ['lecture'], bySecretary: true }],
    ['一、时间：2026年3月8日\n二、应到人数 20\n三、实到人数 18', { day: '2026-03-08', due: 20, present: 18 }],
    ['通知\n应到时间 2026年11月20日14时', { day: '2026-11-20', due: null }],
    ['没有日期的一页纸', { day: null, kinds: [], due: null, present: null }],
    ['', { day: null, title: '' }],
    ['时间：2026年13月40日', { day: null }],
  ])('%j', (text, expected) => expect(readMinutes(text, today)).toMatchObject(expected))

  test('who came is passed over', () => {
    const read = readMinutes('党员大会\n时间：2026年11月5日\n出席人员：张三、李四、王五', today)
    expect([read.present, JSON.stringify(read)]).toEqual([null, expect.not.stringContaining('张三')])
  })
})

const calendar = (...lines: string[]): string => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n')
const event = (...lines: string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const days = (text: string) => readCalendar(text, today).drafts.map((draft) => draft.day)

describe('calendars', () => {
  test('an entry with folded lines, escapes and an alarm of its own', () => {
    const text = calendar(
      event(
        'UID:a@b',
        'DTSTART;TZID=Asia/Shanghai:20261105T090000',
        'SUMMARY:主题党日\\,暨',
        ' 党课',
        'BEGIN:VALARM',
        'SUMMARY:提醒',
        'END:VALARM',
      ),
    )
    expect(readCalendar(text, today).drafts).toEqual([
      {
        day: '2026-11-05',
        kinds: ['theme-day', 'lecture'],
        title: '主题党日,暨党课',
        due: null,
        present: null,
        bySecretary: false,
        key: 'a@b 2026-11-05',
      },
    ])
  })
  test('universal time is seen from China; what is still to come or long past is left out', () => {
    expect(days(calendar(event('UID:a', 'DTSTART:20261104T230000Z', 'SUMMARY:支委会')))).toEqual(['2026-11-05'])
    expect(days(calendar(event('UID:a', 'DTSTART;VALUE=DATE:20261122', 'SUMMARY:支委会')))).toEqual([])
    expect(days(calendar(event('UID:a', 'DTSTART;VALUE=DATE:20240101', 'SUMMARY:支委会')))).toEqual([])
    expect(days(calendar(event('UID:a', 'DTSTART:20261105', 'STATUS:CANCELLED', 'SUMMARY:支委会')))).toEqual([])
  })
  test('a series, with one taken out and one moved', () => {
    const text = calendar(
      event(
        'UID:s',
        'DTSTART:20260805T090000',
        'RRULE:FREQ=MONTHLY;BYMONTHDAY=5',
        'EXDATE:20260905T090000',
        'SUMMARY:主题党日',
      ),
      event('UID:s', 'RECURRENCE-ID:20261005T090000', 'DTSTART:20261009T090000', 'SUMMARY:主题党日'),
    )
    expect(days(text)).toEqual(['2026-11-05', '2026-10-09', '2026-08-05'])
  })
  test('what cannot be read is said', () => {
    const text = calendar(
      event('UID:x', 'DTSTART:20260101', 'RRULE:FREQ=MONTHLY;BYSETPOS=2;BYDAY=MO,TU', 'SUMMARY:支委会'),
      event('UID:y', 'SUMMARY:党课'),
    )
    expect(readCalendar(text, today)).toEqual({
      drafts: [],
      notes: ['“支委会”的重复规则较特别，没有读，请手工记。', '“党课”没有写日期，没有读。'],
    })
  })
  test('no calendar at all', () => expect(readCalendar('一些文字\n\n', today)).toEqual({ drafts: [], notes: [] }))
})

describe('recurrence', () => {
  const first = (rule: string, start: string, n: number): Day[] | null => {
    const matcher = matcherOf(rule, start as Day)
    if (matcher === null) return null
    const found: Day[] = []
    for (let at = Date.parse(start); found.length < n; at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10) as Day
      if (matcher.matches(day)) found.push(day)
    }
    return found
  }
  // The expected days are those of RFC 5545, 3.8.5.3, and of the calendar on the wall.
  test.each([
    ['FREQ=DAILY;INTERVAL=10', '1997-09-02', ['1997-09-02', '1997-09-12', '1997-09-22']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR', '1997-09-01', ['1997-09-01', '1997-09-03', '1997-09-05', '1997-09-15']],
    ['FREQ=MONTHLY;BYDAY=1FR', '1997-09-05', ['1997-09-05', '1997-10-03', '1997-11-07']],
    ['FREQ=MONTHLY;BYDAY=-2MO', '1997-09-22', ['1997-09-22', '1997-10-20', '1997-11-17']],
    ['FREQ=MONTHLY;BYMONTHDAY=-3', '1997-09-28', ['1997-09-28', '1997-10-29', '1997-11-28']],
    ['FREQ=MONTHLY;INTERVAL=3', '2026-02-15', ['2026-02-15', '2026-05-15', '2026-08-15']],
    ['FREQ=YEARLY;BYMONTH=6,7', '1997-06-10', ['1997-06-10', '1997-07-10', '1998-06-10']],
    ['FREQ=YEARLY', '2025-11-21', ['2025-11-21', '2026-11-21']],
    ['FREQ=SECONDLY', '2026-01-01', null],
    ['FREQ=WEEKLY;BYDAY=XX', '2026-01-01', null],
    ['FREQ=DAILY;INTERVAL=0', '2026-01-01', null],
    ['FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU,SU', '1997-08-05', null],
  ])('%s from %s', (rule, start, expected) => expect(first(rule, start, expected?.length ?? 1)).toEqual(expected))
})
