import type { GroupRules, GroupUnits } from '../../../solver/groups/types.ts'
import type { PlanParams } from '../contract.ts'
import { ADDRESS_LEVELS, type AddressKeys } from './address.ts'
import type { PlacedUnit } from './cautions.ts'
import { FOUNDING, levelCosts, reach } from './costs.ts'
import { pointOf } from './distance.ts'
import { siteKinds, sitesOf } from './hosts.ts'
import { industrySteps } from './industry.ts'
import { toPlane } from './plane.ts'
import { pairKey, UNKNOWN_SQUARE, type Yardstick } from './price.ts'

/**
 * The question put to the solver: the same prices as `price.ts`, as arrays. A part that weighs nothing, or of which the
 * ledger knows nothing, is left out, so that the plan is proven by the tree alone wherever the address alone counts.
 */
export function groupUnits(units: readonly PlacedUnit[], yardstick: Yardstick): GroupUnits {
  const { params } = yardstick
  const { weights } = params
  const pairs = pairPart(units, yardstick)
  return {
    weights: Uint8Array.from(units, ({ weight }) => weight),
    rank: Int32Array.from(units, (_, index) => index),
    tree: {
      levels: codeLevels(units.map(({ keys }) => keys)),
      h: levelPrices(params),
      hardLevel: reach[params.within],
    },
    ...spacePart(units, yardstick),
    ...(weights.industry > 0 && {
      industry: {
        codes: codeRows(
          units.map(({ unit }) => industrySteps(unit)),
          INDUSTRY_STEPS,
        ),
        cost: Float64Array.from(params.industrySteps),
        rate: weights.industry,
      },
    }),
    ...(pairs && { pairs }),
    ...(weights.stability > 0 &&
      units.some(({ was }) => was !== null) && {
        together: { group: Int32Array.from(units, ({ was }) => was ?? -1), bonus: weights.stability },
      }),
    ...(weighsHosts(params) && {
      hosts: {
        sites: codeRows(
          units.map(({ unit }) => sitesOf(unit)),
          siteKinds.length,
        ),
        price: Float64Array.from([...siteKinds.map((kind) => params.hosts[kind]), params.hosts.area]),
      },
    }),
    ...(params.sameParent && {
      parent: codeRows(
        units.map(({ unit }) => [unit.parent]),
        1,
      ),
    }),
  }
}

export function groupRules({ maxUnits, usualUnits, extraUnitPrice, weights }: PlanParams): GroupRules {
  return {
    minWeight: FOUNDING,
    maxUnits,
    usualUnits: Math.min(usualUnits, maxUnits),
    extraUnitPrice,
    groupPrice: weights.secretary,
    countUncovered: 'unit',
  }
}

/**
 * True where nothing but the address counts among these units: the tree programme finds the best plan and proves it. (Units
 * above the usual have a price of their own; a plan of usual groups that costs no more than any plan at all is the best.)
 */
export function isTreeAlone(units: GroupUnits, rules: GroupRules): boolean {
  const { space, industry, pairs, together, hosts, parent } = units
  return !space && !industry && !pairs && !together && !hosts && !parent && (rules.groupPrice ?? 0) === 0
}

export function levelPrices({ weights }: PlanParams): Float64Array {
  return Float64Array.from(levelCosts, ({ cost }) => cost * weights.address)
}

const INDUSTRY_STEPS = 4

function weighsHosts({ hosts }: PlanParams): boolean {
  return Object.values(hosts).some((price) => price > 0)
}

function spacePart(units: readonly PlacedUnit[], { params, middle }: Yardstick): Pick<GroupUnits, 'space'> {
  const { weights, maxKilometres } = params
  if (!middle || (weights.distance === 0 && maxKilometres === null)) return {}
  const points = new Float64Array(units.length * 2).fill(NaN)
  for (const [index, { unit }] of units.entries()) {
    const point = pointOf(unit)
    if (!point) continue
    const { x, y } = toPlane(point, middle)
    points[index * 2] = x
    points[index * 2 + 1] = y
  }
  return {
    space: {
      points,
      dimensions: 2,
      rate: weights.distance,
      missing: UNKNOWN_SQUARE,
      ...(maxKilometres !== null && { maxDistance: maxKilometres }),
    },
  }
}

function pairPart(units: readonly PlacedUnit[], { params, pairs }: Yardstick): GroupUnits['pairs'] {
  if (pairs.size === 0) return undefined
  const at = new Map(units.map(({ unit }, index) => [unit.id, index]))
  const found: { a: number; b: number; value: number }[] = []
  for (const [key, kind] of pairs) {
    const [one = '', other = ''] = key.split(' ')
    const [a, b] = [at.get(one), at.get(other)]
    if (a === undefined || b === undefined || a === b) continue
    const value = kind === 'apart' ? Infinity : -params.weights.links
    if (value !== 0) found.push({ a, b, value })
  }
  if (found.length === 0) return undefined
  return {
    a: Int32Array.from(found, ({ a }) => a),
    b: Int32Array.from(found, ({ b }) => b),
    value: Float64Array.from(found, ({ value }) => value),
  }
}

/** Address keys as numbers, one dictionary per level; unknown is negative. */
export function codeLevels(all: readonly AddressKeys[]): Int32Array {
  return codeRows(all, ADDRESS_LEVELS)
}

function codeRows(rows: readonly (readonly (string | null)[])[], width: number): Int32Array {
  const codes = new Int32Array(rows.length * width)
  const dictionaries = Array.from({ length: width }, () => new Map<string, number>())
  for (const [row, keys] of rows.entries()) {
    for (const [level, dictionary] of dictionaries.entries()) {
      const key = keys[level] ?? null
      let code = -1
      if (key !== null) {
        code = dictionary.get(key) ?? dictionary.size
        dictionary.set(key, code)
      }
      codes[row * width + level] = code
    }
  }
  return codes
}

/** The pairs to be minded with one more that may not sit together. */
export function forbidding(yardstick: Yardstick, pairs: readonly (readonly [string, string])[]): Yardstick {
  if (pairs.length === 0) return yardstick
  const apart = pairs.map(([a, b]) => [pairKey(a, b), 'apart'] as const)
  return { ...yardstick, pairs: new Map([...yardstick.pairs, ...apart]) }
}
