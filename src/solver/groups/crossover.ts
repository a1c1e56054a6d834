/**
 * Partition crossover (after Whitley, Hains and Howe 2009): two plans fall into components that cover the same units in
 * both; of each component the better side is taken. The result is never worse than either plan.
 */
import type { Partition } from './partition.ts'

export class Crossover {
  private readonly parent: Int32Array
  private readonly missing: Float64Array
  private readonly gain: Float64Array
  private readonly different: Uint8Array

  constructor(count: number) {
    this.parent = new Int32Array(count)
    this.missing = new Float64Array(count)
    this.gain = new Float64Array(count)
    this.different = new Uint8Array(count)
  }

  /** Takes over into `into` what `from` does better. `after` is told every slot of `into` that is new. */
  combine(into: Partition, from: Partition, after: (slot: number) => void): boolean {
    const { count, most } = into
    const { parent, missing, gain, different } = this
    for (let slot = 0; slot < count; slot++) parent[slot] = slot
    missing.fill(0)
    gain.fill(0)
    different.fill(0)
    // Components are named by slots of `into`; the first member's slot stands for a group of `from`.
    for (let slot = 0; slot < count; slot++) {
      const start = slot * most
      for (let k = 1; k < from.size[slot]!; k++) {
        this.unite(into.slotOf[from.members[start]!]!, into.slotOf[from.members[start + k]!]!)
      }
    }
    for (let slot = 0; slot < count; slot++) {
      this.add(into, slot, slot, -1)
      if (from.size[slot]! > 0) this.add(from, slot, into.slotOf[from.members[slot * most]!]!, 1)
    }
    for (let slot = 0; slot < count; slot++) {
      if (from.size[slot] === 0) continue
      const first = into.slotOf[from.members[slot * most]!]!
      if (into.size[first] !== from.size[slot] || this.find(first) !== first) different[this.find(first)] = 1
      else
        for (let k = 1; k < from.size[slot]!; k++) {
          if (into.slotOf[from.members[slot * most + k]!] !== first) different[this.find(first)] = 1
        }
    }
    let any = false
    for (let slot = 0; slot < count; slot++) {
      if (this.parent[slot] !== slot || into.size[slot] === 0 || different[slot] === 0) continue
      const better = missing[slot]! < 0 || (missing[slot] === 0 && gain[slot]! < -into.least)
      different[slot] = better ? 2 : 0
      if (better) any = true
    }
    if (!any) return false
    this.take(into, from, after)
    return true
  }

  private take(into: Partition, from: Partition, after: (slot: number) => void): void {
    const { count, most } = into
    const { different } = this
    // Decided before anything moves, since the components are named by the slots that are about to be freed.
    for (let slot = 0; slot < count; slot++) {
      this.gain[slot] =
        from.size[slot]! > 0 && different[this.find(into.slotOf[from.members[slot * most]!]!)] === 2 ? 1 : 0
    }
    for (let slot = 0; slot < count; slot++) {
      if (into.size[slot] === 0 || different[this.find(slot)] !== 2) continue
      into.freeSlot(slot)
    }
    for (let slot = 0; slot < count; slot++) {
      if (this.gain[slot] !== 1) continue
      const size = from.size[slot]!
      const fresh = into.takeSlot()
      for (let k = 0; k < size; k++) into.members[fresh * most + k] = from.members[slot * most + k]!
      into.setSlot(fresh, size)
      after(fresh)
    }
  }

  private add(plan: Partition, slot: number, at: number, sign: number): void {
    const size = plan.size[slot]!
    if (size === 0) return
    const root = this.find(at)
    if (size === 1) this.missing[root]! += sign * plan.town.uncoveredCount(plan.members[slot * plan.most]!)
    else this.gain[root]! += sign * plan.cost[slot]!
  }

  private find(slot: number): number {
    const { parent } = this
    let at = slot
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }

  private unite(a: number, b: number): void {
    const one = this.find(a)
    const other = this.find(b)
    if (one < other) this.parent[other] = one
    else this.parent[one] = other
  }
}
