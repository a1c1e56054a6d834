import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { pageStart } from '../../../../kernel/page-start.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { safeFileName } from '../../../../platform/server/http/file-name.ts'
import type { Handlers } from '../../../../platform/server/http/route.ts'
import { sendFile } from '../../../../platform/server/http/send-file.ts'
import { exportPersonal } from '../../../../platform/server/personal/export-personal.ts'
import { readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { writeXlsx } from '../../../../platform/server/spreadsheets/write-xlsx.ts'
import { rostersProblem, type RosterBatch, type rostersEndpoints } from '../contract.ts'
import { differenceSheet, wrongSheets } from './files.ts'
import { presentRoster, presentRow, rowsOfTab } from './present.ts'
import {
  answerRow,
  commitRoster,
  compareRosterDraft,
  discardRoster,
  findDraft,
  listDrafts,
  mapRoster,
  startRoster,
} from './rosters.ts'
import { undoRoster } from './undo.ts'

export function rostersHandlers(context: Context): Handlers<typeof rostersEndpoints> {
  return {
    'rosters.start': async (_, { scope, request }) => {
      const id = context.clock.id()
      const folder = join(context.config.dataDir, 'uploads', id)
      const files = await saveUploads(request, folder)
      return { id, job: startRoster(context, scope, id, files, folder).id }
    },
    'rosters.list': async (_, { scope }) => ({ rows: listDrafts().map((draft) => presentRoster(draft, scope)) }),
    'rosters.get': async ({ id }, { scope }) => presentRoster(findDraft(id), scope),
    'rosters.map': async ({ id, ...change }, { scope }) => presentRoster(mapRoster(context, id, change), scope),
    'rosters.compare': async ({ id }, { scope }) => ({ job: compareRosterDraft(context, scope, id).id }),
    'rosters.rows': async ({ id, tab, difference, after, limit }, { scope }) =>
      readPersonal(context, scope, 'rosters.rows', async (_, eyes) => {
        const draft = findDraft(id)
        const { result } = draft
        if (result === null) throw rostersProblem('not-ready', { why: '还没有比对' })
        const all = rowsOfTab(result, tab, difference)
        const start = pageStart(after)
        const next = start + limit
        return {
          rows: all.slice(start, next).map((one) => presentRow(context, draft, result, one, eyes)),
          next: next < all.length ? String(next) : null,
          total: all.length,
        }
      }),
    'rosters.answer': async ({ id, row, person }, { scope }) =>
      presentRoster(answerRow(context, id, row, person), scope),
    'rosters.commit': async ({ id, take }, { scope }) => ({ job: commitRoster(context, scope, id, take).id }),
    'rosters.discard': async ({ id }, { scope }) => {
      discardRoster(context, scope, id)
      return { ok: true as const, sentence: '已放弃，什么都没有写入。' }
    },
    'rosters.wrongRows': async ({ id }, { scope, reply }) => {
      const sheets = await wrongSheets(context, scope, findDraft(id))
      return sendFile(reply, '没有用上的行-改好再放进来.xlsx', (out) => writeXlsx(out, { sheets }))
    },
    'rosters.differences': async (input, call) => {
      const draft = findDraft(input.id)
      const { result } = draft
      if (result === null) throw rostersProblem('not-ready', { why: '还没有比对' })
      const eyes = await exportPersonal(context, call, 'rosters.differences', input)
      const { scope, reply } = call
      await context.database.write(scope, (tx) =>
        writeAudit(tx, scope, context.clock, 'rosters.differences', null, {
          file: draft.sheets.map(({ file }) => file)[0] ?? '',
          masked: !eyes.clear,
        }),
      )
      const sheet = differenceSheet(context, draft, result, eyes)
      return sendFile(reply, `党员名册差异清单-${draft.asOf}.xlsx`, (out) => writeXlsx(out, { sheets: [sheet] }))
    },
    'rosters.batches': async (_, { scope, db }) => ({
      rows: (
        await rowsOf<Omit<RosterBatch, 'at' | 'undoneAt'> & { at: Date; undoneAt: Date | null }>(
          db,
          sql`select id, file, kind, as_of as "asOf", actor as by, at, added, changed, undone_at as "undoneAt",
              undone_by as "undoneBy"
            from roster_batch where district = ${scope.district} order by id desc limit 200`,
        )
      ).map((row) => ({ ...row, at: row.at.toISOString(), undoneAt: row.undoneAt?.toISOString() ?? null })),
    }),
    'rosters.undo': async ({ id, reason }, { scope }: { scope: Scope }) => {
      const done = await undoRoster(context, scope, id, reason)
      const { removed, restored, kept } = done
      const rest = kept > 0 ? `；写入后又办过的 ${kept} 人保持现状` : ''
      return { ...done, sentence: `已撤回：${removed} 人从名册移除，${restored} 人恢复原样${rest}。` }
    },
  }
}

async function saveUploads(request: FastifyRequest, folder: string): Promise<{ name: string; path: string }[]> {
  if (!request.isMultipart()) throw rostersProblem('no-file')
  await mkdir(folder, { recursive: true })
  const files: { name: string; path: string }[] = []
  for await (const part of request.files()) {
    // The name is shown to people; on disk the file has a number, so that no name can lead anywhere.
    const path = join(folder, String(files.length + 1))
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
    files.push({ name: safeFileName(part.filename ?? '', `文件 ${files.length + 1}`), path })
  }
  if (files.length === 0) throw rostersProblem('no-file')
  return files
}
