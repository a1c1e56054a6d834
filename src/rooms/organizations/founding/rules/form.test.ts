import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { testRules } from '../testing.ts'
import { adviseCommittee, adviseForm, type FormWish } from './advise.ts'
import { checkForm, type FormUnit } from './check-form.ts'
import { checkSeats } from './check-seats.ts'

const day = '2026-11-22' as Day
const rules = testRules()
const unit = (full: number | null, probationary: number | null = 0, name = '样例'): FormUnit => ({
  name,
  full,
  probationary,
})
const wish = (units: readonly FormUnit[], part: Partial<FormWish> = {}): FormWish => ({
  units,
  host: null,
  until: null,
  secretaryReady: true,
  day,
  ...part,
})

describe('the form advised', () => {
  test.each([
    ['three full members', wish([unit(3)]), 'branch'],
    ['two full members', wish([unit(2)]), 'joint-branch'],
    ['probationary members do not count', wish([unit(2, 5)]), 'joint-branch'],
    ['forty-nine members', wish([unit(45, 4)]), 'branch'],
    ['fifty members', wish([unit(45, 5)]), 'general-branch'],
    ['a hundred members', wish([unit(96, 4)]), 'committee'],
    ['several small units', wish([unit(1), unit(1), unit(2)]), 'joint-branch'],
    ['one of several has three', wish([unit(1), unit(3)]), undefined],
    ['nobody knows', wish([unit(null)]), undefined],
    ['nothing chosen', wish([]), undefined],
    ['a market', wish([], { host: 'market' }), 'branch'],
    ['an office building with units', wish([unit(1), unit(2), unit(4)], { host: 'building' }), 'branch'],
    ['a project of a year', wish([unit(4)], { host: 'project', until: '2027-11-22' as Day }), 'branch'],
    ['a project of three months', wish([unit(4)], { host: 'project', until: '2027-02-22' as Day }), 'temporary'],
    ['a task', wish([unit(4)], { until: '2027-02-22' as Day }), 'temporary'],
  ])('%s', (_, asked, kind) => {
    expect(adviseForm(asked, rules).advised?.kind).toBe(kind)
  })

  it('is a joint branch where the office demands a secretary first and there is none', () => {
    const asked = wish([unit(4)], { secretaryReady: false })
    expect(adviseForm(asked, rules).advised?.kind).toBe('branch')
    expect(adviseForm(asked, testRules(['formation.secretary-first'])).advised?.kind).toBe('joint-branch')
  })

  it('promises nothing of a form while nobody knows how many members there are', () => {
    const { alternatives } = adviseForm(wish([unit(null)]), rules)
    expect(alternatives.find(({ kind }) => kind === 'committee')?.why).toBe('党员数核实以后再定。')
    expect(adviseForm(wish([unit(120)]), rules).alternatives.find(({ kind }) => kind === 'general-branch')?.why).toBe(
      '党员人数够设党总支。',
    )
  })

  it('never refuses what it advises, and sorts every form into one of the three', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 0, max: 130 }), fc.integer({ min: 0, max: 20 })), {
      maxLength: 7,
    })
    fc.assert(
      fc.property(counts, fc.constantFrom(null, 'market', 'project', 'chamber'), fc.boolean(), (units, host, ready) => {
        const asked = wish(
          units.map(([full, more]) => unit(full, more)),
          {
            host: host as FormWish['host'],
            secretaryReady: ready,
          },
        )
        const advice = adviseForm(asked, rules)
        const { advised } = advice
        const alone = asked.units.length === 1 && advised?.kind === 'joint-branch'
        const enough = (advice.membersFull ?? 0) >= 3
        if (advised !== null && !alone && enough) {
          expect(checkForm({ ...asked, kind: advised.kind }, rules).refused).toEqual([])
        }
        const kinds = [advised, ...advice.alternatives, ...advice.refused].flatMap((line) => (line ? [line.kind] : []))
        expect(new Set(kinds).size).toBe(7)
        expect(kinds).toHaveLength(7)
      }),
      { seed: 7, numRuns: 400 },
    )
  })
})

describe('a form held against the rules', () => {
  const check = (kind: Parameters<typeof checkForm>[0]['kind'], asked: FormWish, on: readonly string[] = []) => {
    const { refused, soft } = checkForm({ ...asked, kind }, testRules(on))
    return { refused: refused.map(({ rule }) => rule), soft: soft.map(({ rule }) => rule) }
  }
  test.each([
    ['branch', wish([unit(3)]), [], []],
    ['branch', wish([unit(2)]), ['branch.4'], []],
    ['branch', wish([unit(null)]), [], []],
    ['branch', wish([unit(40, 11)]), [], ['branch.4']],
    ['branch', wish([unit(2), unit(2)]), ['branch.5.joint'], []],
    ['branch', wish([unit(2), unit(2)], { host: 'street' }), [], []],
    ['joint-branch', wish([unit(2), unit(1)]), [], []],
    ['joint-branch', wish([unit(1), unit(1)]), ['branch.5.joint'], []],
    ['joint-branch', wish([unit(2)]), ['branch.5.joint', 'branch.5.joint'], []],
    ['joint-branch', wish([unit(3), unit(2)]), ['branch.4'], []],
    ['joint-branch', wish(Array.from({ length: 5 }, () => unit(1))), [], []],
    ['joint-branch', wish(Array.from({ length: 6 }, () => unit(1))), [], ['branch.5.joint']],
    ['general-branch', wish([unit(30)]), [], ['formation.tiers']],
    ['general-branch', wish([unit(60)]), [], []],
    ['committee', wish([unit(60)]), [], ['formation.tiers']],
    ['temporary', wish([unit(5)]), ['branch.8'], []],
    ['temporary', wish([unit(5)], { until: '2027-01-01' as Day }), [], []],
    ['floating', wish([unit(5)]), ['branch.5.floating'], []],
    ['floating', wish([unit(5)], { host: 'chamber' }), [], []],
    ['functional', wish([]), ['branch.5.place'], []],
    ['functional', wish([], { host: 'association' }), [], []],
    ['branch', wish([unit(5)], { host: 'project' }), [], ['branch.5.project']],
  ] as const)('%s %#', (kind, asked, refused, soft) => {
    expect(check(kind, asked)).toEqual({ refused: [...refused], soft: [...soft] })
  })

  it('lets a unit of three join where the office demands a secretary first, with a reason', () => {
    const asked = wish([unit(3), unit(2)], { secretaryReady: false })
    expect(check('joint-branch', asked)).toEqual({ refused: ['branch.4'], soft: [] })
    expect(check('joint-branch', asked, ['formation.secretary-first'])).toEqual({
      refused: [],
      soft: ['formation.secretary-first'],
    })
    expect(check('branch', wish([unit(3)], { secretaryReady: false }), ['formation.secretary-first']).soft).toEqual([
      'formation.secretary-first',
    ])
  })

  it('takes its numbers from the rulebook', () => {
    const other = testRules([], { 'branch.4:membersFull': 5, 'branch.5.joint:jointUnitsMost': 1 })
    expect(checkForm({ ...wish([unit(4)]), kind: 'branch' }, other).refused).toHaveLength(1)
    expect(checkForm({ ...wish([unit(2), unit(2)]), kind: 'joint-branch' }, other).soft).toHaveLength(1)
  })

  it('gives an article with every objection', () => {
    const { refused, soft } = checkForm(
      { ...wish(Array.from({ length: 6 }, () => unit(3))), kind: 'joint-branch' },
      rules,
    )
    expect([...refused, ...soft].map(({ article }) => article?.article)).toEqual(['第四条', '第五条第三款'])
  })
})

describe('the first officers', () => {
  const ask = (part: Partial<Parameters<typeof checkSeats>[0]>) => {
    const { refused, soft } = checkSeats(
      { kind: 'branch', how: 'elected', full: 5, due: 5, present: 5, committee: false, seats: 0, ...part },
      rules,
    )
    return { refused: refused.map(({ rule }) => rule), soft: soft.map(({ rule }) => rule) }
  }
  test.each([
    [{}, [], []],
    [{ full: 7, due: 7, present: 6, committee: true, seats: 3 }, [], []],
    [{ full: 7, due: 7, present: 7 }, ['branch.committee'], []],
    [{ full: 6, due: 6, present: 6, committee: true, seats: 3 }, ['branch.committee'], []],
    [{ full: 9, due: 9, present: 9, committee: true, seats: 2 }, ['branch.committee'], []],
    [{ full: 9, due: 9, present: 9, committee: true, seats: 6 }, [], ['branch.committee']],
    [{ due: 10, present: 7 }, ['election.quorum'], []],
    [{ due: 10, present: 8 }, [], []],
    [{ due: 5, present: 6 }, ['election.quorum'], []],
    [{ due: 0, present: 0 }, ['election.quorum'], []],
    [{ how: 'appointed' as const, due: 0, present: 0 }, ['founding.election-meeting'], []],
    [{ kind: 'temporary' as const, how: 'appointed' as const, due: 0, present: 0 }, [], []],
    [{ kind: 'temporary' as const }, ['post.temporary-appointed'], []],
  ])('%o', (part, refused, soft) => {
    expect(ask(part)).toEqual({ refused, soft })
  })

  test.each([
    [6, false],
    [7, true],
    [null, false],
  ])('a branch of %s full members', (full, needed) => {
    expect(adviseCommittee('branch', full, rules).needed).toBe(needed)
  })
})
