/**
 * A partition of one town into groups, laid out for a search that changes it millions of times: flat arrays by slot and by
 * unit, no objects, nothing allocated after construction.
 *
 * A unit that is in no group is a group of one at the `single` price, which exceeds whatever any local change of lawful
 * groups could save; so every change that covers a unit is a gain, and all rules of the search hold for it unchanged.
 */
import type { Town } from './town.ts'

export class Partition {
  readonly town: Town
  readonly count: number
  /** Places per slot: the most units of a group. */
  readonly most: number
  /** Slot of each unit. */
  readonly slotOf: Int32Array
  /** Members of slot g: `members[g·most … g·most + size[g])`. */
  readonly members: Int32Array
  readonly size: Uint8Array
  readonly weight: Uint16Array
  /** Σ δ over the pairs of the slot. */
  readonly pairSum: Float64Array
  readonly cost: Float64Array
  /** Lowest common level, and the common site of each kind (−1 none); only kept where groups are surcharged. */
  readonly level: Uint8Array
  readonly site: Int32Array
  /** Σ δ between a unit and the others of its slot. */
  readonly toOwn: Float64Array
  /** Price of a unit that is in no group, by what it counts. */
  readonly single: number
  /** Gains below this are rounding. */
  readonly least: number
  private readonly free: Int32Array
  private freeCount = 0
  private readonly sizePrice: Float64Array

  constructor(town: Town, single: number) {
    const { count, rules } = town
    this.town = town
    this.count = count
    this.most = rules.maxUnits
    this.slotOf = new Int32Array(count)
    this.members = new Int32Array(count * rules.maxUnits)
    this.size = new Uint8Array(count)
    this.weight = new Uint16Array(count)
    this.pairSum = new Float64Array(count)
    this.cost = new Float64Array(count)
    this.level = new Uint8Array(town.surcharged ? count : 0)
    this.site = new Int32Array(town.surcharged ? count * town.kinds : 0)
    this.toOwn = new Float64Array(count)
    this.single = single
    this.least = single * 2 ** -46
    this.free = new Int32Array(count)
    this.sizePrice = Float64Array.from(
      { length: rules.maxUnits + 1 },
      (_, size) => rules.groupPrice + Math.max(0, size - rules.usualUnits) * rules.extraUnitPrice,
    )
    this.scatter()
  }

  /** Everybody alone. */
  scatter(): void {
    this.freeCount = 0
    for (let unit = 0; unit < this.count; unit++) {
      this.members[unit * this.most] = unit
      this.setSlot(unit, 1)
    }
  }

  /** Units with the same label form a group; labels are 0 … count − 1. The groups must be lawful. */
  load(labels: Int32Array): void {
    const { count, most, members, size } = this
    size.fill(0)
    for (let unit = 0; unit < count; unit++) {
      const slot = labels[unit]!
      members[slot * most + size[slot]!++] = unit
    }
    this.freeCount = 0
    for (let slot = count - 1; slot >= 0; slot--) {
      if (size[slot] === 0) this.free[this.freeCount++] = slot
      else this.setSlot(slot, size[slot]!)
    }
  }

  /** Reads the first `size` members of a slot again and brings everything about it up to date. */
  setSlot(slot: number, size: number): void {
    const { town, members, most, toOwn, slotOf } = this
    const start = slot * most
    let weight = 0
    let pairSum = 0
    for (let a = 0; a < size; a++) {
      const unit = members[start + a]!
      let own = 0
      for (let b = 0; b < size; b++) if (b !== a) own += town.pair(unit, members[start + b]!)
      toOwn[unit] = own
      slotOf[unit] = slot
      weight += town.weights[unit]!
      pairSum += own
    }
    this.size[slot] = size
    this.weight[slot] = weight
    this.pairSum[slot] = pairSum / 2
    this.cost[slot] = this.settle(slot, size, pairSum / 2)
  }

  /** A slot without units. */
  takeSlot(): number {
    return this.free[--this.freeCount]!
  }

  freeSlot(slot: number): void {
    this.size[slot] = 0
    this.free[this.freeCount++] = slot
  }

  /** What a unit costs that is in no group. */
  aloneCost(unit: number): number {
    return this.single * this.town.uncoveredCount(unit)
  }

  /** What a group of several units costs beyond its pair terms, from its level and the kind of its sites. */
  surcharge(size: number, level: number, each: number): number {
    return size * (this.town.h[level]! + each) + this.sizePrice[size]!
  }

  /** Surcharge of slot g with one more unit. */
  surchargeWith(slot: number, unit: number): number {
    const { town } = this
    const first = this.members[slot * this.most]!
    const level = Math.min(this.size[slot] === 1 ? town.depth : this.level[slot]!, town.level(unit, first))
    let each = town.hostPrice[town.kinds]!
    for (let kind = 0; kind < town.kinds; kind++) {
      const price = town.hostPrice[kind]!
      const site = town.sites[unit * town.kinds + kind]!
      if (price < each && site >= 0 && this.site[slot * town.kinds + kind] === site) each = price
    }
    return this.surcharge(this.size[slot]! + 1, level, each)
  }

  /** Surcharge of slot g (of several units) with a unit in the place of member `left`; −1: in nobody's place, only without it. */
  surchargeInstead(slot: number, left: number, unit: number): number {
    const { town, members } = this
    const start = slot * this.most
    const size = this.size[slot]!
    let level = town.depth
    const lead = unit >= 0 ? unit : members[start] === left ? members[start + 1]! : members[start]!
    for (let k = start; k < start + size; k++) {
      const member = members[k]!
      if (member === left) continue
      const shared = town.level(lead, member)
      if (shared < level) level = shared
    }
    let each = town.hostPrice[town.kinds]!
    for (let kind = 0; kind < town.kinds; kind++) {
      const price = town.hostPrice[kind]!
      if (price >= each) continue
      const site = town.sites[lead * town.kinds + kind]!
      if (site < 0) continue
      let same = true
      for (let k = start; k < start + size && same; k++) {
        const member = members[k]!
        if (member !== left && town.sites[member * town.kinds + kind] !== site) same = false
      }
      if (same) each = price
    }
    return this.surcharge(unit >= 0 ? size : size - 1, level, each)
  }

  /** Cost of slot g without a member: 0 for a unit that was alone, Infinity where the rest is no lawful group. */
  costWithout(slot: number, left: number): number {
    const size = this.size[slot]!
    if (size === 1) return 0
    if (size === 2 || this.weight[slot]! - this.town.weights[left]! < this.town.rules.minWeight) return Infinity
    const pairs = (this.pairSum[slot]! - this.toOwn[left]!) / (size - 1)
    return this.town.surcharged ? pairs + this.surchargeInstead(slot, left, -1) : pairs
  }

  /** Cost of slot g with a unit in the place of a member; Infinity where that is not lawful. */
  costInstead(slot: number, left: number, unit: number): number {
    const { town, members } = this
    const size = this.size[slot]!
    if (size === 1) return this.aloneCost(unit)
    if (this.weight[slot]! - town.weights[left]! + town.weights[unit]! < town.rules.minWeight) return Infinity
    let pairs = this.pairSum[slot]! - this.toOwn[left]!
    const start = slot * this.most
    for (let k = start; k < start + size; k++) {
      const member = members[k]!
      if (member !== left) pairs += town.pair(unit, member)
    }
    return town.surcharged ? pairs / size + this.surchargeInstead(slot, left, unit) : pairs / size
  }

  private settle(slot: number, size: number, pairSum: number): number {
    const { town, members } = this
    const start = slot * this.most
    const first = members[start]!
    if (size === 1) {
      if (town.surcharged) {
        this.level[slot] = town.depth
        for (let kind = 0; kind < town.kinds; kind++) {
          this.site[slot * town.kinds + kind] = town.sites[first * town.kinds + kind]!
        }
      }
      return this.aloneCost(first)
    }
    if (!town.surcharged) return pairSum / size
    let level = town.depth
    for (let k = 1; k < size; k++) level = Math.min(level, town.level(first, members[start + k]!))
    this.level[slot] = level
    let each = town.hostPrice[town.kinds]!
    for (let kind = 0; kind < town.kinds; kind++) {
      let site = town.sites[first * town.kinds + kind]!
      for (let k = 1; k < size; k++) if (town.sites[members[start + k]! * town.kinds + kind] !== site) site = -1
      this.site[slot * town.kinds + kind] = site
      if (site >= 0) each = Math.min(each, town.hostPrice[kind]!)
    }
    return pairSum / size + this.surcharge(size, level, each)
  }
}
