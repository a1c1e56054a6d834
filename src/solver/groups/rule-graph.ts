/**
 * Who may sit with whom when only some of the rules hold. Answers whether a unit can be in any lawful group at all, which
 * is what explains units left over and rules that contradict one another.
 */
import { orderByPath, sharedLevels } from '../tree-order.ts'
import { indexPairs } from './pair-index.ts'
import type { SettledRules } from './rules.ts'
import { settleRules } from './rules.ts'
import type { GroupRules, GroupUnits } from './types.ts'

export type Rule = 'sameTown' | 'sameParent' | 'maxDistance' | 'apartPairs' | 'maxUnits' | 'minWeight'

export const allRules: readonly Rule[] = [
  'sameTown',
  'sameParent',
  'maxDistance',
  'apartPairs',
  'maxUnits',
  'minWeight',
]

/** Groups tried per unit before it is taken for granted that there is one. */
const patience = 20_000

export class RuleGraph {
  private readonly units: GroupUnits
  private readonly rules: SettledRules
  private readonly held: ReadonlySet<Rule>
  /** Units in an order in which those who may sit together are close, and the place of each. */
  private readonly order: Int32Array
  private readonly place: Int32Array
  /** Coordinate by which the order is sorted, null where it is by address. */
  private readonly along: Float64Array | null
  /** Units without a point at the beginning of an order by coordinate. */
  private readonly unknown: number
  private readonly barred: ReturnType<typeof indexPairs> | null
  private steps = 0

  constructor(units: GroupUnits, rules: GroupRules, held: ReadonlySet<Rule>) {
    const { tree, space, pairs, weights } = units
    const count = weights.length
    this.units = units
    this.rules = settleRules(rules)
    this.held = held
    const byTown = held.has('sameTown') && tree && tree.hardLevel > 0
    const byPoint = !byTown && held.has('maxDistance') && space && space.maxDistance !== undefined
    this.along = byPoint ? space.points.filter((_, at) => at % space.dimensions === 0) : null
    if (byTown) this.order = orderByPath(tree.levels, count, tree.h.length - 1).order
    else {
      this.order = Int32Array.from(weights.keys())
      // Unknown points first: no distance keeps them from anybody.
      const key = (unit: number): number => (this.isKnown(unit) ? this.along![unit]! : -Infinity)
      if (this.along) this.order.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b))
    }
    this.unknown = byPoint ? this.order.filter((unit) => !this.isKnown(unit)).length : 0
    this.place = new Int32Array(count)
    this.order.forEach((unit, at) => (this.place[unit] = at))
    this.barred = held.has('apartPairs') && pairs ? indexPairs(pairs, count) : null
  }

  /** Whether two different units may sit together. */
  allowed(i: number, j: number): boolean {
    const { tree, parent } = this.units
    if (this.held.has('sameTown') && tree && sharedLevels(tree.levels, tree.h.length - 1, i, j) < tree.hardLevel) {
      return false
    }
    if (this.held.has('sameParent') && parent && parent[i]! >= 0 && parent[j]! >= 0 && parent[i] !== parent[j])
      return false
    if (this.held.has('maxDistance') && this.tooFar(i, j)) return false
    if (!this.barred) return true
    for (let at = this.barred.start[i]!; at < this.barred.start[i + 1]!; at++) {
      if (this.barred.other[at] === j && this.barred.value[at] === Infinity) return false
    }
    return true
  }

  /** Everybody a unit may sit with, in no particular order. */
  partners(unit: number): number[] {
    const { order, place, along, units } = this
    const { tree, space } = units
    const found: number[] = []
    const at = place[unit]!
    const byTown = !along && this.held.has('sameTown') && tree && tree.hardLevel > 0
    for (const step of [1, -1]) {
      for (let p = at + step; p >= 0 && p < order.length; p += step) {
        const other = order[p]!
        if (byTown && sharedLevels(tree.levels, tree.h.length - 1, unit, other) < tree.hardLevel) break
        const far = along !== null && this.isKnown(unit) && this.isKnown(other)
        if (far && Math.abs(along[unit]! - along[other]!) > space!.maxDistance!) {
          if (step === 1) break
          // Further down only unknown points are of interest, and they come first.
          p = Math.min(p, this.unknown)
          continue
        }
        if (this.allowed(unit, other)) found.push(other)
      }
    }
    return found
  }

  /** A lawful group with the unit in it, or null where there is none. */
  groupAround(unit: number): readonly number[] | null {
    const { weights } = this.units
    const others = this.partners(unit).sort((a, b) => weights[b]! - weights[a]! || a - b)
    this.steps = 0
    return this.complete([unit], others, weights[unit]!)
  }

  /** Whether a set of units is a lawful group. */
  lawful(members: readonly number[]): boolean {
    const weight = members.reduce((sum, unit) => sum + this.units.weights[unit]!, 0)
    if (members.length < 2 || members.length > this.most() || weight < this.least()) return false
    return members.every((unit, k) => members.slice(0, k).every((other) => this.allowed(unit, other)))
  }

  private complete(members: readonly number[], others: readonly number[], weight: number): readonly number[] | null {
    if (members.length >= 2 && weight >= this.least()) return members
    if (members.length >= this.most() || ++this.steps > patience) return this.steps > patience ? members : null
    for (const [k, other] of others.entries()) {
      const heavier = weight + this.units.weights[other]!
      // Nobody after this one is heavier.
      if (heavier + (this.most() - members.length - 1) * this.units.weights[other]! < this.least()) return null
      const rest = others.slice(k + 1).filter((one) => this.allowed(one, other))
      const found = this.complete([...members, other], rest, heavier)
      if (found) return found
    }
    return null
  }

  private most(): number {
    return this.held.has('maxUnits') ? this.rules.maxUnits : 60
  }

  private least(): number {
    return this.held.has('minWeight') ? this.rules.minWeight : 0
  }

  private isKnown(unit: number): boolean {
    const { points, dimensions } = this.units.space!
    for (let d = 0; d < dimensions; d++) if (Number.isNaN(points[unit * dimensions + d]!)) return false
    return true
  }

  private tooFar(i: number, j: number): boolean {
    const { space } = this.units
    if (!space || space.maxDistance === undefined) return false
    const { points, dimensions, maxDistance } = space
    let square = 0
    for (let d = 0; d < dimensions; d++) square += (points[i * dimensions + d]! - points[j * dimensions + d]!) ** 2
    return square > maxDistance * maxDistance
  }
}
