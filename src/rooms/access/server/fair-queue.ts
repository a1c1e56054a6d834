/**
 * Work that only a few may do at once. Whoever waits is taken by lane: the lane with the lowest rank first, among equals
 * the one that has been served least lately, and within a lane in order of coming. A full lane refuses nobody: the
 * throttle has turned most of them away before.
 */
export class FairQueue {
  readonly #atOnce: number
  readonly #lanes = new Map<string, Lane>()
  #running = 0
  #turn = 0

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  run<T>(lane: string, rank: number, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((done, failed) => {
      const found = this.#lanes.get(lane) ?? { rank, served: 0, waiting: [] }
      found.rank = rank
      found.waiting.push(() => work().then(done, failed))
      this.#lanes.set(lane, found)
      this.#next()
    })
  }

  #next(): void {
    while (this.#running < this.#atOnce) {
      const lane = this.#choose()
      const start = lane?.waiting.shift()
      if (!lane || !start) return
      lane.served = ++this.#turn
      this.#running++
      void start().finally(() => {
        this.#running--
        this.#next()
      })
    }
  }

  #choose(): Lane | null {
    let best: Lane | null = null
    for (const [name, lane] of this.#lanes) {
      if (lane.waiting.length === 0) this.#lanes.delete(name)
      else if (!best || lane.rank < best.rank || (lane.rank === best.rank && lane.served < best.served)) best = lane
    }
    return best
  }
}

interface Lane {
  rank: number
  /** Number of the turn in which it was last served; 0: not since it was last empty. */
  served: number
  readonly waiting: (() => Promise<void>)[]
}
