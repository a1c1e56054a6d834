import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { pageStart } from '../../../../kernel/page-start.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import { safeFileName } from '../../../../platform/server/http/file-name.ts'
import { sendFile } from '../../../../platform/server/http/send-file.ts'
import type { Call, Handlers } from '../../../../platform/server/http/route.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import { readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { unitsProblem, type ImportTab, type unitsEndpoints } from '../../contract.ts'
import { findRecords } from '../records.ts'
import type { Draft } from './draft.ts'
import type { Imports } from './imports.ts'
import { presentImport, presentRow } from './present-import.ts'
import { giveBack, writeWrongRows } from './wrong-rows.ts'

type Own = Pick<
  typeof unitsEndpoints,
  | 'units.startImport'
  | 'units.listImports'
  | 'units.getImport'
  | 'units.mapImport'
  | 'units.compareImport'
  | 'units.importRows'
  | 'units.wrongRows'
  | 'units.commitImport'
  | 'units.discardImport'
>

export function importHandlers(context: Context, imports: Imports): Handlers<Own> {
  const show = (scope: Scope, what: string, drafts: readonly Draft[]) =>
    readPersonal(context, scope, what, async (_, eyes) => drafts.map((draft) => presentImport(draft, eyes)))
  const showOne = (scope: Scope, what: string, draft: Draft) =>
    readPersonal(context, scope, what, async (_, eyes) => presentImport(draft, eyes))
  return {
    'units.startImport': async (_input, { scope, request }) => {
      const id = context.clock.id()
      const files = await saveUploads(request, await imports.folderFor(id))
      const { job } = imports.start(scope, files, id)
      return { id, job: job.id }
    },
    'units.listImports': async (_, { scope }) => ({ rows: await show(scope, 'units.listImports', imports.list()) }),
    'units.getImport': async ({ id }, { scope }) => showOne(scope, 'units.getImport', imports.get(id)),
    'units.mapImport': async ({ id, sheet, ...change }, { scope }) =>
      showOne(scope, 'units.mapImport', imports.map(id, sheet, change)),
    'units.compareImport': async ({ id }, { scope }) => ({ job: imports.compare(scope, id).id }),
    'units.importRows': async ({ id, tab, sheet, after, limit }, { scope }) =>
      readPersonal(context, scope, 'units.importRows', (db, eyes) =>
        pageRows(db, scope, imports.get(id), { tab, sheet, start: pageStart(after), limit }, eyes),
      ),
    'units.wrongRows': async ({ id }, call) => sendWrongRows(context, imports.get(id), call),
    'units.commitImport': async ({ id }, { scope }) => ({ job: imports.commit(scope, id).id }),
    'units.discardImport': async ({ id }, { scope }) => {
      await imports.discard(scope, id)
      return { ok: true as const, sentence: '已放弃，什么都没有写入。' }
    },
  }
}

async function saveUploads(
  request: FastifyRequest,
  folder: string,
): Promise<{ name: string; path: string; bytes: number }[]> {
  if (!request.isMultipart()) throw unitsProblem('no-file')
  const files: { name: string; path: string; bytes: number }[] = []
  for await (const part of request.files()) {
    // The name is shown to people; on disk the file has a number, so that no name can lead anywhere.
    const path = join(folder, String(files.length + 1))
    const out = createWriteStream(path, { mode: 0o600 })
    await pipeline(part.file, out)
    files.push({ name: safeFileName(part.filename ?? '', `文件 ${files.length + 1}`), path, bytes: out.bytesWritten })
  }
  if (files.length === 0) throw unitsProblem('no-file')
  return files
}

async function pageRows(
  db: Db,
  scope: Scope,
  draft: Draft,
  page: { tab: ImportTab; sheet: string | undefined; start: number; limit: number },
  eyes: Eyes,
) {
  const all = draft.rows[page.tab].filter((row) => page.sheet === undefined || row.sheet.id === page.sheet)
  const rows = all.slice(page.start, page.start + page.limit)
  const units = [...new Set(rows.flatMap((row) => (row.unit === null ? [] : [row.unit])))]
  const records = units.length > 0 ? await findRecords(db, scope, units) : new Map()
  const wanted = [...new Set(rows.flatMap((row) => row.match?.candidates.map((one) => String(one.key)) ?? []))]
  const names = await candidateNames(db, scope, draft, wanted)
  const next = page.start + rows.length
  return {
    rows: rows.map((row) => presentRow(row, records.get(row.unit ?? '') ?? [], names, eyes)),
    next: next < all.length ? String(next) : null,
    total: all.length,
  }
}

/** Candidates are units of the ledger or ones that this very import would make. */
async function candidateNames(db: Db, scope: Scope, draft: Draft, ids: readonly string[]) {
  const names = new Map<string, { name: string; code: string | null; address: string | null }>()
  if (ids.length === 0) return names
  const wanted = new Set(ids)
  for (const row of draft.rows.new) {
    if (row.unit === null || !wanted.has(row.unit)) continue
    const { name, address } = row.read.facts
    names.set(row.unit, {
      name: String(name ?? ''),
      code: row.read.code.code,
      address: typeof address === 'string' ? address : null,
    })
  }
  const rows = await rowsOf<{ id: string; name: string; code: string | null; address: string | null }>(
    db,
    sql`select id, name, code, address from unit where district = ${scope.district}
      and id in (select value from json_array_elements_text(${JSON.stringify(ids)}::json))`,
  )
  for (const row of rows) names.set(row.id, row)
  return names
}

async function sendWrongRows(context: Context, draft: Draft, { scope, reply }: Call) {
  const sheets = await giveBack(context, scope, draft)
  return sendFile(reply, '有误的行-改好再放进来.xlsx', (out) => writeWrongRows(sheets, out))
}
