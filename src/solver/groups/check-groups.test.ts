import { expect, test } from 'vitest'
import { generateUnits } from '../../../bench/generate-units.ts'
import type { GroupFaultKind } from './check-groups.ts'
import { checkGroups } from './check-groups.ts'
import { planGroups } from './plan-groups.ts'
import type { GroupPlan, GroupUnits } from './types.ts'

const units: GroupUnits = generateUnits(60, 1, { address: true, industry: true })
const plan = planGroups(units, {}, { starts: 1 })
const kinds = (some: GroupUnits, one: GroupPlan, rules = {}): Set<GroupFaultKind> =>
  new Set(checkGroups(some, rules, one).map(({ kind }) => kind))

test('finds no fault in a lawful plan', () => {
  expect(kinds(units, plan)).toEqual(new Set())
})

test.each<[GroupFaultKind, Partial<GroupPlan>]>([
  ['shape-of-arrays', { groupCost: new Float64Array(1) }],
  ['wrong-cost', { groupCost: plan.groupCost.map((cost, k) => (k === 0 ? cost + 1e-3 : cost)) }],
  ['wrong-kind', { groupKind: plan.groupKind.map(() => 1) }],
  ['wrong-group-of', { groupOf: plan.groupOf.map((group, k) => (k === 0 ? -1 : group)) }],
  ['wrong-uncovered', { uncovered: Int32Array.of(0) }],
  ['wrong-value', { value: { ...plan.value, uncovered: 3 } }],
  ['unit-twice', { groupMembers: plan.groupMembers.with(0, plan.groupMembers[1]!) }],
  ['unknown-unit', { groupMembers: plan.groupMembers.with(0, 99) }],
  ['order', { groupMembers: plan.groupMembers.with(0, plan.groupMembers[1]!).with(1, plan.groupMembers[0]!) }],
])('%s', (kind, change) => {
  expect(kinds(units, { ...plan, ...change })).toContain(kind)
})

test.each<[GroupFaultKind, Partial<GroupUnits>, object]>([
  ['group-too-large', {}, { maxUnits: 2 }],
  ['group-too-light', { weights: new Uint8Array(60) }, {}],
  ['hard-level', { tree: { ...units.tree!, hardLevel: 4 } }, {}],
  ['parent', { parent: Int32Array.from({ length: 60 }, (_, unit) => unit) }, {}],
  ['distance', { space: { ...units.space!, maxDistance: 0 } }, {}],
  [
    'apart',
    { pairs: { a: plan.groupMembers.slice(0, 1), b: plan.groupMembers.slice(1, 2), value: Float64Array.of(Infinity) } },
    {},
  ],
  ['lock-broken', { locked: new Int32Array(60) }, {}],
])('%s', (kind, change, rules) => {
  expect(kinds({ ...units, ...change }, plan, rules)).toContain(kind)
})
