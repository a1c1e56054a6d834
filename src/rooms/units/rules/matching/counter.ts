/** Counts by a 32-bit key in two typed arrays (open addressing, linear probing). Key 0 is not allowed. */
export interface Counter {
  keys: Int32Array
  counts: Int32Array
  used: number
}

export function makeCounter(expected = 1 << 12): Counter {
  const room = 1 << (33 - Math.clz32(Math.max(16, expected)))
  return { keys: new Int32Array(room), counts: new Int32Array(room), used: 0 }
}

/** Adds one and returns the count. */
export function countUp(counter: Counter, key: number): number {
  if (counter.used * 2 >= counter.keys.length) widen(counter)
  const at = slotOf(counter.keys, key | 0)
  if (counter.keys[at] === 0) {
    counter.keys[at] = key | 0
    counter.used++
  }
  const now = (counter.counts[at] as number) + 1
  counter.counts[at] = now
  return now
}

export function countOf(counter: Counter, key: number): number {
  return counter.counts[slotOf(counter.keys, key | 0)] as number
}

/** Where the key is, or the free slot where it belongs. */
function slotOf(keys: Int32Array, key: number): number {
  const mask = keys.length - 1
  let at = Math.imul(key ^ (key >>> 15), 0x9e3779b1) & mask
  while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & mask
  return at
}

function widen(counter: Counter): void {
  const { keys, counts } = counter
  counter.keys = new Int32Array(keys.length * 2)
  counter.counts = new Int32Array(keys.length * 2)
  for (let old = 0; old < keys.length; old++) {
    const key = keys[old] as number
    if (key === 0) continue
    const at = slotOf(counter.keys, key)
    counter.keys[at] = key
    counter.counts[at] = counts[old] as number
  }
}
