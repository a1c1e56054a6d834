/**
 * Learns from a ledger nobody has labelled how often each slip and each agreement happens in it: expectation
 * maximisation (Dempster, Laird, Rubin 1977; for record linkage Winkler 1988). E: every row's candidates get their
 * probabilities under the present model. M: slips and agreements are counted with these as weights, the present
 * shares standing in as if they had been seen in `trust` rows, so that a short ledger moves little. Chance
 * agreement (u, kin) is the register's and is left alone.
 */
import type { MatchIndex } from './match-index.ts'
import type { AddressLevel, CodeLevel, MatchModel, SlipKind } from './model.ts'
import { rankCandidates } from './rank.ts'
import { readRow } from './row.ts'
import type { MatchRecord } from './types.ts'

const TRUST = 200
const ROUNDS = 4
/** Levels of rows without an address; the others share out one. */
const UNADDRESSED: ReadonlySet<AddressLevel> = new Set(['missing', 'area', 'other-area'])

export function learnModel(
  index: MatchIndex,
  rows: readonly MatchRecord[],
  trust = TRUST,
  rounds = ROUNDS,
): MatchModel {
  let model = index.model
  for (let round = 0; round < rounds; round++) model = learnOnce({ ...index, model }, rows, trust)
  return model
}

function learnOnce(index: MatchIndex, rows: readonly MatchRecord[], trust: number): MatchModel {
  const { model } = index
  const slips = new Map<SlipKind, number>()
  const codes = new Map<CodeLevel, number>()
  const addresses = new Map<AddressLevel, number>()
  let registered = 0
  let coded = 0
  let placed = 0
  for (const record of rows) {
    for (const { pair, score } of rankCandidates(index, readRow(index, record))) {
      registered += score
      for (const kind of new Set(pair.account?.slips.map((slip) => slip.kind))) add(slips, kind, score)
      if (pair.code.level !== 'missing' && pair.code.level !== 'prefix') coded += add(codes, pair.code.level, score)
      if (!UNADDRESSED.has(pair.address)) placed += add(addresses, pair.address, score)
    }
  }
  const blend = (seen: number, of: number, before: number): number => (seen + trust * before) / (of + trust)
  return {
    ...model,
    registered: Math.min(0.99, blend(registered, rows.length, model.registered)),
    slips: eachLine(model.slips, (kind, line) => ({
      ...line,
      often: blend(slips.get(kind) ?? 0, registered, line.often),
    })),
    codes: eachLine(model.codes, (level, line) =>
      level === 'missing' || level === 'prefix' ? line : { ...line, m: blend(codes.get(level) ?? 0, coded, line.m) },
    ),
    addresses: eachLine(model.addresses, (level, line) =>
      UNADDRESSED.has(level) ? line : { ...line, m: blend(addresses.get(level) ?? 0, placed, line.m) },
    ),
  }
}

function add<K>(counts: Map<K, number>, key: K, weight: number): number {
  counts.set(key, (counts.get(key) ?? 0) + weight)
  return weight
}

function eachLine<K extends string, L>(table: Readonly<Record<K, L>>, change: (key: K, line: L) => L): Record<K, L> {
  const changed: Record<K, L> = { ...table }
  for (const key of Object.keys(table) as K[]) changed[key] = change(key, table[key])
  return changed
}
