/**
 * Two records side by side for the review screen: what each field holds on either side, how it agrees, and what
 * that is worth. The second record need not be in the index; the index only says how common names, addresses and
 * codes are.
 */
import { parseName } from '../../../../standards/names.ts'
import { readAddress } from './addresses.ts'
import type { MatchIndex } from './match-index.ts'
import { shareOut } from './rank.ts'
import { readRow, type ReadRow } from './row.ts'
import type { EvidenceField, MatchRecord } from './types.ts'
import { weighPair, type PairWeight, type Registered } from './weigh.ts'
import { addressWords, codeWords, nameLevel, nameWords } from './words.ts'

export interface ExplainedField {
  readonly field: EvidenceField
  /** 名称、代码、住所. */
  readonly label: string
  readonly row: string
  readonly unit: string
  readonly level: string
  readonly words: string
  readonly bits: number
}

export interface ExplainedPair {
  readonly fields: readonly ExplainedField[]
  /** Probability that the two are one, no other unit being in question. */
  readonly score: number
  /** log₂ of the odds of any row being any one unit, before the fields are looked at. */
  readonly priorBits: number
  readonly totalBits: number
  /** 合计 31.2 分，… in one sentence. */
  readonly sentence: string
}

export function explainPair(index: MatchIndex, record: MatchRecord, other: MatchRecord): ExplainedPair {
  const row = readRow(index, record)
  const { pair, spelling } = bestSpelling(index, row, other)
  const ranked = shareOut(index, row, [{ unit: -1, entry: -1, pair }])[0]
  const bits = ranked?.bits ?? { name: 0, code: 0, address: 0, kin: 0 }
  const owner = index.units[row.codeOwners[0] ?? -1]?.name
  const registered = { name: other.name, former: spelling === other.name ? null : spelling }
  const fields: ExplainedField[] = [
    {
      field: 'name',
      label: '名称',
      row: record.name,
      unit: other.name,
      level: nameLevel(pair),
      words: nameWords(row, pair, registered),
      bits: bits.name,
    },
    {
      field: 'code',
      label: '代码',
      row: record.code ?? '',
      unit: other.code ?? '',
      level: pair.code.level,
      words: codeWords(row, pair, (other.code ?? '') !== '', owner),
      bits: bits.code,
    },
    {
      field: 'address',
      label: '住所',
      row: record.address ?? '',
      unit: other.address ?? '',
      level: pair.address,
      words: addressWords(row, pair, (other.address ?? '') !== ''),
      bits: bits.address,
    },
  ]
  const totalBits = bits.name + bits.code + bits.address + bits.kin
  const priorBits = Math.log2(index.model.registered / (index.units.length + index.model.unlisted))
  const score = ranked?.score ?? 0
  return { fields, score, priorBits, totalBits, sentence: sentenceOf(fields, score) }
}

function bestSpelling(index: MatchIndex, row: ReadRow, other: MatchRecord): { pair: PairWeight; spelling: string } {
  const address = readAddress(other, index.regions, index.simplify)
  const weigh = (spelling: string, former: boolean): { pair: PairWeight; spelling: string } => {
    const name = parseName(spelling, index.regions, index.simplify)
    const registered: Registered = { name, former, code: other.code, address }
    return { pair: weighPair(index, row, registered), spelling }
  }
  return [weigh(other.name, false), ...(other.formerNames ?? []).map((name) => weigh(name, true))].reduce(
    (best, each) => (each.pair.price < best.pair.price ? each : best),
  )
}

/** The strongest reason for and the strongest against. */
function sentenceOf(fields: readonly ExplainedField[], score: number): string {
  const sorted = [...fields].sort((a, b) => b.bits - a.bits)
  const strongest = sorted[0]
  const weakest = sorted[sorted.length - 1]
  const pro = strongest !== undefined && strongest.bits > 1 ? `最有力的是${strongest.words}` : '没有有力的凭据'
  const con = weakest !== undefined && weakest.bits < -1 ? `，不利的是${weakest.words}` : ''
  return `把握 ${(score * 100).toFixed(1)} %：${pro}${con}。`
}
