/**
 * Three-row subset cuts: of the groups with at least two members among three given units, a plan has at most one. The
 * linear programme violates this where it takes three groups by halves. (Jepsen, Petersen, Spoorendonk, Pisinger 2008.)
 * The price of a cut is what a group with two of its units pays on top; prices only raise reduced costs, so the groups
 * to look at are still among those that cost less than the prices of their members.
 */
import type { ColumnPool } from './column-pool.ts'

export class CutSet {
  count = 0
  /** Three units per cut, ascending. */
  units: number[] = []
  /** Never negative. */
  price: Float64Array = new Float64Array(0)
  private readonly cutsOf: number[][]
  private readonly known = new Set<number>()
  private readonly unitCount: number
  private met = new Uint8Array(64)

  constructor(unitCount: number) {
    this.unitCount = unitCount
    this.cutsOf = Array.from({ length: unitCount }, () => [])
  }

  /** Units ascending; false when the cut is there already. */
  add(i: number, j: number, k: number): boolean {
    const key = (i * this.unitCount + j) * this.unitCount + k
    if (this.known.has(key)) return false
    this.known.add(key)
    for (const unit of [i, j, k]) this.cutsOf[unit]!.push(this.count)
    this.units.push(i, j, k)
    this.count++
    if (this.met.length < this.count) this.met = new Uint8Array(2 * this.count)
    return true
  }

  /** A cut of which only these units, two or three, are on the ground. */
  addPart(units: readonly number[]): void {
    for (const unit of units) this.cutsOf[unit]!.push(this.count)
    this.count++
    if (this.met.length < this.count) this.met = new Uint8Array(2 * this.count)
  }

  /** Cuts of which a group has at least two units. */
  hits(members: Int32Array, size: number): number[] {
    const { met, cutsOf } = this
    const hit: number[] = []
    for (let k = 0; k < size; k++) for (const cut of cutsOf[members[k]!]!) if (++met[cut]! === 2) hit.push(cut)
    for (let k = 0; k < size; k++) for (const cut of cutsOf[members[k]!]!) met[cut] = 0
    return hit
  }

  /** What a group pays for the cuts. */
  charge(members: Int32Array, size: number): number {
    const { met, cutsOf, price } = this
    if (this.count === 0) return 0
    let sum = 0
    for (let k = 0; k < size; k++) for (const cut of cutsOf[members[k]!]!) if (++met[cut]! === 2) sum += price[cut] ?? 0
    for (let k = 0; k < size; k++) for (const cut of cutsOf[members[k]!]!) met[cut] = 0
    return sum
  }

  total(): number {
    return this.price.reduce((sum, price) => sum + price, 0)
  }
}

/** Violated cuts of a fractional solution, worst first, at most `most` and few per unit; added to the set. */
export function separateCuts(
  pool: ColumnPool,
  values: Float64Array,
  cuts: CutSet,
  unitCount: number,
  most: number,
): number {
  const pairs = new Map<number, number>()
  const triples = new Map<number, number>()
  const partners: number[][] = Array.from({ length: unitCount }, () => [])
  for (let c = 0; c < pool.count; c++) {
    const value = values[c]!
    if (value < 1e-6 || value > 1 - 1e-6) continue
    const members = pool.membersOf(c).toSorted()
    for (let a = 0; a < members.length; a++) {
      for (let b = a + 1; b < members.length; b++) {
        const key = members[a]! * unitCount + members[b]!
        const known = pairs.get(key)
        pairs.set(key, (known ?? 0) + value)
        if (known === undefined) {
          partners[members[a]!]!.push(members[b]!)
          partners[members[b]!]!.push(members[a]!)
        }
        for (let d = b + 1; d < members.length; d++) {
          const triple = key * unitCount + members[d]!
          triples.set(triple, (triples.get(triple) ?? 0) + value)
        }
      }
    }
  }
  const together = (i: number, j: number): number => pairs.get(i < j ? i * unitCount + j : j * unitCount + i) ?? 0
  const found = new Map<number, number>()
  for (let i = 0; i < unitCount; i++) {
    const list = partners[i]!
    for (let a = 0; a < list.length; a++) {
      for (let b = a + 1; b < list.length; b++) {
        const sum = together(i, list[a]!) + together(i, list[b]!) + together(list[a]!, list[b]!)
        if (sum < 1.02) continue
        const [x, y, z] = [i, list[a]!, list[b]!].toSorted((p, q) => p - q) as [number, number, number]
        const key = (x * unitCount + y) * unitCount + z
        // A group with all three has been counted by three pairs and counts once.
        const excess = sum - 2 * (triples.get(key) ?? 0) - 1
        if (excess > 0.02) found.set(key, excess)
      }
    }
  }
  const used = new Uint8Array(unitCount)
  let added = 0
  for (const [key] of [...found].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const [x, y, z] = [
      Math.floor(key / unitCount / unitCount),
      Math.floor(key / unitCount) % unitCount,
      key % unitCount,
    ]
    if (Math.max(used[x]!, used[y]!, used[z]!) >= 5) continue
    if (!cuts.add(x, y, z)) continue
    used[x]!++
    used[y]!++
    used[z]!++
    if (++added === most) break
  }
  return added
}
