import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { explainPlan } from './explain.ts'
import { usualShape } from './shapes.ts'
import { treeUnits } from './testing.ts'
import { planTree } from './tree-plan.ts'
import type { Alternative, TreePlan, TreeUnits } from './types.ts'

/** The groups as lists, after an alternative of `group` was taken. */
function apply(plan: TreePlan, group: number, taken: Alternative): number[][] {
  const groups = Array.from(plan.groupLevel, (_, k) =>
    Array.from(plan.groupMembers.subarray(plan.groupStart[k], plan.groupStart[k + 1])),
  )
  const own = groups[group]!
  if (taken.kind === 'move' || taken.kind === 'swap') {
    groups[group] = own.filter((unit) => unit !== taken.unit)
    const target = groups[taken.target]!
    groups[taken.target] = [...target.filter((unit) => unit !== taken.exchange), taken.unit]
    if (taken.exchange >= 0) groups[group].push(taken.exchange)
  } else if (taken.kind === 'split') {
    groups[group] = own.filter((unit) => !taken.detail.includes(unit))
    groups.push([...taken.detail])
  } else {
    own.forEach((unit, i) => groups[taken.detail[i]!]!.push(unit))
    groups.splice(group, 1)
  }
  return groups
}

/** A plan made of these groups, with its figures computed here. */
function planOf(units: TreeUnits, groups: readonly number[][]): TreePlan {
  const depth = units.h.length - 1
  const path = (unit: number): number[] => Array.from(units.levels.subarray(unit * depth, (unit + 1) * depth))
  const levelOf = (members: readonly number[]): number => {
    const paths = members.map(path)
    const parts = paths[0]!.findIndex((code, at) => code < 0 || paths.some((other) => other[at] !== code))
    return parts < 0 ? depth : parts
  }
  const groupLevel = Uint8Array.from(groups, levelOf)
  const groupCost = Float64Array.from(groups, (members, k) => members.length * units.h[groupLevel[k]!]!)
  const groupOf = new Int32Array(units.weights.length).fill(-1)
  groups.forEach((members, k) => members.forEach((unit) => (groupOf[unit] = k)))
  const uncovered = Int32Array.from(units.weights.keys()).filter((unit) => groupOf[unit]! < 0)
  const value = { uncovered: uncovered.length, cost: groupCost.reduce((sum, cost) => sum + cost, 0) }
  const groupStart = Int32Array.from([0, ...groups.map((_, k) => groups.slice(0, k + 1).flat().length)])
  const groupMembers = Int32Array.from(groups.flat())
  const figures = { groupStart, groupMembers, groupLevel, groupCost, groupOf, uncovered }
  return { ...figures, value, bound: { uncovered: 0, cost: 0 }, optimal: false }
}

describe('explainPlan', () => {
  it('offers only lawful alternatives, at their true and never negative price', () => {
    let offered = 0
    fc.assert(
      fc.property(treeUnits(4, 24), (units) => {
        const plan = planTree(units)
        const { groups } = explainPlan(units, plan)
        groups.forEach((alternatives, group) => {
          for (const taken of alternatives) {
            const changed = planOf(units, apply(plan, group, taken))
            expect(checkPlan(units, usualShape, changed)).toEqual([])
            expect(changed.value.cost - plan.value.cost).toBeCloseTo(taken.costDelta, 6)
            expect(taken.costDelta).toBeGreaterThan(-1e-6)
            offered++
          }
        })
      }),
      { numRuns: 1500, seed: 41 },
    )
    expect(offered).toBeGreaterThan(5000)
  })

  it('says of a lone unit how much is missing, and who is near one level further up', () => {
    // Town 1 has three members in one building, town 2 one unit of two members, town 3 one of one, another city one.
    const units: TreeUnits = {
      levels: Int32Array.from([0, 1, 5, 0, 1, 5, 0, 2, 7, 0, 3, 8, 9, 4, 6]),
      weights: Uint8Array.from([1, 2, 2, 1, 1]),
      h: Float64Array.from([64, 8, 2, 0]),
      hardLevel: 2,
    }
    const plan = planTree(units)
    expect(Array.from(plan.groupOf)).toEqual([0, 0, -1, -1, -1])
    expect(explainPlan(units, plan).uncovered).toEqual([
      { unit: 2, reason: 'too-few', weightInReach: 2, partners: [3], host: 0 },
      { unit: 3, reason: 'too-few', weightInReach: 1, partners: [2], host: 0 },
      { unit: 4, reason: 'too-few', weightInReach: 1, partners: [], host: -1 },
    ])
  })

  it('says left over where the largest group is too small for the rest', () => {
    const units: TreeUnits = {
      levels: new Int32Array(4),
      weights: Uint8Array.from([1, 1, 1, 1]),
      h: Float64Array.from([1, 0]),
      hardLevel: 0,
    }
    const plan = planTree(units, { shape: { minWeight: 3, maxUnits: 3 } })
    expect(explainPlan(units, plan, { shape: { minWeight: 3, maxUnits: 3 } }).uncovered).toEqual([
      { unit: 3, reason: 'left-over', weightInReach: 4, partners: [], host: -1 },
    ])
  })
})
