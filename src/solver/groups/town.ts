/**
 * One town: the units that may meet, with everything needed to price a group of them. Units are numbered 0 … count − 1
 * within it. Up to `denseLimit` units the pair terms are laid out as a square table once, beyond that they are worked out
 * when asked for.
 */
import type { SettledRules } from './rules.ts'
import type { TownRoom } from './town-room.ts'
import { pairTerms, pointsOf, rowsOf } from './town-rows.ts'
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
  /** δ of all pairs row by row (nought for a unit and itself), null where it is worked out when asked for. */
  readonly delta: Float64Array | null
  /** Levels of all pairs row by row, likewise. */
  readonly shared: Uint8Array | null
  readonly depth: number
  readonly h: Float64Array
  /** Kinds of hosts; `hostPrice[kinds]` is the price without any. */
  readonly kinds: number
  /** count × kinds. */
  readonly sites: Int32Array
  readonly hostPrice: Float64Array
  /** count × dimensions. */
  readonly points: Float64Array
  private readonly levels: Int32Array
  private readonly hardLevel: number
  private readonly codes: Int32Array
  private readonly bonded: Int32Array | null
  private readonly superior: Int32Array | null
  private readonly terms: ReadonlyMap<number, number> | null

  /** @param room reused for the tables where towns are laid out one after the other; the one before is then void. */
  constructor(
    whole: GroupUnits,
    rules: SettledRules,
    units: Int32Array,
    dense = units.length <= denseLimit,
    room?: TownRoom,
  ) {
    const { tree, hosts, space, industry, together, parent } = whole
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
    this.points = pointsOf(space, units)
    this.codes = rowsOf(industry?.codes, industry ? industry.cost.length - 1 : 0, units)
    this.bonded = together ? rowsOf(together.group, 1, units) : null
    this.superior = parent ? rowsOf(parent, 1, units) : null
    this.surcharged =
      this.h.some((price) => price !== 0) ||
      this.hostPrice.some((price) => price !== 0) ||
      rules.groupPrice !== 0 ||
      (rules.extraUnitPrice !== 0 && rules.maxUnits > rules.usualUnits)
    this.terms = whole.pairs ? pairTerms(whole, units) : null
    const levelled = dense && this.h.some((price) => price !== this.h[0])
    this.delta = dense ? (room?.delta(count * count) ?? new Float64Array(count * count)) : null
    this.shared = levelled ? (room?.shared(count * count) ?? new Uint8Array(count * count)) : null
    if (this.shared) this.layOutLevels(this.shared)
    if (this.delta) this.layOutPairs(this.delta)
  }

  /** δ of two different units; Infinity when they may not sit together. */
  pair(i: number, j: number): number {
    return this.delta !== null ? this.delta[i * this.count + j]! : this.pairAnew(i, j)
  }

  /** Leading codes that two units share; all of them for a unit and itself. */
  level(i: number, j: number): number {
    return this.shared !== null ? this.shared[i * this.count + j]! : this.levelAnew(i, j)
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

  /** No group of this size pays a smaller surcharge. */
  leastSurcharge(size: number): number {
    const { rules } = this
    const each = this.h[this.depth]! + this.hostPrice.reduce((least, price) => Math.min(least, price), Infinity)
    return size * each + rules.groupPrice + Math.max(0, size - rules.usualUnits) * rules.extraUnitPrice
  }

  /** Whether a group never gets cheaper by one more unit, nor by putting one in a free place. */
  monotone(): boolean {
    const { space, industry, together, pairs } = this.whole
    if (together || pairs || this.rules.groupPrice < 0 || this.hostPrice.some((price) => price < 0)) return false
    if (space && (space.rate < 0 || this.points.some((value) => !Number.isFinite(value)))) return false
    if (!industry) return true
    const { cost, rate } = industry
    return rate >= 0 && cost.every((price, k) => price >= 0 && (k === 0 || price <= cost[k - 1]!))
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

  /** The greatest finite |value| among the pairs of the town that have one. */
  greatestTerm(): number {
    let most = 0
    this.terms?.forEach((value) => {
      if (Math.abs(value) < Infinity) most = Math.max(most, Math.abs(value))
    })
    return most
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

  /** The same as `layOutPairs`, addition for addition. */
  private pairAnew(i: number, j: number): number {
    const { space, industry } = this.whole
    if (this.hardLevel > 0 && this.levelAnew(i, j) < this.hardLevel) return Infinity
    if (this.superior !== null && apart(this.superior[i]!, this.superior[j]!)) return Infinity
    let delta = 0
    if (space) {
      const square = this.square(i, j)
      if (square > this.furthest()) return Infinity
      // A point that is not known makes the square NaN.
      delta += space.rate * (square >= 0 ? square : (space.missing ?? 1))
    }
    if (industry) delta += industry.rate * industry.cost[this.sharedCodes(i, j)]!
    if (this.bonded !== null && this.bonded[i]! >= 0 && this.bonded[i] === this.bonded[j]) {
      delta -= this.whole.together!.bonus
    }
    if (this.terms !== null) delta += this.terms.get(i < j ? i * this.count + j : j * this.count + i) ?? 0
    return delta
  }

  private furthest(): number {
    const { maxDistance = Infinity } = this.whole.space!
    return maxDistance * maxDistance
  }

  private square(i: number, j: number): number {
    const { points } = this
    const { dimensions } = this.whole.space!
    if (dimensions === 2) {
      const east = points[2 * i]! - points[2 * j]!
      const north = points[2 * i + 1]! - points[2 * j + 1]!
      return east * east + north * north
    }
    let square = 0
    for (let d = 0, a = i * dimensions, b = j * dimensions; d < dimensions; d++, a++, b++) {
      const step = points[a]! - points[b]!
      square += step * step
    }
    return square
  }

  private sharedCodes(i: number, j: number): number {
    const { codes } = this
    const most = this.whole.industry!.cost.length - 1
    let level = 0
    for (let a = i * most, b = j * most; level < most; a++, b++, level++) {
      const code = codes[a]!
      if (code < 0 || code !== codes[b]) break
    }
    return level
  }

  /** Whether all share so many codes: a unit must share them with the first, since then any two do. */
  private allShare(most: number): boolean {
    for (let i = 1; i < this.count; i++) if (this.levelAnew(0, i) < most) return false
    return this.count < 2 || most === 0 || this.levels[most - 1]! >= 0
  }

  private layOutLevels(shared: Uint8Array): void {
    const { count } = this
    for (let i = 0; i < count; i++) {
      shared[i * count + i] = this.depth
      for (let j = 0; j < i; j++) shared[i * count + j] = shared[j * count + i] = this.levelAnew(i, j)
    }
  }

  /** One pass for every term: fast, since each reads little. */
  private layOutPairs(delta: Float64Array): void {
    const { count, hardLevel, superior, bonded, terms } = this
    const { space, industry, together } = this.whole
    if (!space) delta.fill(0)
    else {
      const furthest = this.furthest()
      const { rate, missing = 1 } = space
      for (let i = 1; i < count; i++) {
        for (let j = 0; j < i; j++) {
          const square = this.square(i, j)
          delta[i * count + j] = square > furthest ? Infinity : rate * (square >= 0 ? square : missing)
        }
      }
    }
    if (industry) {
      const price = industry.cost.map((cost) => industry.rate * cost)
      for (let i = 1; i < count; i++) {
        for (let j = 0; j < i; j++) delta[i * count + j]! += price[this.sharedCodes(i, j)]!
      }
    }
    if (bonded && together) {
      for (let i = 1; i < count; i++) {
        const group = bonded[i]!
        if (group < 0) continue
        for (let j = 0; j < i; j++) if (bonded[j] === group) delta[i * count + j]! -= together.bonus
      }
    }
    terms?.forEach((value, key) => {
      const i = Math.floor(key / count)
      delta[(key - i * count) * count + i]! += value
    })
    if (superior || !this.allShare(hardLevel)) {
      for (let i = 1; i < count; i++) {
        for (let j = 0; j < i; j++) {
          const kept = superior !== null && apart(superior[i]!, superior[j]!)
          if (kept || this.level(i, j) < hardLevel) delta[i * count + j] = Infinity
        }
      }
    }
    for (let i = 0; i < count; i++) {
      delta[i * count + i] = 0
      for (let j = 0; j < i; j++) delta[j * count + i] = delta[i * count + j]!
    }
  }
}

function apart(one: number, other: number): boolean {
  return one >= 0 && other >= 0 && one !== other
}
