/**
 * An independent witness for staffing plans: reads every pair against the problem, one by one, sharing no code with the
 * engine. The proof is done over again with all pairs of units and instructors: time is their product, so for large
 * problems it can be restricted to every so many-th unit.
 */
import type { StaffPlan, StaffProblem } from './types.ts'

export type StaffFaultKind =
  | 'shape-of-arrays'
  | 'unknown-instructor'
  | 'over-capacity'
  | 'forbidden-pair'
  | 'wrong-kept'
  | 'wrong-pair-cost'
  | 'wrong-cost'
  | 'wrong-unplaced'
  | 'penalty-too-small'
  | 'price-exceeded'
  | 'dual-differs'
  | 'dual-unplaced-differs'

export interface StaffFault {
  readonly kind: StaffFaultKind
  /** Unit concerned, −1 for the plan as a whole. */
  readonly unit: number
}

/**
 * Every fault; an empty list means lawful, with right figures, and proven the best.
 * @param every compares each `every`-th unit with all instructors (default 1: all units; the dual is then recomputed too).
 */
export function checkStaff(problem: StaffProblem, plan: StaffPlan, every = 1): readonly StaffFault[] {
  const faults: StaffFault[] = []
  const fault = (kind: StaffFaultKind, unit = -1): void => void faults.push({ kind, unit })
  const { units, capacity, keepThreshold = 0, balance = 0 } = problem
  const { instructorOf, pairCost, kept, price, penalty } = plan
  const instructors = capacity.length
  if ([instructorOf, pairCost, kept].some((one) => one.length !== units) || price.length !== instructors) {
    fault('shape-of-arrays')
    return faults
  }
  const costOf = costReader(problem)
  const load = Int32Array.from({ length: instructors }, (_, j) => problem.taken?.[j] ?? 0)
  const rank = priorityRanks(problem)
  const without = new Set(plan.unplaced)
  let cost = 0
  let unserved = 0
  for (let unit = 0; unit < units; unit++) {
    const j = instructorOf[unit]!
    if (j < 0 !== without.has(unit)) fault('wrong-unplaced', unit)
    if (j < 0) unserved += rank[unit]!
    if (j < 0) continue
    if (j >= instructors) {
      fault('unknown-instructor', unit)
      continue
    }
    const pair = costOf(unit, j)
    const present = problem.current?.[unit] === j
    if (pair === Infinity) fault('forbidden-pair', unit)
    if (present !== (kept[unit] === 1)) fault('wrong-kept', unit)
    if (!near(pair, pairCost[unit]!, pair)) fault('wrong-pair-cost', unit)
    cost += pair - (present ? keepThreshold : 0) + balance * load[j]!
    load[j]!++
  }
  if (without.size !== plan.unplaced.length) fault('wrong-unplaced')
  if (load.some((has, j) => has > capacity[j]!)) fault('over-capacity')
  if (!near(cost, plan.cost, cost)) fault('wrong-cost')
  if (penalty < 2 * (instructors + 1) * (dearestServed(plan) + keepThreshold)) fault('penalty-too-small')
  // The dual from the prices: each unit's least price, minus what the places take in.
  const rounding = 1e-12 * penalty * (rank.reduce((high, one) => Math.max(high, one), 1) + 1)
  let multiples = 0
  let value = 0
  const add = (amount: number, times: number): void => {
    const multiple = Math.round(amount / penalty)
    multiples += multiple * times
    value += (amount - multiple * penalty) * times
  }
  const has = (j: number): boolean => capacity[j]! > (problem.taken?.[j] ?? 0)
  for (let unit = 0; unit < units; unit += every) {
    let least = rank[unit]! * penalty
    for (let j = 0; j < instructors; j++) {
      if (!has(j)) continue
      const total = costOf(unit, j) - (problem.current?.[unit] === j ? keepThreshold : 0) + price[j]!
      if (total < least) least = total
    }
    add(least, 1)
    const own = instructorOf[unit]!
    const pays =
      own < 0 ? rank[unit]! * penalty : pairCost[unit]! - (kept[unit] === 1 ? keepThreshold : 0) + (price[own] ?? 0)
    if (pays > least + rounding + 1e-9) fault('price-exceeded', unit)
  }
  for (let j = 0; j < instructors; j++) {
    const taken = problem.taken?.[j] ?? 0
    for (let k = taken; k < Math.min(capacity[j]!, taken + units); k++) {
      const takesIn = price[j]! - balance * k
      if (takesIn > 0) add(takesIn, -1)
    }
  }
  const scale = Math.abs(cost) + units * rounding
  if (every === 1 && (!near(value, plan.cost, scale) || !near(plan.dual, plan.cost, scale))) fault('dual-differs')
  if (every === 1 && (multiples !== unserved || plan.dualUnplaced !== unserved)) fault('dual-unplaced-differs')
  return faults
}

function dearestServed(plan: StaffPlan): number {
  return plan.pairCost.reduce((high, cost) => Math.max(high, cost), 0)
}

/** Cost of a pair straight from the definition. */
function costReader(problem: StaffProblem): (unit: number, instructor: number) => number {
  const { tree, space, industry, capacity } = problem
  const works = Array.from(capacity, () => [] as number[])
  if (problem.placeOf) problem.placeOf.forEach((j, place) => works[j]?.push(place))
  else works.forEach((own, j) => own.push(j))
  const { unit = [], instructor = [] } = problem.excluded ?? {}
  const forbidden = new Set(Array.from(unit, (i, at) => `${i}:${instructor[at]}`))
  const shared = (a: Int32Array, i: number, b: Int32Array, j: number, depth: number): number => {
    let level = 0
    while (level < depth && a[i * depth + level]! >= 0 && a[i * depth + level] === b[j * depth + level]) level++
    return level
  }
  const way = (i: number, place: number): number => {
    const level = tree ? shared(tree.unitLevels, i, tree.placeLevels, place, tree.levelCost.length - 1) : 0
    if (tree && level < (tree.hardLevel ?? 0)) return Infinity
    const byLevel = tree ? tree.levelCost[level]! : 0
    if (!space) return byLevel
    const at = (points: Float64Array, item: number, axis: number): number => points[2 * item + axis]!
    const x = at(space.unitPoints, i, 0) - at(space.placePoints, place, 0)
    const y = at(space.unitPoints, i, 1) - at(space.placePoints, place, 1)
    if (Number.isNaN(x + y)) return byLevel + space.rate * (space.missing ?? 1)
    const away = Math.sqrt(x ** 2 + y ** 2)
    return away > (space.maxDistance ?? Infinity) ? Infinity : byLevel + space.rate * away
  }
  return (i, j) => {
    if (forbidden.size > 0 && forbidden.has(`${i}:${j}`)) return Infinity
    const least = works[j]!.reduce((low, place) => Math.min(low, way(i, place)), Infinity)
    if (!industry) return least
    const depth = industry.cost.length - 1
    return least + industry.rate * industry.cost[shared(industry.unitCodes, i, industry.instructorCodes, j, depth)]!
  }
}

/** 1 for the lowest priority that occurs, 2 for the next. */
function priorityRanks({ units, priority }: StaffProblem): readonly number[] {
  const values = [...new Set(priority)].sort((a, b) => a - b)
  return Array.from({ length: units }, (_, unit) => (priority ? values.indexOf(priority[unit]!) + 1 : 1))
}

function near(a: number, b: number, scale: number): boolean {
  return Math.abs(a - b) <= 1e-9 * (1 + Math.abs(scale))
}
