import type { MatchIndex } from './match-index.ts'
import type { Ranked } from './rank.ts'
import type { ReadRow } from './row.ts'
import type { Decision } from './types.ts'
import type { PairWeight } from './weigh.ts'

export function decide(index: MatchIndex, row: ReadRow, ranked: readonly Ranked[]): Decision {
  const best = ranked[0]
  if (best === undefined) return 'new'
  const { certain, possible } = index.model
  // Twenty units that are each a little likely make a row that is probably one of them.
  const any = ranked.reduce((sum, each) => sum + each.score, 0)
  if (best.score < possible && any < certain / 2) return 'new'
  const supported = isSupported(index, row, best.pair) && !isAnothersName(ranked)
  return best.score >= certain && supported ? 'joined' : 'doubtful'
}

/** The row is likeliest one unit, by its code, but bears the name of another, letter for letter. */
export function isAnothersName(ranked: readonly Ranked[]): boolean {
  return !isSpelledSame(ranked[0]) && ranked.some(isSpelledSame)
}

function isSpelledSame(ranked: Ranked | undefined): boolean {
  return ranked?.pair.account?.slips.length === 0
}

/**
 * What no probability overrules. A code never joins against the name: it may have been copied from the row above.
 * And a difference that makes another name (another character, a word more) needs a second field to speak for the
 * unit; two such differences, or one between parts of a body (another branch, another number), need the code.
 */
export function isSupported(index: MatchIndex, row: ReadRow, pair: PairWeight): boolean {
  const { level } = pair.code
  if (row.name.key === '') return row.code.valid && level === 'equal'
  if (pair.account === null) return false
  const changes = pair.account.slips
    .map((slip) => index.model.slips[slip.kind].another)
    .filter((kind) => kind !== undefined)
  if (changes.length === 0 || level === 'equal' || level === 'near' || level === 'organisation') return true
  if (changes.length > 1 || changes[0] === 'unit' || level === 'conflict' || level === 'other-unit') return false
  return pair.address === 'same' || pair.address === 'contained' || pair.address === 'number'
}
