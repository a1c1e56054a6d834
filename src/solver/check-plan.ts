/**
 * An independent witness: reads a plan against its instance, member by member and pair by pair, sharing nothing with the
 * programme that made it. To be asked before any plan is shown.
 */
import type { GroupShape, TreePlan, TreeUnits } from './types.ts'

export type PlanFaultKind =
  | 'shape-of-arrays'
  | 'unknown-unit'
  | 'unit-twice'
  | 'group-too-light'
  | 'group-too-large'
  | 'group-too-small'
  | 'hard-level'
  | 'wrong-level'
  | 'wrong-cost'
  | 'wrong-group-of'
  | 'wrong-uncovered'
  | 'wrong-value'
  | 'bound-above-value'

export interface PlanFault {
  readonly kind: PlanFaultKind
  /** Group or unit concerned, −1 for the plan as a whole. */
  readonly group: number
  readonly unit: number
}

/** Every fault of the plan; an empty list means that it is lawful and that its figures are right. */
export function checkPlan(
  units: TreeUnits,
  shape: GroupShape,
  plan: TreePlan,
  countUncovered: 'unit' | 'weight' = 'unit',
): readonly PlanFault[] {
  const faults: PlanFault[] = []
  const fault = (kind: PlanFaultKind, group = -1, unit = -1): void => void faults.push({ kind, group, unit })
  const { weights, h, hardLevel } = units
  const { groupStart, groupMembers, groupLevel, groupCost, groupOf, uncovered, value, bound } = plan
  const groups = groupStart.length - 1
  const sized = groupLevel.length === groups && groupCost.length === groups && groupOf.length === weights.length
  if (!sized || groupStart[0] !== 0 || groupStart[groups] !== groupMembers.length) {
    fault('shape-of-arrays')
    return faults
  }
  const seen = new Int32Array(weights.length).fill(-1)
  let cost = 0
  for (let group = 0; group < groups; group++) {
    const members = groupMembers.subarray(groupStart[group], groupStart[group + 1])
    let weight = 0
    let level = h.length - 1
    for (const unit of members) {
      if (unit < 0 || unit >= weights.length) {
        fault('unknown-unit', group, unit)
        continue
      }
      if (seen[unit] !== -1) fault('unit-twice', group, unit)
      seen[unit] = group
      weight += weights[unit]!
      for (const other of members) level = Math.min(level, commonLevels(units, unit, other))
    }
    if (members.length < 2) fault('group-too-small', group)
    if (members.length > shape.maxUnits) fault('group-too-large', group)
    if (weight < shape.minWeight) fault('group-too-light', group)
    if (level < hardLevel) fault('hard-level', group)
    if (level !== groupLevel[group]) fault('wrong-level', group)
    const groupPays = members.length * h[level]!
    if (!near(groupPays, groupCost[group]!)) fault('wrong-cost', group)
    cost += groupPays
  }
  let missing = 0
  const listed = new Set(uncovered)
  for (let unit = 0; unit < weights.length; unit++) {
    if (groupOf[unit] !== seen[unit]) fault('wrong-group-of', seen[unit], unit)
    if (seen[unit] === -1) missing += countUncovered === 'weight' ? weights[unit]! : 1
    if ((seen[unit] === -1) !== listed.has(unit)) fault('wrong-uncovered', -1, unit)
  }
  if (listed.size !== uncovered.length) fault('wrong-uncovered')
  if (value.uncovered !== missing || !near(value.cost, cost)) fault('wrong-value')
  const above =
    bound.uncovered > missing || (bound.uncovered === missing && bound.cost > cost && !near(bound.cost, cost))
  if (above || (plan.optimal && (bound.uncovered !== missing || !near(bound.cost, cost)))) fault('bound-above-value')
  return faults
}

/** Leading known codes that two different units share; all of them for a unit and itself. */
function commonLevels(units: TreeUnits, a: number, b: number): number {
  const depth = units.h.length - 1
  if (a === b) return depth
  for (let level = 0; level < depth; level++) {
    const code = units.levels[a * depth + level]!
    if (code < 0 || code !== units.levels[b * depth + level]!) return level
  }
  return depth
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a) + Math.abs(b))
}
