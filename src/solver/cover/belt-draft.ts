/** Candidates for belts in the making: figures and units of each; what holds the same units as another is kept once. */
import type { Belt, BeltOptions, BeltPrice, BeltUnits } from './belt-types.ts'

export interface BeltShape {
  readonly kind: Belt['kind']
  readonly level: number
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly area: number
  readonly length: number
}

export class BeltDraft {
  readonly shapes: BeltShape[] = []
  readonly prices: number[] = []
  readonly starts: number[] = [0]
  private members = new Int32Array(1024)
  private readonly price: BeltPrice
  private readonly least: number
  private readonly most: number
  private readonly stamp: Int32Array
  private stamps = 0
  private readonly alike = new Map<number, number[]>()

  constructor(units: BeltUnits, { price = { fixed: 1 }, leastUnits = 2, mostUnits = Infinity }: BeltOptions) {
    this.price = price
    this.least = leastUnits
    this.most = mostUnits
    this.stamp = new Int32Array(units.value.length)
  }

  get units(): Int32Array {
    return this.members.subarray(0, this.starts.at(-1))
  }

  /** @param describe called only if the number of units is lawful. */
  add(units: ArrayLike<number>, describe: () => BeltShape): void {
    if (units.length < this.least || units.length > this.most) return
    const shape = describe()
    const { fixed = 0, perUnit = 0, perArea = 0, perLength = 0 } = this.price
    const price = fixed + perUnit * units.length + perArea * shape.area + perLength * shape.length
    const twin = this.twinOf(units)
    if (twin >= 0) {
      // Of two belts with the same units the cheaper counts.
      if (price >= this.prices[twin]!) return
      this.shapes[twin] = shape
      this.prices[twin] = price
      return
    }
    const from = this.starts.at(-1)!
    if (from + units.length > this.members.length) {
      const larger = new Int32Array(Math.max(2 * this.members.length, from + units.length))
      larger.set(this.members)
      this.members = larger
    }
    this.members.set(units, from)
    this.starts.push(from + units.length)
    this.shapes.push(shape)
    this.prices.push(price)
  }

  /** The candidate with exactly these units, −1 none; remembers the new one. */
  private twinOf(units: ArrayLike<number>): number {
    let sum = units.length
    for (let at = 0; at < units.length; at++) sum += Math.imul(units[at]! + 1, 0x9e3779b1) >>> 0
    const known = this.alike.get(sum)
    if (known) {
      this.stamps++
      for (let at = 0; at < units.length; at++) this.stamp[units[at]!] = this.stamps
      for (const other of known) {
        const own = this.members.subarray(this.starts[other]!, this.starts[other + 1])
        if (own.length === units.length && own.every((unit) => this.stamp[unit] === this.stamps)) return other
      }
    }
    this.alike.set(sum, [...(known ?? []), this.shapes.length])
    return -1
  }
}
