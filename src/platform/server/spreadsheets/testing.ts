/** Files made byte by byte for the tests: sound ones, and ones that lie. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll } from 'vitest'
import { Problem } from '../../../kernel/problem.ts'
import { readTable } from './read-table.ts'
import type { ReadOptions, TableFile } from './types.ts'

/** A folder that is gone when the tests of the file are over; gives paths of files written into it. */
export function temporaryFiles(): {
  path: (name: string) => string
  write: (name: string, bytes: Buffer | string) => string
} {
  const folder = mkdtempSync(join(tmpdir(), 'juxin-sheets-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const path = (name: string) => join(folder, name)
  return {
    path,
    write: (name, bytes) => {
      writeFileSync(path(name), bytes)
      return path(name)
    },
  }
}

export interface ZipEntry {
  readonly name: string
  readonly data: Buffer | string
  readonly stored?: boolean
  /** 1, quick, when absent; 9 packs tightest. */
  readonly level?: number
  /** What the directory claims, when it is not the truth. */
  readonly claimedSize?: number
  readonly claimedChecksum?: number
}

export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const data = Buffer.from(entry.data as string)
    const packed = entry.stored ? data : deflateRawSync(data, { level: entry.level ?? 1 })
    const name = Buffer.from(entry.name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x0800, 2)
    facts.writeUInt16LE(entry.stored ? 0 : 8, 4)
    facts.writeUInt32LE(entry.claimedChecksum ?? crc32(data), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(entry.claimedSize ?? data.length, 18)
    facts.writeUInt16LE(name.length, 22)
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), facts, name, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, tail, name)
    offset += 30 + name.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface BookParts {
  readonly sheets: readonly { readonly name: string; readonly xml: string; readonly hidden?: boolean }[]
  /** Content of `<sst>`. */
  readonly strings?: string
  /** Content of `<styleSheet>`. */
  readonly styles?: string
  readonly date1904?: boolean
}

/** A workbook from the contents of its sheets' `<worksheet>` elements. */
export function bookEntries({ sheets, strings, styles, date1904 = false }: BookParts): ZipEntry[] {
  const list = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" ${hidden ? 'state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  )
  const relations = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const more = [
    ...(strings === undefined
      ? []
      : [`<Relationship Id="rIdS" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`]),
    ...(styles === undefined ? [] : [`<Relationship Id="rIdT" Type="${OFFICE}/styles" Target="styles.xml"/>`]),
  ]
  return [
    { name: '[Content_Types].xml', data: '<Types/>' },
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships>${relations.join('')}${more.join('')}</Relationships>`,
    },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: `<sst ${MAIN}>${strings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', data: `<styleSheet ${MAIN}>${styles}</styleSheet>` }]),
    ...sheets.map(({ xml }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet ${MAIN}>${xml}</worksheet>`,
    })),
  ]
}

export function makeXlsx(parts: BookParts): Buffer {
  return makeZip(bookEntries(parts))
}

/** A sheet of inline texts and numbers. */
export function sheetXml(rows: readonly (readonly (string | number | null)[])[], after = ''): string {
  const list = rows.map((row, i) => `<row r="${i + 1}">${row.map(cellXml).join('')}</row>`)
  return `<sheetData>${list.join('')}</sheetData>${after}`
}

function cellXml(cell: string | number | null): string {
  if (cell === null) return '<c/>'
  return typeof cell === 'number' ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${cell}</t></is></c>`
}

/** The Problem that reading the file ends with. */
export async function refusal(path: string, options: ReadOptions = {}): Promise<Problem> {
  const outcome: TableFile | unknown = await readTable(path, options).catch((error: unknown) => error)
  if (!(outcome instanceof Problem))
    throw new Error(`expected a Problem, got ${JSON.stringify(outcome)?.slice(0, 300)} ${String(outcome)}`)
  return outcome
}
