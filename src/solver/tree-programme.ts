/**
 * The exact programme over an address tree, forward pass.
 *
 * A tree node hands up some units that wait for partners further up. All waiting units of one weight are alike, so the
 * table of a node is F(a, b): the least cost below when a units of weight 1 and b of weight 2 wait. Two neighbouring
 * subtrees merge by adding their waiting units (a min-plus convolution); then groups may form at the level where they
 * meet, each paying its size times the cost of that level. A unit may also be dropped, at a price above all costs.
 * The subtrees are met in address order, with a stack of tables for the branches that are still open; the levels shared
 * by neighbours decide what merges when. Units added one by one take a short cut: a group formed at that moment holds
 * the new unit, as groups without it were cheaper or as cheap before.
 *
 * One byte per state of each merge remembers the choice, for the way back (`tree-groups.ts`).
 */
import type { GroupType } from './shapes.ts'
import type { TreeOrder } from './tree-order.ts'

/** The most units of weight 1 and 2 that wait at a node. */
export interface Caps {
  readonly ones: number
  readonly twos: number
}

export interface ProgrammeInput {
  readonly tree: TreeOrder
  readonly weights: Uint8Array
  readonly h: Float64Array
  readonly hardLevel: number
  readonly types: readonly GroupType[]
  readonly caps: Caps
  /** Price of dropping a unit of weight 1 and of weight 2. */
  readonly dropCost: readonly [number, number]
  /** No state that costs this much is worth following once both sides of a merge hold two units or more. */
  readonly hopeless: number
}

/** Every merge of two subtrees, children before parents. A child is a merge, or ~position for a single unit. */
export interface MergeLog {
  readonly count: number
  readonly left: Int32Array
  readonly right: Int32Array
  /** Level at which the two subtrees meet. */
  readonly level: Uint8Array
  /** Extent of the choices of a merge: states (0…ones, 0…twos), row by row from `start`. */
  readonly ones: Uint8Array
  readonly twos: Uint8Array
  readonly start: Float64Array
  readonly choice: Uint8Array | Uint16Array
  /** The whole trees (subtrees at the hard level), in address order. */
  readonly roots: Int32Array
  /** The least cost of each tree, dropped units at their price. */
  readonly rootCost: Float64Array
}

/** Choices of a merge with a single unit; from `formed` on: the group type formed with it. */
export const unitChoice = { waits: 0, dropped: 1, formed: 2 } as const

/** Choices of a merge of two tables: the state of the right one, a·(caps.twos + 1) + b, or from here on a type. */
export function firstFormChoice(caps: Caps): number {
  return (caps.ones + 1) * (caps.twos + 1)
}

export function runProgramme(input: ProgrammeInput): MergeLog {
  const { tree, weights, hardLevel } = input
  const { order, common } = tree
  const merger = new Merger(input)
  const roots: number[] = []
  const depth = input.h.length - 1
  const stackNode = new Int32Array(depth + 2)
  const stackTable = new Int32Array(depth + 2)
  const stackLevel = new Int32Array(depth + 2)
  let top = -1
  const rootCost: number[] = []
  for (let p = 0; p < order.length; p++) {
    const shared = common[p]!
    let node = ~p
    let table = -1
    while (top >= 0 && stackLevel[top]! >= shared) {
      table = merger.merge(stackNode[top]!, stackTable[top]!, node, table, stackLevel[top]!)
      node = merger.count - 1
      top--
    }
    if (shared >= hardLevel) {
      top++
      stackNode[top] = node
      stackTable[top] = table
      stackLevel[top] = shared
    } else {
      roots.push(node)
      rootCost.push(table < 0 ? input.dropCost[weights[order[p]!]! - 1]! : merger.release(table))
    }
  }
  return merger.log(roots, rootCost)
}

/** Tables are rows of one width, addressed by number; `ones` and `twos` are their extents. */
class Merger {
  count = 0
  private readonly input: ProgrammeInput
  private readonly width: number
  private readonly tables: Float64Array[] = []
  private readonly ones: number[] = []
  private readonly twos: number[] = []
  private readonly free: number[] = []
  private readonly sum: Float64Array
  /** Numbers of the types with a unit of weight 1, and of weight 2. */
  private readonly typesWith: readonly [Int32Array, Int32Array]
  private readonly typeOnes: Int32Array
  private readonly typeTwos: Int32Array
  private readonly typePrice: Float64Array
  private readonly left: Int32Array
  private readonly right: Int32Array
  private readonly level: Uint8Array
  private readonly mergeOnes: Uint8Array
  private readonly mergeTwos: Uint8Array
  private readonly start: Float64Array
  private choice: Uint8Array | Uint16Array
  private used = 0

  constructor(input: ProgrammeInput) {
    const { caps, types, h, tree } = input
    this.input = input
    this.width = caps.twos + 1
    const merges = Math.max(0, tree.order.length - 1)
    this.left = new Int32Array(merges)
    this.right = new Int32Array(merges)
    this.level = new Uint8Array(merges)
    this.mergeOnes = new Uint8Array(merges)
    this.mergeTwos = new Uint8Array(merges)
    this.start = new Float64Array(merges)
    const codes = firstFormChoice(caps) + types.length
    const room = 1024 + 8 * merges
    this.choice = codes <= 256 ? new Uint8Array(room) : new Uint16Array(room)
    this.sum = new Float64Array((2 * caps.ones + 1) * (2 * caps.twos + 1))
    const numbers = Int32Array.from(types.keys())
    this.typesWith = [numbers.filter((t) => types[t]!.ones > 0), numbers.filter((t) => types[t]!.twos > 0)]
    this.typeOnes = Int32Array.from(types, (type) => type.ones)
    this.typeTwos = Int32Array.from(types, (type) => type.twos)
    this.typePrice = new Float64Array(types.length)
    for (let t = 0; t < h.length + 3; t++) {
      this.tables.push(new Float64Array(firstFormChoice(caps)))
      this.free.push(t)
    }
  }

  /** Merges two neighbouring subtrees (table −1: a single unit); returns the table of the union. */
  merge(left: number, leftTable: number, right: number, rightTable: number, level: number): number {
    const { count } = this
    this.left[count] = left
    this.right[count] = right
    this.level[count] = level
    this.start[count] = this.used
    this.count++
    let table: number
    if (rightTable < 0) {
      const from = leftTable < 0 ? this.single(~left) : leftTable
      table = this.addUnit(from, this.weightAt(~right), level)
    } else if (leftTable < 0) table = this.addUnit(rightTable, this.weightAt(~left), level)
    else table = this.convolve(leftTable, rightTable, level)
    return table
  }

  /** Gives a table back; returns the least cost with nobody waiting. */
  release(table: number): number {
    this.free.push(table)
    return this.tables[table]![0]!
  }

  log(roots: readonly number[], rootCost: readonly number[]): MergeLog {
    const { count, left, right, level, mergeOnes: ones, mergeTwos: twos, start, choice } = this
    const trees = { roots: Int32Array.from(roots), rootCost: Float64Array.from(rootCost) }
    return { count, left, right, level, ones, twos, start, choice, ...trees }
  }

  private weightAt(position: number): number {
    return this.input.weights[this.input.tree.order[position]!]!
  }

  private take(ones: number, twos: number): number {
    const table = this.free.pop()!
    this.ones[table] = ones
    this.twos[table] = twos
    return table
  }

  private reserve(ones: number, twos: number): void {
    this.mergeOnes[this.count - 1] = ones
    this.mergeTwos[this.count - 1] = twos
    this.used += (ones + 1) * (twos + 1)
    if (this.used <= this.choice.length) return
    const larger = this.choice instanceof Uint8Array ? new Uint8Array(2 * this.used) : new Uint16Array(2 * this.used)
    larger.set(this.choice)
    this.choice = larger
  }

  private single(position: number): number {
    const weight = this.weightAt(position)
    const table = this.take(weight === 1 ? 1 : 0, weight === 1 ? 0 : 1)
    const cost = this.tables[table]!
    cost[0] = this.input.dropCost[weight - 1]!
    cost[weight === 1 ? this.width : 1] = 0
    return table
  }

  private addUnit(fromTable: number, weight: number, level: number): number {
    const { width, input } = this
    const { caps } = input
    const unitOnes = weight === 1 ? 1 : 0
    const unitTwos = 1 - unitOnes
    const fromOnes = this.ones[fromTable]!
    const fromTwos = this.twos[fromTable]!
    const ones = Math.min(caps.ones, fromOnes + unitOnes)
    const twos = Math.min(caps.twos, fromTwos + unitTwos)
    const table = this.take(ones, twos)
    const from = this.tables[fromTable]!
    const cost = this.tables[table]!
    const start = this.used
    this.reserve(ones, twos)
    const { choice } = this
    const drop = input.dropCost[weight - 1]!
    for (let a = 0, at = start; a <= ones; a++) {
      for (let b = 0; b <= twos; b++, at++) {
        const waits = a >= unitOnes && b >= unitTwos ? from[(a - unitOnes) * width + b - unitTwos]! : Infinity
        const dropped = a <= fromOnes && b <= fromTwos ? from[a * width + b]! + drop : Infinity
        cost[a * width + b] = waits <= dropped ? waits : dropped
        choice[at] = waits <= dropped ? unitChoice.waits : unitChoice.dropped
      }
    }
    const having = this.typesWith[weight === 1 ? 0 : 1]
    for (let i = 0; i < having.length; i++) {
      const t = having[i]!
      const moreOnes = this.typeOnes[t]! - unitOnes
      const moreTwos = this.typeTwos[t]! - unitTwos
      const price = (this.typeOnes[t]! + this.typeTwos[t]!) * input.h[level]!
      const lastOnes = Math.min(ones, fromOnes - moreOnes)
      const lastTwos = Math.min(twos, fromTwos - moreTwos)
      for (let a = 0; a <= lastOnes; a++) {
        const to = a * width
        const source = (a + moreOnes) * width + moreTwos
        const at = start + a * (twos + 1)
        for (let b = 0; b <= lastTwos; b++) {
          const formed = from[source + b]! + price
          if (formed < cost[to + b]!) {
            cost[to + b] = formed
            choice[at + b] = unitChoice.formed + t
          }
        }
      }
    }
    this.free.push(fromTable)
    return table
  }

  private convolve(leftTable: number, rightTable: number, level: number): number {
    const { width, input, sum } = this
    const leftOnes = this.ones[leftTable]!
    const leftTwos = this.twos[leftTable]!
    const rightOnes = this.ones[rightTable]!
    const rightTwos = this.twos[rightTable]!
    const ones = leftOnes + rightOnes
    const twos = leftTwos + rightTwos
    const row = twos + 1
    const left = this.tables[leftTable]!
    const right = this.tables[rightTable]!
    const start = this.used
    this.reserve(ones, twos)
    const { choice } = this
    sum.fill(Infinity, 0, (ones + 1) * row)
    for (let a = 0; a <= leftOnes; a++) {
      for (let b = 0; b <= leftTwos; b++) {
        const base = left[a * width + b]!
        if (base >= input.hopeless) continue
        for (let c = 0; c <= rightOnes; c++) {
          const source = c * width
          const to = (a + c) * row + b
          for (let d = 0; d <= rightTwos; d++) {
            const both = base + right[source + d]!
            if (both < sum[to + d]!) {
              sum[to + d] = both
              choice[start + to + d] = source + d
            }
          }
        }
      }
    }
    this.form(ones, twos, level, start)
    this.free.push(leftTable, rightTable)
    const table = this.take(Math.min(input.caps.ones, ones), Math.min(input.caps.twos, twos))
    const cost = this.tables[table]!
    for (let a = 0; a <= this.ones[table]!; a++) {
      for (let b = 0; b <= this.twos[table]!; b++) cost[a * width + b] = sum[a * row + b]!
    }
    return table
  }

  /** Forms groups among the waiting units of `sum`, from many waiting to few. */
  private form(ones: number, twos: number, level: number, start: number): void {
    const { sum, choice, typeOnes, typeTwos, typePrice, input } = this
    const types = typePrice.length
    for (let t = 0; t < types; t++) typePrice[t] = (typeOnes[t]! + typeTwos[t]!) * input.h[level]!
    const row = twos + 1
    const firstForm = firstFormChoice(input.caps)
    for (let a = ones; a >= 0; a--) {
      for (let b = twos; b >= 0; b--) {
        const at = a * row + b
        const base = sum[at]!
        if (base >= input.hopeless) continue
        for (let t = 0; t < types; t++) {
          const p = typeOnes[t]!
          const q = typeTwos[t]!
          if (p > a || q > b) continue
          const to = at - p * row - q
          const formed = base + typePrice[t]!
          if (formed < sum[to]!) {
            sum[to] = formed
            choice[start + to] = firstForm + t
          }
        }
      }
    }
  }
}
