import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { makeRuleBook } from '../../../rulebook/public.ts'
import { makeWorkdays } from '../../../../standards/workdays.ts'
import { testRules } from '../testing.ts'
import { clockOf } from './clocks.ts'
import { fitnessDeadlines, type FitnessFacts } from './founding-deadlines.ts'
import { findMisfits, type StandingFacts } from './no-longer-fits.ts'
import { refuseDay } from './order-of-days.ts'
import { suggestName } from './suggest-name.ts'

const rules = testRules([], { 'clock.remind:days': 7 })
const workdays = makeWorkdays([])
const none = { applied: null, approved: null, elected: null }

describe('the clock of a step', () => {
  test.each([
    ['applied', '2026-01-31', '2026-02-20', 'reply', '2026-02-28', 8, 'running'],
    ['reviewing', '2026-01-31', '2026-02-21', 'reply', '2026-02-28', 7, 'soon'],
    ['reviewing', '2026-01-31', '2026-02-28', 'reply', '2026-02-28', 0, 'soon'],
    ['reviewing', '2026-01-31', '2026-03-01', 'reply', '2026-02-28', -1, 'overdue'],
  ] as const)('%s of %s on %s', (step, applied, today, what, due, days, state) => {
    expect(clockOf({ ...none, step, applied: applied as Day }, today as Day, rules, workdays)).toMatchObject({
      what,
      due,
      days,
      state,
    })
  })

  it('runs from the reply and the election where the office has set days for them, and not otherwise', () => {
    const approved = { ...none, step: 'approved', approved: '2026-05-01' as Day } as const
    const elected = { ...none, step: 'elected', elected: '2026-05-01' as Day } as const
    expect(clockOf(approved, '2026-05-02' as Day, rules, workdays)).toMatchObject({
      what: 'election',
      due: '2026-06-01',
    })
    expect(clockOf(elected, '2026-05-02' as Day, rules, workdays)).toMatchObject({ what: 'filing', due: '2026-05-22' })
    const without = makeRuleBook('2026-05-02' as Day, [])
    expect(clockOf(approved, '2026-05-02' as Day, without, workdays)).toBeNull()
    expect(clockOf({ ...none, step: 'draft' }, '2026-05-02' as Day, rules, workdays)).toBeNull()
    expect(
      clockOf({ ...none, step: 'filed', approved: '2026-05-01' as Day }, '2026-05-02' as Day, rules, workdays),
    ).toBeNull()
  })

  it('is overdue from the day after its last one on, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 60 }), (from, passed) => {
        const applied = addDays('2020-01-01' as Day, from)
        const today = addDays(applied, passed)
        const clock = clockOf({ ...none, step: 'applied', applied }, today, rules, workdays)
        expect(clock?.state === 'overdue').toBe(clock !== null && today > clock.due)
      }),
      { seed: 11 },
    )
  })
})

test.each([
  ['2026-11-22', null],
  ['2026-11-23', /还没有到/],
  ['2026-11-10', null],
  ['2026-11-09', /早于提出申请的 2026-11-10/],
])('a deed of %s', (day, why) => {
  const before = [
    { deed: 'draft', day: '2026-11-20' as Day },
    { deed: 'apply', day: '2026-11-10' as Day },
  ] as const
  const refused = refuseDay(day as Day, '2026-11-22' as Day, before)
  if (why === null) expect(refused).toBeNull()
  else expect(refused).toMatch(why)
})

describe('what no longer fits', () => {
  const facts = (part: Partial<StandingFacts>): StandingFacts => ({
    organization: 'o1',
    name: '样例支部',
    kind: 'branch',
    state: 'active',
    membersFull: 5,
    members: 6,
    until: null,
    units: [{ name: '样例甲', life: 'operating', from: '2024-03-01' as Day, ownFrom: null }],
    ...part,
  })
  const units = (count: number, part: object = {}) =>
    Array.from({ length: count }, (_, at) => ({
      name: `样例${at}`,
      life: 'operating' as const,
      from: '2024-03-01' as Day,
      ownFrom: null,
      ...part,
    }))
  test.each([
    ['all is well', facts({}), []],
    ['fewer than three', facts({ membersFull: 2 }), ['below-three']],
    ['nobody counted', facts({ membersFull: null, members: null }), []],
    ['its unit closed', facts({ units: units(1, { life: 'closed' }) }), ['unit-gone']],
    ['its unit moved', facts({ units: units(1, { life: 'moved' }) }), ['unit-gone']],
    ['a dormant unit', facts({ units: units(1, { life: 'dormant' }) }), []],
    ['six units together', facts({ kind: 'joint-branch', units: units(6) }), ['joint-units']],
    ['five units together', facts({ kind: 'joint-branch', units: units(5) }), []],
    ['a place branch of many units', facts({ units: units(40) }), []],
    ['more than fifty members', facts({ members: 51 }), ['branch-members']],
    ['a general branch of many', facts({ kind: 'general-branch', members: 80 }), []],
    ['its task has ended', facts({ kind: 'temporary', until: '2026-11-21' as Day }), ['task-ended']],
    ['its task ends today', facts({ kind: 'temporary', until: '2026-11-22' as Day }), []],
    [
      'a unit founded its own',
      facts({ kind: 'joint-branch', units: units(2, { ownFrom: '2025-05-01' as Day }) }),
      ['own-founded'],
    ],
    ['not yet filed', facts({ state: 'forming', membersFull: 0 }), []],
    ['revoked', facts({ state: 'revoked', membersFull: 0 }), []],
  ] as const)('%s', (_, given, kinds) => {
    const found = findMisfits(given, '2026-11-22' as Day, rules)
    expect(found.map(({ kind }) => kind)).toEqual(kinds)
    for (const { why, advice } of found) expect(why + advice).toMatch(/。$/)
  })
})

test('what no longer fits is dealt with from the day on which it became so, or was noticed', () => {
  const base = {
    organization: 'o1',
    name: '样例支部',
    state: 'active',
    membersFull: 2,
    members: 2,
    chain: 'o1/',
    path: '1/',
  } as const
  const unit = (from: string, ownFrom: string | null = null) => ({
    name: '样例',
    life: 'operating' as const,
    from: from as Day,
    ownFrom: ownFrom as Day | null,
  })
  const due = (part: Partial<FitnessFacts> & Pick<FitnessFacts, 'kind'>) =>
    fitnessDeadlines({ ...base, until: null, units: [], since: new Map(), ...part }, rules).map((one) => [
      one.kind,
      one.opens,
      one.due,
    ])
  expect(due({ kind: 'branch' })).toEqual([['below-three', '2026-11-22', '2027-02-22']])
  expect(due({ kind: 'branch', since: new Map([['below-three', '2026-08-31' as Day]]) })).toEqual([
    ['below-three', '2026-08-31', '2026-11-30'],
  ])
  const six = ['2020-01-01', '2025-06-01', '2021-01-01', '2021-02-01', '2022-01-01', '2026-02-01', '2026-03-01'].map(
    (from) => unit(from),
  )
  expect(due({ kind: 'joint-branch', membersFull: 9, members: 9, units: six })).toEqual([
    ['joint-units', '2026-02-01', '2026-05-01'],
  ])
  expect(
    due({
      kind: 'joint-branch',
      membersFull: 9,
      members: 9,
      units: [unit('2024-01-01'), unit('2024-01-01', '2026-10-05')],
    }),
  ).toEqual([['own-founded', '2026-10-05', '2027-01-05']])
  expect(due({ kind: 'temporary', membersFull: 9, members: 9, until: '2026-10-31' as Day })).toEqual([
    ['task-ended', '2026-11-01', '2027-02-01'],
  ])
})

test.each([
  [{ kind: 'branch', units: ['样例科技有限公司'], committee: true }, '中共样例科技有限公司支部委员会'],
  [{ kind: 'branch', units: ['样例科技有限公司'], committee: false }, '中共样例科技有限公司支部'],
  [{ kind: 'committee', units: ['样例集团'], committee: true }, '中共样例集团委员会'],
  [
    { kind: 'joint-branch', units: ['样例甲乙有限公司', '样例丙丁有限公司'], committee: false },
    '中共样例甲乙、样例丙丁联合支部',
  ],
  [
    { kind: 'joint-branch', units: ['甲', '乙', '丙'], areaName: '凌河街道', committee: false },
    '中共凌河街道甲等联合支部',
  ],
  [{ kind: 'branch', units: [], host: '黄浦路市场', committee: false }, '中共黄浦路市场支部'],
  [{ kind: 'floating', units: [], host: '样例商会', committee: false }, '中共样例商会流动党员支部'],
] as const)('%o', (parts, name) => {
  expect(suggestName({ host: null, areaName: null, ...parts })).toBe(name)
})
