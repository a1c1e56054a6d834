import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import type { Day } from '../../../../kernel/day.ts'
import { plainCell } from '../../../../standards/cells.ts'
import { safeFileName } from '../../../../platform/server/http/file-name.ts'
import { readTableInWorker } from '../../../../platform/server/spreadsheets/read-in-worker.ts'
import type { Sheet } from '../../../../platform/server/spreadsheets/types.ts'
import { registerProblem } from '../contract.ts'
import { headingKey, mapColumns, registerFieldNames, type MappedColumn } from '../rules/columns.ts'
import { readRow, type ReadRow } from '../rules/read-row.ts'

export interface FileRow extends ReadRow {
  readonly sheet: string
  readonly row: number
}

export interface ReadSheet {
  readonly name: string
  readonly rows: number
  readonly columns: readonly { readonly title: string; readonly field: string }[]
  readonly ignored: readonly string[]
  readonly problem: string | null
}

export interface ReadFile {
  readonly file: string
  readonly sha256: string
  readonly sheets: readonly ReadSheet[]
  readonly rows: readonly FileRow[]
}

/** A province has some 100,000 organisations; a register of 20 columns of them has two million cells. */
const LIMITS = { fileBytes: 60 * 1024 * 1024, cells: 3_000_000 }
/** A title, a line of “填报单位” and two rows of headings stand above the rows at most. */
const HEADING_WITHIN = 10

/** Reads every sheet of the uploaded file. @throws register.no-file, register.not-recognised, spreadsheets.* */
export async function readRegister(request: FastifyRequest, today: Day): Promise<ReadFile> {
  const folder = await mkdtemp(join(tmpdir(), 'juxin-register-'))
  try {
    const file = request.isMultipart() ? await request.file() : undefined
    if (!file) throw registerProblem('no-file')
    const path = join(folder, '1')
    await pipeline(file.file, createWriteStream(path, { mode: 0o600 }))
    const name = safeFileName(file.filename ?? '', '党组织名册')
    const table = await readTableInWorker(path, { name, limits: LIMITS, memoryMegabytes: 512 })
    const read = table.sheets.filter((sheet) => !sheet.hidden).map((sheet) => readSheet(sheet, today))
    if (read.every(({ sheet }) => sheet.problem !== null)) {
      throw registerProblem('not-recognised', {
        file: name,
        why: '要有“党组织名称”一列，并至少有上级党组织、类别、组织代码、成立日期中的一列。',
      })
    }
    return {
      file: name,
      sha256: table.sha256,
      sheets: read.map(({ sheet }) => sheet),
      rows: read.flatMap(({ rows }) => rows),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function readSheet(sheet: Sheet, today: Day): { sheet: ReadSheet; rows: FileRow[] } {
  const heading = findHeading(sheet)
  if (heading === null) {
    return {
      sheet: {
        name: sheet.name,
        rows: 0,
        columns: [],
        ignored: [],
        problem: '没有认出党组织名册的表头，这张表没有读。',
      },
      rows: [],
    }
  }
  const rows = sheet.rows.slice(heading.at + 1).flatMap((cells, place) => {
    const read = readRow(heading.columns, (index) => ({ text: textOf(cells[index]), value: cells[index] }), today)
    if (read === null) return []
    return [{ ...read, sheet: sheet.name, row: sheet.rowNumbers[heading.at + 1 + place] ?? 0 }]
  })
  const used = new Set(heading.columns.map(({ index }) => index))
  return {
    sheet: {
      name: sheet.name,
      rows: rows.length,
      columns: heading.columns.map(({ title, field }) => ({ title, field: registerFieldNames[field] })),
      ignored: heading.titles.filter(({ index, title }) => !used.has(index) && title !== '').map(({ title }) => title),
      problem: null,
    },
    rows,
  }
}

interface Heading {
  readonly at: number
  readonly columns: readonly MappedColumn[]
  readonly titles: readonly { readonly index: number; readonly title: string }[]
}

function findHeading(sheet: Sheet): Heading | null {
  for (const [at, cells] of sheet.rows.slice(0, HEADING_WITHIN).entries()) {
    const titles = cells.map((cell, index) => ({
      index,
      title: textOf(cell)
        .replace(/\s*\n\s*/g, '')
        .trim(),
    }))
    const columns = mapColumns(titles.map(({ index, title }) => ({ index, title, key: headingKey(title) })))
    if (columns !== null) return { at, columns, titles }
  }
  return null
}

function textOf(cell: unknown): string {
  const plain = plainCell(cell)
  return plain === null ? '' : String(plain).trim()
}
