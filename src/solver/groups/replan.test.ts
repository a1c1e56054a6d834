import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chosenUnits, churn } from '../../../bench/churn.ts'
import { generateUnits } from '../../../bench/generate-units.ts'
import { changedUnits, partedUnits } from './changed-units.ts'
import { checkGroups } from './check-groups.ts'
import { planGroups } from './plan-groups.ts'
import { pricePlan, replan, tradeOff } from './replan.ts'
import { groupUnits } from './testing.ts'
import type { GroupUnits } from './types.ts'

const all = generateUnits(1545, 2, { address: true, industry: true })
const { before, after } = churn(1500, 0.03, 4)
const old = planGroups(chosenUnits(all, before), {}, { starts: 2 })
const units = chosenUnits(all, after)
const previous = Int32Array.from(after, (unit) => (unit < 1500 ? old.groupOf[unit]! : -1))

describe('after comings and goings', () => {
  test('a plan without any stays as it is', () => {
    const same = replan(chosenUnits(all, before), {}, old.groupOf)
    expect(same.changed).toEqual(new Int32Array(0))
    expect(same.plan).toEqual(old)
  })

  test('a higher bonus breaks off less, and nobody is left out for it', () => {
    const scratch = planGroups(units, {}, { starts: 2 })
    const points = [0, 0.05, 5].map((bonus) => replan(units, {}, previous, { bonus }))
    for (const { plan } of points) {
      expect(checkGroups(units, {}, plan)).toEqual([])
      expect(plan.value.uncovered).toBe(scratch.value.uncovered)
    }
    const parted = points.map(({ plan }) => partedUnits(previous, plan).length)
    expect(parted[1]).toBeLessThan(parted[0]!)
    expect(parted[2]).toBeLessThan(parted[1]!)
    expect(points[0]!.plan.value.cost / scratch.value.cost).toBeLessThan(1.02)
    expect(points[0]!.changed.length).toBeLessThan(changedUnits(previous, scratch).length)
  })

  test('the curve runs from the cheapest plan to the one with fewest changes', () => {
    const curve = tradeOff(units, {}, previous, [0, 0.05, 0.5, 5])
    const costs = curve.map(({ cost }) => cost)
    expect(costs.toSorted((a, b) => a - b)).toEqual(costs)
    expect(costs[0]).toBeLessThanOrEqual(planGroups(units, {}, { starts: 4 }).value.cost)
    expect(costs[0]).toBeLessThan(replan(units, {}, previous, { bonus: 0 }).plan.value.cost)
    expect(curve.at(-1)!.changes).toBeLessThan(curve[0]!.changes)
    expect(new Set(curve.map(({ uncovered }) => uncovered)).size).toBe(1)
  })

  test('a town where nobody came or went is not touched', () => {
    const town = (unit: number): number => units.tree!.levels[4 * unit]!
    const still = town(previous.findIndex((group) => group >= 0))
    const members = Array.from(previous.keys()).filter((unit) => town(unit) === still)
    const kept = previous.slice()
    const whole = planGroups(units, {}, { starts: 1 })
    for (const unit of members) kept[unit] = 10_000 + whole.groupOf[unit]!
    const { changed } = replan(units, {}, kept)
    expect(Array.from(changed).filter((unit) => town(unit) === still)).toEqual([])
    expect(changed.length).toBeGreaterThan(0)
  })
})

test('locked groups stay whole and take nobody in', () => {
  const free: GroupUnits = generateUnits(90, 3, { towns: false })
  const locked = new Int32Array(90).fill(-1)
  for (const unit of [3, 40, 80]) locked[unit] = 7
  for (const unit of [0, 1, 2, 4]) locked[unit] = 2
  const plan = planGroups({ ...free, locked })
  expect(checkGroups({ ...free, locked }, {}, plan)).toEqual([])
  const group = plan.groupOf[3]!
  expect(Array.from(plan.groupMembers.subarray(plan.groupStart[group], plan.groupStart[group + 1]))).toEqual([
    3, 40, 80,
  ])
  const again = replan({ ...free, locked }, {}, new Int32Array(90).fill(-1)).plan
  expect(checkGroups({ ...free, locked }, {}, again)).toEqual([])
})

test('whatever the plan before was, the new one is lawful and keeps what it can without loss', () => {
  fc.assert(
    fc.property(
      groupUnits(3, 14, { space: true, tree: true, parent: true, pairs: true }).chain((some) =>
        fc.tuple(
          fc.constant(some),
          fc.array(fc.integer({ min: -1, max: 4 }), { minLength: some.weights.length, maxLength: some.weights.length }),
        ),
      ),
      ([some, groups]) => {
        const { plan, changed } = replan(some, {}, Int32Array.from(groups), { bonus: 100 })
        expect(checkGroups(some, {}, plan)).toEqual([])
        const unchanged = replan(some, {}, plan.groupOf, { bonus: 100 })
        expect(unchanged.plan.value.uncovered).toBeLessThanOrEqual(plan.value.uncovered)
        expect(changed).toEqual(changedUnits(Int32Array.from(groups), plan))
        expect(pricePlan(some, {}, plan.groupOf)).toEqual(plan)
      },
    ),
    { seed: 8, numRuns: 200 },
  )
})
