import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Source } from '../contract.ts'
import { defaultPrecedence, resolveFacts, type RecordFacts } from './precedence.ts'

const record = (source: Source, asOf: string, facts: RecordFacts['facts'], batch = 'a', row = 1): RecordFacts => ({
  id: `${batch}-${source}-${row}`,
  source,
  asOf,
  batch,
  row,
  facts,
})

describe('whose fact wins', () => {
  const registry = record('registry', '2026-06-01', { name: '登记名', employees: 10 })
  const ledger = record('ledger', '2024-01-01', { name: '台账名', employees: 30, membersFull: 3 })
  const edit = record('edit', '2023-01-01', { membersFull: 5 })

  test('identity by the register, staff by the yearly report, Party building by the ledger', () => {
    const report = record('annual-report', '2025-12-31', { name: '年报名', employees: 20 })
    const won = resolveFacts([ledger, registry, report], defaultPrecedence)
    expect(won.name).toBe(registry)
    expect(won.membersFull).toBe(ledger)
    expect(won.employees).toBe(report)
  })

  test('where the office says so, the newer day goes first, whatever the source', () => {
    const table = { ...defaultPrecedence, employees: { ...defaultPrecedence.employees, newestFirst: true } }
    expect(resolveFacts([ledger, registry], table).employees).toBe(registry)
    expect(resolveFacts([ledger, registry], defaultPrecedence).employees).toBe(ledger)
  })

  test('a correction by hand wins whatever its day, and an emptied cell takes the fact out', () => {
    expect(resolveFacts([ledger, edit], defaultPrecedence).membersFull).toBe(edit)
    const emptied = record('edit', '2026-01-01', { membersFull: null }, 'b')
    const won = resolveFacts([ledger, edit, emptied], defaultPrecedence)
    expect(won.membersFull).toBe(emptied)
    expect(won.membersFull?.facts.membersFull).toBeNull()
  })

  test('of two rows of one sheet the later one holds', () => {
    const twice = record('ledger', '2024-01-01', { membersFull: 4 }, 'a', 2)
    expect(resolveFacts([twice, ledger], defaultPrecedence).membersFull).toBe(twice)
  })

  test('the order in which records come does not matter', () => {
    const sources: Source[] = ['registry', 'annual-report', 'ledger', 'edit']
    const any = fc
      .array(
        fc.record({
          source: fc.constantFrom(...sources),
          day: fc.constantFrom('2024-01-01', '2025-01-01', '2026-01-01'),
          batch: fc.constantFrom('a', 'b'),
          row: fc.integer({ min: 1, max: 3 }),
          name: fc.constantFrom('甲', '乙'),
          employees: fc.option(fc.integer({ min: 0, max: 9 })),
        }),
        { maxLength: 8 },
      )
      .map((rows) =>
        rows.map((row, at) => ({
          ...record(row.source, row.day, { name: row.name, employees: row.employees }, row.batch, row.row),
          id: String(at),
        })),
      )
    fc.assert(
      fc.property(any, fc.integer(), (records, seed) => {
        const turned =
          records.length === 0
            ? records
            : [...records.slice(Math.abs(seed) % records.length), ...records.slice(0, Math.abs(seed) % records.length)]
        expect(resolveFacts(turned, defaultPrecedence)).toEqual(resolveFacts(records, defaultPrecedence))
        expect(resolveFacts(records.toReversed(), defaultPrecedence)).toEqual(resolveFacts(records, defaultPrecedence))
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
