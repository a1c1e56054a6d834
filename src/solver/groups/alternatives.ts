/**
 * The cheapest changes of a plan that were not taken, by kind: a member moves to another group, two members of different
 * groups change places, a group falls into two, a group is dissolved among others. Only groups near a group are tried, near
 * by points, address and what else makes partners likely (`near-lists.ts`).
 */
import type { Alternative, AlternativeKind } from '../types.ts'
import type { NearLists } from './near-lists.ts'
import { nearLists } from './near-lists.ts'
import type { Town } from './town.ts'
import type { GroupPlan } from './types.ts'

const sight = 10
const neighbourLimit = 8

export class AlternativeSearch {
  private readonly town: Town
  private readonly plan: GroupPlan
  private readonly near: NearLists
  private readonly members: Int32Array

  /** @param town all units of the plan, numbered as there. */
  constructor(town: Town, plan: GroupPlan) {
    this.town = town
    this.plan = plan
    this.near = nearLists(town, sight)
    this.members = new Int32Array(2 * town.rules.maxUnits)
  }

  /** The cheapest lawful change of each kind, cheapest first. */
  of(group: number): readonly Alternative[] {
    const locked = this.isLocked(group)
    if (locked) return []
    const near = this.neighbours(group)
    const found = [this.move(group, near), this.swap(group, near), this.split(group), this.dissolve(group, near)]
    return found.filter((one) => one !== null).sort((a, b) => a.costDelta - b.costDelta)
  }

  private isLocked(group: number): boolean {
    const { locked } = this.town.whole
    return locked !== undefined && locked[this.unitsOf(group)[0]!]! >= 0
  }

  private neighbours(group: number): readonly number[] {
    const { near, plan } = this
    const found: number[] = []
    for (let step = 0; step < sight && found.length < neighbourLimit; step++) {
      for (const unit of this.unitsOf(group)) {
        const at = near.start[unit]! + step
        if (at >= near.start[unit + 1]!) continue
        const other = plan.groupOf[near.other[at]!]!
        if (other < 0 || other === group || found.includes(other) || this.isLocked(other)) continue
        if (found.length < neighbourLimit) found.push(other)
      }
    }
    return found
  }

  private move(group: number, near: readonly number[]): Alternative | null {
    let best: Alternative | null = null
    for (const unit of this.unitsOf(group)) {
      const left = this.cost(this.unitsOf(group), unit, -1)
      if (left === Infinity) continue
      for (const target of near) {
        const delta = left + this.cost(this.unitsOf(target), -1, unit) - this.paid(group) - this.paid(target)
        if (delta < (best?.costDelta ?? Infinity)) best = alternative('move', delta, unit, target)
      }
    }
    return best
  }

  private swap(group: number, near: readonly number[]): Alternative | null {
    let best: Alternative | null = null
    for (const target of near) {
      for (const unit of this.unitsOf(group)) {
        for (const exchange of this.unitsOf(target)) {
          const here = this.cost(this.unitsOf(group), unit, exchange)
          if (here === Infinity) continue
          const delta = here + this.cost(this.unitsOf(target), exchange, unit) - this.paid(group) - this.paid(target)
          if (delta < (best?.costDelta ?? Infinity)) best = alternative('swap', delta, unit, target, exchange)
        }
      }
    }
    return best
  }

  /** Into any two parts. */
  private split(group: number): Alternative | null {
    const all = this.unitsOf(group)
    let best: Alternative | null = null
    for (let set = 1; set < 2 ** (all.length - 1); set++) {
      const first = all.filter((_, k) => (set >> k) & 1)
      const second = all.filter((_, k) => !((set >> k) & 1))
      const delta =
        this.town.groupCost(first, first.length) + this.town.groupCost(second, second.length) - this.paid(group)
      if (delta < (best?.costDelta ?? Infinity)) best = alternative('split', delta, -1, -1, -1, Array.from(first))
    }
    return best
  }

  /** Every member to the neighbour where it adds least, one after the other. */
  private dissolve(group: number, near: readonly number[]): Alternative | null {
    const grown = near.map((target) => ({ target, units: this.unitsOf(target), paid: this.paid(target) }))
    const detail: number[] = []
    let delta = -this.paid(group)
    for (const unit of this.unitsOf(group)) {
      let best: { host: (typeof grown)[number]; cost: number } | null = null
      for (const host of grown) {
        const cost = this.cost(host.units, -1, unit)
        if (cost - host.paid < (best ? best.cost - best.host.paid : Infinity)) best = { host, cost }
      }
      if (!best) return null
      delta += best.cost - best.host.paid
      Object.assign(best.host, { units: Int32Array.of(...best.host.units, unit), paid: best.cost })
      detail.push(best.host.target)
    }
    return alternative('dissolve', delta, -1, -1, -1, detail)
  }

  private unitsOf(group: number): Int32Array {
    return this.plan.groupMembers.subarray(this.plan.groupStart[group], this.plan.groupStart[group + 1])
  }

  private paid(group: number): number {
    return this.plan.groupCost[group]!
  }

  /** Cost of units without one of them and with one more (−1: nobody); Infinity when that is not lawful. */
  private cost(units: Int32Array, without: number, added: number): number {
    let size = 0
    for (const unit of units) if (unit !== without) this.members[size++] = unit
    if (added >= 0) this.members[size++] = added
    return this.town.groupCost(this.members, size)
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
