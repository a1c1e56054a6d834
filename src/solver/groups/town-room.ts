/** Memory for the tables of one town at a time. */
export class TownRoom {
  private pairs = new Float64Array(0)
  private levels = new Uint8Array(0)

  delta(length: number): Float64Array {
    if (this.pairs.length < length) this.pairs = new Float64Array(length)
    return this.pairs.subarray(0, length)
  }

  shared(length: number): Uint8Array {
    if (this.levels.length < length) this.levels = new Uint8Array(length)
    return this.levels.subarray(0, length)
  }
}
