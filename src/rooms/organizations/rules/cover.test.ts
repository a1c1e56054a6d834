import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../kernel/day.ts'
import type { OrganizationKind } from '../contract.ts'
import { attach, coversOf, detach, formOf, spansOf, type UnitSpan } from './cover.ts'
import { holdsOn } from './versions.ts'

const START = '2020-01-01' as Day
const LENGTH = 40
const day = (at: number): Day => addDays(START, at)
const KINDS: readonly OrganizationKind[] = ['branch', 'joint-branch', 'committee', 'functional']

const step = fc.record({
  at: fc.nat(LENGTH - 1),
  unit: fc.constantFrom('a', 'b', 'c'),
  add: fc.boolean(),
})

describe('cover', () => {
  it('agrees with a calendar that holds, for each day, who is covered and how many they are', () => {
    let own = 0
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 10 }),
        fc.nat(LENGTH - 1),
        fc.nat(3),
        fc.nat(3),
        (steps, turn, one, two) => {
          let spans: UnitSpan[] = []
          const calendar = Array.from({ length: LENGTH }, () => new Set<string>())
          for (const { at, unit, add } of steps) {
            // A cover that begins again later goes on: attaching is from the day to the end, as the deed is judged.
            const later = spans.some((span) => span.unit === unit && span.from > day(at))
            if (add && later) continue
            spans = add ? attach(spans, unit, day(at)) : detach(spans, unit, day(at))
            const covered = calendar[at]?.has(unit) === true
            for (const page of calendar.slice(at)) {
              if (!add) page.delete(unit)
              else if (!covered) page.add(unit)
            }
          }
          const kinds = [
            { from: START, to: day(turn), kind: KINDS[one] as OrganizationKind },
            { from: day(turn), to: null, kind: KINDS[two] as OrganizationKind },
          ].filter((span) => span.from !== span.to)
          const covers = coversOf(spans, kinds)
          for (const [at, page] of calendar.entries()) {
            const kind = kinds.find((span) => holdsOn(span, day(at)))?.kind as OrganizationKind
            const now = covers.filter((cover) => holdsOn(cover, day(at)))
            expect(now.map(({ unit }) => unit).sort()).toEqual([...page].sort())
            for (const { form } of now) expect(form).toBe(formOf(kind, page.size))
            own += now.filter(({ form }) => form === 'own').length
          }
          expect(spansOf(covers).length).toBeLessThanOrEqual(covers.length)
        },
      ),
      { seed: 20260306, numRuns: 400 },
    )
    expect(own).toBeGreaterThan(1000)
  })

  it.each([
    ['branch', 1, 'own'],
    ['branch', 2, 'joint'],
    ['committee', 1, 'own'],
    ['joint-branch', 1, 'joint'],
    ['functional', 1, 'joint'],
    ['floating', 1, 'joint'],
  ] as const)('%s with %d is %s', (kind, units, form) => {
    expect(formOf(kind, units)).toBe(form)
  })
})
