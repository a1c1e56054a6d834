/**
 * The exact cheapest way to deal the units of a few neighbouring groups into groups: up to 15 units, every lawful subset
 * listed by its first unit, then a depth-first search with bounds. lb(i), the least any listed subset charges per member
 * to unit i, bounds what the rest must cost; a subset that with everybody else's lb reaches the present cost is struck.
 */
import type { Partition } from './partition.ts'

const room = 15
/** More subsets than this are not listed: fewer units are taken at a time where groups may be large. */
const mostSubsets = 5000
/** Above any weight of a group. */
const span = 256 * 10

export class Repartition {
  private readonly partition: Partition
  /** Whether a group never gets cheaper by one more unit: squared distances, level prices and the like. */
  private readonly monotone: boolean
  private readonly units = new Int32Array(room)
  private count = 0
  private readonly near = new Float64Array(room * room)
  private readonly heaviness = new Uint8Array(room)
  /** reach[k·room + j]: Σ δ between unit j and the first k + 1 chosen ones. */
  private readonly reach: Float64Array
  private readonly splits: Uint8Array
  private readonly most: number
  /** Units taken at a time. */
  private readonly capacity: number
  private readonly minWeight: number
  private readonly surcharged: boolean
  private readonly chosen = new Int32Array(room)
  private readonly members: Int32Array
  private readonly lowerBound = new Float64Array(room)
  /** Listed subsets, by first unit. */
  private readonly mask: Int32Array
  private readonly price: Float64Array
  private readonly saving: Float64Array
  private readonly start = new Int32Array(room + 1)
  private listed = 0
  private limit = 0
  private best = 0
  private readonly path = new Int32Array(room)
  private readonly bestPath = new Int32Array(room)
  private bestLength = 0
  private readonly slots = new Int32Array(room)
  private slotCount = 0
  /** Slots that hold the result of the last successful run. */
  readonly changed = new Int32Array(room)
  changedCount = 0

  constructor(partition: Partition, monotone: boolean) {
    this.partition = partition
    this.monotone = monotone
    const { rules, surcharged } = partition.town
    this.most = partition.most
    this.splits = splittable(partition, monotone)
    const { splits } = this
    const small = monotone && splits.includes(1) && rules.minWeight <= 3
    this.capacity = small ? room : mostUnits(partition.most)
    const subsets = subsetsOf(small ? room : this.capacity, partition.most)
    this.mask = new Int32Array(subsets)
    this.price = new Float64Array(subsets)
    this.saving = new Float64Array(subsets)
    this.minWeight = rules.minWeight
    this.surcharged = surcharged
    this.members = new Int32Array(partition.most)
    this.reach = new Float64Array((partition.most + 1) * room)
  }

  clear(): void {
    this.count = 0
    this.slotCount = 0
  }

  /** Adds the units of a slot; false when there is no room for them. */
  add(slot: number): boolean {
    const { size, members, most } = this.partition
    const adds = size[slot]!
    if (this.count + adds > this.capacity) return false
    for (let k = 0; k < adds; k++) this.units[this.count++] = members[slot * most + k]!
    this.slots[this.slotCount++] = slot
    return true
  }

  /** Deals the added units anew where that saves something; the slots used are then in `changed`. */
  run(): boolean {
    const { partition, count, lowerBound } = this
    const { town } = partition
    let present = 0
    for (let s = 0; s < this.slotCount; s++) present += partition.cost[this.slots[s]!]!
    this.limit = present - partition.least
    for (let a = 0; a < count; a++) {
      this.heaviness[a] = town.weights[this.units[a]!]!
      for (let b = 0; b < a; b++) {
        this.near[a * room + b] = this.near[b * room + a] = town.pair(this.units[a]!, this.units[b]!)
      }
    }
    lowerBound.fill(Infinity, 0, count)
    this.listed = 0
    for (let first = 0; first < count; first++) {
      this.start[first] = this.listed
      this.begin(first)
    }
    this.start[count] = this.listed
    let floor = 0
    for (let a = 0; a < count; a++) floor += lowerBound[a]!
    if (!(floor < this.limit)) return false
    this.strike(floor)
    this.best = this.limit
    this.bestLength = 0
    this.descend((1 << count) - 1, 0, floor, 0)
    if (this.bestLength === 0) return false
    this.write()
    return true
  }

  private begin(unit: number): void {
    const alone = this.partition.aloneCost(this.units[unit]!)
    this.chosen[0] = unit
    if (alone < this.limit) {
      this.mask[this.listed] = 1 << unit
      this.price[this.listed++] = alone
      if (alone < this.lowerBound[unit]!) this.lowerBound[unit] = alone
    }
    for (let next = unit + 1; next < this.count; next++) this.reach[next] = this.near[unit * room + next]!
    this.extend(unit, 1, 0, 1 << unit, this.heaviness[unit]!)
  }

  /** Lists the lawful subsets that go on from the chosen units with later ones than `last`. */
  private extend(last: number, size: number, before: number, mask: number, weight: number): void {
    const { partition, chosen, reach, heaviness, lowerBound, splits, most, minWeight, surcharged, limit, count } = this
    const row = (size - 1) * room
    for (let unit = last + 1; unit < count; unit++) {
      const pairs = before + reach[row + unit]!
      const longer = size + 1
      if (this.monotone ? pairs >= longer * limit : pairs === Infinity) continue
      const heavy = weight + heaviness[unit]!
      if (splits[longer * span + heavy] === 1) continue
      chosen[size] = unit
      const set = mask | (1 << unit)
      if (heavy >= minWeight) {
        let cost = pairs / longer
        if (surcharged) {
          for (let k = 0; k < longer; k++) this.members[k] = this.units[chosen[k]!]!
          cost += partition.town.surcharge(this.members, longer)
        }
        if (cost < limit) {
          this.mask[this.listed] = set
          this.price[this.listed++] = cost
          const share = cost / longer
          for (let k = 0; k < longer; k++) if (share < lowerBound[chosen[k]!]!) lowerBound[chosen[k]!] = share
        }
      }
      if (longer === most || unit === count - 1) continue
      const from = unit * room
      for (let next = unit + 1; next < count; next++) {
        reach[row + room + next] = reach[row + next]! + this.near[from + next]!
      }
      this.extend(unit, longer, pairs, set, heavy)
    }
  }

  /** Keeps only the subsets that leave enough for everybody else, cheapest reduced cost first. */
  private strike(floor: number): void {
    const { mask, price, saving, lowerBound } = this
    let kept = 0
    for (let first = 0; first < this.count; first++) {
      const from = this.start[first]!
      const to = this.start[first + 1]!
      this.start[first] = kept
      const begin = kept
      for (let at = from; at < to; at++) {
        let bound = 0
        for (let set = mask[at]!; set !== 0; set &= set - 1) bound += lowerBound[31 - Math.clz32(set & -set)]!
        const reduced = price[at]! - bound
        if (floor + reduced >= this.limit) continue
        const [set, cost] = [mask[at]!, price[at]!]
        let k = kept++
        while (k > begin && saving[k - 1]! > reduced) {
          mask[k] = mask[k - 1]!
          price[k] = price[k - 1]!
          saving[k] = saving[k - 1]!
          k--
        }
        mask[k] = set
        price[k] = cost
        saving[k] = reduced
      }
    }
    this.start[this.count] = kept
  }

  private descend(left: number, depth: number, floor: number, spent: number): void {
    if (left === 0) {
      if (spent < this.best) {
        this.best = spent
        this.bestLength = depth
        for (let k = 0; k < depth; k++) this.bestPath[k] = this.path[k]!
      }
      return
    }
    const first = 31 - Math.clz32(left & -left)
    for (let at = this.start[first]!; at < this.start[first + 1]!; at++) {
      const next = floor + this.saving[at]!
      if (next >= this.best) return
      const set = this.mask[at]!
      if ((set & left) !== set) continue
      this.path[depth] = set
      this.descend(left & ~set, depth + 1, next, spent + this.price[at]!)
    }
  }

  private write(): void {
    const { partition, units } = this
    for (let s = 0; s < this.slotCount; s++) partition.freeSlot(this.slots[s]!)
    this.changedCount = this.bestLength
    for (let p = 0; p < this.bestLength; p++) {
      const slot = partition.takeSlot()
      let size = 0
      for (let set = this.bestPath[p]!; set !== 0; set &= set - 1) {
        partition.members[slot * partition.most + size++] = units[31 - Math.clz32(set & -set)]!
      }
      partition.setSlot(slot, size)
      this.changed[p] = slot
    }
  }
}

/** Subsets of so many units with at most `most` members. */
function subsetsOf(units: number, most: number): number {
  let subsets = 0
  for (let size = 1, ways = 1; size <= most; size++) subsets += ways = (ways * (units + 1 - size)) / size
  return subsets
}

function mostUnits(most: number): number {
  let units = room
  while (subsetsOf(units, most) > mostSubsets) units--
  return units
}

/**
 * Which groups, by size and weight, fall apart into two lawful ones whichever their members are: where parts never cost
 * more than the whole, nobody needs them. Known for units of weight 1 and 2, whose numbers follow from size and weight.
 */
function splittable(partition: Partition, monotone: boolean): Uint8Array {
  const { rules, weights } = partition.town
  const splits = new Uint8Array((rules.maxUnits + 1) * span)
  if (!monotone || rules.groupPrice > 0 || weights.some((weight) => weight < 1 || weight > 2)) return splits
  const lawful = (ones: number, twos: number): boolean => ones + twos >= 2 && ones + 2 * twos >= rules.minWeight
  for (let size = 4; size <= rules.maxUnits; size++) {
    for (let twos = 0; twos <= size; twos++) {
      const ones = size - twos
      for (let a = 0; a <= ones; a++) {
        for (let b = 0; b <= twos; b++) {
          if (lawful(a, b) && lawful(ones - a, twos - b)) splits[size * span + ones + 2 * twos] = 1
        }
      }
    }
  }
  return splits
}
