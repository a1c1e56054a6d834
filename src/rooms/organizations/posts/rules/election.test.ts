import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import { candidatesFor, countElection, type ElectionInput, type Fate } from './election.ts'

const book = builtInRuleBook('2026-11-21' as Day)
const fair: ElectionInput = {
  due: 20,
  present: 18,
  seats: 3,
  of: 'committee',
  issued: 18,
  returned: 18,
  valid: 17,
  invalid: 1,
  votes: [15, 14, 12, 8],
  standing: null,
  basis: null,
}
const count = (part: Partial<ElectionInput> = {}) => countElection({ ...fair, ...part }, book)
const why = (part: Partial<ElectionInput>) => count(part).refused.map((fault) => fault.why)

describe('an election that stands', () => {
  test('the usual one', () => {
    expect(count()).toMatchObject({
      valid: true,
      quorum: 16,
      candidatesLeast: 4,
      basis: 'present',
      line: 10,
      fates: ['elected', 'elected', 'elected', 'below-line'],
      elected: 3,
      open: 0,
      again: 0,
      sentence: '当选 3 名（10 票以上当选），选满。',
    })
    expect(count().lineArticle?.certainty).toBe('?')
  })
  test.each<[votes: number[], fates: Fate[], open: number, again: number]>([
    [[15, 12, 12, 12], ['elected', 'tied', 'tied', 'tied'], 2, 2],
    [[14, 13, 12, 12], ['elected', 'elected', 'tied', 'tied'], 1, 1],
    [[12, 12, 12, 8], ['elected', 'elected', 'elected', 'below-line'], 0, 0],
    [[15, 9, 9, 9], ['elected', 'below-line', 'below-line', 'below-line'], 2, 0],
    [[10, 11, 12, 13], ['passed-over', 'elected', 'elected', 'elected'], 0, 0],
    [[0, 0, 0, 0], ['below-line', 'below-line', 'below-line', 'below-line'], 3, 0],
  ])('votes %o: %o', (votes, fates, open, again) => expect(count({ votes })).toMatchObject({ fates, open, again }))

  test('half is not more than half, of those present and of those due', () => {
    expect([count({ basis: 'present' }).line, count({ basis: 'due' }).line]).toEqual([10, 11])
    expect([count({ present: 17, issued: 17, returned: 17, valid: 17, invalid: 0 }).line]).toEqual([9])
  })
})

describe('an election that does not', () => {
  test.each<[Partial<ElectionInput>, string]>([
    [
      { present: 15, issued: 15, returned: 15, valid: 15, invalid: 0 },
      '应到 20 人，实到 15 人，不足 16 人，不能选举。',
    ],
    [{ present: 21 }, '实到 21 人多于应到 20 人。'],
    [{ votes: [15, 14, 12] }, '应选 3 名，差额选举至少 4 名候选人，现有 3 名。'],
    [{ standing: 3 }, '应选 3 名，差额选举至少 4 名候选人，现有 3 名。'],
    [{ issued: 19 }, '发出选票 19 张，多于实到 18 人。'],
    [{ issued: 17 }, '收回选票 18 张，多于发出的 17 张，选举无效，应重新选举。'],
    [{ invalid: 0 }, '有效票 17 张加无效票 0 张，不等于收回的 18 张。'],
    [{ votes: [18, 1, 1, 1] }, '第 1 名得 18 票，多于有效票 17 张。'],
    [{ votes: [17, 17, 17, 1] }, '得票合计 52，多于 17 张有效票每张至多选 3 名。'],
    [
      { due: 0, present: 0, issued: 0, returned: 0, valid: 0, invalid: 0, votes: [0, 0, 0, 0] },
      '应到有选举权的人数要填。',
    ],
  ])('%o', (part, said) => {
    expect(why(part)).toContain(said)
    expect(count(part)).toMatchObject({ valid: false, elected: 0, sentence: `选举不能成立：${why(part)[0]}` })
  })
  test('secretary and deputy are elected with as many candidates as seats', () => {
    expect(why({ of: 'officers', seats: 2, votes: [16, 15] })).toEqual([])
    expect(why({ of: 'officers', seats: 2, votes: [16] })).toEqual(['应选 2 名，至少 2 名候选人，现有 1 名。'])
  })
  test.each([
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 9],
    [9, 11],
    [10, 12],
  ])('for %i seats stand at least %i', (seats, least) => expect(candidatesFor(seats, 'committee', book)).toBe(least))
})

test('agrees with counting by hand: sort, cut, see whether the cut goes through equals', () => {
  const some = fc.record({
    due: fc.integer({ min: 1, max: 60 }),
    seats: fc.integer({ min: 1, max: 5 }),
    votes: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 9 }),
    basis: fc.constantFrom('present' as const, 'due' as const),
  })
  fc.assert(
    fc.property(some, ({ due, seats, votes: wild, basis }) => {
      const votes = wild.map((one) => one % (due + 1))
      const all = { issued: due, returned: due, valid: due, invalid: 0 }
      const outcome = count({ due, present: due, seats, votes, basis, ...all })
      const sum = votes.reduce((a, b) => a + b, 0)
      expect(outcome.valid).toBe(votes.length * 10 >= seats * 12 && sum <= due * seats)
      if (!outcome.valid) return
      const beaten = (mine: number) => votes.filter((other) => other > mine).length
      const equal = (mine: number) => votes.filter((other) => other === mine).length
      votes.forEach((mine, at) => {
        const passes = mine * 2 > due
        const sure = beaten(mine) + equal(mine) <= seats
        const out = beaten(mine) >= seats
        const fate = !passes ? 'below-line' : sure ? 'elected' : out ? 'passed-over' : 'tied'
        expect(outcome.fates[at]).toBe(fate)
      })
      expect(outcome.elected + outcome.open).toBe(seats)
    }),
    { seed: 7, numRuns: 400 },
  )
})
