import { describe, expect, it } from 'vitest'
import type { PlanFaultKind } from './check-plan.ts'
import { checkPlan } from './check-plan.ts'
import { usualShape } from './shapes.ts'
import { planTree } from './tree-plan.ts'
import type { TreePlan, TreeUnits } from './types.ts'

/** Two towns: four units in two buildings, and two units of two members. */
const units: TreeUnits = {
  levels: Int32Array.from([1, 1, 1, 1, 1, 2, 1, 2, 2, 3, 2, 3]),
  weights: Uint8Array.from([1, 2, 1, 2, 2, 2]),
  h: Float64Array.from([64, 2, 0]),
  hardLevel: 1,
}
const plan = planTree(units)

function changed(change: Partial<TreePlan>): PlanFaultKind[] {
  return checkPlan(units, usualShape, { ...plan, ...change }).map(({ kind }) => kind)
}

describe('checkPlan', () => {
  it('finds nothing wrong with a right plan', () => {
    expect(plan.groupStart).toEqual(Int32Array.from([0, 2, 4, 6]))
    expect(changed({})).toEqual([])
  })

  it.each<{ what: string; change: Partial<TreePlan>; kind: PlanFaultKind }>([
    { what: 'missing groups', change: { groupStart: Int32Array.from([0, 2]) }, kind: 'shape-of-arrays' },
    { what: 'a stranger', change: { groupMembers: Int32Array.from([0, 1, 2, 3, 4, 9]) }, kind: 'unknown-unit' },
    { what: 'a unit twice', change: { groupMembers: Int32Array.from([0, 1, 2, 3, 4, 4]) }, kind: 'unit-twice' },
    { what: 'too few members', change: { groupMembers: Int32Array.from([0, 2, 1, 3, 4, 5]) }, kind: 'group-too-light' },
    { what: 'a group of one', change: { groupStart: Int32Array.from([0, 1, 4, 6]) }, kind: 'group-too-small' },
    { what: 'a group across towns', change: { groupStart: Int32Array.from([0, 2, 2, 6]) }, kind: 'hard-level' },
    { what: 'another level', change: { groupLevel: Uint8Array.from([2, 1, 2]) }, kind: 'wrong-level' },
    { what: 'another cost', change: { groupCost: Float64Array.from([0, 1, 0]) }, kind: 'wrong-cost' },
    { what: 'another group', change: { groupOf: Int32Array.from([0, 0, 0, 1, 2, 2]) }, kind: 'wrong-group-of' },
    { what: 'an uncovered member', change: { uncovered: Int32Array.from([3]) }, kind: 'wrong-uncovered' },
    { what: 'another total', change: { value: { uncovered: 0, cost: 3 } }, kind: 'wrong-value' },
    { what: 'a bound too high', change: { bound: { uncovered: 1, cost: 0 } }, kind: 'bound-above-value' },
    { what: 'a false proof', change: { bound: { uncovered: 0, cost: -1 } }, kind: 'bound-above-value' },
  ])('finds $what', ({ change, kind }) => {
    expect(changed(change)).toContain(kind)
  })

  it('finds a group that is too large', () => {
    const one = { ...plan, groupStart: Int32Array.from([0, 2, 4, 6]) }
    expect(checkPlan(units, { minWeight: 3, maxUnits: 1 }, one).map(({ kind }) => kind)).toContain('group-too-large')
  })
})
