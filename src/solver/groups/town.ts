/**
 * One town: the units that may meet, with everything needed to price a group of them. Units are numbered 0 … count − 1
 * within it. Up to `denseLimit` units the pair terms are laid out as a square table once, beyond that they are worked out
 * when asked for.
 */
import type { SettledRules } from './rules.ts'
import type { GroupUnits } from './types.ts'

/** 1,024² pairs of 8 bytes are 8 MB a thread. */
export const denseLimit = 1024

export class Town {
  readonly count: number
  /** Number in the whole instance. */
  readonly units: Int32Array
  readonly weights: Uint8Array
  readonly rules: SettledRules
  readonly whole: GroupUnits
  /** Whether a group costs more than its pair terms. */
  readonly surcharged: boolean
  private readonly depth: number
  private readonly levels: Int32Array
  private readonly h: Float64Array
  private readonly hardLevel: number
  private readonly kinds: number
  private readonly sites: Int32Array
  private readonly hostPrice: Float64Array
  private readonly terms: ReadonlyMap<number, number> | null
  private readonly delta: Float64Array | null
  private readonly shared: Uint8Array | null

  constructor(whole: GroupUnits, rules: SettledRules, units: Int32Array, dense = units.length <= denseLimit) {
    const { tree, hosts } = whole
    const count = units.length
    this.whole = whole
    this.rules = rules
    this.units = units
    this.count = count
    this.weights = Uint8Array.from(units, (unit) => whole.weights[unit]!)
    this.depth = tree ? tree.h.length - 1 : 0
    this.h = tree?.h ?? new Float64Array(1)
    this.hardLevel = tree?.hardLevel ?? 0
    this.levels = rowsOf(tree?.levels, this.depth, units)
    this.kinds = hosts ? hosts.price.length - 1 : 0
    this.hostPrice = hosts?.price ?? new Float64Array(1)
    this.sites = rowsOf(hosts?.sites, this.kinds, units)
    this.surcharged =
      this.h.some((price) => price !== 0) ||
      this.hostPrice.some((price) => price !== 0) ||
      rules.groupPrice !== 0 ||
      (rules.extraUnitPrice !== 0 && rules.maxUnits > rules.usualUnits)
    this.terms = whole.pairs ? pairTerms(whole.pairs, units) : null
    this.delta = null
    this.shared = null
    if (!dense) return
    const delta = new Float64Array(count * count)
    const shared = new Uint8Array(count * count)
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        delta[i * count + j] = delta[j * count + i] = this.pairAnew(i, j)
        shared[i * count + j] = shared[j * count + i] = this.levelAnew(i, j)
      }
      shared[i * count + i] = this.depth
    }
    this.delta = delta
    this.shared = shared
  }

  /** δ of two different units; Infinity when they may not sit together. */
  pair(i: number, j: number): number {
    return this.delta ? this.delta[i * this.count + j]! : this.pairAnew(i, j)
  }

  /** Leading codes that two units share; all of them for a unit and itself. */
  level(i: number, j: number): number {
    return this.shared ? this.shared[i * this.count + j]! : this.levelAnew(i, j)
  }

  /** Sum of δ over all pairs of the first `size` members. */
  pairSum(members: Int32Array, size: number): number {
    let sum = 0
    for (let a = 1; a < size; a++) {
      for (let b = 0; b < a; b++) sum += this.pair(members[a]!, members[b]!)
    }
    return sum
  }

  /** Everything a group costs beyond its pair terms. */
  surcharge(members: Int32Array, size: number): number {
    if (!this.surcharged) return 0
    const { rules } = this
    let each = this.hostPrice[this.kinds]!
    for (let kind = 0; kind < this.kinds; kind++) {
      if (this.hostPrice[kind]! < each && this.sharesSite(kind, members, size)) each = this.hostPrice[kind]!
    }
    let level = this.depth
    for (let k = 1; k < size && level > 0; k++) level = Math.min(level, this.level(members[0]!, members[k]!))
    return (
      size * (this.h[level]! + each) + rules.groupPrice + Math.max(0, size - rules.usualUnits) * rules.extraUnitPrice
    )
  }

  /** What the group costs; Infinity when it is not lawful. */
  groupCost(members: Int32Array, size: number): number {
    let weight = 0
    for (let k = 0; k < size; k++) weight += this.weights[members[k]!]!
    if (size < 2 || size > this.rules.maxUnits || weight < this.rules.minWeight) return Infinity
    return this.pairSum(members, size) / size + this.surcharge(members, size)
  }

  /** The cheapest kind of host that all members share, the number of kinds for none. */
  kindOf(members: Int32Array, size: number): number {
    let best = this.kinds
    for (let kind = this.kinds - 1; kind >= 0; kind--) {
      if (this.hostPrice[kind]! <= this.hostPrice[best]! && this.sharesSite(kind, members, size)) best = kind
    }
    return best
  }

  /** What a unit counts when it is in no group. */
  uncoveredCount(unit: number): number {
    return this.rules.countUncovered === 'weight' ? this.weights[unit]! : 1
  }

  private sharesSite(kind: number, members: Int32Array, size: number): boolean {
    const site = this.sites[members[0]! * this.kinds + kind]!
    if (site < 0) return false
    for (let k = 1; k < size; k++) if (this.sites[members[k]! * this.kinds + kind] !== site) return false
    return true
  }

  private levelAnew(i: number, j: number): number {
    const { depth, levels } = this
    if (i === j) return depth
    let level = 0
    for (let a = i * depth, b = j * depth; level < depth; a++, b++, level++) {
      const code = levels[a]!
      if (code < 0 || code !== levels[b]) break
    }
    return level
  }

  private pairAnew(i: number, j: number): number {
    const { whole, units } = this
    const { space, industry, together, parent } = whole
    const one = units[i]!
    const other = units[j]!
    if (this.hardLevel > 0 && this.levelAnew(i, j) < this.hardLevel) return Infinity
    if (parent && parent[one]! >= 0 && parent[other]! >= 0 && parent[one] !== parent[other]) return Infinity
    let delta = 0
    if (space) {
      const { points, dimensions, maxDistance = Infinity } = space
      let square = 0
      for (let d = 0, a = one * dimensions, b = other * dimensions; d < dimensions; d++, a++, b++) {
        const step = points[a]! - points[b]!
        square += step * step
      }
      if (square > maxDistance * maxDistance) return Infinity
      // A point that is not known makes the square NaN.
      delta += space.rate * (square >= 0 ? square : (space.missing ?? 1))
    }
    if (industry) {
      const { codes, cost, rate } = industry
      const most = cost.length - 1
      let level = 0
      for (let a = one * most, b = other * most; level < most; a++, b++, level++) {
        const code = codes[a]!
        if (code < 0 || code !== codes[b]) break
      }
      delta += rate * cost[level]!
    }
    if (together && together.group[one]! >= 0 && together.group[one] === together.group[other]) delta -= together.bonus
    if (this.terms) delta += this.terms.get(i < j ? i * this.count + j : j * this.count + i) ?? 0
    return delta
  }
}

function rowsOf(values: Int32Array | undefined, width: number, units: Int32Array): Int32Array {
  const rows = new Int32Array(units.length * width)
  if (!values) return rows
  for (let i = 0; i < units.length; i++) {
    for (let k = 0; k < width; k++) rows[i * width + k] = values[units[i]! * width + k]!
  }
  return rows
}

/** Values of the pairs that lie within the town, keyed by smaller · count + larger; several for one pair add up. */
function pairTerms(
  { a, b, value }: { readonly a: Int32Array; readonly b: Int32Array; readonly value: Float64Array },
  units: Int32Array,
): ReadonlyMap<number, number> {
  const local = new Map(Array.from(units, (unit, i) => [unit, i]))
  const terms = new Map<number, number>()
  for (let p = 0; p < a.length; p++) {
    const i = local.get(a[p]!)
    const j = local.get(b[p]!)
    if (i === undefined || j === undefined || i === j) continue
    const key = i < j ? i * units.length + j : j * units.length + i
    terms.set(key, (terms.get(key) ?? 0) + value[p]!)
  }
  return terms
}
