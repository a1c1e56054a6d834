import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import type { StepKey } from '../contract.ts'
import { judgeStep, type Way } from './judge-step.ts'
import { judgedOn, STEP_KEYS, stepsOf } from './steps.ts'
import { stageOf } from './stage.ts'

const TODAY = '2026-11-21' as Day
const book = builtInRuleBook(TODAY)
const way = (done: Iterable<readonly [StepKey, Day | null]>, more: Partial<Way> = {}): Way => ({
  done: new Map(done),
  extended: 0,
  special: false,
  ...more,
})

/** By hand from 《中国共产党发展党员工作细则》: what may be taken when exactly the first n steps of the table are done. */
const NEXT: Readonly<Record<number, string>> = {
  0: 'apply',
  1: 'talk',
  2: 'activist',
  3: 'activist-filed contacts',
  4: 'contacts',
  5: 'nurture',
  6: 'nurture target',
  7: 'target-filed',
  8: 'introducers review class',
  9: 'review class',
  10: 'class',
  11: 'committee-review',
  12: 'pre-review',
  13: 'form',
  14: 'meeting',
  15: 'committee-talk',
  16: 'approval',
  17: 'approval-filed assigned oath probation',
  18: 'assigned oath probation',
  19: 'oath probation',
  20: 'probation apply-full',
  21: 'probation apply-full',
  22: 'probation full-meeting',
  23: 'full-approval',
  24: 'archive',
  25: '',
}

describe('the order of the twenty-five steps', () => {
  for (const [count, next] of Object.entries(NEXT)) {
    it(`after ${count} steps`, () => {
      const done = STEP_KEYS.slice(0, Number(count)).map((key) => [key, null] as const)
      const may = STEP_KEYS.filter((key) => judgeStep(way(done), key, TODAY, TODAY, book).ok)
      expect(may.join(' ')).toBe(next)
    })
  }

  it('for every pair: a step waits for exactly those that the table names', () => {
    // By hand: up to which step everything has to be done before each of the twenty-five.
    const needs = [0, 1, 2, 3, 3, 5, 6, 7, 8, 8, 8, 11, 12, 13, 14, 15, 16, 17, 17, 17, 17, 20, 22, 23, 24]
    for (const [at, step] of STEP_KEYS.entries()) {
      for (const [before, left] of STEP_KEYS.entries()) {
        const done = STEP_KEYS.slice(0, at).filter((key) => key !== left && key !== step)
        const verdict = judgeStep(way(done.map((key) => [key, null] as const)), step, TODAY, TODAY, book)
        const waits = before < at && before < (needs[at] ?? 0)
        expect(verdict.ok, `${step} without ${left}`).toBe(!waits)
      }
    }
  })

  it('is refused with the step’s own article in both editions', () => {
    for (const day of ['2026-05-17', '2026-05-18'] as Day[]) {
      const edition = builtInRuleBook(day)
      const verdict = judgeStep(way([['apply', '2026-01-05' as Day]]), 'activist', day, TODAY, edition)
      expect(verdict).toEqual({ ok: false, why: '先办“党组织派人谈话”', rule: 'develop.step.activist' })
      expect(edition.article('develop.step.activist').regulation).toContain(day < '2026-05-18' ? '2014' : '2026')
    }
  })

  it('takes no step twice but the reviews, and those until the stage ends', () => {
    const all = STEP_KEYS.map((key) => [key, null] as const)
    for (const key of STEP_KEYS) expect(judgeStep(way(all), key, TODAY, TODAY, book).ok, key).toBe(false)
  })

  it('knows every step in every edition, with orders 1 to 25', () => {
    for (const day of ['2014-05-28', '2026-05-17', '2026-05-18', '2030-01-01'] as Day[])
      expect(stepsOf(builtInRuleBook(day)).map(({ order }) => order)).toEqual(STEP_KEYS.map((_, at) => at + 1))
    expect(stepsOf(builtInRuleBook(judgedOn('2009-03-01' as Day))).map(({ key }) => key)).toEqual(STEP_KEYS)
  })
})

describe('the days', () => {
  const upTo = (key: StepKey, days: Partial<Record<StepKey, string>>, more: Partial<Way> = {}): Way =>
    way(
      STEP_KEYS.slice(0, STEP_KEYS.indexOf(key)).map((one) => [one, (days[one] as Day | undefined) ?? null] as const),
      more,
    )
  const judge = (given: Way, key: StepKey, day: string) =>
    judgeStep(given, key, day as Day, TODAY, builtInRuleBook(judgedOn(day as Day)))

  it('a talk within a month, later it is taken and called late', () => {
    const applied = way([['apply', '2026-01-31' as Day]])
    expect(judge(applied, 'talk', '2026-01-30')).toMatchObject({
      ok: false,
      why: '2026-01-30 早于“递交入党申请书”的 2026-01-31',
    })
    expect(judge(applied, 'talk', '2026-01-31')).toEqual({ ok: true, late: null })
    expect(judge(applied, 'talk', '2026-02-28')).toEqual({ ok: true, late: null })
    expect(judge(applied, 'talk', '2026-03-02')).toEqual({ ok: true, late: '应在 2026-02-28 前办，晚了 2 天' })
    expect(judge(applied, 'talk', '2026-11-22')).toMatchObject({
      ok: false,
      why: '2026-11-22 还没有到，办过以后再登记',
    })
  })

  it('a development target not before a year as activist, counted over 29 February', () => {
    const given = upTo('target', { activist: '2024-02-29' })
    expect(judge(given, 'target', '2025-02-27').ok).toBe(false)
    expect(judge(given, 'target', '2025-02-28')).toEqual({ ok: true, late: null })
  })

  it('an approval within three months, six where it was prolonged, and never before the meeting', () => {
    const days = { meeting: '2026-01-15', 'committee-talk': '2026-01-20' }
    expect(judge(upTo('approval', days), 'approval', '2026-01-19').ok).toBe(false)
    expect(judge(upTo('approval', days), 'approval', '2026-04-15')).toEqual({ ok: true, late: null })
    expect(judge(upTo('approval', days), 'approval', '2026-04-16')).toMatchObject({
      late: '应在 2026-04-15 前办，晚了 1 天',
    })
    expect(judge(upTo('approval', days, { special: true }), 'approval', '2026-07-15')).toEqual({ ok: true, late: null })
    expect(judge(upTo('approval', days, { special: true }), 'approval', '2026-07-16')).toMatchObject({ ok: true })
  })

  it('the vote on full membership not before the probation has run, with its extension', () => {
    const days = { meeting: '2025-01-31', oath: '2025-04-01' }
    expect(judge(upTo('full-meeting', days), 'full-meeting', '2026-01-30')).toMatchObject({
      ok: false,
      why: '“支部大会讨论转正”最早 2026-01-31（自 2025-01-31 起满 12 个月）',
      rule: 'develop.step.full-meeting',
    })
    expect(judge(upTo('full-meeting', days), 'full-meeting', '2026-01-31').ok).toBe(true)
    expect(judge(upTo('full-meeting', days, { extended: 6 }), 'full-meeting', '2026-07-30').ok).toBe(false)
    expect(judge(upTo('full-meeting', days, { extended: 6 }), 'full-meeting', '2026-07-31').ok).toBe(true)
  })

  it('an interval from a day that is not known binds nobody', () => {
    expect(judge(upTo('target', {}), 'target', '2026-01-01')).toEqual({ ok: true, late: null })
  })
})

describe('against any history', () => {
  it('no accepted chain of steps breaks order or least intervals; stages only go forward', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.constantFrom(...STEP_KEYS), wait: fc.integer({ min: 0, max: 500 }) }), {
          maxLength: 120,
        }),
        (tries) => {
          const done = new Map<StepKey, Day | null>()
          let at = '2015-01-01' as Day
          const stages = ['applicant', 'activist', 'target', 'probationary', 'full']
          let stage = 0
          for (const { key, wait } of tries) {
            const day = addDays(at, wait)
            const verdict = judgeStep(
              { done, extended: 0, special: false },
              key,
              day,
              '2099-12-31' as Day,
              builtInRuleBook(day),
            )
            if (!verdict.ok) continue
            done.set(key, day)
            at = day
            const now = stages.indexOf(stageOf(done))
            expect(now).toBeGreaterThanOrEqual(stage)
            stage = now
          }
          const day = (key: StepKey): Day | undefined => done.get(key) ?? undefined
          const year = (from: Day | undefined, to: Day | undefined): void => {
            if (from === undefined || to === undefined) return
            // A year later by the text of the date; 29 February becomes the 28th.
            const later = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`.replace(/-02-29$/, '-02-28')
            expect(to >= later).toBe(true)
          }
          year(day('activist'), day('target'))
          year(day('meeting'), day('full-meeting'))
        },
      ),
      { seed: 5, numRuns: 200 },
    )
  })
})
