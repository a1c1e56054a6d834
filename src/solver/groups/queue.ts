/** First in, first out; whoever waits already is not added again. Numbers 0 … count − 1. */
export class Queue {
  length = 0
  private readonly ring: Int32Array
  private readonly waiting: Uint8Array
  private head = 0

  constructor(count: number) {
    this.ring = new Int32Array(count)
    this.waiting = new Uint8Array(count)
  }

  add(item: number): void {
    if (this.waiting[item] === 1) return
    this.waiting[item] = 1
    let at = this.head + this.length++
    if (at >= this.ring.length) at -= this.ring.length
    this.ring[at] = item
  }

  /** Only while `length` is above nought. */
  take(): number {
    const item = this.ring[this.head]!
    this.waiting[item] = 0
    if (++this.head === this.ring.length) this.head = 0
    this.length--
    return item
  }

  clear(): void {
    while (this.length > 0) this.take()
  }
}
