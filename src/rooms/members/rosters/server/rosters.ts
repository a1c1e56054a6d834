import { rm } from 'node:fs/promises'
import { Problem } from '../../../../kernel/problem.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Job } from '../../../../kernel/shapes.ts'
import { readDay } from '../../../../standards/dates.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { readTableInWorker } from '../../../../platform/server/spreadsheets/read-in-worker.ts'
import { rostersProblem, type RosterKind, type Take } from '../contract.ts'
import { OTHER } from '../rules/compare.ts'
import { isRosterField } from '../rules/fields.ts'
import { recogniseRoster } from '../rules/recognise.ts'
import { compareAgain, compareDraft } from './compare-draft.ts'
import type { DraftSheet, RosterDraft } from './draft.ts'
import { readBasis } from './load-known.ts'
import { ROSTER_TABLES, writeRoster } from './write-roster.ts'

export interface MapChange {
  readonly kind?: RosterKind | undefined
  readonly asOf?: string | undefined
  readonly covers?: 'whole' | 'named' | undefined
  readonly sheet?: string | undefined
  readonly use?: boolean | undefined
  readonly columns?: readonly { readonly index: number; readonly field: string | null }[] | undefined
}

interface GivenFile {
  readonly name: string
  readonly path: string
}

/** Registers under way, in memory. The files are deleted as soon as they are read. */
const drafts = new Map<string, RosterDraft>()
const KEPT = 6

export function findDraft(id: string): RosterDraft {
  const found = drafts.get(id)
  if (!found) throw rostersProblem('not-found')
  return found
}

export function listDrafts(): RosterDraft[] {
  return [...drafts.values()].filter(({ state }) => state !== 'written')
}

export function startRoster(
  context: Context,
  scope: Scope,
  id: string,
  files: readonly GivenFile[],
  folder: string,
): Job {
  const draft: RosterDraft = {
    id,
    account: scope.account,
    createdAt: context.clock.now().toISOString(),
    state: 'reading',
    job: null,
    problem: null,
    kind: 'office',
    covers: 'named',
    asOf: context.clock.today(),
    sheets: [],
    result: null,
    answers: new Map(),
    seconds: null,
    batch: null,
  }
  drafts.set(id, draft)
  return run(context, scope, draft, 'members.read-roster', async (handle) => {
    try {
      await readFiles(context, draft, files, handle.signal)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    draft.state = 'mapping'
    if (draft.sheets.some(({ use }) => use)) await compare(context, scope, draft, handle)
  })
}

async function readFiles(
  context: Context,
  draft: RosterDraft,
  files: readonly GivenFile[],
  signal: AbortSignal,
): Promise<void> {
  for (const file of files) {
    const table = await readTableInWorker(file.path, { name: file.name, signal })
    for (const sheet of table.sheets) {
      const layout = recogniseRoster(sheet)
      draft.sheets.push({
        id: String(draft.sheets.length + 1),
        file: file.name,
        sheet: { name: sheet.name === '' ? file.name : sheet.name, rows: sheet.rows, rowNumbers: sheet.rowNumbers },
        firstRow: Math.max(layout.firstRow, 0),
        headerRow: layout.headerRow,
        columns: [...layout.columns],
        use: layout.firstRow >= 0,
      })
      if (layout.kind === 'national') {
        draft.kind = 'national'
        draft.covers = 'whole'
      }
      const day = layout.asOf === null ? null : readDay(layout.asOf, { today: context.clock.today() })
      if (day?.ok && !day.future) draft.asOf = day.day
    }
  }
  if (!draft.sheets.some(({ use }) => use))
    draft.problem = '没有找到写着“姓名”的表头。请确认是党员名册，表头在前 15 行里'
}

export function mapRoster(context: Context, id: string, change: MapChange): RosterDraft {
  const draft = open(id)
  if (change.kind !== undefined) draft.kind = change.kind
  if (change.covers !== undefined) draft.covers = change.covers
  if (change.asOf !== undefined) {
    const day = readDay(change.asOf, { today: context.clock.today() })
    if (!day.ok || day.future) throw rostersProblem('not-ready', { why: '截至日期要是今天或以前的一天' })
    draft.asOf = day.day
  }
  const sheet = draft.sheets.find((one) => one.id === change.sheet)
  if (sheet && change.use !== undefined) sheet.use = change.use
  if (sheet && change.columns) mapColumns(sheet, change.columns)
  draft.result = null
  draft.state = 'mapping'
  return draft
}

function mapColumns(sheet: DraftSheet, changes: NonNullable<MapChange['columns']>): void {
  const fields = new Map(changes.map(({ index, field }) => [index, field]))
  const chosen = new Set(changes.flatMap(({ field }) => field ?? []))
  sheet.columns = sheet.columns.map((column) => {
    const field = fields.get(column.index)
    // A field has one column: choosing another one takes it from where it was.
    if (field === undefined)
      return column.field !== null && chosen.has(column.field)
        ? { ...column, field: null, why: '改用了另一列' }
        : column
    return { ...column, field: field !== null && isRosterField(field) ? field : null, why: '按你指定的' }
  })
}

export function compareRosterDraft(context: Context, scope: Scope, id: string): Job {
  const draft = open(id)
  if (!draft.sheets.some(({ use }) => use)) throw rostersProblem('not-ready', { why: '没有选中的表' })
  return run(context, scope, draft, 'members.compare-roster', (handle) => compare(context, scope, draft, handle))
}

type Handle = Parameters<Parameters<Context['jobs']['start']>[2]>[0]

async function compare(context: Context, scope: Scope, draft: RosterDraft, handle: Handle): Promise<void> {
  draft.state = 'comparing'
  const startedAt = performance.now()
  try {
    draft.result = await compareDraft(context, scope, draft, handle)
  } catch (error) {
    draft.state = 'mapping'
    throw error
  }
  draft.seconds = (performance.now() - startedAt) / 1000
  draft.state = 'ready'
}

export function answerRow(context: Context, id: string, row: string, person: string | null): RosterDraft {
  const draft = open(id)
  const { result } = draft
  if (result === null) throw rostersProblem('not-ready', { why: '还没有比对' })
  const found = result.rows.find(({ key }) => key === row)
  if (!found) throw rostersProblem('row-not-found')
  if (person === null) draft.answers.delete(row)
  else {
    const asked = result.comparison.outcomes.find((one) => one.row.key === row)
    const known = result.known.some((one) => one.id === person && one.nameHash === found.nameHash)
    const offered = asked?.candidates.some(({ member }) => member.id === person) ?? false
    if (person !== OTHER && !known && !offered) throw rostersProblem('bad-answer')
    draft.answers.set(row, person)
  }
  compareAgain(context, draft, result)
  return draft
}

export function commitRoster(context: Context, scope: Scope, id: string, take: readonly Take[]): Job {
  const draft = open(id)
  if (draft.state !== 'ready') throw rostersProblem('not-ready', { why: '还没有比对完' })
  draft.state = 'writing'
  return run(context, scope, draft, 'members.write-roster', async (handle) => {
    try {
      // Somebody may have done something meanwhile: what is written is always what was compared.
      if ((await readBasis(context.database.as(scope), scope)) !== draft.result?.basis) {
        draft.result = await compareDraft(context, scope, draft, handle)
      }
      draft.batch = await writeRoster(context, scope, draft, take, handle)
    } catch (error) {
      draft.state = 'ready'
      throw error
    }
    draft.state = 'written'
    await context.database.tidy(ROSTER_TABLES)
    const written = [...drafts.values()].filter(({ state }) => state === 'written')
    for (const old of written.slice(0, Math.max(0, written.length - KEPT))) drafts.delete(old.id)
  })
}

export function discardRoster(context: Context, scope: Scope, id: string): void {
  const draft = findDraft(id)
  if (draft.state === 'writing') throw rostersProblem('not-ready', { why: '正在写入，写完后可以撤回' })
  drafts.delete(id)
  if (draft.job === null) return
  try {
    context.jobs.cancel(scope, draft.job)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

function open(id: string): RosterDraft {
  const draft = findDraft(id)
  if (draft.state === 'written' || draft.state === 'writing')
    throw rostersProblem('not-ready', { why: '已经写入；要再写，请重新放入文件' })
  return draft
}

function run(
  context: Context,
  scope: Scope,
  draft: RosterDraft,
  kind: string,
  work: (handle: Handle) => Promise<void>,
): Job {
  draft.problem = null
  const job = context.jobs.start(scope, kind, async (handle) => {
    try {
      await work(handle)
    } catch (error) {
      if (draft.state === 'reading') draft.state = 'failed'
      if (error instanceof Problem) draft.problem = error.message
      throw error
    }
    return { roster: draft.id }
  })
  draft.job = job.id
  return job
}
