/**
 * An independent witness: reads a plan against its instance, member by member and pair by pair, sharing nothing with the
 * engine that made it. To be asked before any plan is shown.
 */
import type { GroupPlan, GroupRules, GroupUnits } from './types.ts'

export type GroupFaultKind =
  | 'shape-of-arrays'
  | 'unknown-unit'
  | 'unit-twice'
  | 'group-too-small'
  | 'group-too-large'
  | 'group-too-light'
  | 'hard-level'
  | 'parent'
  | 'distance'
  | 'apart'
  | 'lock-broken'
  | 'order'
  | 'wrong-cost'
  | 'wrong-kind'
  | 'wrong-group-of'
  | 'wrong-uncovered'
  | 'wrong-value'

export interface GroupFault {
  readonly kind: GroupFaultKind
  /** Group and unit concerned, −1 for the plan as a whole. */
  readonly group: number
  readonly unit: number
}

/** Every fault of the plan; an empty list means that it is lawful and that its figures are right. */
export function checkGroups(units: GroupUnits, rules: GroupRules, plan: GroupPlan): readonly GroupFault[] {
  const faults: GroupFault[] = []
  const fault = (kind: GroupFaultKind, group = -1, unit = -1): void => void faults.push({ kind, group, unit })
  const count = units.weights.length
  const groups = plan.groupStart.length - 1
  const { minWeight = 3, maxUnits = 5, countUncovered = 'unit' } = rules
  const sized = plan.groupCost.length === groups && plan.groupKind.length === groups && plan.groupOf.length === count
  if (!sized || plan.groupStart[0] !== 0 || plan.groupStart[groups] !== plan.groupMembers.length) {
    fault('shape-of-arrays')
    return faults
  }
  const pairValue = valuesOfPairs(units)
  const rankOf = (unit: number): number => units.rank?.[unit] ?? unit
  const seen = new Int32Array(count).fill(-1)
  let cost = 0
  let before = -Infinity
  for (let group = 0; group < groups; group++) {
    const members = Array.from(plan.groupMembers.subarray(plan.groupStart[group], plan.groupStart[group + 1]))
    if (members.some((unit) => !(unit >= 0 && unit < count))) {
      fault('unknown-unit', group)
      continue
    }
    for (const unit of members) {
      if (seen[unit] !== -1) fault('unit-twice', group, unit)
      seen[unit] = group
    }
    if (members.length < 2) fault('group-too-small', group)
    if (members.length > maxUnits) fault('group-too-large', group)
    if (members.reduce((sum, unit) => sum + units.weights[unit]!, 0) < minWeight) fault('group-too-light', group)
    if (members.some((unit, k) => k > 0 && rankOf(members[k - 1]!) >= rankOf(unit))) fault('order', group)
    if (members.length > 0 && rankOf(members[0]!) <= before) fault('order', group)
    before = members.length > 0 ? rankOf(members[0]!) : before
    const paid = priceOf(units, rules, pairValue, members, (kind) => fault(kind, group))
    if (!near(paid.cost, plan.groupCost[group]!)) fault('wrong-cost', group)
    if (plan.groupKind[group] !== paid.kind) fault('wrong-kind', group)
    cost += paid.cost
  }
  const locks = new Map<number, Set<number>>()
  units.locked?.forEach((lock, unit) => {
    if (lock < 0) return
    locks.set(lock, (locks.get(lock) ?? new Set()).add(unit))
  })
  for (const members of locks.values()) {
    const group = seen[[...members][0]!]!
    const all = group >= 0 ? plan.groupMembers.subarray(plan.groupStart[group], plan.groupStart[group + 1]) : []
    if (all.length !== members.size || !Array.from(all).every((unit) => members.has(unit))) fault('lock-broken', group)
  }
  let missing = 0
  const listed = new Set(plan.uncovered)
  for (let unit = 0; unit < count; unit++) {
    if (plan.groupOf[unit] !== seen[unit]) fault('wrong-group-of', seen[unit], unit)
    if (seen[unit] === -1) missing += countUncovered === 'weight' ? units.weights[unit]! : 1
    if ((seen[unit] === -1) !== listed.has(unit)) fault('wrong-uncovered', -1, unit)
  }
  if (listed.size !== plan.uncovered.length) fault('wrong-uncovered')
  if (plan.uncovered.some((unit, k) => k > 0 && plan.uncovered[k - 1]! >= unit)) fault('wrong-uncovered')
  if (plan.value.uncovered !== missing || !near(plan.value.cost, cost)) fault('wrong-value')
  return faults
}

/** The price of any set of units, Infinity when it is not lawful; for oracles in tests. */
export function witnessPrice(units: GroupUnits, rules: GroupRules): (members: readonly number[]) => number {
  const values = valuesOfPairs(units)
  const { minWeight = 3, maxUnits = 5 } = rules
  return (members) => {
    let lawful = members.length >= 2 && members.length <= maxUnits
    if (members.reduce((sum, unit) => sum + units.weights[unit]!, 0) < minWeight) lawful = false
    if (!lawful) return Infinity
    const { cost } = priceOf(units, rules, values, members, () => (lawful = false))
    return lawful ? cost : Infinity
  }
}

/** What the group costs and of what kind it is, by the words of `types.ts`; rules between pairs are reported. */
function priceOf(
  units: GroupUnits,
  rules: GroupRules,
  pairValue: ReadonlyMap<string, number>,
  members: readonly number[],
  fault: (kind: GroupFaultKind) => void,
): { readonly cost: number; readonly kind: number } {
  const { tree, space, industry, together, hosts, parent } = units
  let pairs = 0
  for (const [k, a] of members.entries()) {
    for (const b of members.slice(0, k)) {
      if (tree && common(tree.levels, tree.h.length - 1, a, b) < tree.hardLevel) fault('hard-level')
      if (parent && parent[a]! >= 0 && parent[b]! >= 0 && parent[a] !== parent[b]) fault('parent')
      if (space) {
        const at = (unit: number, d: number): number => space.points[unit * space.dimensions + d]!
        let square = 0
        for (let d = 0; d < space.dimensions; d++) square += (at(a, d) - at(b, d)) ** 2
        if (Math.sqrt(square) > (space.maxDistance ?? Infinity) * (1 + 1e-12)) fault('distance')
        pairs += space.rate * (Number.isNaN(square) ? (space.missing ?? 1) : square)
      }
      if (industry) pairs += industry.rate * industry.cost[common(industry.codes, industry.cost.length - 1, a, b)]!
      if (together && together.group[a]! >= 0 && together.group[a] === together.group[b]) pairs -= together.bonus
      const value = pairValue.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? 0
      if (value === Infinity) fault('apart')
      else pairs += value
    }
  }
  const size = members.length
  let level = tree ? tree.h.length - 1 : 0
  if (tree)
    for (const unit of members) level = Math.min(level, common(tree.levels, tree.h.length - 1, members[0]!, unit))
  const kinds = hosts ? hosts.price.length - 1 : 0
  let each = hosts ? hosts.price[kinds]! : 0
  let kind = kinds
  for (let k = kinds - 1; k >= 0; k--) {
    const site = hosts!.sites[members[0]! * kinds + k]!
    if (site < 0 || members.some((unit) => hosts!.sites[unit * kinds + k] !== site)) continue
    if (hosts!.price[k]! <= each) {
      each = hosts!.price[k]!
      kind = k
    }
  }
  const above = Math.max(0, size - (rules.usualUnits ?? rules.maxUnits ?? 5)) * (rules.extraUnitPrice ?? 0)
  const cost = size * (tree ? tree.h[level]! : 0) + pairs / size + size * each + (rules.groupPrice ?? 0) + above
  return { cost, kind }
}

function valuesOfPairs(units: GroupUnits): ReadonlyMap<string, number> {
  const values = new Map<string, number>()
  units.pairs?.a.forEach((a, p) => {
    const b = units.pairs!.b[p]!
    if (a === b) return
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`
    values.set(key, (values.get(key) ?? 0) + units.pairs!.value[p]!)
  })
  return values
}

/** Leading known codes that two units share; all for a unit and itself. */
function common(codes: Int32Array, width: number, a: number, b: number): number {
  if (a === b) return width
  for (let k = 0; k < width; k++) {
    const code = codes[a * width + k]!
    if (code < 0 || code !== codes[b * width + k]!) return k
  }
  return width
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a) + Math.abs(b))
}
