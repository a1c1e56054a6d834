import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planParamsShape } from '../../contract.ts'
import { addressKeys, inAddressOrder } from '../../rules/address.ts'
import type { PlacedUnit } from '../../rules/cautions.ts'
import { checkRules } from '../../rules/checks.ts'
import { middleOfUnits } from '../../rules/distance.ts'
import { groupCost, makeYardstick } from '../../rules/price.ts'
import { ledgerUnit, TOWNS } from '../../testing.ts'
import { memberKey } from '../standing.ts'
import { solveJoint } from './solve-joint.ts'

const ground = { cityOf: new Map<string, string>(), townOfBuilding: new Map<string, string>() }

const unit = fc.record({
  town: fc.constantFrom(TOWNS[0], TOWNS[1]),
  road: fc.constantFrom('黄浦路', '数码路', '学子街', null),
  industry: fc.constantFrom('6511', '6520', '5132', '7211', null),
  park: fc.constantFrom('p1', 'p2', null),
  parent: fc.constantFrom('甲集团', '乙集团', null, null),
  lng: fc.constantFrom(121.5, 121.51, 121.53, null),
  weight: fc.constantFrom(1, 1, 2),
})

function place(parts: readonly (typeof unit extends fc.Arbitrary<infer T> ? T : never)[]): PlacedUnit[] {
  const placed = parts.map(({ weight, lng, ...part }, index) => {
    const lat = lng === null ? null : 38.9 + (index % 7) / 200
    const own = ledgerUnit(`u${String(index).padStart(3, '0')}`, { ...part, lng, lat, membersFull: weight })
    return { unit: own, keys: addressKeys(own, ground), weight, was: index % 3 === 0 ? Math.floor(index / 6) : null }
  })
  return inAddressOrder(placed).map((one, order) => ({ ...one, order, reported: false }))
}

const params = fc.record({
  weights: fc.record({
    industry: fc.constantFrom(0, 1, 5),
    distance: fc.constantFrom(0, 2),
    stability: fc.constantFrom(0, 3),
    secretary: fc.constantFrom(0, 4),
  }),
  hosts: fc.constantFrom({}, { building: 0, park: 1, industry: 2, area: 4 }),
  sameParent: fc.boolean(),
  maxKilometres: fc.constantFrom(null, 2),
  effort: fc.constant('quick'),
})

describe('solveJoint', () => {
  it('keeps every rule, and its costs are what the members cost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { minLength: 3, maxLength: 24 }), params, async (parts, given) => {
        const units = place(parts)
        const middle = middleOfUnits(units.map((one) => one.unit))
        const yardstick = makeYardstick(planParamsShape.parse(given), middle, [{ a: 'u000', b: 'u001', kind: 'apart' }])
        const { groups, left, regions } = await solveJoint(units, { yardstick, turnedDown: new Set() }, { threads: 1 })
        const seen = groups.flatMap(({ members }) => members)
        expect([...seen, ...left.map((one) => one.unit)].sort((a, b) => a - b)).toEqual(units.map((_, at) => at))
        for (const { members, cost } of groups) {
          const group = members.map((at) => units[at] as PlacedUnit)
          expect(checkRules(group, yardstick).filter(({ hard, ok }) => hard && !ok)).toEqual([])
          expect(cost).toBeCloseTo(groupCost(group, yardstick), 6)
        }
        for (const { bound, cost, left: over, leftBound } of regions.values()) {
          expect(leftBound).toBeLessThanOrEqual(over)
          if (leftBound === over) expect(bound).toBeLessThanOrEqual(cost + 1e-9)
        }
      }),
      { seed: 21, numRuns: 15 },
    )
  }, 60_000)

  it('is the same plan on one thread and on two, and its prices stay below the costs', async () => {
    const parts = fc.sample(unit, { seed: 5, numRuns: 260 })
    const units = place(parts)
    const yardstick = makeYardstick(planParamsShape.parse({ weights: { industry: 1 } }), null, [])
    const ask = { yardstick, turnedDown: new Set<string>() }
    const [one, two] = [await solveJoint(units, ask, { threads: 1 }), await solveJoint(units, ask, { threads: 2 })]
    const sets = (all: typeof one) => all.groups.map(({ members, cost }) => [members, cost])
    expect(sets(two)).toEqual(sets(one))
    const priced = one.groups.filter(({ prices }) => prices.length > 0)
    expect(priced.length).toBeGreaterThan(0)
    for (const { prices, cost } of priced) {
      expect(prices.reduce((sum, price) => sum + price, 0)).toBeLessThanOrEqual(cost + 1e-6)
    }
  }, 60_000)

  it('never brings back a group that was turned down, and says so of whoever is left', async () => {
    const parts = ([1, 1, 1, 2] as const).map((weight) => ({
      town: TOWNS[0],
      road: '黄浦路' as const,
      industry: null,
      park: null,
      parent: null,
      lng: null,
      weight,
    }))
    const units = place(parts.slice(0, 3))
    const yardstick = makeYardstick(planParamsShape.parse({}), null, [])
    const turnedDown = new Set([memberKey(units.map((one) => one.unit.id))])
    const solved = await solveJoint(units, { yardstick, turnedDown })
    expect(solved.groups).toEqual([])
    expect(solved.left.map(({ blocked }) => blocked)).toEqual(['turned-down', 'turned-down', 'turned-down'])
    const more = place(parts)
    const other = await solveJoint(more, {
      yardstick,
      turnedDown: new Set([memberKey(more.map((one) => one.unit.id))]),
    })
    expect(other.left).toHaveLength(1)
    expect(other.groups).toHaveLength(1)
  }, 60_000)

  it('stops when it is told to', async () => {
    const units = place(fc.sample(unit, { seed: 6, numRuns: 3000 }))
    const yardstick = makeYardstick(planParamsShape.parse({ weights: { industry: 1 }, effort: 'thorough' }), null, [])
    const abort = new AbortController()
    const working = solveJoint(
      units,
      { yardstick, turnedDown: new Set() },
      { signal: abort.signal, report: () => abort.abort() },
    )
    await expect(working).rejects.toMatchObject({ code: 'platform.cancelled' })
  }, 60_000)
})
