/**
 * The search in one town. A start is an order cut optimally, then improved in turn by short ejection chains, by dealing
 * three neighbouring groups anew and by long chains, until nothing is left to try. Plans from several starts are combined by
 * partition crossover, and what that changed is improved again.
 *
 * Only places where something changed are looked at again: queues of units (for chains) and of slots (for dealing anew).
 */
import { Chains } from './chains.ts'
import { Crossover } from './crossover.ts'
import { cutOrder } from './cut.ts'
import { mix } from './mix.ts'
import type { NearLists } from './near-lists.ts'
import { nearLists } from './near-lists.ts'
import { Partition } from './partition.ts'
import { Queue } from './queue.ts'
import { Repartition } from './repartition.ts'
import { singlePrice } from './single-price.ts'
import { startOrders } from './start-orders.ts'
import type { Town } from './town.ts'

/** Near units looked at: enough to see about eight groups. */
const sight = 8
const wideSight = 10
const shortChain = 4
const longChain = 5
const tripleNeighbours = 3
/** The same where only few groups are touched at all. */
const widerNeighbours = 5

/** Sets of groups per unit that are remembered as not worth dealing anew. */
const memory = 32

/** Says whether the search should end at once. */
export type Stopped = () => boolean

export class TownSearch {
  readonly town: Town
  readonly plan: Partition
  /** Told from time to time how much of a start is done, up to 1. */
  onProgress: (share: number) => void = () => {}
  private other: Partition | null = null
  private readonly near: NearLists
  private readonly chains: Chains
  private readonly repartition: Repartition
  private readonly crossover: Crossover
  private readonly units: Queue
  private readonly slots: Queue
  private readonly tried: Int32Array
  private readonly around = new Int32Array(16)
  private readonly single: number
  private neighbourLimit = tripleNeighbours

  constructor(town: Town, stopped: Stopped) {
    this.town = town
    this.single = singlePrice(town)
    const monotone = town.monotone()
    const { space } = town.whole
    this.near = nearLists(town, space && !town.surcharged && !town.whole.industry ? sight : wideSight, stopped)
    this.plan = new Partition(town, this.single)
    this.chains = new Chains(this.plan, this.near, monotone)
    this.repartition = new Repartition(this.plan, monotone)
    this.tried = new Int32Array(2 ** Math.ceil(Math.log2(2 * memory * Math.max(1, town.count))))
    this.crossover = new Crossover(town.count)
    this.units = new Queue(town.count)
    this.slots = new Queue(town.count)
  }

  /** Forgets what was tried, so that what follows does not depend on what came before. */
  forgetTried(): void {
    this.tried.fill(0)
  }

  /** Writes the plan of one start: units with equal labels form a group. */
  start(start: number, seed: number, labels: Int32Array, stopped: Stopped): void {
    const salt = start === 0 ? 0 : mix(start, seed + 1) | 1
    let least = Infinity
    const cut = new Int32Array(this.town.count)
    for (const order of startOrders(this.town, salt)) {
      const cost = cutOrder(this.plan, order, cut, stopped)
      if (!(cost < least)) continue
      least = cost
      labels.set(cut)
    }
    if (stopped()) return
    this.onProgress(0.1)
    this.improve(labels, stopped)
    labels.set(this.plan.slotOf)
    this.onProgress(1)
  }

  /** Improves a plan from everywhere; the result is in `plan`. */
  improve(labels: Int32Array, stopped: Stopped): void {
    const { plan, chains } = this
    plan.load(labels)
    chains.reset()
    this.queueAll(this.units)
    this.follow(shortChain, stopped)
    this.onProgress(0.4)
    this.queueAll(this.slots)
    this.regroup(stopped)
    this.onProgress(0.6)
    this.queueAll(this.units)
    this.follow(longChain, stopped)
    this.settle(stopped)
  }

  /** Combines the plans of all starts, in their order; the result is in `plan`. */
  combine(starts: readonly Int32Array[], stopped: Stopped): void {
    const { plan, chains, crossover } = this
    plan.load(starts[0]!)
    chains.reset()
    if (starts.length === 1) return
    this.other ??= new Partition(this.town, this.single)
    for (const labels of starts.slice(1)) {
      this.other.load(labels)
      if (crossover.combine(plan, this.other, (slot) => this.touched(slot))) this.settle(stopped)
    }
  }

  /** The best of all plans; only for towns that one dealing anew can hold. */
  solveExactly(): void {
    const { plan, repartition } = this
    plan.scatter()
    repartition.clear()
    for (let slot = 0; slot < plan.count; slot++) repartition.add(slot)
    repartition.run()
  }

  /**
   * Keeps the groups of a lawful plan and finds places for whoever is in none; changes spread only from there.
   * @param labels as `lawfulLabels` gives them.
   * @param way one of several orders of going about it: 0 places the loose ones exactly before anybody else moves, 1 by
   *   chains, 2 exactly in the opposite order.
   */
  continueFrom(labels: Int32Array, way: number, stopped: Stopped): void {
    const { plan } = this
    plan.load(labels)
    this.chains.reset()
    this.neighbourLimit = widerNeighbours
    const last = plan.count - 1
    for (let step = 0; step <= last; step++) {
      const slot = way === 2 ? last - step : step
      if (plan.size[slot] === 1) this.touched(slot)
    }
    if (way !== 1) this.regroup(stopped)
    this.settle(stopped)
  }

  /** Tries everything that is queued until nothing is. */
  settle(stopped: Stopped): void {
    while (!stopped() && (this.units.length > 0 || this.slots.length > 0)) {
      this.follow(longChain, stopped)
      this.regroup(stopped)
    }
  }

  /** A slot has changed: whoever sees it looks again. */
  touched(slot: number): void {
    const { plan, units } = this
    this.chains.forget(slot)
    this.slots.add(slot)
    for (let k = slot * plan.most; k < slot * plan.most + plan.size[slot]!; k++) units.add(plan.members[k]!)
  }

  private queueAll(queue: Queue): void {
    queue.clear()
    for (let i = 0; i < this.town.count; i++) queue.add(i)
  }

  private follow(depth: number, stopped: Stopped): void {
    const { units, chains } = this
    let steps = 0
    while (units.length > 0) {
      if ((++steps & 255) === 0 && stopped()) return
      const unit = units.take()
      if (!chains.improve(unit, depth)) continue
      for (let k = 0; k < chains.changedCount; k++) this.touched(chains.changed[k]!)
    }
  }

  /** Deals queued groups anew together with two of their neighbours. */
  private regroup(stopped: Stopped): void {
    const { slots, plan, around } = this
    let steps = 0
    while (slots.length > 0) {
      if ((++steps & 63) === 0 && stopped()) return
      const slot = slots.take()
      if (plan.size[slot] === 0) continue
      const found = this.neighbours(slot, this.neighbourLimit)
      let dealt = false
      for (let a = 1; a < found && !dealt; a++) {
        for (let b = 0; b < a && !dealt; b++) dealt = this.deal(slot, around[b]!, around[a]!)
      }
      if (found === 1) this.deal(slot, around[0]!, -1)
    }
  }

  private deal(one: number, two: number, three: number): boolean {
    const { repartition, tried } = this
    const set = (this.nameOf(one, 1) + this.nameOf(two, 1) + (three >= 0 ? this.nameOf(three, 1) : 0)) | 0
    const check = (this.nameOf(one, 2) + this.nameOf(two, 2) + (three >= 0 ? this.nameOf(three, 2) : 0)) | 0
    const place = 2 * (set & (tried.length / 2 - 1))
    if (tried[place] === set && tried[place + 1] === check) return false
    repartition.clear()
    if (!repartition.add(one) || !repartition.add(two)) return false
    if (three >= 0 && !repartition.add(three)) return this.deal(one, two, -1)
    if (!repartition.run()) {
      tried[place] = set
      tried[place + 1] = check
      return false
    }
    for (let k = 0; k < repartition.changedCount; k++) this.touched(repartition.changed[k]!)
    return true
  }

  /** A number for the members of a slot, whichever slot they are in. */
  private nameOf(slot: number, salt: number): number {
    const { members, most, size } = this.plan
    let sum = 0
    for (let k = slot * most; k < slot * most + size[slot]!; k++) sum += mix(members[k]!, salt)
    return mix(sum, size[slot]!)
  }

  /** The slots seen from a slot, those met first by any of its members first. */
  private neighbours(slot: number, most: number): number {
    const { plan, near, around } = this
    const from = slot * plan.most
    const to = from + plan.size[slot]!
    let found = 0
    for (let step = 0; found < most; step++) {
      let any = false
      for (let k = from; k < to && found < most; k++) {
        const unit = plan.members[k]!
        const at = near.start[unit]! + step
        if (at >= near.start[unit + 1]!) continue
        any = true
        const other = plan.slotOf[near.other[at]!]!
        if (other === slot) continue
        let known = false
        for (let f = 0; f < found; f++) if (around[f] === other) known = true
        if (!known) around[found++] = other
      }
      if (!any) break
    }
    return found
  }
}
