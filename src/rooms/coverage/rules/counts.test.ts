import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { coverageShape, dueShape } from '../../units/contract.ts'
import { builtInPresets } from '../../rulebook/public.ts'
import {
  addCounts,
  countUnits,
  denominatorOf,
  denominatorOfTally,
  rateOf,
  tallyOf,
  topOf,
  type Counted,
} from './counts.ts'
import { figurePairs, headlineOf, isFigure } from './figures.ts'

const unit = fc.record<Counted>({
  coverage: fc.constantFrom(...coverageShape.options),
  due: fc.constantFrom(...dueShape.options),
  must: fc.boolean(),
  with_member: fc.boolean(),
})
const seeded = { seed: 20261121, numRuns: 500 }

it('the states add up to all registered units, and no rate exceeds one', () => {
  const holds = fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
    const counts = countUnits(units)
    const tally = tallyOf(counts)
    const states = tally.own + tally.joint + tally.work + tally.none + tally.excluded
    if (states !== units.length || tally.registered !== units.length) return false
    return figurePairs.every(([measure, denominator]) => {
      const rate = rateOf(counts, measure, denominator)
      return topOf(counts, measure, denominator) <= denominatorOf(counts, denominator) && (rate === null || rate <= 1)
    })
  })
  expect(fc.check(holds, seeded)).toMatchObject({ failed: false })
})

it('counting in pieces and adding is counting at once', () => {
  const holds = fc.property(fc.array(unit), fc.array(unit), (one, other) => {
    const whole = countUnits([...one, ...other])
    const sum = addCounts([countUnits(one), countUnits(other)])
    return JSON.stringify(whole) === JSON.stringify(sum)
  })
  expect(fc.check(holds, seeded)).toMatchObject({ failed: false })
})

it('a tally knows the same denominators as the counts', () => {
  const holds = fc.property(fc.array(unit), (units) => {
    const counts = countUnits(units)
    return figurePairs.every(
      ([, denominator]) => denominatorOf(counts, denominator) === denominatorOfTally(tallyOf(counts), denominator),
    )
  })
  expect(fc.check(holds, seeded)).toMatchObject({ failed: false })
})

it('“没有党组织” is a bottom of work coverage only, and an unknown headline falls back to 实体运营', () => {
  expect([isFigure('work', 'rest'), isFigure('organization', 'rest'), isFigure('own', 'rest')]).toEqual([
    true,
    false,
    false,
  ])
  expect(builtInPresets.map(headlineOf)).toEqual(['operating', 'operating', 'operating', 'operating'])
  expect(headlineOf({ headline: 'registered' })).toBe('registered')
  expect(headlineOf({ headline: 'rest' })).toBe('operating')
})
