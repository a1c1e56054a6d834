import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import { Problem } from '../../../../kernel/problem.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Job } from '../../../../kernel/shapes.ts'
import type { JobHandle } from '../../../../platform/server/jobs.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { unitsProblem, type StatedSource } from '../../contract.ts'
import type { FieldKey } from '../../rules/layout/types.ts'
import type { PlaceService } from '../places.ts'
import { compareDraft } from './compare.ts'
import { hasRefusedCell, noCounts, noRows, type Draft, type DraftFile } from './draft.ts'
import { readBasis } from './known.ts'
import { LEDGER_TABLES } from '../rebuild.ts'
import { mapColumns, readFiles } from './read-files.ts'
import { writeImport } from './write-import.ts'

/** The imports that are under way. One per office PC is the rule; a few may lie open side by side. */
export interface Imports {
  folderFor(id: string): Promise<string>
  start(
    scope: Scope,
    files: readonly { name: string; path: string; bytes: number }[],
    id?: string,
  ): { draft: Draft; job: Job }
  get(id: string): Draft
  list(): Draft[]
  map(id: string, sheet: string, change: MapChange): Draft
  compare(scope: Scope, id: string): Job
  commit(scope: Scope, id: string): Job
  discard(scope: Scope, id: string): Promise<void>
}

export interface MapChange {
  readonly use?: boolean | undefined
  readonly source?: StatedSource | undefined
  readonly asOf?: string | undefined
  readonly columns?: readonly { index: number; field: string | null }[] | undefined
}

const KEPT = 6

/** From here on what a sheet is needs no asking; below, the office confirms it before anything is compared. */
const CERTAIN = 0.5

export function makeImports(context: Context): Imports {
  const drafts = new Map<string, Draft>()
  const services = new Map<string, PlaceService>()

  const get = (id: string): Draft => {
    const draft = drafts.get(id)
    if (!draft || draft.state === 'discarded') throw unitsProblem('import-not-found')
    return draft
  }
  const folder = (id: string): string => join(context.config.dataDir, 'uploads', id)

  /** What a draft holds is large; once it is written or given up its summary stays, and the rows that can be fetched to be mended. */
  const forget = async (draft: Draft): Promise<void> => {
    const { wrong, suspicious } = draft.rows
    draft.rows = { ...noRows(), wrong, suspicious: suspicious.filter(hasRefusedCell) }
    for (const sheet of draft.sheets) sheet.sheet = { ...sheet.sheet, rows: [], rowNumbers: [] }
    for (const file of draft.files) if (file.table) file.table = { ...file.table, sheets: [] }
    services.delete(draft.id)
    await rm(folder(draft.id), { recursive: true, force: true })
    const ended = [...drafts.values()].filter((other) => other.state === 'written' || other.state === 'discarded')
    for (const old of ended.slice(0, Math.max(0, ended.length - KEPT))) drafts.delete(old.id)
  }

  const compare = async (scope: Scope, draft: Draft, handle: JobHandle): Promise<void> => {
    draft.state = 'comparing'
    try {
      services.set(draft.id, await compareDraft(context, scope, draft, handle))
      draft.state = 'ready'
    } catch (error) {
      draft.state = 'mapping'
      throw error
    }
  }

  const read = async (scope: Scope, draft: Draft, handle: JobHandle): Promise<void> => {
    try {
      draft.sheets = await readFiles(context, scope, draft.files, handle)
    } catch (error) {
      draft.state = 'failed'
      throw error
    }
    draft.state = 'mapping'
    if (draft.sheets.length > 0 && draft.sheets.every(isCertain)) await compare(scope, draft, handle)
  }

  return {
    async folderFor(id) {
      await mkdir(folder(id), { recursive: true })
      return folder(id)
    },
    start(scope, files, id = context.clock.id()) {
      const draft: Draft = {
        id,
        createdAt: context.clock.now().toISOString(),
        account: scope.account,
        state: 'reading',
        job: null,
        files: files.map((file, place): DraftFile => ({ ...file, id: String(place + 1), table: null, problem: null })),
        sheets: [],
        root: null,
        rows: noRows(),
        counts: noCounts(),
        basis: '',
        batches: [],
        seconds: null,
      }
      drafts.set(id, draft)
      const job = context.jobs.start(scope, 'units.import', async (handle) => {
        await read(scope, draft, handle)
        return { import: id }
      })
      draft.job = job.id
      return { draft, job }
    },
    get,
    list: () => [...drafts.values()].filter((draft) => draft.state !== 'discarded' && draft.state !== 'written'),
    map(id, sheetId, change) {
      const draft = get(id)
      const sheet = draft.sheets.find((one) => one.id === sheetId)
      if (!sheet) throw unitsProblem('sheet-not-found')
      refuseClosed(draft)
      if (change.use !== undefined) sheet.use = change.use
      if (change.source !== undefined) sheet.source = change.source
      const day: Day | null = change.asOf === undefined ? null : parseDay(change.asOf)
      if (day !== null) sheet.asOf = day
      if (change.columns) sheet.columns = mapColumns(sheet.layout, changedFields(sheet.layout.columns, change.columns))
      draft.state = 'mapping'
      return draft
    },
    compare(scope, id) {
      const draft = get(id)
      refuseClosed(draft)
      if (!draft.sheets.some((sheet) => sheet.use && sheet.source !== null)) {
        throw unitsProblem('import-not-ready', { why: '没有认出来的表，请先说明每张表是什么' })
      }
      const job = context.jobs.start(scope, 'units.compare', async (handle) => {
        await compare(scope, draft, handle)
        return { import: id }
      })
      draft.job = job.id
      return job
    },
    commit(scope, id) {
      const draft = get(id)
      if (draft.state !== 'ready') throw unitsProblem('import-not-ready', { why: '还没有比对完' })
      draft.state = 'writing'
      const startedAt = context.clock.now().getTime()
      const job = context.jobs.start(scope, 'units.commit', async (handle) => {
        try {
          // Somebody may have written since the comparison: what is written is always what was compared.
          if ((await readBasis(context.database.as(scope), scope)) !== draft.basis) await compare(scope, draft, handle)
          const places = services.get(id)
          if (!places) throw unitsProblem('import-not-ready', { why: '请重新比对' })
          draft.state = 'writing'
          draft.batches = await writeImport(context, scope, draft, places, handle)
          draft.state = 'written'
          await context.database.tidy(LEDGER_TABLES)
          draft.seconds = (context.clock.now().getTime() - startedAt) / 1000
        } catch (error) {
          draft.state = 'ready'
          throw error
        }
        await forget(draft)
        return { import: id, batches: draft.batches }
      })
      draft.job = job.id
      return job
    },
    async discard(scope, id) {
      const draft = get(id)
      if (draft.state === 'writing') throw unitsProblem('import-not-ready', { why: '正在写入，等写完再撤回整批' })
      if (draft.job) {
        try {
          context.jobs.cancel(scope, draft.job)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
        }
      }
      draft.state = 'discarded'
      draft.rows = noRows()
      await forget(draft)
    },
  }
}

/** What is being written or has been written is no draft any more. */
function refuseClosed(draft: Draft): void {
  if (draft.state === 'writing' || draft.state === 'written') {
    throw unitsProblem('import-not-ready', { why: '这次导入已经写入，要再写请重新放入文件' })
  }
}

function isCertain(sheet: Draft['sheets'][number]): boolean {
  return !sheet.use || (sheet.source !== null && (sheet.remembered || sheet.layout.sourceConfidence >= CERTAIN))
}

function changedFields(
  columns: Draft['sheets'][number]['layout']['columns'],
  changes: readonly { index: number; field: string | null }[],
): Map<number, FieldKey | null> {
  const fields = new Map<number, FieldKey | null>(
    columns.map((column) => [column.index, column.taken ? column.field : null]),
  )
  // The screen offers only the fields of the contract's list; an unknown word maps to nothing in mapColumns.
  for (const { index, field } of changes) fields.set(index, field as FieldKey | null)
  return fields
}
