import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import { organizationKindShape, type OrganizationKind } from '../../contract.ts'
import { lifeDeadlines, type LifeFacts } from './deadlines.ts'
import { demandsOf, isDemanded, periodOf, periodsIn, standingsOf, type Held } from './demands.ts'
import { effectOf, effectiveRule } from './effective.ts'
import { demandKinds, lifeKinds, type DemandKind } from './life-kinds.ts'
import { proposePlan } from './plan.ts'

const day = (text: string): Day => text as Day
const today = day('2026-11-21')
const book = builtInRuleBook(today)
const demands = demandsOf(book)
const held = (on: string, ...kinds: Held['kinds']): Held => ({ day: day(on), kinds, bySecretary: false })

describe('what is demanded', () => {
  const of = (kind: OrganizationKind, hasCommittee = false): DemandKind[] =>
    demandKinds.filter((one) => isDemanded(one, kind, hasCommittee))
  const BRANCH: DemandKind[] = [
    'members-meeting',
    'lecture',
    'theme-day',
    'organization-meeting',
    'appraisal',
    'secretary-lecture',
  ]
  const LOOSE: DemandKind[] = ['members-meeting', 'lecture', 'theme-day', 'organization-meeting']
  const expected: Record<OrganizationKind, DemandKind[]> = {
    'working-committee': [],
    committee: ['secretary-lecture'],
    'general-branch': ['secretary-lecture'],
    branch: BRANCH,
    'joint-branch': BRANCH,
    functional: [],
    temporary: LOOSE,
    floating: LOOSE,
    group: ['group'],
  }
  test.each(organizationKindShape.options)('of %s', (kind) => expect(of(kind)).toEqual(expected[kind]))
  test('of a branch with a committee, its meetings too', () => expect(of('branch', true)).toContain('committee'))
  test('lectures only where the office switched the local rule on', () => {
    expect(demands.map(({ kind }) => kind)).not.toContain('lecture')
    expect(demandsOf(builtInRuleBook(today, ['life.lecture'])).map(({ kind }) => kind)).toContain('lecture')
  })
})

describe('periods', () => {
  test.each([
    [1, '2026-11', '2026-11-01', '2026-11-30'],
    [3, '2026-Q4', '2026-10-01', '2026-12-31'],
    [6, '2026-H2', '2026-07-01', '2026-12-31'],
    [12, '2026', '2026-01-01', '2026-12-31'],
  ])('of %i months', (months, name, from, to) => expect(periodOf(today, months)).toEqual({ name, from, to }))
  test('the one in which it began does not count, unless it began on its first day', () => {
    const names = (from: string) => periodsIn(3, day(from), today).map(({ name }) => name)
    expect([names('2026-04-01'), names('2026-04-02'), names('2026-10-02')]).toEqual([
      ['2026-Q2', '2026-Q3', '2026-Q4'],
      ['2026-Q3', '2026-Q4'],
      [],
    ])
  })
})

const branch = { kind: 'branch', hasCommittee: true, since: day('2026-08-15'), ended: null } as const
const say = (events: readonly Held[], subject: object = {}) =>
  standingsOf({ ...branch, ...subject }, events, demands, day('2026-01-01'), today).map(
    ({ demand, period, state }) => `${demand.kind} ${period.name} ${state}`,
  )

describe('what was not held', () => {
  test('is missing once its period is over, and open until then', () => {
    expect(say([held('2026-09-30', 'theme-day', 'committee'), held('2026-11-02', 'committee')])).toEqual([
      'members-meeting 2026-Q4 open',
      'committee 2026-09 held',
      'committee 2026-10 missing',
      'committee 2026-11 held',
      'theme-day 2026-09 held',
      'theme-day 2026-10 missing',
      'theme-day 2026-11 open',
    ])
  })
  test('is asked of nobody after the end', () => {
    expect(say([], { hasCommittee: false, ended: day('2026-10-15') })).toEqual(['theme-day 2026-09 missing'])
  })
  test('a lecture by another is no lecture by the secretary', () => {
    const year = (bySecretary: boolean) =>
      say([{ ...held('2026-05-01', 'lecture'), bySecretary }], { since: day('2026-01-01') }).find((one) =>
        one.startsWith('secretary-lecture'),
      )
    expect([year(false), year(true)]).toEqual(['secretary-lecture 2026 open', 'secretary-lecture 2026 held'])
  })
  test('more that is held never makes more missing', () => {
    const event = fc.record({
      at: fc.integer({ min: 0, max: 320 }),
      kinds: fc.subarray([...lifeKinds], { minLength: 1 }),
      bySecretary: fc.boolean(),
    })
    const missing = (events: readonly Held[]) =>
      say(events, { since: day('2026-01-01') }).filter((one) => one.endsWith('missing'))
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), event, (list, more) => {
        const of = ({ at, ...rest }: typeof more): Held => ({ ...rest, day: addDays(day('2026-01-01'), at) })
        const before = new Set(missing(list.map(of)))
        expect(missing([...list, more].map(of)).every((one) => before.has(one))).toBe(true)
      }),
      { seed: 8 },
    )
  })
})

describe('deadlines', () => {
  const facts: LifeFacts = { ...branch, organization: 'o', chain: 'o/', path: 'p/', held: [], last: day('2026-08-15') }
  test('one line for the month, in its last days', () => {
    expect(lifeDeadlines(facts, book)).toEqual([
      {
        subject: 'o',
        organization: 'o',
        chain: 'o/',
        path: 'p/',
        kind: 'held',
        mark: '2026-11',
        opens: '2026-11-20',
        due: '2026-11-30',
        words: '月底前还没有记：支委会、主题党日',
        rule: 'life.committee',
      },
    ])
    expect(lifeDeadlines(facts, builtInRuleBook(day('2026-12-01')))[0]?.words).toBe(
      '月底前还没有记：党员大会、支委会、主题党日',
    )
    expect(lifeDeadlines({ ...facts, held: [held('2026-11-01', 'committee', 'theme-day')] }, book)).toEqual([])
  })
  test('silence, where the office calls it weak', () => {
    expect(lifeDeadlines(facts, builtInRuleBook(today, ['weak.no-life'])).at(-1)).toMatchObject({
      kind: 'silence',
      due: '2027-02-15',
      words: '自 2026-08-15 没有记组织生活，满 6 个月',
    })
  })
})

describe('effective coverage', () => {
  const rule = effectiveRule(book)
  test.each([
    [1, '2020-01-01', 'effective'],
    [0, '2020-01-01', 'not'],
    [0, '2026-08-21', 'not'],
    [0, '2026-08-22', 'new'],
    [1, '2026-11-20', 'effective'],
  ])('%i held since %s: %s', (count, since, effect) => expect(effectOf(count, day(since), rule)).toBe(effect))
})

test('a plan of the year holds every demand as often as it is made', () => {
  const items = proposePlan('branch', true, book)
  const count = (kind: string) => items.filter((item) => item.kind === kind).length
  expect(
    ['members-meeting', 'committee', 'theme-day', 'organization-meeting', 'appraisal', 'lecture'].map(count),
  ).toEqual([4, 12, 12, 1, 1, 1])
  expect(items.filter(({ kind }) => kind === 'members-meeting').map(({ month }) => month)).toEqual([2, 5, 8, 11])
  expect(items.find(({ kind }) => kind === 'organization-meeting')?.month).toBe(10)
})
