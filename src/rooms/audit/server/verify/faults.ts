import type { Verdict } from '../../contract.ts'

export type Fault = Verdict['faults'][number]

/** So many faults are named one by one; of the rest there is the number. */
export const MOST_NAMED = 200

export class Faults {
  readonly named: Fault[] = []
  #count = 0

  add(kind: Fault['kind'], seal: number | null, row: string | null, words: string): void {
    this.#count++
    if (this.named.length < MOST_NAMED) this.named.push({ kind, seal, row, words })
  }

  get count(): number {
    return this.#count
  }
}

export const say = (n: number): string => n.toLocaleString('zh-CN')
