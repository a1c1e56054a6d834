/** A staffing problem with everything said and checked: what all steps work on. */
import { require, requirePrices } from '../require.ts'
import { orderByPath } from '../tree-order.ts'
import type { StaffIndustry, StaffProblem, StaffSpace, StaffTree } from './types.ts'

export interface StaffGround {
  readonly units: number
  readonly instructors: number
  readonly places: number
  readonly placeOf: Int32Array
  /** Places of instructor j: `placesOf[placeStart[j] … placeStart[j+1])`. */
  readonly placeStart: Int32Array
  readonly placesOf: Int32Array
  /** What is left of each capacity, and how many places were taken before. */
  readonly room: Int32Array
  readonly taken: Int32Array
  readonly tree: Required<StaffTree> | null
  readonly space: Required<StaffSpace> | null
  readonly industry: StaffIndustry | null
  /** Excluded instructors of unit i: `excluded[excludedStart[i] … excludedStart[i+1])`; null without any. */
  readonly excludedStart: Int32Array | null
  readonly excluded: Int32Array
  readonly current: Int32Array
  readonly keepThreshold: number
  readonly balance: number
  /** Area of the hard level each unit and each place lies in; −1 unknown, in reach of nobody. */
  readonly areaOfUnit: Int32Array
  readonly areaOfPlace: Int32Array
  readonly areas: number
  readonly penalty: number
  /** Of each unit: what leaving it out costs, a multiple of `penalty` by the rank of its priority. */
  readonly leftOut: Float64Array
}

const most = 1000

/** @throws RangeError when lengths or figures make no sense, naming the argument. */
export function layStaffGround(problem: StaffProblem): StaffGround {
  const { units, capacity, keepThreshold = 0, balance = 0 } = problem
  require(Number.isInteger(units) && units >= 0 && units < 2 ** 31, 'units: a number of units')
  const instructors = capacity.length
  const placeOf = problem.placeOf ?? Int32Array.from({ length: instructors }, (_, j) => j)
  const places = placeOf.length
  const taken = problem.taken ?? new Int32Array(instructors)
  require(capacity.every((count) => count >= 0), 'capacity: not negative')
  require(units === 0 || capacity.some((count) => count > 0), 'capacity: nobody has a place')
  require(taken.length === instructors &&
    taken.every((count, j) => count >= 0 && count <= capacity[j]!), 'taken: one per instructor, within its capacity')
  require(placeOf.every((j) => j >= 0 && j < instructors), 'placeOf: an instructor for every place')
  require(Number.isFinite(keepThreshold) && keepThreshold >= 0, 'keepThreshold: finite and not negative')
  require(Number.isFinite(balance) && balance >= 0, 'balance: finite and not negative')
  const { usualCapacity = 5 } = problem
  require(Number.isInteger(usualCapacity) && usualCapacity >= 1, 'usualCapacity: an integer of at least 1')
  const current = problem.current ?? new Int32Array(units).fill(-1)
  require(current.length === units && current.every((j) => j < instructors), 'current: an instructor or −1 per unit')
  const tree = settleTree(problem.tree, units, places)
  const space = settleSpace(problem.space, units, places)
  const industry = settleIndustry(problem.industry, units, instructors)
  const room = Int32Array.from(capacity, (count, j) => Math.min(count - taken[j]!, units))
  const dearest =
    1 +
    (tree?.levelCost[0] ?? 0) +
    (space ? space.rate * Math.max(space.missing, diagonal(space)) : 0) +
    (industry ? industry.rate * industry.cost[0]! : 0) +
    keepThreshold +
    balance * taken.reduce((high, count, j) => Math.max(high, count + room[j]!), 0)
  // A chain of changes touches every instructor at most once and changes one pair and one load at each.
  const penalty = 4 * (instructors + 2) * dearest
  const areas = settleAreas(tree, units, places)
  const settled = { units, instructors, places, placeOf, room, taken, tree, space, industry, current }
  return {
    ...settled,
    keepThreshold,
    balance,
    ...bucket(placeOf, instructors),
    ...settleExcluded(problem, units, instructors),
    ...areas,
    penalty,
    leftOut: rankPriorities(problem, units).map((rank) => rank * penalty),
  }
}

function settleTree(tree: StaffTree | undefined, units: number, places: number): Required<StaffTree> | null {
  if (!tree) return null
  const { unitLevels, placeLevels, levelCost, hardLevel = 0 } = tree
  const depth = levelCost.length - 1
  require(depth >= 1 && depth <= 120, 'tree.levelCost: between 2 and 121 prices')
  requirePrices(levelCost, 'tree.levelCost')
  require(unitLevels.length === units * depth, 'tree.unitLevels: one code per unit and level')
  require(placeLevels.length === places * depth, 'tree.placeLevels: one code per place and level')
  require(Number.isInteger(hardLevel) && hardLevel >= 0 && hardLevel <= depth, 'tree.hardLevel: a level of levelCost')
  return { unitLevels, placeLevels, levelCost, hardLevel }
}

function settleSpace(space: StaffSpace | undefined, units: number, places: number): Required<StaffSpace> | null {
  if (!space) return null
  const { unitPoints, placePoints, rate, maxDistance = Infinity, missing = 1 } = space
  require(unitPoints.length === 2 * units, 'space.unitPoints: two coordinates per unit')
  require(placePoints.length === 2 * places, 'space.placePoints: two coordinates per place')
  for (const points of [unitPoints, placePoints]) {
    require(!points.includes(Infinity) && !points.includes(-Infinity), 'space: coordinates are finite, NaN if unknown')
  }
  require(Number.isFinite(rate) && rate >= 0, 'space.rate: finite and not negative')
  require(maxDistance >= 0, 'space.maxDistance: not negative')
  require(Number.isFinite(missing) && missing >= 0, 'space.missing: finite and not negative')
  return { unitPoints, placePoints, rate, maxDistance, missing }
}

function settleIndustry(industry: StaffIndustry | undefined, units: number, instructors: number): StaffIndustry | null {
  if (!industry) return null
  const { unitCodes, instructorCodes, cost, rate } = industry
  const depth = cost.length - 1
  require(depth >= 1, 'industry.cost: at least two prices')
  requirePrices(cost, 'industry.cost')
  require(unitCodes.length === units * depth, 'industry.unitCodes: one code per unit and level')
  require(instructorCodes.length === instructors * depth, 'industry.instructorCodes: one code per instructor and level')
  require(Number.isFinite(rate) && rate >= 0, 'industry.rate: finite and not negative')
  return industry
}

function settleExcluded(problem: StaffProblem, units: number, instructors: number) {
  if (!problem.excluded || problem.excluded.unit.length === 0) {
    return { excludedStart: null, excluded: new Int32Array(0) }
  }
  const { unit, instructor } = problem.excluded
  require(unit.length === instructor.length, 'excluded: units and instructors in pairs')
  require(unit.every((i) => i >= 0 && i < units), 'excluded.unit: known units')
  require(instructor.every((j) => j >= 0 && j < instructors), 'excluded.instructor: known instructors')
  const { placeStart, placesOf } = bucket(unit, units)
  return { excludedStart: placeStart, excluded: placesOf.map((pair) => instructor[pair]!) }
}

/** Things by owner: those of owner o at `placesOf[placeStart[o] … placeStart[o+1])`, in their order. */
function bucket(owner: Int32Array, owners: number) {
  const placeStart = new Int32Array(owners + 1)
  for (const o of owner) placeStart[o + 1]!++
  for (let o = 0; o < owners; o++) placeStart[o + 1]! += placeStart[o]!
  const next = placeStart.slice()
  const placesOf = new Int32Array(owner.length)
  for (let i = 0; i < owner.length; i++) placesOf[next[owner[i]!]!++] = i
  return { placeStart, placesOf }
}

function settleAreas(tree: Required<StaffTree> | null, units: number, places: number) {
  const areaOfUnit = new Int32Array(units)
  const areaOfPlace = new Int32Array(places)
  if (!tree || tree.hardLevel === 0) return { areaOfUnit, areaOfPlace, areas: 1 }
  const { unitLevels, placeLevels, levelCost, hardLevel } = tree
  const depth = levelCost.length - 1
  const joint = new Int32Array((units + places) * hardLevel)
  for (let i = 0; i < units; i++) joint.set(unitLevels.subarray(i * depth, i * depth + hardLevel), i * hardLevel)
  for (let p = 0; p < places; p++) {
    joint.set(placeLevels.subarray(p * depth, p * depth + hardLevel), (units + p) * hardLevel)
  }
  const { order, common } = orderByPath(joint, units + places, hardLevel)
  let areas = 0
  for (let at = 0; at < order.length; at++) {
    const item = order[at]!
    const known = !joint.subarray(item * hardLevel, (item + 1) * hardLevel).some((code) => code < 0)
    const area = known ? areas : -1
    if (item < units) areaOfUnit[item] = area
    else areaOfPlace[item - units] = area
    if (known && common[at]! < hardLevel) areas++
  }
  return { areaOfUnit, areaOfPlace, areas }
}

/** 1 for the units of the lowest priority, 2 for the next, and so on. */
function rankPriorities(problem: StaffProblem, units: number): Float64Array {
  const { priority } = problem
  if (!priority) return new Float64Array(units).fill(1)
  require(priority.length === units && priority.every(Number.isFinite), 'priority: one finite number per unit')
  const values = [...new Set(priority)].sort((a, b) => a - b)
  require(values.length <= most, `priority: at most ${most} different values`)
  const rank = new Map(values.map((value, at) => [value, at + 1]))
  return priority.map((value) => rank.get(value) ?? 1)
}

function diagonal({ unitPoints, placePoints }: StaffSpace): number {
  const low = [Infinity, Infinity]
  const high = [-Infinity, -Infinity]
  for (const points of [unitPoints, placePoints]) {
    for (let i = 0; i < points.length; i++) {
      const value = points[i]!
      if (value < low[i & 1]!) low[i & 1] = value
      if (value > high[i & 1]!) high[i & 1] = value
    }
  }
  return high[0]! >= low[0]! && high[1]! >= low[1]! ? Math.hypot(high[0]! - low[0]!, high[1]! - low[1]!) : 0
}
