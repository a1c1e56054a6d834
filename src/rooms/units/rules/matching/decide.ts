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
  return best.score >= certain && isSupported(index, row, best.pair) ? 'joined' : 'doubtful'
}

/**
 * What no probability overrules. A code never joins against the name: it may have been copied from the row above. And a
 * difference that makes another name (another character, a word more, another branch) needs a second field to speak for the
 * unit, two such differences the code.
 */
export function isSupported(index: MatchIndex, row: ReadRow, pair: PairWeight): boolean {
  const { level } = pair.code
  if (row.name.key === '') return row.code.valid && level === 'equal'
  if (pair.account === null) return false
  const changes = pair.account.slips.filter((slip) => index.model.slips[slip.kind].another === true).length
  if (changes === 0 || level === 'equal' || level === 'near' || level === 'organisation') return true
  return changes === 1 && (pair.address === 'same' || pair.address === 'contained' || pair.address === 'number')
}
