/**
 * What the engine does not plan with. Two kinds: instances that make no sense (a RangeError that names the argument), and
 * locked groups or rules that contradict one another (a list of faults, for the caller to word).
 *
 * Stated treatment of what looks odd but is allowed: equal points (distance 0), unknown points (NaN: `space.missing` is
 * charged, no distance rule applies), units of weight 0 (they count as units, not as members), a pair of a unit with
 * itself (left out), several values for one pair (added up), a group price below nought.
 */
import { require, requirePrices } from '../require.ts'
import { settleRules } from './rules.ts'
import { Town } from './town.ts'
import type { GroupRules, GroupUnits, SearchOptions } from './types.ts'

export type RuleFaultKind =
  | 'locked-too-light'
  | 'locked-too-large'
  | 'locked-alone'
  | 'locked-across-towns'
  | 'locked-parent'
  | 'locked-distance'
  | 'locked-apart'
  | 'nobody-heavy-enough'

export interface RuleFault {
  readonly kind: RuleFaultKind
  /** The two units that may not sit together, −1 where the group as a whole is meant. */
  readonly unit: number
  readonly other: number
  /** Number of the locked group, −1 for the instance as a whole. */
  readonly group: number
}

/** @throws RangeError when lengths, weights, prices or rules make no sense. */
export function refuseUnits(units: GroupUnits, rules: GroupRules = {}, search: SearchOptions = {}): void {
  const { weights, parent, locked, rank } = units
  const count = weights.length
  const { minWeight, maxUnits, usualUnits, extraUnitPrice, groupPrice, countUncovered } = settleRules(rules)
  const whole = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most
  require(whole(maxUnits, 2, 10), 'maxUnits: an integer from 2 to 10')
  require(whole(minWeight, 2, 255), 'minWeight: an integer from 2 to 255')
  require(whole(usualUnits, 2, 10), 'usualUnits: an integer from 2 to 10')
  require(Number.isFinite(extraUnitPrice) && extraUnitPrice >= 0, 'extraUnitPrice: finite and not negative')
  require(Number.isFinite(groupPrice), 'groupPrice: finite')
  require(countUncovered === 'unit' || countUncovered === 'weight', 'countUncovered: unit or weight')
  require(whole(search.starts ?? 8, 1, 64), 'starts: an integer from 1 to 64')
  require(whole(search.seed ?? 0, -(2 ** 31), 2 ** 31 - 1), 'seed: a 32-bit integer')
  require(!search.from || search.from.length === count, 'from: one per unit')
  require(weights.every((weight) => weight < minWeight), 'weights: below the minimum weight of a group')
  require(!parent || parent.length === count, 'parent: one per unit')
  require(!locked || locked.length === count, 'locked: one per unit')
  require(!rank || (rank.length === count && new Set(rank).size === count), 'rank: one per unit, all different')
  refuseParts(units, count)
}

function refuseParts({ tree, space, industry, pairs, together, hosts }: GroupUnits, count: number): void {
  const finite = (values: Float64Array): boolean => values.every((value) => Number.isFinite(value))
  if (tree) {
    const depth = tree.h.length - 1
    require(depth >= 0 && depth <= 120, 'tree.h: between 1 and 121 prices')
    require(tree.levels.length === count * depth, 'tree.levels: one code per unit and level')
    requirePrices(tree.h, 'tree.h')
    const { hardLevel } = tree
    require(Number.isInteger(hardLevel) && hardLevel >= 0 && hardLevel <= depth, 'tree.hardLevel: a level of h')
  }
  if (space) {
    const { points, dimensions, rate, maxDistance = Infinity, missing = 1 } = space
    require(Number.isInteger(dimensions) && dimensions >= 1, 'space.dimensions: at least 1')
    require(points.length === count * dimensions, 'space.points: one coordinate per unit and dimension')
    require(points.every(
      (value) => Number.isNaN(value) || Math.abs(value) <= 1e9,
    ), 'space.points: NaN or within a thousand million')
    require(Number.isFinite(rate) && rate >= 0, 'space.rate: finite and not negative')
    require(maxDistance >= 0, 'space.maxDistance: not negative')
    require(Number.isFinite(missing) && missing >= 0, 'space.missing: finite and not negative')
  }
  if (industry) {
    const depth = industry.cost.length - 1
    require(depth >= 0 && industry.codes.length === count * depth, 'industry.codes: one per unit and level of cost')
    require(finite(industry.cost) && Number.isFinite(industry.rate), 'industry: finite costs and rate')
  }
  if (pairs) {
    const { a, b, value } = pairs
    require(a.length === b.length && a.length === value.length, 'pairs: as many of a, b and value')
    const known = (unit: number): boolean => unit >= 0 && unit < count
    require(a.every(known) && b.every(known), 'pairs: units of the instance')
    require(value.every((one) => one > -Infinity), 'pairs.value: finite, or Infinity for units kept apart')
  }
  if (together) {
    require(together.group.length === count, 'together.group: one per unit')
    require(Number.isFinite(together.bonus) && together.bonus >= 0, 'together.bonus: finite and not negative')
  }
  if (hosts) {
    const kinds = hosts.price.length - 1
    require(kinds >= 0 && kinds <= 254 && hosts.sites.length === count * kinds, 'hosts.sites: one per unit and kind')
    require(finite(hosts.price), 'hosts.price: finite')
  }
}

/** Locked groups that break a rule, in the order of their numbers, and a minimum that nobody can reach. */
export function ruleFaults(units: GroupUnits, rules: GroupRules = {}): readonly RuleFault[] {
  const { weights, locked, tree, parent, space } = units
  const settled = settleRules(rules)
  const faults: RuleFault[] = []
  const heaviest = Array.from(weights)
    .sort((a, b) => b - a)
    .slice(0, settled.maxUnits)
  if (weights.length > 0 && heaviest.reduce((sum, weight) => sum + weight, 0) < settled.minWeight) {
    faults.push({ kind: 'nobody-heavy-enough', unit: -1, other: -1, group: -1 })
  }
  const groups = new Map<number, number[]>()
  locked?.forEach((group, unit) => {
    if (group < 0) return
    const members = groups.get(group)
    if (members) members.push(unit)
    else groups.set(group, [unit])
  })
  if (groups.size === 0) return faults
  const everybody = Int32Array.from(weights.keys())
  const pairsOnly = new Town(units.pairs ? { weights, pairs: units.pairs } : { weights }, settled, everybody, false)
  const placed = new Town({ weights, ...(tree ? { tree } : {}) }, settled, everybody, false)
  const ruled = new Town({ weights, ...(parent ? { parent } : {}) }, settled, everybody, false)
  const spread = new Town({ weights, ...(space ? { space } : {}) }, settled, everybody, false)
  for (const [group, members] of [...groups].sort(([a], [b]) => a - b)) {
    const say = (kind: RuleFaultKind, unit = -1, other = -1): void => void faults.push({ kind, unit, other, group })
    const weight = members.reduce((sum, unit) => sum + weights[unit]!, 0)
    if (members.length < 2) say('locked-alone', members[0])
    else if (weight < settled.minWeight) say('locked-too-light')
    if (members.length > settled.maxUnits) say('locked-too-large')
    for (const [k, unit] of members.entries()) {
      for (const other of members.slice(k + 1)) {
        if (placed.pair(unit, other) === Infinity) say('locked-across-towns', unit, other)
        if (ruled.pair(unit, other) === Infinity) say('locked-parent', unit, other)
        if (spread.pair(unit, other) === Infinity) say('locked-distance', unit, other)
        if (pairsOnly.pair(unit, other) === Infinity) say('locked-apart', unit, other)
      }
    }
  }
  return faults
}
