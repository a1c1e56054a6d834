/**
 * What speaks for a plan: for every group the cheapest changes that were not taken, for every uncovered unit what stands
 * in its way. Only groups near in address order are tried, since nobody further away can be cheaper by much; the figures
 * are data, the words are the caller's.
 *
 * The level at which a set of units meets is the level shared by its first and last member in address order, so every
 * change is priced from a handful of positions.
 */
import { usualShape } from './shapes.ts'
import { addressOrder } from './tree-plan.ts'
import type { TreeOrder } from './tree-order.ts'
import { sharedLevels } from './tree-order.ts'
import type { Alternative, AlternativeKind, PlanExplanation, PlanOptions, TreePlan, TreeUnits } from './types.ts'
import { explainUncovered } from './explain-uncovered.ts'

/** Neighbouring groups tried per group, and how far to look for them on either side of each member. */
const neighbourLimit = 8
const neighbourReach = 12

/** @param options the same as for `planTree`; only the shape matters here. */
export function explainPlan(
  units: TreeUnits,
  plan: TreePlan,
  options: Pick<PlanOptions, 'shape'> = {},
  tree: TreeOrder = addressOrder(units),
): PlanExplanation {
  const shape = options.shape ?? usualShape
  const search = new AlternativeSearch(units, plan, shape.minWeight, shape.maxUnits, tree)
  const groups = Array.from(plan.groupLevel, (_, group) => search.of(group))
  return { groups, uncovered: explainUncovered(units, plan, shape, tree) }
}

class AlternativeSearch {
  private readonly units: TreeUnits
  private readonly plan: TreePlan
  private readonly minWeight: number
  private readonly maxUnits: number
  private readonly tree: TreeOrder
  private readonly groupWeight: Int32Array

  constructor(units: TreeUnits, plan: TreePlan, minWeight: number, maxUnits: number, tree: TreeOrder) {
    this.units = units
    this.plan = plan
    this.minWeight = minWeight
    this.maxUnits = maxUnits
    this.tree = tree
    this.groupWeight = new Int32Array(plan.groupLevel.length)
    for (let unit = 0; unit < units.weights.length; unit++) {
      const group = plan.groupOf[unit]!
      if (group >= 0) this.groupWeight[group]! += units.weights[unit]!
    }
  }

  of(group: number): readonly Alternative[] {
    const near = this.neighbours(group)
    const found = [this.move(group, near), this.swap(group, near), this.split(group), this.dissolve(group, near)]
    return found.filter((one) => one !== null).sort((a, b) => a.costDelta - b.costDelta)
  }

  /** Groups met on walking outwards from each member, in the order met. */
  private neighbours(group: number): readonly number[] {
    const { groupOf } = this.plan
    const { order, position } = this.tree
    const near: number[] = []
    for (const unit of this.members(group)) {
      for (const step of [1, -1]) {
        const from = position[unit]!
        let met = 0
        for (let p = from + step; p >= 0 && p < order.length && Math.abs(p - from) <= neighbourReach; p += step) {
          const other = groupOf[order[p]!]!
          if (other < 0 || other === group || near.includes(other)) continue
          if (near.length >= neighbourLimit || ++met > 2) break
          near.push(other)
        }
      }
    }
    return near
  }

  private move(group: number, near: readonly number[]): Alternative | null {
    let best: Alternative | null = null
    for (const unit of this.members(group)) {
      if (this.size(group) < 3 || this.groupWeight[group]! - this.units.weights[unit]! < this.minWeight) continue
      const left = this.cost(group, unit, -1)
      for (const target of near) {
        if (this.size(target) >= this.maxUnits) continue
        const delta = left + this.cost(target, -1, unit) - this.paid(group) - this.paid(target)
        if (delta < (best?.costDelta ?? Infinity)) best = alternative('move', delta, unit, target)
      }
    }
    return best
  }

  private swap(group: number, near: readonly number[]): Alternative | null {
    const { weights } = this.units
    let best: Alternative | null = null
    for (const target of near) {
      const paid = this.paid(group) + this.paid(target)
      for (const unit of this.members(group)) {
        for (const exchange of this.members(target)) {
          const gained = weights[exchange]! - weights[unit]!
          if (this.groupWeight[group]! + gained < this.minWeight) continue
          if (this.groupWeight[target]! - gained < this.minWeight) continue
          const delta = this.cost(group, unit, exchange) + this.cost(target, exchange, unit) - paid
          if (delta < (best?.costDelta ?? Infinity)) best = alternative('swap', delta, unit, target, exchange)
        }
      }
    }
    return best
  }

  /** Into two consecutive parts. */
  private split(group: number): Alternative | null {
    const members = this.members(group)
    let best: Alternative | null = null
    let weight = this.units.weights[members[0]!]!
    for (let cut = 2; cut <= members.length - 2; cut++) {
      weight += this.units.weights[members[cut - 1]!]!
      if (weight < this.minWeight || this.groupWeight[group]! - weight < this.minWeight) continue
      const first = cut * this.price(members[0]!, members[cut - 1]!)
      const second = (members.length - cut) * this.price(members[cut]!, members.at(-1)!)
      const delta = first + second - this.paid(group)
      if (delta >= (best?.costDelta ?? Infinity)) continue
      best = alternative('split', delta, -1, -1, -1, Array.from(members.subarray(0, cut)))
    }
    return best
  }

  /** Every member to the neighbour with room where it adds least, one after the other. */
  private dissolve(group: number, near: readonly number[]): Alternative | null {
    const grown = near.map((target) => {
      const members = this.members(target)
      return { target, size: members.length, first: members[0]!, last: members.at(-1)!, paid: this.paid(target) }
    })
    const detail: number[] = []
    let delta = -this.paid(group)
    for (const unit of this.members(group)) {
      let best: { host: (typeof grown)[number]; first: number; last: number; paid: number } | null = null
      for (const host of grown) {
        if (host.size >= this.maxUnits) continue
        const first = this.earlier(host.first, unit)
        const last = this.later(host.last, unit)
        const paid = (host.size + 1) * this.price(first, last)
        if (paid - host.paid < (best ? best.paid - best.host.paid : Infinity)) best = { host, first, last, paid }
      }
      if (!best) return null
      delta += best.paid - best.host.paid
      Object.assign(best.host, { size: best.host.size + 1, first: best.first, last: best.last, paid: best.paid })
      detail.push(best.host.target)
    }
    return alternative('dissolve', delta, -1, -1, -1, detail)
  }

  private members(group: number): Int32Array {
    return this.plan.groupMembers.subarray(this.plan.groupStart[group], this.plan.groupStart[group + 1])
  }

  private size(group: number): number {
    return this.plan.groupStart[group + 1]! - this.plan.groupStart[group]!
  }

  private paid(group: number): number {
    return this.plan.groupCost[group]!
  }

  /** Cost of a group without one of its members and with one more unit (−1: nobody). */
  private cost(group: number, without: number, added: number): number {
    const { groupStart, groupMembers } = this.plan
    let from = groupStart[group]!
    let to = groupStart[group + 1]! - 1
    const size = to - from + 1 - (without < 0 ? 0 : 1) + (added < 0 ? 0 : 1)
    if (groupMembers[from] === without) from++
    else if (groupMembers[to] === without) to--
    let first = groupMembers[from]!
    let last = groupMembers[to]!
    if (added >= 0) {
      first = this.earlier(first, added)
      last = this.later(last, added)
    }
    return size * this.price(first, last)
  }

  /** Per unit, of a set with these first and last members; infinite where the hard level forbids it. */
  private price(first: number, last: number): number {
    const { levels, h, hardLevel } = this.units
    const level = sharedLevels(levels, h.length - 1, first, last)
    return level < hardLevel ? Infinity : h[level]!
  }

  private earlier(a: number, b: number): number {
    return this.tree.position[a]! < this.tree.position[b]! ? a : b
  }

  private later(a: number, b: number): number {
    return this.tree.position[a]! < this.tree.position[b]! ? b : a
  }
}

function alternative(
  kind: AlternativeKind,
  costDelta: number,
  unit = -1,
  target = -1,
  exchange = -1,
  detail: readonly number[] = [],
): Alternative {
  return { kind, unit, target, exchange, costDelta, detail }
}
