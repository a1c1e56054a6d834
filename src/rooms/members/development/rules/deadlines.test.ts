import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysInMonth, type Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import type { StepKey } from '../contract.ts'
import { developmentDeadlines, type CaseFacts } from './deadlines.ts'
import { judgeStep } from './judge-step.ts'
import { STEP_KEYS } from './steps.ts'

const facts = (done: Partial<Record<StepKey, string>>, more: Partial<CaseFacts> = {}): CaseFacts => ({
  id: 'c1',
  organization: 'o1',
  organizationName: '云山党支部',
  chain: 'o1/',
  path: '/1/',
  done: new Map(Object.entries(done) as [StepKey, Day][]),
  extended: 0,
  special: false,
  ...more,
})
const on = (day: string, given: CaseFacts): string[] =>
  developmentDeadlines(given, builtInRuleBook(day as Day)).map(({ kind, due }) => `${kind} ${due}`)

/**
 * The same by counting days one by one: the due day of a clock is found by walking from its first day, a calendar month at a
 * time, and everything is said anew for every single day of the years.
 */
function walk(from: Day, months: number): Day {
  let day = from
  let left = months
  const number = Number(from.slice(8))
  while (left > 0) {
    day = addDays(day, 1)
    const [year, month, date] = day.split('-').map(Number) as [number, number, number]
    const last = daysInMonth(year, month)
    if (date === Math.min(number, last)) left -= 1
  }
  return day
}

function oracle(given: CaseFacts, day: Day): string[] {
  const has = (key: StepKey): boolean => given.done.has(key)
  const of = (key: StepKey): Day | null => given.done.get(key) ?? null
  const wanted: string[] = []
  const say = (key: StepKey, from: Day | null, months: number): void => {
    if (from !== null) wanted.push(`${key} ${walk(from, months)}`)
  }
  if (!has('talk')) say('talk', of('apply'), 1)
  if (has('activist') && !has('target')) say('nurture', of('nurture') ?? of('activist'), 6)
  if (!has('meeting')) say('meeting', of('pre-review'), 1)
  if (!has('approval')) say('approval', of('meeting'), given.special ? 6 : 3)
  if (!has('oath') && day >= '2026-05-18') say('oath', of('approval'), 1)
  if (has('approval')) {
    const [voted, reviewed] = [of('meeting'), of('probation')]
    if (!has('full-meeting'))
      say('probation', reviewed !== null && voted !== null && reviewed > voted ? reviewed : voted, 6)
    if (!has('apply-full')) say('apply-full', voted, 12 + given.extended)
    else if (!has('full-meeting')) say('full-meeting', voted, 12 + given.extended)
  }
  if (!has('full-approval')) say('full-approval', of('full-meeting'), 3)
  return wanted
}

describe('deadlines of a case', () => {
  it('follow from what was done last', () => {
    expect(on('2026-11-21', facts({ apply: '2026-10-31' }))).toEqual(['talk 2026-11-30'])
    expect(on('2026-11-21', facts({ apply: '2026-01-01', talk: '2026-01-08', activist: '2026-03-31' }))).toEqual([
      'nurture 2026-09-30',
    ])
  })

  it('say nothing of a day that is not known, and no name', () => {
    expect(
      developmentDeadlines(facts({}, { done: new Map([['apply', null]]) }), builtInRuleBook('2026-11-21' as Day)),
    ).toEqual([])
    const [one] = developmentDeadlines(facts({ apply: '2026-10-31' }), builtInRuleBook('2026-11-21' as Day))
    expect(one).toMatchObject({
      words: '云山党支部：派人同一名入党申请人谈话',
      rule: 'develop.step.talk',
      opens: '2026-10-31',
    })
  })

  it('of half a year are shown a month before', () => {
    const [one] = developmentDeadlines(
      facts({ apply: '2026-01-01', talk: '2026-01-08', activist: '2026-03-31' }),
      builtInRuleBook('2026-11-21' as Day),
    )
    expect(one).toMatchObject({ opens: '2026-08-30', due: '2026-09-30' })
  })

  it('are those of an oracle that counts day by day over ten years, on every day', () => {
    let asked = 0
    const reached = new Set<StepKey>()
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 260 }), { minLength: 60, maxLength: 60 }),
        fc.constantFrom(0, 6, 12),
        fc.boolean(),
        (waits, extended, special) => {
          const done = new Map<StepKey, Day | null>()
          const given = facts({}, { done, extended, special })
          let day = '2020-01-01' as Day
          const order: StepKey[] = [...STEP_KEYS]
          let [wait = 0, ...rest] = waits
          const known = new Map<string, string[]>()
          for (; day < '2030-01-01'; day = addDays(day, 1)) {
            if (wait-- <= 0) {
              const key = order.find(
                (one) =>
                  judgeStep(given, one, day, day, builtInRuleBook(day)).ok && (!done.has(one) || rest.length % 2 === 0),
              )
              if (key !== undefined) {
                done.set(key, day)
                reached.add(key)
                known.clear()
              }
              wait = rest.shift() ?? 5000
            }
            // Facts and edition decide; both are asked anew whenever one of them changed.
            const edition = day < '2026-05-18' ? 'a' : 'b'
            let expected = known.get(edition)
            if (expected === undefined) {
              expected = oracle(given, day)
              known.set(edition, expected)
              expect(on(day, given), `${day} ${[...done.keys()].at(-1) ?? ''}`).toEqual(expected)
              asked++
            } else if (day.endsWith('-01')) expect(on(day, given)).toEqual(expected)
          }
        },
      ),
      { seed: 25, numRuns: 12 },
    )
    expect(asked).toBeGreaterThan(100)
    expect([...reached].sort()).toEqual([...STEP_KEYS].sort())
  }, 60_000)
})
