/**
 * How surprising a name is, in bits: −log₂ of the chance that an organisation one knows nothing of bears exactly
 * this name. It is the frequency-based weight of record linkage (Newcombe 1959; Winkler 1990) carried down to
 * characters: agreeing on a rare trade name counts more than agreeing on 宏达贸易, and 有公限司 is a slip rather than
 * anybody's name.
 *
 * Two models learnt from the names in the index are mixed half and half. One is a chain of characters, each given
 * the one before it (absolute discounting; Ney, Essen, Kneser 1994). The other knows whole ends (…电子科技有限公司 behind
 * two to four characters of trade name) and whole head offices (中国某某银行股份有限公司…支行), which a chain takes for a row of
 * coincidences. Counts are discounted so that the one unit a row is compared with does not make its own name
 * common.
 */
import { countOf, countUp, makeCounter, type Counter } from './counter.ts'

export interface NameRarity {
  readonly pairs: Counter
  /** Hashes of ends and of head offices. */
  readonly parts: Counter
  /** By character: times it was followed by something, by how many different ones, times seen. */
  readonly followed: Float64Array
  readonly followers: Float64Array
  readonly seen: Float64Array
  characters: number
  names: number
}

/** A name's key and where its parts begin; see NameParts. */
export interface NameShape {
  readonly key: string
  /** First character of the trade name. */
  readonly core: number
  /** First character behind the head office's legal form; the length of the key when there is none. */
  readonly branch: number
}

const EDGE = 1
/**
 * What follows the first character of a trade name is its second one and hardly ever the industry (a trade name has
 * at least two characters, 企业名称登记管理规定 2020 art. 8), so that first character is a context of its own.
 */
const FIRST_OF_CORE = 0x8000
const DISCOUNT = 0.75
/** Characters that names could hold, each counted as seen half a time. */
const ALPHABET = 6000
const UNSEEN = 0.5
/** Lengths of trade names behind which the end of a name is counted as one piece. */
const CORES = [2, 3, 4] as const
const HEAD_SEED = 0x1b873593

export function makeRarity(): NameRarity {
  return {
    pairs: makeCounter(),
    parts: makeCounter(),
    followed: new Float64Array(0x10000),
    followers: new Float64Array(0x10000),
    seen: new Float64Array(0x10000),
    characters: 0,
    names: 0,
  }
}

export function learnName(rarity: NameRarity, { key, core, branch }: NameShape): void {
  let before = EDGE
  for (let at = 0; at <= key.length; at++) {
    const now = at < key.length ? key.charCodeAt(at) : EDGE
    if (countUp(rarity.pairs, (before << 16) | now) === 1) add(rarity.followers, before)
    add(rarity.followed, before)
    add(rarity.seen, now)
    before = at === core ? now ^ FIRST_OF_CORE : now
  }
  rarity.characters += key.length + 1
  rarity.names++
  if (branch < key.length) countUp(rarity.parts, partHash(key, 0, branch, HEAD_SEED))
  else for (const length of CORES) if (core + length < key.length) countUp(rarity.parts, endHash(key, core + length))
}

/** Bits of the whole name. */
export function nameBits(rarity: NameRarity, shape: NameShape): number {
  const { key, core, branch } = shape
  const names = Math.max(1, rarity.names)
  let logChance = 0
  let logBranch = 0
  let known = 0
  let before = EDGE
  for (let at = 0; at <= key.length; at++) {
    const end = at - core
    if (branch === key.length && end >= 2 && end <= 4 && at < key.length) {
      known += (2 ** logChance * discounted(rarity.parts, endHash(key, at))) / names / CORES.length
    }
    const now = at < key.length ? key.charCodeAt(at) : EDGE
    const step = Math.log2(chance(rarity, before, now))
    logChance += step
    if (at >= branch) logBranch += step
    before = at === core ? now ^ FIRST_OF_CORE : now
  }
  if (branch < key.length) {
    known = (2 ** logBranch * discounted(rarity.parts, partHash(key, 0, branch, HEAD_SEED))) / names
  }
  return -Math.log2((2 ** logChance + known) / 2)
}

function chance(rarity: NameRarity, before: number, now: number): number {
  const alone = ((rarity.seen[now] as number) + UNSEEN) / (rarity.characters + UNSEEN * ALPHABET)
  const followed = rarity.followed[before] as number
  if (followed === 0) return alone
  const together = Math.max(0, countOf(rarity.pairs, (before << 16) | now) - DISCOUNT)
  return (together + DISCOUNT * (rarity.followers[before] as number) * alone) / followed
}

function discounted(counter: Counter, key: number): number {
  return Math.max(0, countOf(counter, key) - 1)
}

function endHash(key: string, from: number): number {
  return partHash(key, from, key.length, 0x811c9dc5)
}

function partHash(key: string, from: number, to: number, seed: number): number {
  let hash = seed
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return hash | 1
}

function add(counts: Float64Array, at: number): void {
  counts[at] = (counts[at] as number) + 1
}
