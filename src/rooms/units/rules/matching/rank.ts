/**
 * All candidates of a row against one another and against "nobody in the register". Each has its bits (weigh.ts);
 * with the share of rows that are registered at all as the prior, they are shares of one certainty, so that a
 * second candidate that is nearly as good takes from the first.
 */
import { addressHashes } from './addresses.ts'
import { namesBySpelling, namesFurther, namesNear, unitsByCode } from './block.ts'
import { namesakeBits, namesOf, registeredAs, type MatchIndex } from './match-index.ts'
import type { ReadRow } from './row.ts'
import { weighPair, type PairWeight } from './weigh.ts'

/** A price (bits) that one slip explains: no need to look further off. */
const EXPLAINED = 12

export interface Weighed {
  /** Position of the unit in the index. */
  readonly unit: number
  /** Position of the name it was recognised by. */
  readonly entry: number
  readonly pair: PairWeight
}

export interface Ranked extends Weighed {
  readonly score: number
  /** What each field says, log₂; kin is what sister bodies take away again. */
  readonly bits: { readonly name: number; readonly code: number; readonly address: number; readonly kin: number }
}

/** Likeliest first. */
export function rankCandidates(index: MatchIndex, row: ReadRow): Ranked[] {
  return shareOut(index, row, weighCandidates(index, row))
}

/** The best pair of every unit that may be meant. */
export function weighCandidates(index: MatchIndex, row: ReadRow): Weighed[] {
  const pairs = new Map<number, Weighed>()
  const weigh = (entries: Iterable<number>): boolean => {
    let explained = false
    for (const entry of entries) {
      const unit = index.names[entry]?.unit ?? -1
      const before = pairs.get(unit)
      if (before?.entry === entry) continue
      const pair = weighPair(index, row, registeredAs(index, entry))
      if (before === undefined || pair.price < before.pair.price) pairs.set(unit, { unit, entry, pair })
      if (pair.account !== null && pair.price < EXPLAINED) explained = true
    }
    return explained
  }
  const coded = [...unitsByCode(index, row.code)].flatMap((unit) => namesOf(index, unit))
  if (row.name.key === '') {
    weigh(coded)
    return [...pairs.values()]
  }
  const spelled = namesBySpelling(index, row.name.key)
  let explained = weigh(new Set([...coded, ...spelled]))
  const certain = spelled.length === 1 && coded.includes(spelled[0] as number) && row.code.valid
  if (!certain) {
    const near = new Set<number>()
    for (const stem of row.stems) namesNear(index, stem, near)
    explained = weigh(near) || explained
  }
  if (!explained) {
    const further = new Set<number>()
    namesFurther(index, row.name.stem, addressHashes(row.address).same, further)
    weigh(further)
  }
  return [...pairs.values()]
}

/**
 * Everything against one common alternative: the row is nobody in the register. How rare such a row would be is the
 * least rare of all explanations met, the row's name taken as it is among them.
 */
export function shareOut(index: MatchIndex, row: ReadRow, candidates: readonly Weighed[]): Ranked[] {
  const { registered, unlisted } = index.model
  const size = index.units.length + unlisted
  const prior = Math.log2(registered / size)
  const none = Math.log2(1 - (registered * index.units.length) / size)
  const namesake = candidates.some(({ pair }) => pair.account?.slips.length === 0)
  const own = row.bits + (namesake ? namesakeBits(index) : 0)
  const rarity = candidates.reduce((least, { pair }) => Math.min(least, pair.rarity), own)
  const weighed = candidates
    .map((candidate) => {
      const { pair } = candidate
      const name = row.name.key === '' ? 0 : rarity - pair.price
      const total = name + pair.codeBits + pair.addressBits
      const kin = total + pair.kinName + pair.kinRest - Math.log2(size)
      return { candidate, pair, name, total, kin }
    })
    .sort((a, b) => b.total - a.total || a.candidate.unit - b.candidate.unit)
  // Everything relative to the largest term, so that no power overflows.
  const top = Math.max(none, prior + (weighed[0]?.total ?? 0))
  let sum = 2 ** (none - top)
  for (const { total, kin } of weighed) sum += 2 ** (prior + total - top) + 2 ** (none + kin - top)
  return weighed.map(({ candidate, pair, name, total, kin }) => ({
    ...candidate,
    score: 2 ** (prior + total - top) / sum,
    bits: { name, code: pair.codeBits, address: pair.addressBits, kin: -Math.log2(1 + 2 ** kin) },
  }))
}
