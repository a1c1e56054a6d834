/** Groups with their costs in flat arrays that grow. */
export class ColumnPool {
  count = 0
  /** Members of column c are `members[start[c] … start[c+1])`. */
  start = new Int32Array(257)
  members = new Int32Array(1024)
  cost = new Float64Array(256)

  add(members: Int32Array, size: number, cost: number): number {
    const at = this.start[this.count]!
    if (this.count === this.cost.length) {
      this.cost = grown(this.cost, new Float64Array(2 * this.count))
      this.start = grown(this.start, new Int32Array(2 * this.count + 1))
    }
    if (at + size > this.members.length)
      this.members = grown(this.members, new Int32Array(2 * this.members.length + size))
    for (let k = 0; k < size; k++) this.members[at + k] = members[k]!
    this.cost[this.count] = cost
    this.start[++this.count] = at + size
    return this.count - 1
  }

  addAll(other: ColumnPool): void {
    for (let c = 0; c < other.count; c++) this.add(other.membersOf(c), other.sizeOf(c), other.cost[c]!)
  }

  sizeOf(column: number): number {
    return this.start[column + 1]! - this.start[column]!
  }

  membersOf(column: number): Int32Array {
    return this.members.subarray(this.start[column]!, this.start[column + 1]!)
  }
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}
