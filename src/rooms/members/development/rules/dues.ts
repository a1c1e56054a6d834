import type { DuesBrackets, DuesKind } from '../contract.ts'

/**
 * Monthly dues (《关于中国共产党党费收缴、使用和管理的规定》): the whole base is paid at the rate of the bracket it falls
 * in, so that a yuan more can cost more than a yuan. All sums are in fen; dues are rounded to the fen, halves up.
 */
export interface Dues {
  /** Of the month, in fen. */
  readonly fen: number
  /** The most, where the rule leaves it to the payer within limits. */
  readonly mostFen: number
  /** Thousandths of the base; null for a fixed sum. */
  readonly perMille: number | null
  readonly baseFen: number
}

/** `amountFen` is what was received: of the month, or of the last quarter for the self-employed. Whole fen, not negative. */
export function reckonDues(kind: DuesKind, amountFen: number, rules: DuesBrackets): Dues {
  if (!Number.isSafeInteger(amountFen) || amountFen < 0) throw new RangeError(`not an amount: ${amountFen}`)
  if (kind === 'least') return fixed(rules.leastFen, rules.leastFen)
  if (kind === 'farmer') return fixed(rules.farmerLeastFen, rules.farmerMostFen)
  const baseFen = kind === 'self-employed' ? Math.round(amountFen / rules.averageMonths) : amountFen
  const brackets = kind === 'pension' ? rules.pension : rules.wage
  const perMille = brackets.find(({ upToYuan }) => upToYuan === null || baseFen <= upToYuan * 100)?.perMille ?? 0
  const fen = Math.floor((baseFen * perMille + 500) / 1000)
  return { fen, mostFen: fen, perMille, baseFen }
}

const fixed = (fen: number, mostFen: number): Dues => ({ fen, mostFen, perMille: null, baseFen: 0 })

/** Reads `8000`, `8,000.5` as fen; null for what is no sum of money up to a hundred million yuan. */
export function readYuan(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/[,\s元]/g, '')
  if (!/^\d{1,8}(\.\d{1,2})?$/.test(plain)) return null
  return Math.round(Number(plain) * 100)
}
