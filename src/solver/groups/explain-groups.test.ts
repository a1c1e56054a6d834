import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateUnits } from '../../../bench/generate-units.ts'
import { checkGroups, witnessPrice } from './check-groups.ts'
import { explainGroups } from './explain-groups.ts'
import { planGroups } from './plan-groups.ts'
import { pricePlan } from './replan.ts'
import { groupUnits } from './testing.ts'
import type { GroupUnits } from './types.ts'

describe('alternatives', () => {
  test('of a best plan never save anything', () => {
    fc.assert(
      fc.property(groupUnits(4, 10, { space: true, tree: true, industry: true }), (units) => {
        const plan = planGroups(units)
        for (const { alternatives } of explainGroups(units, {}, plan).groups) {
          for (const { costDelta } of alternatives) expect(costDelta).toBeGreaterThanOrEqual(-1e-9)
        }
      }),
      { seed: 2, numRuns: 200 },
    )
  })

  test('are priced as the plan would be after them', () => {
    const units = generateUnits(120, 4, { towns: false, industry: true })
    const plan = planGroups(units, {}, { starts: 2 })
    const { groups } = explainGroups(units, {}, plan)
    let seen = 0
    groups.forEach(({ alternatives }, group) => {
      for (const { kind, unit, target, exchange, costDelta, detail } of alternatives) {
        const groupOf = plan.groupOf.slice()
        if (kind === 'move' || kind === 'swap') groupOf[unit] = target
        if (kind === 'swap') groupOf[exchange] = group
        if (kind === 'split') for (const one of detail) groupOf[one] = plan.groupCost.length
        const members = plan.groupMembers.subarray(plan.groupStart[group], plan.groupStart[group + 1])
        if (kind === 'dissolve') members.forEach((one, k) => (groupOf[one] = detail[k]!))
        const changed = pricePlan(units, {}, groupOf)
        expect(checkGroups(units, {}, changed)).toEqual([])
        expect(changed.value.cost - plan.value.cost).toBeCloseTo(costDelta, 9)
        seen++
      }
    })
    expect(seen).toBeGreaterThan(60)
  })
})

test('figures of a group, kept partners and regret', () => {
  const units: GroupUnits = {
    weights: Uint8Array.of(1, 1, 1),
    tree: { levels: Int32Array.of(1, 4, 1, 4, 1, 5), h: Float64Array.of(9, 2, 0), hardLevel: 0 },
    space: { points: Float64Array.of(0, 0, 3, 4, 0, 1), dimensions: 2, rate: 1 },
    industry: { codes: Int32Array.of(7, 1, 7, 1, 7, 2), cost: Float64Array.of(3, 1, 0), rate: 1 },
  }
  const plan = planGroups(units)
  const previous = Int32Array.of(5, 5, -1)
  const price = Float64Array.of(1, 2, 3)
  const [group] = explainGroups(units, {}, plan, { previous, price }).groups
  expect(group).toMatchObject({ level: 1, distance: 5, industry: 1, kind: 0, weight: 3, kept: [0, 1], changed: [2] })
  expect(group!.regret).toBeCloseTo(witnessPrice(units, {})([0, 1, 2]) - 6, 9)
})

describe('units left over', () => {
  const base: GroupUnits = {
    weights: Uint8Array.of(1, 1, 1, 1),
    space: { points: Float64Array.of(0, 1, 2, 9), dimensions: 1, rate: 1 },
  }
  const reasonOf = (units: GroupUnits, unit: number) =>
    explainGroups(units, {}, planGroups(units)).leftOver.find((one) => one.unit === unit)

  test('too far away', () => {
    const found = reasonOf({ ...base, space: { ...base.space!, maxDistance: 3 } }, 3)
    expect(found).toMatchObject({ reason: 'distance', blockedBy: ['distance'], weightInReach: 1 })
    expect(found!.partners).toEqual([
      { unit: 2, cost: 49, level: 0 },
      { unit: 1, cost: 64, level: 0 },
      { unit: 0, cost: 81, level: 0 },
    ])
  })

  test('alone in its town', () => {
    const tree = { levels: Int32Array.of(1, 1, 1, 2), h: new Float64Array(2), hardLevel: 1 }
    expect(reasonOf({ ...base, tree }, 3)).toMatchObject({ reason: 'town', weightInReach: 1 })
  })

  test('another superior, kept apart', () => {
    expect(reasonOf({ ...base, parent: Int32Array.of(1, 1, 1, 2) }, 3)).toMatchObject({ reason: 'parent' })
    const value = new Float64Array(3).fill(Infinity)
    const pairs = { a: Int32Array.of(0, 1, 2), b: Int32Array.of(3, 3, 3), value }
    expect(reasonOf({ ...base, pairs }, 3)).toMatchObject({ reason: 'apart', blockedBy: ['apart'] })
  })

  test('too few altogether, or left over from lawful groups', () => {
    const two: GroupUnits = { weights: Uint8Array.of(1, 1) }
    expect(reasonOf(two, 0)).toMatchObject({ reason: 'too-few', blockedBy: [], weightInReach: 2 })
    const plan = planGroups(base, { maxUnits: 3 })
    expect(explainGroups(base, { maxUnits: 3 }, plan).leftOver).toMatchObject([
      { unit: 3, reason: 'left-over', weightInReach: 4 },
    ])
  })
})
