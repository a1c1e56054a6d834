import type { Sheet, TableFile } from '../../../../platform/server/spreadsheets/types.ts'
import type { ImportTab, Source, StatedSource } from '../../contract.ts'
import type { MappedColumn, RowFacts, RowNote } from '../../rules/facts.ts'
import type { LayoutCell, SheetLayout } from '../../rules/layout/types.ts'
import type { MatchResult } from '../../rules/matching/types.ts'
import { registerWords } from '../../rules/registers.ts'
import type { JoinedBy } from '../records.ts'

/**
 * An import before it is written: files read, layouts recognised, rows compared. Drafts live in memory; their files lie
 * in the data folder, so that a draft that was lost with the process is simply read again.
 */
export interface Draft {
  readonly id: string
  readonly createdAt: string
  /** Whose file it is; null before there are accounts and at the console. */
  readonly account: string | null
  state: 'reading' | 'mapping' | 'comparing' | 'ready' | 'writing' | 'written' | 'failed' | 'discarded'
  job: string | null
  readonly files: DraftFile[]
  sheets: DraftSheet[]
  root: DraftRoot | null
  rows: Record<ImportTab, DraftRow[]>
  counts: DraftCounts
  /** State of the ledger the comparison was made against. */
  basis: string
  batches: string[]
  seconds: number | null
}

export interface DraftRoot {
  readonly code: string
  readonly name: string
  readonly share: number
  readonly why: string
}

export interface DraftFile {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly bytes: number
  table: TableFile | null
  problem: { code: string; words: string; where: string | null; remedy: string | null } | null
}

export interface DraftSheet {
  readonly id: string
  readonly file: DraftFile
  /** Without its rows once the draft is written or given up. */
  sheet: Sheet
  readonly layout: SheetLayout
  readonly remembered: boolean
  columns: MappedColumn[]
  source: StatedSource | null
  asOf: string
  use: boolean
}

export interface DraftRow {
  readonly sheet: DraftSheet
  /** Sheet row as the person sees it. */
  readonly row: number
  readonly cells: readonly LayoutCell[]
  read: RowFacts
  tab: ImportTab
  /** Existing unit or one that this import makes; null while doubtful or wrong. */
  unit: string | null
  joinedBy: JoinedBy
  notes: RowNote[]
  match: MatchResult | null
  hash: string
}

/** A row that was taken without some of its cells: it can be fetched, mended and dropped again. */
export function hasRefusedCell(row: DraftRow): boolean {
  return row.notes.some((note) => note.weight === 'refused')
}

export interface DraftCounts {
  new: number
  changed: number
  same: number
  suspicious: number
  doubtful: number
  wrong: number
  /** Ledger and report rows that found their unit by name and address. */
  joined: number
  cellsTaken: number
}

export const noCounts = (): DraftCounts => ({
  new: 0,
  changed: 0,
  same: 0,
  suspicious: 0,
  doubtful: 0,
  wrong: 0,
  joined: 0,
  cellsTaken: 0,
})

export const noRows = (): Record<ImportTab, DraftRow[]> => ({
  new: [],
  changed: [],
  same: [],
  suspicious: [],
  doubtful: [],
  wrong: [],
})

/** The order in which sources are compared: who names units with codes comes first. */
export const SOURCE_ORDER: readonly StatedSource[] = ['registry', 'annual-report', 'ledger', 'edit']

export const sourceNames: Readonly<Record<Source, string>> = {
  registry: '市场登记',
  'annual-report': '年报党建信息',
  ledger: '旧台账',
  edit: '手工更正',
  organizations: registerWords.organizations.name,
  members: registerWords.members.name,
}
