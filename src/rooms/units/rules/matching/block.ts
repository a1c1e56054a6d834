/**
 * Which few registered units a row can be at all. In order: the code; names of the same spelling or stem in any
 * order of characters, one character longer or shorter; and, when none of these explains the row, one character
 * replaced, the rarest pairs of neighbouring characters, and the same address.
 */
import type { ReadCode } from './codes.ts'
import { bagHash, characterHash, pairHash, textHash } from './hashes.ts'
import { namesOf, type MatchIndex } from './match-index.ts'
import { eachEntry } from './multimap.ts'

/** Lists longer than this say nothing: a chain of shops, 某某贸易. */
const MOST_PER_KEY = 60
/** Pairs more common than this are not asked first. */
const COMMON_PAIR = 400
const RAREST_PAIRS = 4
const BEST_BY_PAIRS = 12
const MOST_AT_ADDRESS = 30

/** Units with the row's code, or with what it may have been meant to be. */
export function unitsByCode(index: MatchIndex, code: ReadCode): Set<number> {
  const found = new Set<number>()
  const wanted = code.code === null ? code.repairs : [code.code, ...code.repairs]
  for (const each of wanted) for (const unit of unitsWithCode(index, each)) found.add(unit)
  const organisation = code.organisation ?? (code.code === null || code.valid ? null : code.code.slice(8, 17))
  if (organisation === null) return found
  eachEntry(index.byOrganisation, textHash(organisation), (unit) => {
    if (index.units[unit]?.code?.slice(8, 17) === organisation) found.add(unit)
  })
  return found
}

export function unitsWithCode(index: MatchIndex, code: string): number[] {
  const found: number[] = []
  eachEntry(index.byCode, textHash(code), (unit) => {
    if (index.units[unit]?.code === code) found.push(unit)
  })
  return found
}

/** Name entries spelled the same. */
export function namesBySpelling(index: MatchIndex, key: string): number[] {
  const found: number[] = []
  eachEntry(index.bySpelling, textHash(key), (entry) => {
    if (index.names[entry]?.parts.key === key) found.push(entry)
  })
  return found
}

/** Name entries whose stem is this one with characters in another order, or one more or fewer. */
export function namesNear(index: MatchIndex, stem: string, found: Set<number>): void {
  const bag = bagHash(stem)
  take(index.byStem, bag, found)
  take(index.byShorterStem, bag, found)
  for (let at = 0; at < stem.length; at++) {
    take(index.byStem, (bag - characterHash(stem.charCodeAt(at))) | 0, found)
  }
}

/** Name entries further off. */
export function namesFurther(index: MatchIndex, stem: string, addressHash: number, found: Set<number>): void {
  const bag = bagHash(stem)
  for (let at = 0; at < stem.length; at++) {
    take(index.byShorterStem, (bag - characterHash(stem.charCodeAt(at))) | 0, found)
  }
  takeByPairs(index, stem, found)
  if (addressHash !== 0) takeByAddress(index, addressHash, found)
}

function take(map: MatchIndex['byStem'], hash: number, found: Set<number>): void {
  let left = MOST_PER_KEY
  eachEntry(map, hash, (entry) => {
    found.add(entry)
    return --left > 0
  })
}

function takeByPairs(index: MatchIndex, stem: string, found: Set<number>): void {
  const pairs: { pair: number; count: number }[] = []
  for (let at = 0; at + 1 < stem.length; at++) {
    const pair = pairHash(stem.charCodeAt(at), stem.charCodeAt(at + 1))
    const count = index.pairCounts.get(pair) ?? 0
    if (count > 0) pairs.push({ pair, count })
  }
  pairs.sort((a, b) => a.count - b.count)
  const { scratch } = index
  const touched: number[] = []
  for (const { pair, count } of pairs.slice(0, RAREST_PAIRS)) {
    if (count > COMMON_PAIR && touched.length > 0) break
    const weight = Math.log2((2 * index.names.length) / count)
    let left = COMMON_PAIR
    eachEntry(index.byPair, pair, (entry) => {
      if (scratch[entry] === 0) touched.push(entry)
      scratch[entry] = (scratch[entry] as number) + weight
      return --left > 0
    })
  }
  for (const entry of bestOf(index, touched)) found.add(entry)
  for (const entry of touched) scratch[entry] = 0
}

/**
 * The entries with the highest counts; of names that share the same pairs the one with the least besides comes
 * first.
 */
function bestOf(index: MatchIndex, entries: readonly number[]): number[] {
  const best: number[] = []
  const ranks: number[] = []
  for (const entry of entries) {
    const rank = (index.scratch[entry] as number) - (index.names[entry]?.parts.stem.length ?? 0) / 100
    let at = best.length
    while (at > 0 && (ranks[at - 1] as number) < rank) at--
    if (at >= BEST_BY_PAIRS) continue
    best.splice(at, 0, entry)
    ranks.splice(at, 0, rank)
    if (best.length > BEST_BY_PAIRS) {
      best.pop()
      ranks.pop()
    }
  }
  return best
}

function takeByAddress(index: MatchIndex, hash: number, found: Set<number>): void {
  const units: number[] = []
  eachEntry(index.byAddress, hash, (unit) => units.push(unit) <= MOST_AT_ADDRESS)
  if (units.length > MOST_AT_ADDRESS) return
  for (const unit of units) for (const entry of namesOf(index, unit)) found.add(entry)
}
