import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { command, type Command } from '../../../platform/cli/command.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { writeCsv } from '../../../platform/server/spreadsheets/write-csv.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { filterShape, unitsProblem, unitsVerbs } from '../contract.ts'
import { exportHeadings } from '../rules/export-columns.ts'
import { coverageNames } from '../rules/names.ts'
import { previewUndo, undoBatch } from '../server/changes.ts'
import { MASKED } from '../../../platform/server/personal/eyes.ts'
import { exportPersonal } from '../../../platform/server/personal/export-personal.ts'
import { readPersonal } from '../../../platform/server/personal/read-personal.ts'
import { exportUnits } from '../server/exports.ts'
import { presentImport } from '../server/import/present-import.ts'
import { giveBack, writeWrongRows } from '../server/import/wrong-rows.ts'
import { importsOf } from '../server/index.ts'
import { findMatches } from '../server/matches.ts'
import { countUnits, findAreaPath, listUnits } from '../server/reads.ts'
import { REGISTERS } from '../server/standing.ts'

const importFiles = command<{ 'dry-run'?: boolean; yes?: boolean; wrong?: string }>({
  name: 'import',
  usage: 'import FILE... [--dry-run] [--yes] [--wrong FILE]',
  summary: '认出每个文件并写入：有把握的写入，拿不准的待核对，有误的退回',
  options: { 'dry-run': { type: 'boolean' }, yes: { type: 'boolean' }, wrong: { type: 'string' } },
  verb: 'units.import',
  whole: unitsVerbs['units.import'].whole,
  async run(context, values, positionals, say, scope) {
    if (positionals.length === 0) throw unitsProblem('no-file')
    const imports = importsOf(context)
    const files = await Promise.all(
      positionals.map(async (path) => ({ name: basename(path), path: resolve(path), bytes: await sizeOf(path) })),
    )
    const { draft, job } = imports.start(scope, files)
    await follow(context, job.id, say)
    const readable = draft.sheets.some((sheet) => sheet.use && sheet.source !== null)
    if (draft.state === 'mapping' && readable) await follow(context, imports.compare(scope, draft.id).id, say)
    const compared = presentImport(draft, MASKED)
    if (values.wrong !== undefined) {
      const sheets = await giveBack(context, scope, draft)
      await writeTo(values.wrong, (out) => writeWrongRows(sheets, out))
    }
    const nothingRead = draft.state !== 'ready'
    if (!nothingRead && values['dry-run'] !== true) await follow(context, imports.commit(scope, draft.id).id, say)
    const after = presentImport(draft, MASKED)
    const json = { ...after, counts: compared.counts, dryRun: values['dry-run'] === true, root: compared.root }
    const broken = draft.files.filter((file) => file.problem !== null)
    const lines = [
      ...draft.sheets.map(
        (sheet) =>
          `${sheet.file.name} · ${sheet.sheet.name}：${sheet.source ?? '没认出来'}，${sheet.layout.dataRowCount} 行`,
      ),
      ...broken.map((file) => `${file.name}：${file.problem?.words ?? ''}`),
      after.sentence || compared.sentence || '没有可以写入的内容。',
    ]
    return { json, text: lines.join('\n'), exit: nothingRead || broken.length > 0 ? 1 : 0 }
  },
})

const matches = command<{ csv?: boolean }>({
  name: 'matches',
  usage: 'matches --csv',
  summary: '手工台账每一行归到了哪家：file,sheet_row,decision,credit_code,score,reason',
  options: { csv: { type: 'boolean' } },
  verb: 'units.import',
  whole: unitsVerbs['units.import'].whole,
  async run(context, _values, _positionals, _say, scope) {
    const rows = await findMatches(context.database.as(scope), scope)
    const head = 'file,sheet_row,decision,credit_code,score,reason'
    const lines = rows.map((row) =>
      [row.file, row.sheet_row, row.decision, row.credit_code, row.score.toFixed(4), row.reason].map(csvCell).join(','),
    )
    return { json: rows, text: [head, ...lines].join('\n') }
  },
})

const units = command<Record<string, string | undefined>>({
  name: 'units',
  usage:
    'units [--search TEXT] [--area NAME] [--coverage own,joint,work,none] [--due found,join,admit,instructor] [--limit N]',
  summary: '查台账：名称、拼音、首字母、代码、地址都行',
  options: {
    search: { type: 'string' },
    area: { type: 'string' },
    coverage: { type: 'string' },
    due: { type: 'string' },
    kind: { type: 'string' },
    size: { type: 'string' },
    limit: { type: 'string' },
  },
  verb: 'units.read',
  async run(context, values, _positionals, _say, scope) {
    const { search, limit, area, ...rest } = values
    const filter = filterShape.parse({
      ...rest,
      q: search,
      ...(area === undefined ? {} : { area: await areaByName(context, scope, area) }),
    })
    const page = { sort: 'name', desc: false, limit: Number(limit ?? 50), after: null } as const
    const { listed, total } = await readPersonal(context, scope, 'units.list', async (db, eyes) => ({
      listed: (await listUnits(db, scope, filter, page)).map(({ sortKey: _, ...row }) => ({
        ...row,
        instructor: eyes.show('name', row.instructor),
      })),
      total: await countUnits(db, scope, filter),
    }))
    const lines = listed.map((row) =>
      [row.name, row.code ?? '（无代码）', row.town ?? row.county ?? '未定位', coverageNames[row.coverage]].join('  '),
    )
    return { json: { total, rows: listed }, text: [`共 ${total.toLocaleString('zh-CN')} 家`, ...lines].join('\n') }
  },
})

const exportView = command<Record<string, string | undefined>>({
  name: 'export',
  usage: 'export --out FILE.xlsx|FILE.csv [--area NAME] [--search TEXT] [--coverage …] [--due …]',
  summary: '导出台账，改好可再导入，只取改过的格子',
  options: {
    out: { type: 'string' },
    area: { type: 'string' },
    search: { type: 'string' },
    coverage: { type: 'string' },
    due: { type: 'string' },
    kind: { type: 'string' },
  },
  verb: 'units.export',
  async run(context, values, _positionals, _say, scope) {
    const { out = `台账-${context.clock.today()}.xlsx`, search, area, ...rest } = values
    const filter = filterShape.parse({
      ...rest,
      q: search,
      ...(area === undefined ? {} : { area: await areaByName(context, scope, area) }),
    })
    const order = { sort: 'name', desc: false } as const
    const call = { scope, request: { query: {}, params: {} } }
    const eyes = await exportPersonal(context, call, 'units.export', { ...filter, ...order, format: 'xlsx' })
    const rows = exportUnits(context.database.as(scope), scope, filter, order, eyes)
    const path = resolve(out)
    const written = path.endsWith('.csv')
      ? await writeCsv(path, { columns: exportHeadings, rows })
      : (await writeXlsx(path, { sheets: [{ name: '台账', columns: exportHeadings, rows }] })).sheets[0]
    const json = { file: path, rows: written?.rows ?? 0, checksum: written?.checksum ?? '' }
    return { json, text: `已写出 ${json.rows.toLocaleString('zh-CN')} 行到 ${path}，校验 ${json.checksum}` }
  },
})

const undo = command<{ 'dry-run'?: boolean }>({
  name: 'undo',
  usage: 'undo [BATCH] [--dry-run]',
  summary: '撤回一批；不写批号时列出可撤回的批次',
  options: { 'dry-run': { type: 'boolean' } },
  verb: 'units.import',
  whole: unitsVerbs['units.import'].whole,
  async run(context, values, [batch], say, scope) {
    if (batch === undefined) {
      const rows = await rowsOf<{ id: string; file: string; sheet: string; rows: number; written_at: Date }>(
        context.database.as(scope),
        sql`select id, file, sheet, rows, written_at from unit_batch
          where district = ${scope.district} and undone_at is null and source not in (${sql.join(REGISTERS)}) order by id desc limit 50`,
      )
      return {
        json: { batches: rows },
        text:
          rows.map((row) => `${row.id}  ${row.file} ${row.sheet}  ${row.rows} 行`).join('\n') || '没有可撤回的批次。',
      }
    }
    const preview = await previewUndo(context.database.as(scope), scope, batch)
    if (values['dry-run'] === true || preview.objections.length > 0) {
      const json = { removed: preview.removed.length, changed: preview.changed.length, objections: preview.objections }
      const text = [`撤回后消失 ${json.removed} 家，退回 ${json.changed} 家。`, ...preview.objections].join('\n')
      return { json, text, exit: preview.objections.length > 0 ? 1 : 0 }
    }
    const rebuilt = await undoBatch(context, scope, batch, (doing) => say(doing))
    return { json: { batch, ...rebuilt }, text: `已撤回：消失 ${rebuilt.removed} 家，退回 ${rebuilt.changed} 家。` }
  },
})

export const commands: readonly Command[] = [importFiles, matches, units, exportView, undo]

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    return 0 // the reader says what is wrong with it, file by file
  }
}

async function follow(context: Context, id: string, say: (line: string) => void): Promise<void> {
  let last = ''
  const stop = context.jobs.watch(id, (job) => {
    if (job.doing !== last) say(job.doing)
    last = job.doing
  })
  const job = await context.jobs.finished(id)
  stop()
  if (job.problem) throw unitsProblem('import-not-ready', { why: job.problem.words })
}

/** An area by name, short name or id, for the command line. */
async function areaByName(context: Context, scope: Scope, name: string): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    context.database.as(scope),
    sql`select id from area where district = ${scope.district} and valid_to is null and (id = ${name} or name = ${name} or starts_with(name, ${name}))
      order by (id = ${name} or name = ${name}) desc, length(path) limit 1`,
  )
  if (!row) throw unitsProblem('area-not-found')
  await findAreaPath(context.database.as(scope), scope, row.id)
  return row.id
}

async function writeTo(
  path: string,
  write: (out: NodeJS.WritableStream & import('node:stream').Writable) => Promise<void>,
): Promise<void> {
  const out = createWriteStream(path)
  await write(out)
  await new Promise<void>((done, fail) => {
    out.on('error', fail)
    out.end(() => done())
  })
}

function csvCell(value: string | number): string {
  const text = String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
