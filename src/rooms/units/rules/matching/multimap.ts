/**
 * A multimap from 32-bit hashes to small integers in three typed arrays: chains of entries under a power of two of
 * heads. 12 bytes an entry, no objects, cheap to add to. Different keys may share a chain only when they are equal,
 * so a walk yields exactly the entries of the hash asked for, newest first.
 */
export interface Multimap {
  heads: Int32Array
  /** Position of the next entry of the chain plus one; 0 ends it. */
  next: Int32Array
  hashes: Int32Array
  values: Int32Array
  size: number
}

export function makeMultimap(expected: number): Multimap {
  const room = Math.max(16, expected)
  return {
    heads: new Int32Array(powerOfTwo(room)),
    next: new Int32Array(room),
    hashes: new Int32Array(room),
    values: new Int32Array(room),
    size: 0,
  }
}

export function addEntry(map: Multimap, hash: number, value: number): void {
  if (map.size === map.values.length) grow(map)
  const entry = map.size++
  map.hashes[entry] = hash
  map.values[entry] = value
  link(map, entry)
}

/** Calls `take` for every value under the hash until it returns false. */
export function eachEntry(map: Multimap, hash: number, take: (value: number) => boolean | void): void {
  const { heads, next, hashes, values } = map
  let entry = heads[slot(hash | 0, heads.length)] as number
  while (entry !== 0) {
    const at = entry - 1
    if (hashes[at] === (hash | 0) && take(values[at] as number) === false) return
    entry = next[at] as number
  }
}

/** How many values stand under the hash, counting no further than `limit`. */
export function countEntries(map: Multimap, hash: number, limit: number): number {
  let count = 0
  eachEntry(map, hash, () => ++count < limit)
  return count
}

function link(map: Multimap, entry: number): void {
  const at = slot(map.hashes[entry] as number, map.heads.length)
  map.next[entry] = map.heads[at] as number
  map.heads[at] = entry + 1
}

function grow(map: Multimap): void {
  const room = map.values.length * 2
  map.next = widened(map.next, room)
  map.hashes = widened(map.hashes, room)
  map.values = widened(map.values, room)
  map.heads = new Int32Array(powerOfTwo(room))
  for (let entry = 0; entry < map.size; entry++) link(map, entry)
}

function widened(array: Int32Array, room: number): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(room)
  wide.set(array)
  return wide
}

/** Fibonacci hashing: the high bits of the product are the well mixed ones. */
function slot(hash: number, slots: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (Math.clz32(slots) + 1)
}

function powerOfTwo(least: number): number {
  return 1 << (32 - Math.clz32(least - 1))
}
