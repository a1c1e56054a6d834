/**
 * Is this row of a hand-kept list a registered unit, and which? block.ts finds the few units it can be, weigh.ts
 * says what the fields of each are worth in bits, rank.ts turns bits into probabilities, decide.ts joins what is
 * certain and leaves the rest to a person; model.ts is the table behind all of it.
 */
import { decide } from './decide.ts'
import type { MatchIndex } from './match-index.ts'
import { rankCandidates, type Ranked } from './rank.ts'
import { reasonOf } from './reasons.ts'
import { readRow, type ReadRow } from './row.ts'
import type { Candidate, MatchRecord, MatchResult, UnitKey } from './types.ts'
import { evidenceOf } from './words.ts'

export { addUnit, buildMatchIndex, type IndexOptions, type MatchIndex } from './match-index.ts'

const SHOWN = 3

export function matchRow(index: MatchIndex, record: MatchRecord): MatchResult {
  const row = readRow(index, record)
  const ranked = rankCandidates(index, row)
  const decision = decide(index, row, ranked)
  const best = ranked[0]
  const candidates = ranked.slice(0, SHOWN).map((each) => candidate(index, row, each))
  return {
    decision,
    key: decision === 'new' ? null : (candidates[0]?.key ?? null),
    score: best?.score ?? 0,
    candidates,
    reason: reasonOf(index, row, decision, ranked),
  }
}

/**
 * All rows of a ledger; rows that turn out to be one unit say so in their reasons. `where` names a row, as the
 * sheet counts it.
 */
export function matchRows(
  index: MatchIndex,
  records: readonly MatchRecord[],
  where: (at: number) => string = (at) => String(at + 1),
): MatchResult[] {
  const results = records.map((record) => matchRow(index, record))
  const rows = new Map<UnitKey, number[]>()
  for (const [at, result] of results.entries()) {
    if (result.decision !== 'joined' || result.key === null) continue
    const same = rows.get(result.key)
    if (same === undefined) rows.set(result.key, [at])
    else same.push(at)
  }
  return results.map((result, at) => {
    const same = result.decision === 'joined' && result.key !== null ? (rows.get(result.key) ?? []) : []
    if (same.length < 2) return result
    const others = same.filter((each) => each !== at).map(where)
    const listed = others.slice(0, 3).join('、') + (others.length > 3 ? ' 等' : '')
    return { ...result, reason: `${result.reason.replace(/。$/, '')}；与第 ${listed} 行是同一单位，台账重复。` }
  })
}

function candidate(index: MatchIndex, row: ReadRow, ranked: Ranked): Candidate {
  return {
    key: index.units[ranked.unit]?.key ?? '',
    score: ranked.score,
    evidence: evidenceOf(index, row, ranked),
  }
}
