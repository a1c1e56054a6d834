import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { makeWorkdays } from '../../../../standards/workdays.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import type { StepDetails, StepKey } from '../contract.ts'
import { stageShape } from '../contract.ts'
import { checkStep, type CheckGround } from './checks.ts'
import { readYuan, reckonDues } from './dues.ts'
import { quotaCells } from './quotas.ts'
import { readBrackets } from './read-brackets.ts'
import { HAND_ENDS, refuseEnd } from './stage.ts'

const TODAY = '2026-11-20' as Day
const ground = (more: Partial<CheckGround> = {}): CheckGround => ({
  day: TODAY,
  book: builtInRuleBook(more.day ?? TODAY),
  workdays: makeWorkdays([]),
  born: '1990-01-01' as Day,
  kind: 'branch',
  approver: null,
  ...more,
})
const told = (step: StepKey, details: StepDetails, more: Partial<CheckGround> = {}): string[] =>
  checkStep(step, details, ground(more)).map(({ rule, hard }) => `${rule}${hard ? '' : '?'}`)

describe('what a step has to fulfil', () => {
  it('eighteen years on the day of the application', () => {
    expect(told('apply', {}, { born: '2008-11-20' as Day })).toEqual([])
    expect(told('apply', {}, { born: '2008-11-21' as Day })).toEqual(['develop.age'])
  })
  it('a temporary branch admits nobody', () => {
    for (const step of ['apply', 'meeting', 'approval'] as StepKey[])
      expect(told(step, { due: 9, present: 9, yes: 9 }, { kind: 'temporary' }), step).toEqual(['develop.temporary'])
  })
  it('one or two contacts, two introducers', () => {
    const persons = (count: number) => ({ persons: Array.from({ length: count }, (_, at) => `甲${at}`) })
    expect([0, 1, 2, 3].map((count) => told('contacts', persons(count)).length)).toEqual([1, 0, 0, 1])
    expect([1, 2, 3].map((count) => told('introducers', persons(count)).length)).toEqual([1, 0, 1])
  })
  it('publicity of five working days since the edition of 2026', () => {
    expect(told('target', {})).toEqual(['develop.publicity'])
    // Friday the 13th and five working days: Friday the 20th.
    expect(told('target', { publicFrom: '2026-11-13' })).toEqual([])
    expect(told('target', { publicFrom: '2026-11-14' })).toEqual([])
    expect(told('target', { publicFrom: '2026-11-16' })).toEqual(['develop.publicity'])
    expect(told('target', {}, { day: '2026-05-17' as Day })).toEqual([])
  })
  it('three days or twenty-four hours of training, or a reason', () => {
    expect(told('class', { classDays: 3 })).toEqual([])
    expect(told('class', { classHours: 24 })).toEqual([])
    expect(told('class', { classDays: 2, classHours: 23 })).toEqual(['develop.class?'])
  })
  it('more than half present, more than half of those due for it', () => {
    expect(told('meeting', {})).toEqual(['develop.meeting'])
    expect(told('meeting', { due: 10, present: 5, yes: 5 })).toEqual(['develop.meeting'])
    expect(told('meeting', { due: 10, present: 6, yes: 5 })).toEqual(['develop.meeting'])
    expect(told('meeting', { due: 10, present: 6, yes: 6 })).toEqual([])
    expect(told('meeting', { due: 3, present: 4, yes: 3 })).toEqual(['develop.meeting'])
    expect(told('meeting', { due: 9, present: 6, yes: 7 })).toEqual(['develop.meeting'])
  })
  it('only a committee approves', () => {
    expect(told('approval', {}, { approver: { name: '某党总支', kind: 'general-branch' } })).toEqual([
      'develop.approver',
    ])
    expect(told('approval', {}, { approver: { name: '某党委', kind: 'committee' } })).toEqual([])
  })
  it('an extension of half a year to a year', () => {
    const meeting = { due: 9, present: 9, yes: 9, outcome: 'extended' as const }
    expect([5, 6, 12, 13].map((extendMonths) => told('full-meeting', { ...meeting, extendMonths }).length)).toEqual([
      1, 0, 0, 1,
    ])
    expect(told('full-meeting', { due: 9, present: 9, yes: 9 })).toEqual(['develop.probation'])
    expect(told('full-meeting', { due: 9, present: 9, yes: 0, outcome: 'refused' })).toEqual([])
  })
})

describe('ends', () => {
  it('by hand only before somebody is a member, every pair', () => {
    const open = stageShape.options.flatMap((stage) =>
      HAND_ENDS.map((end) => `${stage} ${refuseEnd(stage, end) === null}`),
    )
    expect(open.filter((one) => one.endsWith('true'))).toHaveLength(15)
    expect(open.filter((one) => /^(probationary|full) true$/.test(one))).toEqual([])
  })
})

describe('dues', () => {
  const rules = readBrackets(builtInRuleBook(TODAY))
  it('by hand from the regulation', () => {
    const yuan = (kind: Parameters<typeof reckonDues>[0], amount: number): number =>
      reckonDues(kind, amount * 100, rules).fen / 100
    expect([3000, 3001, 5000, 5001, 10000, 10001].map((amount) => yuan('wage', amount))).toEqual([
      15, 30.01, 50, 75.02, 150, 200.02,
    ])
    expect([5000, 5001].map((amount) => yuan('pension', amount))).toEqual([25, 50.01])
    expect(yuan('self-employed', 27_000)).toBe(135)
    expect(reckonDues('farmer', 0, rules)).toMatchObject({ fen: 20, mostFen: 100 })
    expect(yuan('least', 100)).toBe(0.2)
  })
  it('are whole fen, never above 2 percent, and grow with the base within a bracket', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (amount) => {
        const { fen, baseFen } = reckonDues('wage', amount, rules)
        expect(Number.isInteger(fen)).toBe(true)
        expect(fen).toBeLessThanOrEqual(Math.ceil(baseFen * 0.02))
        expect(fen).toBeGreaterThanOrEqual(Math.floor(baseFen * 0.005))
      }),
      { seed: 8 },
    )
  })
  it('reads sums as they are typed', () => {
    expect(['8000', '8,000.50', '８０００元', '', '-1', '1e5', '0.005'].map(readYuan)).toEqual([
      800_000,
      800_050,
      800_000,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('quotas', () => {
  it('count what stands under an area, by kind', () => {
    const counts = [
      { path: '/1/2/', postKind: 'technical' as const, used: 2, coming: 1 },
      { path: '/1/3/', postKind: null, used: 1, coming: 0 },
    ]
    expect(quotaCells({ all: 2, technical: 3 }, '/1/', counts)).toMatchObject({
      all: { planned: 2, used: 3, coming: 1, open: -1 },
      technical: { planned: 3, used: 2, open: 1 },
      'front-line': { planned: null, used: 0, open: null },
    })
    expect(quotaCells({}, '/1/3/', counts).all.used).toBe(1)
  })
})
