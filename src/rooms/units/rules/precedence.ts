import { factNames, type FactName, type FactValue, type Source, type StatedSource } from '../contract.ts'
import { isRegister } from './registers.ts'

/** One statement of one source about one unit. */
export interface RecordFacts {
  readonly id: string
  readonly source: Source
  /** `YYYY-MM-DD`, the day the source speaks of. */
  readonly asOf: string
  readonly batch: string
  readonly row: number
  readonly facts: Readonly<Partial<Record<FactName, FactValue>>>
}

export interface Precedence {
  readonly order: readonly StatedSource[]
  /** Compare days first and sources only on equal days. */
  readonly newestFirst: boolean
}

export type PrecedenceTable = Readonly<Record<FactName, Precedence>>

const REGISTER_FIRST: Precedence = { order: ['edit', 'registry', 'annual-report', 'ledger'], newestFirst: false }
const LEDGER_FIRST: Precedence = { order: ['edit', 'ledger', 'annual-report', 'registry'], newestFirst: false }

const REPORT_FIRST: Precedence = { order: ['edit', 'annual-report', 'ledger', 'registry'], newestFirst: false }

/**
 * Whose fact wins, before an office edits it: a correction by hand always; identity by the register; staff and revenue by
 * the yearly report, which firms answer for and which has a day, while old ledgers mostly have none; Party building by
 * the office's own ledger. What a register of this product keeps comes before all of that and is not the office's to order.
 */
export const defaultPrecedence: PrecedenceTable = Object.fromEntries(
  factNames.map((fact): [FactName, Precedence] => {
    if (fact === 'employees' || fact === 'revenue') return [fact, REPORT_FIRST]
    if (/^(name|code|founded|registeredType|capital|currency|scope|status|address|industry|region)$/.test(fact)) {
      return [fact, REGISTER_FIRST]
    }
    return [fact, LEDGER_FIRST]
  }),
) as Record<FactName, Precedence>

const rankOf = ({ order }: Precedence, source: Source): number => (isRegister(source) ? 0 : order.indexOf(source))

/** For every fact the record whose value holds; a fact that no record states is absent. Order of `records` is irrelevant. */
export function resolveFacts(
  records: readonly RecordFacts[],
  table: PrecedenceTable,
): Partial<Record<FactName, RecordFacts>> {
  const winners: Partial<Record<FactName, RecordFacts>> = {}
  for (const record of records) {
    for (const key in record.facts) {
      const fact = key as FactName
      const value = record.facts[fact]
      // An empty value says nothing, except by hand, where the office took the fact out, and in a register, which knows.
      if (value === undefined) continue
      if (value === null && record.source !== 'edit' && !isRegister(record.source)) continue
      const holder = winners[fact]
      if (holder === undefined || beats(record, holder, table[fact])) winners[fact] = record
    }
  }
  return winners
}

function beats(one: RecordFacts, other: RecordFacts, rule: Precedence): boolean {
  const kept = Number(isRegister(one.source)) - Number(isRegister(other.source))
  if (kept !== 0) return kept > 0
  const edits = Number(one.source === 'edit') - Number(other.source === 'edit')
  if (rule.newestFirst && edits === 0 && one.asOf !== other.asOf) return one.asOf > other.asOf
  const rank = rankOf(rule, one.source) - rankOf(rule, other.source)
  if (rank !== 0) return rank < 0
  if (one.asOf !== other.asOf) return one.asOf > other.asOf
  // Same source, same day: the later batch, then the later row, then the id, so that the answer never depends on order.
  if (one.batch !== other.batch) return one.batch > other.batch
  if (one.row !== other.row) return one.row > other.row
  return one.id > other.id
}
