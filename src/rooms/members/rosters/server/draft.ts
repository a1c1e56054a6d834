import type { Day } from '../../../../kernel/day.ts'
import type { RosterKind, rosterStateShape } from '../contract.ts'
import type { z } from 'zod'
import type { Comparison } from '../rules/compare.ts'
import type { FileRow, KnownMember } from '../rules/match.ts'
import type { RowNote } from '../rules/read-row.ts'
import type { RosterCell, RosterColumn, RosterSheet } from '../rules/recognise.ts'
import type { Ground } from './ground.ts'

/** A register that was dropped and is not written yet. It lives in memory only; nothing of it is on the disk any more. */
export interface RosterDraft {
  readonly id: string
  readonly account: string | null
  readonly createdAt: string
  state: z.infer<typeof rosterStateShape>
  job: string | null
  problem: string | null
  kind: RosterKind
  covers: 'whole' | 'named'
  asOf: Day
  sheets: DraftSheet[]
  result: DraftResult | null
  readonly answers: Map<string, string>
  seconds: number | null
  batch: string | null
}

export interface DraftSheet {
  readonly id: string
  readonly file: string
  readonly sheet: RosterSheet
  readonly firstRow: number
  readonly headerRow: number | null
  columns: RosterColumn[]
  use: boolean
}

export interface WrongRow {
  readonly key: string
  readonly sheet: DraftSheet
  readonly row: number
  readonly name: string
  readonly notes: readonly RowNote[]
  readonly cells: readonly RosterCell[]
}

export interface DraftResult {
  readonly ground: Ground
  readonly rows: readonly FileRow[]
  readonly known: readonly KnownMember[]
  /** Sealed names of members on file. */
  readonly names: ReadonlyMap<string, string>
  readonly unread: readonly WrongRow[]
  readonly remembered: ReadonlyMap<string, string>
  /** Rows of the file that are no persons, by sheet. */
  readonly skipped: ReadonlyMap<string, number>
  readonly filled: number
  /** How far members and organisations had come when it was compared. */
  readonly basis: string
  comparison: Comparison
}
