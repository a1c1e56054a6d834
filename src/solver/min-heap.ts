/** Binary heap of numbered things, smallest key first; a thing may be in it more than once. */
export class MinHeap {
  size = 0
  private keys = new Float64Array(256)
  private things = new Int32Array(256)

  get smallest(): number {
    return this.keys[0]!
  }

  clear(): void {
    this.size = 0
  }

  push(key: number, thing: number): void {
    if (this.size === this.keys.length) this.grow()
    const { keys, things } = this
    let at = this.size++
    while (at > 0) {
      const up = (at - 1) >> 1
      if (keys[up]! <= key) break
      keys[at] = keys[up]!
      things[at] = things[up]!
      at = up
    }
    keys[at] = key
    things[at] = thing
  }

  /** Takes out a thing with the smallest key. */
  pop(): number {
    const { keys, things } = this
    const top = things[0]!
    const size = --this.size
    const key = keys[size]!
    const thing = things[size]!
    let at = 0
    for (;;) {
      let down = 2 * at + 1
      if (down >= size) break
      if (down + 1 < size && keys[down + 1]! < keys[down]!) down++
      if (keys[down]! >= key) break
      keys[at] = keys[down]!
      things[at] = things[down]!
      at = down
    }
    keys[at] = key
    things[at] = thing
    return top
  }

  private grow(): void {
    const keys = new Float64Array(2 * this.keys.length)
    const things = new Int32Array(2 * this.keys.length)
    keys.set(this.keys)
    things.set(this.things)
    this.keys = keys
    this.things = things
  }
}
