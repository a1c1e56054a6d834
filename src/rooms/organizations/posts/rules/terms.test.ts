import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import { organizationKindShape, type HostKind, type OrganizationKind } from '../../contract.ts'
import { refuseHolding, type Holding } from './holding.ts'
import { isSingle, ofCommittee, postKinds } from './post-kinds.ts'
import { dueOf, isFarOff, noticeDay, overlaps, refuseTerm, termRules, termYears, timingOf } from './terms.ts'

const day = (text: string): Day => text as Day
const rules = termRules(builtInRuleBook(day('2026-11-21')))

describe('years of a term', () => {
  const expected: Record<OrganizationKind, [plain: number | null, inCommunity: number | null]> = {
    'working-committee': [null, null],
    committee: [5, 5],
    'general-branch': [3, 3],
    branch: [3, 5],
    'joint-branch': [3, 3],
    functional: [null, null],
    temporary: [null, null],
    floating: [3, 3],
    group: [null, null],
  }
  test.each(organizationKindShape.options)('%s', (kind) => {
    const of = (host: HostKind | null) => termYears(kind, host, rules)
    expect([of(null), of('community')]).toEqual(expected[kind])
    expect(of('building')).toBe(of(null))
  })
})

describe('days', () => {
  test.each([
    ['2023-11-21', 3, '2026-11-21'],
    ['2024-02-29', 3, '2027-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
  ])('%s and %i years is due on %s', (begins, years, due) => expect(dueOf(day(begins), years)).toBe(due))

  test.each([
    ['2026-08-31', '2026-02-28'],
    ['2026-11-21', '2026-05-21'],
  ])('for %s the reminder is on %s', (due, notice) => expect(noticeDay(day(due), rules)).toBe(notice))

  test.each([
    ['2026-05-20', 'early'],
    ['2026-05-21', 'in-time'],
    ['2026-11-21', 'in-time'],
    ['2026-11-22', 'late'],
  ])('an election on %s for 2026-11-21 is %s', (on, timing) =>
    expect(timingOf(day(on), day('2026-11-21'), rules)).toBe(timing),
  )

  test.each([
    ['2025-11-20', true],
    ['2025-11-21', false],
    ['2027-11-21', false],
    ['2027-11-22', true],
  ])('a shift to %s is far off: %s', (on, far) => expect(isFarOff(day(on), day('2026-11-21'), rules)).toBe(far))
})

describe('terms beside each other', () => {
  const first = { no: 1, begins: day('2020-03-01'), ended: day('2023-03-01') }
  const second = { no: 2, begins: day('2023-03-01'), ended: null }
  const today = day('2026-11-21')
  const say = (term: object, founded: Day | null = day('2020-02-01')) =>
    refuseTerm({ ...second, ...term }, [first], founded, today)
  test.each([
    [{}, null],
    [{ begins: day('2023-02-28') }, '和第 1 届（2020-03-01 至 2023-03-01）的时间重叠'],
    [{ begins: day('2019-01-01'), ended: day('2020-03-01') }, '开始日 2019-01-01 早于成立日 2020-02-01'],
    [{ no: 1 }, '第 1 届已经登记（自 2020-03-01）'],
    [{ no: 3, begins: day('2020-02-10'), ended: day('2020-02-20') }, '第 3 届和第 1 届的先后不对'],
    [{ begins: day('2026-11-22') }, '开始日 2026-11-22 还没有到'],
    [{ ended: day('2023-03-01') }, '结束日 2023-03-01 要晚于开始日 2023-03-01'],
  ])('%o: %s', (term, why) => expect(say(term)).toBe(why))
  test('an unknown founding day hinders nothing', () =>
    expect(say({ no: 0, begins: day('1990-01-01'), ended: day('1991-01-01') }, null)).toBeNull())

  test('overlap is what the calendar says, day by day', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 1, max: 15 })))
    fc.assert(
      fc.property(span, span, ([a, aLong], [b, bLong]) => {
        const of = (from: number, long: number | null) => ({
          begins: addDays(day('2026-01-01'), from),
          ended: long === null ? null : addDays(day('2026-01-01'), from + long),
        })
        const holds = (from: number, long: number | null, at: number) =>
          at >= from && (long === null || at < from + long)
        const met = Array.from({ length: 80 }, (_, at) => holds(a, aLong, at) && holds(b, bLong, at)).some(Boolean)
        expect(overlaps(of(a, aLong), of(b, bLong))).toBe(met)
      }),
      { seed: 6 },
    )
  })
})

describe('posts', () => {
  const held = (post: Holding['post'], from: string, to: string | null, id = 'a'): Holding => ({
    id,
    post,
    from: day(from),
    to: to === null ? null : day(to),
  })
  const bounds = { founded: day('2020-01-01'), ended: null, today: day('2026-11-21') }

  test.each(postKinds)('two of %s at once', (post) => {
    const why = refuseHolding(held(post, '2022-01-01', null, 'b'), [held(post, '2021-01-01', null)], bounds)
    if (isSingle(post)) expect(why).toContain('同时只能有一名')
    else expect(why).toBeNull()
  })
  test('the next on the very day the one before leaves', () => {
    const before = held('secretary', '2021-01-01', '2024-05-01')
    expect(refuseHolding(held('secretary', '2024-05-01', null, 'b'), [before], bounds)).toBeNull()
    expect(refuseHolding(held('secretary', '2024-04-30', null, 'b'), [before], bounds)).toBe(
      '书记同时只能有一名，已有人自 2021-01-01 任至2024-05-01，先登记其离任',
    )
    expect(refuseHolding({ ...before, to: null }, [before], bounds)).toBeNull()
  })
  test.each([
    [held('deputy', '2019-12-31', null), '任职日 2019-12-31 早于成立日 2020-01-01'],
    [held('deputy', '2026-11-22', null), '任职日 2026-11-22 还没有到'],
    [held('deputy', '2026-01-02', '2026-01-01'), '离任日 2026-01-01 早于任职日 2026-01-02'],
    [held('deputy', '2026-01-02', '2026-12-01'), '离任日 2026-12-01 还没有到'],
  ])('%o: %s', (one, why) => expect(refuseHolding(one, [], bounds)).toBe(why))
  test('none is held past the end of the organisation', () => {
    const over = { ...bounds, ended: day('2025-01-01') }
    expect(refuseHolding(held('liaison', '2024-01-01', null), [], over)).toBe('党组织已于 2025-01-01 撤销')
    expect(refuseHolding(held('liaison', '2024-01-01', '2025-01-01'), [], over)).toBeNull()
  })
  test('the seats of the committee are six', () => expect(postKinds.filter(ofCommittee)).toHaveLength(6))
})
