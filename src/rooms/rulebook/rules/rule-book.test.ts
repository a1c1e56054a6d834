import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../kernel/day.ts'
import { isAdjustable, refuseChoice, withChoice } from './adjust.ts'
import { builtInRules } from './builtin.ts'
import { builtInRuleBook } from './rule-book.ts'

const day = (text: string) => parseDay(text)!
const book = builtInRuleBook(day('2026-11-22'))

describe('the book of a day', () => {
  it('gives numbers and articles, and never a number that is not there', () => {
    expect(book.param('branch.4', 'membersFull')).toBe(3)
    expect(book.article('member.lost')).toMatchObject({ rule: 'member.lost', article: '第二十四条第三款', hard: true })
    expect(() => book.param('branch.4', 'fullMembers')).toThrow(RangeError)
    expect(() => book.param('branch.400', 'membersFull')).toThrow(RangeError)
    expect(() => book.article('weak.no-secretary')).toThrow(RangeError)
  })

  it('leaves local practice out unless it was switched on', () => {
    expect(book.find('weak.no-secretary')).toBeNull()
    expect(builtInRuleBook(book.day, ['weak.no-secretary']).param('weak.no-secretary', 'months')).toBe(3)
    expect(builtInRuleBook(day('2018-10-27')).find('branch.4')).toBeNull()
  })
})

describe('the twenty-five steps', () => {
  for (const edition of ['2026-05-17', '2026-05-18']) {
    const steps = builtInRules
      .filter(({ id }) => id.startsWith('develop.step.'))
      .flatMap(({ id }) => builtInRuleBook(day(edition)).find(id) ?? [])
    const unique = [...new Map(steps.map((step) => [step.id, step])).values()]

    it(`stand in order, each needing only earlier ones (${edition})`, () => {
      expect(unique.map(({ params }) => params['order']).sort((a, b) => a! - b!)).toEqual(
        Array.from({ length: 25 }, (_, at) => at + 1),
      )
      for (const { id, params } of unique) {
        expect(params['needs'], id).toBeLessThan(params['order']!)
        expect(params['stage'], id).toBeGreaterThan(0)
        const interval = Object.keys(params).filter((name) => name.endsWith('Months') || name.startsWith('max'))
        expect(interval.length === 0, id).toBe(params['since'] === undefined)
        if (params['since'] !== undefined) expect(params['since'], id).toBeLessThanOrEqual(params['needs']!)
      }
    })
  }
})

describe('what an office may set', () => {
  const rule = (id: string) => builtInRules.find((one) => one.id === id)!

  it('is local practice and numbers without a source, nothing national', () => {
    expect(isAdjustable(rule('weak.no-secretary'))).toBe(true)
    expect(isAdjustable(rule('founding.filing'))).toBe(true)
    expect(isAdjustable(rule('branch.4'))).toBe(false)
    expect(isAdjustable(rule('develop.step.target'))).toBe(false)
  })

  it('changes numbers, never whether a parameter without source counts', () => {
    const filing = withChoice(rule('founding.filing'), { active: false, params: { workingDays: 10 } })
    expect(filing).toMatchObject({ active: true, rule: { params: { workingDays: 10 } } })
    const fixed = withChoice(rule('branch.4'), { active: false, params: { membersFull: 9 } })
    expect(fixed).toEqual({ active: true, rule: rule('branch.4') })
    expect(withChoice(rule('life.lecture'), null).active).toBe(false)
    expect(refuseChoice(rule('life.lecture'), { active: true, params: { months: 2 } })).toBeNull()
    expect(refuseChoice(rule('life.lecture'), { active: true, params: { weeks: 2 } })).toContain('weeks')
  })
})
