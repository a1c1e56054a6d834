/**
 * Ejection chains (Glover 1996; cyclic and path exchange, Thompson and Psaraftis 1993): unit 1 takes the place of unit 2
 * in its group, unit 2 that of unit 3, …; the last one either takes the place that unit 1 left (a cycle) or joins a group
 * with room (a path). The groups on a chain are distinct, so its price is the sum of its arcs, and each arc is priced by
 * itself: what a group costs with one unit in the place of another, minus what it costs now.
 *
 * The cheapest arcs of every unit are remembered until a group it can see changes. A chain is followed only while what it
 * has spent is less than taking unit 1 out of its group saves (the gain criterion), since coming back never costs less.
 */
import type { NearLists } from './near-lists.ts'
import type { Partition } from './partition.ts'

const arcs = 8
const joins = 3
const longest = 6
/** Arcs followed at each step of a chain. */
const breadth = Uint8Array.of(0, 8, 5, 3, 2, 2)

export class Chains {
  private readonly partition: Partition
  private readonly near: NearLists
  /** Whether a unit more never makes a group cheaper. */
  private readonly monotone: boolean
  private readonly arcTo: Int32Array
  private readonly arcCost: Float64Array
  private readonly arcCount: Uint8Array
  private readonly joinTo: Int32Array
  private readonly joinCost: Float64Array
  private readonly joinCount: Uint8Array
  private readonly fresh: Uint8Array
  private readonly seen: Int32Array
  private stamp = 0
  private readonly distance: Float64Array
  /** The chain being followed and the best one found: units, then the slot joined (−1 for a cycle). */
  private readonly chain = new Int32Array(longest)
  private readonly slots = new Int32Array(longest)
  private readonly best = new Int32Array(longest)
  private bestLength = 0
  private bestJoin = -1
  private bestTotal = 0
  private home = 0
  private leaving = 0
  private worth = 0
  private depth = 0
  /** Slots changed by the last chain that was applied. */
  readonly changed = new Int32Array(longest + 1)
  changedCount = 0

  constructor(partition: Partition, near: NearLists, monotone: boolean) {
    const { count, most } = partition
    this.partition = partition
    this.near = near
    this.monotone = monotone
    this.arcTo = new Int32Array(count * arcs)
    this.arcCost = new Float64Array(count * arcs)
    this.arcCount = new Uint8Array(count)
    this.joinTo = new Int32Array(count * joins)
    this.joinCost = new Float64Array(count * joins)
    this.joinCount = new Uint8Array(count)
    this.fresh = new Uint8Array(count)
    this.seen = new Int32Array(count).fill(-1)
    this.distance = new Float64Array(most)
  }

  /** Forgets all arcs. */
  reset(): void {
    this.fresh.fill(0)
  }

  /** Forgets the arcs of those who can see a slot; to be called when it has changed. */
  forget(slot: number): void {
    const { members, most, size } = this.partition
    const { byStart, by } = this.near
    for (let k = slot * most; k < slot * most + size[slot]!; k++) {
      const unit = members[k]!
      this.fresh[unit] = 0
      for (let at = byStart[unit]!; at < byStart[unit + 1]!; at++) this.fresh[by[at]!] = 0
    }
  }

  /** Applies the best chain of up to `depth` moves that begins with a unit; false when none saves anything. */
  improve(unit: number, depth: number): boolean {
    const { partition, chain } = this
    const home = partition.slotOf[unit]!
    const size = partition.size[home]!
    const rest = partition.costWithout(home, unit)
    const now = partition.cost[home]!
    this.home = home
    this.leaving = rest - now
    this.worth = this.worthOf(home, size, unit, now)
    this.depth = depth
    this.bestTotal = -partition.least
    this.bestLength = 0
    chain[0] = unit
    this.follow(unit, 1, 0)
    if (this.bestLength === 0) return false
    this.apply()
    return true
  }

  /** The most that taking a unit out can save, whoever comes in its place. */
  private worthOf(slot: number, size: number, unit: number, now: number): number {
    const { partition } = this
    if (size === 1) return now
    const { town } = partition
    const pairs = partition.pairSum[slot]! - partition.toOwn[unit]!
    if (!this.monotone || size === 2) return now - pairs / size - (town.surcharged ? town.leastSurcharge(size) : 0)
    return now - pairs / (size - 1) - (town.surcharged ? partition.surchargeInstead(slot, unit, -1) : 0)
  }

  /** Goes on from a unit that has lost its place after `length` moves at a price of `spent`. */
  private follow(unit: number, length: number, spent: number): void {
    if (this.fresh[unit] === 0) this.survey(unit)
    const { partition, chain, slots, home } = this
    if (this.leaving < Infinity) {
      for (let k = 0, at = unit * joins; k < this.joinCount[unit]!; k++, at++) {
        const total = spent + this.joinCost[at]! + this.leaving
        if (!(total < this.bestTotal)) break
        const slot = this.joinTo[at]!
        if (this.onChain(slot, length)) continue
        this.record(length, slot, total)
        break
      }
    }
    if (length > this.depth) return
    const from = unit * arcs
    const to = from + Math.min(breadth[length]!, this.arcCount[unit]!)
    for (let at = from; at < to; at++) {
      const sum = spent + this.arcCost[at]!
      if (!(sum < this.worth + this.bestTotal)) return
      const next = this.arcTo[at]!
      const slot = partition.slotOf[next]!
      if (this.onChain(slot, length)) continue
      chain[length] = next
      slots[length] = slot
      const total = sum + partition.costInstead(home, chain[0]!, next) - partition.cost[home]!
      if (total < this.bestTotal) this.record(length + 1, -1, total)
      if (length < this.depth) this.follow(next, length + 1, sum)
    }
  }

  private onChain(slot: number, length: number): boolean {
    if (slot === this.home) return true
    for (let k = 1; k < length; k++) if (this.slots[k] === slot) return true
    return false
  }

  private record(length: number, join: number, total: number): void {
    this.bestTotal = total
    this.bestLength = length
    this.bestJoin = join
    for (let k = 0; k < length; k++) this.best[k] = this.chain[k]!
  }

  private apply(): void {
    const { partition, best, changed, bestLength, bestJoin } = this
    const { slotOf, members, most, size } = partition
    this.changedCount = 0
    for (let k = 0; k < bestLength; k++) changed[this.changedCount++] = slotOf[best[k]!]!
    if (bestJoin >= 0) changed[this.changedCount++] = bestJoin
    const home = changed[0]!
    // Backwards, so that everybody still stands where the slots say.
    const last = best[bestLength - 1]!
    for (let k = bestLength - 1; k > 0; k--) this.replace(changed[k]!, best[k]!, best[k - 1]!)
    if (bestJoin >= 0) {
      members[bestJoin * most + size[bestJoin]!] = last
      size[bestJoin]!++
      this.replace(home, best[0]!, members[home * most + size[home]! - 1]!)
      size[home]!--
    } else this.replace(home, best[0]!, last)
    let kept = 0
    for (let k = 0; k < this.changedCount; k++) {
      const slot = changed[k]!
      if (size[slot] === 0) partition.freeSlot(slot)
      else {
        partition.setSlot(slot, size[slot]!)
        changed[kept++] = slot
      }
    }
    this.changedCount = kept
    for (let k = 0; k < kept; k++) this.forget(changed[k]!)
  }

  private replace(slot: number, left: number, unit: number): void {
    const { members, most } = this.partition
    let k = slot * most
    while (members[k] !== left) k++
    members[k] = unit
  }

  /** Prices the arcs from a unit into the groups it can see. */
  private survey(unit: number): void {
    const { partition, near, seen, distance } = this
    const { town, members, size, slotOf, most, weight, pairSum, toOwn, cost } = partition
    const { surcharged, weights, rules } = town
    const own = slotOf[unit]!
    const heavy = weights[unit]!
    const stamp = ++this.stamp
    this.arcCount[unit] = 0
    this.joinCount[unit] = 0
    this.fresh[unit] = 1
    seen[own] = stamp
    for (let at = near.start[unit]!; at < near.start[unit + 1]!; at++) {
      const slot = slotOf[near.other[at]!]!
      if (seen[slot] === stamp) continue
      seen[slot] = stamp
      const start = slot * most
      const count = size[slot]!
      let sum = 0
      let barred = 0
      for (let k = 0; k < count; k++) {
        const one = town.pair(unit, members[start + k]!)
        distance[k] = one
        if (one === Infinity) barred++
        else sum += one
      }
      if (barred > 1) continue
      const present = cost[slot]!
      const heaviest = weight[slot]! + heavy
      if (barred === 0 && count < most && heaviest >= rules.minWeight) {
        const pairs = (pairSum[slot]! + sum) / (count + 1)
        this.join(unit, slot, pairs + (surcharged ? partition.surchargeWith(slot, unit) : 0) - present)
      }
      if (count === 1) {
        this.arc(unit, members[start]!, partition.aloneCost(unit) - present)
        continue
      }
      for (let k = 0; k < count; k++) {
        const left = members[start + k]!
        if (heaviest - weights[left]! < rules.minWeight) continue
        if (barred === 1 && distance[k] !== Infinity) continue
        const pairs = (pairSum[slot]! - toOwn[left]! + sum - (barred === 1 ? 0 : distance[k]!)) / count
        this.arc(unit, left, pairs + (surcharged ? partition.surchargeInstead(slot, left, unit) : 0) - present)
      }
    }
  }

  private arc(unit: number, to: number, price: number): void {
    const { arcTo, arcCost } = this
    const from = unit * arcs
    const count = this.arcCount[unit]!
    if (count === arcs && price >= arcCost[from + arcs - 1]!) return
    let k = from + (count < arcs ? count : arcs - 1)
    if (count < arcs) this.arcCount[unit] = count + 1
    while (k > from && arcCost[k - 1]! > price) {
      arcCost[k] = arcCost[k - 1]!
      arcTo[k] = arcTo[k - 1]!
      k--
    }
    arcCost[k] = price
    arcTo[k] = to
  }

  private join(unit: number, slot: number, price: number): void {
    const { joinTo, joinCost } = this
    const from = unit * joins
    const count = this.joinCount[unit]!
    if (count === joins && price >= joinCost[from + joins - 1]!) return
    let k = from + (count < joins ? count : joins - 1)
    if (count < joins) this.joinCount[unit] = count + 1
    while (k > from && joinCost[k - 1]! > price) {
      joinCost[k] = joinCost[k - 1]!
      joinTo[k] = joinTo[k - 1]!
      k--
    }
    joinCost[k] = price
    joinTo[k] = slot
  }
}
