/**
 * Prints how fast and with how much memory spreadsheets are read and written, beside the packages that could do it:
 * `node bench/spreadsheets.ts [--runs 3] [--data DIR]`. Processor time is that of all threads together. Every figure is the best of several runs, each in a process of its
 * own, so that the peak of memory is that of the one way alone. Without the three city files, files of the same shapes
 * are invented.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { Writable } from 'node:stream'
import type { LayoutSheet } from '../src/rooms/units/rules/layout/types.ts'
import { dataRows } from '../src/rooms/units/rules/layout/data-rows.ts'
import { recogniseSheet } from '../src/rooms/units/rules/layout/recognise.ts'
import { inventedUnits } from '../src/rooms/units/rules/layout/testing.ts'
import { readTableInWorker } from '../src/platform/server/spreadsheets/read-in-worker.ts'
import { readTable } from '../src/platform/server/spreadsheets/read-table.ts'
import type { TableFile } from '../src/platform/server/spreadsheets/types.ts'
import { writeCsv } from '../src/platform/server/spreadsheets/write-csv.ts'
import { writeXlsx } from '../src/platform/server/spreadsheets/write-xlsx.ts'

const require = createRequire(import.meta.url)
const XLSX = ['annual-report.xlsx', 'ledger.xlsx']

/** Each way reads or writes and gives the number of rows, so that none can be fast by doing nothing. */
const WAYS: Readonly<Record<string, (data: string) => Promise<number>>> = {
  'xlsx: ours': (data) => sum(XLSX, async (name) => rowsOf(await readTable(join(data, name)))),
  'xlsx: ours, in a worker': (data) => sum(XLSX, async (name) => rowsOf(await readTableInWorker(join(data, name)))),
  'xlsx: read-excel-file': async (data) => {
    const { readSheet } = await import('read-excel-file/node')
    return sum(XLSX, async (name) => (await readSheet(join(data, name))).length)
  },
  'xlsx: @e965/xlsx': async (data) => {
    const library = await import('@e965/xlsx')
    return sum(XLSX, async (name) => {
      const book = library.read(readFileSync(join(data, name)), { dense: true })
      const sheet = book.Sheets[book.SheetNames[0] ?? '']
      return sheet ? library.utils.sheet_to_json(sheet, { header: 1 }).length : 0
    })
  },
  'xlsx: yauzl + saxes': (data) => sum(XLSX, (name) => readWithSaxes(join(data, name))),
  'csv: ours': async (data) => rowsOf(await readTable(join(data, 'market.csv'))),
  'csv: ours, in a worker': async (data) => rowsOf(await readTableInWorker(join(data, 'market.csv'))),
  'csv: TextDecoder + csv-parse': async (data) => {
    const { parse } = await import('csv-parse/sync')
    const text = new TextDecoder('gb18030').decode(readFileSync(join(data, 'market.csv')))
    return (parse(text, { relax_quotes: true, relax_column_count: true }) as unknown[]).length
  },
  'layout of all three, and their data rows': async (data) => {
    const tables = await Promise.all(['market.csv', ...XLSX].map((name) => readTable(join(data, name))))
    startNow()
    let rows = 0
    // Typed as the layout's own sheet: what is read can be handed in as it is.
    const sheets: LayoutSheet[] = tables.flatMap((table) => table.sheets)
    for (const sheet of sheets) for (const _ of dataRows(sheet, recogniseSheet(sheet))) rows++
    return rows
  },
  'write xlsx, 41,580 × 9': async (data) => {
    const { columns, rows } = await marketRows(data)
    return (await writeXlsx(nowhere(), { sheets: [{ name: '数据', columns, rows }] })).sheets[0]?.rows ?? 0
  },
  'write csv, 41,580 × 9': async (data) => {
    const { columns, rows } = await marketRows(data)
    return (await writeCsv(nowhere(), { columns, rows })).rows
  },
  'write csv in GB18030, 41,580 × 9': async (data) => {
    const { columns, rows } = await marketRows(data)
    return (await writeCsv(nowhere(), { columns, rows }, { encoding: 'gb18030' })).rows
  },
  'write xlsx: @e965/xlsx': async (data) => {
    const { columns, rows } = await marketRows(data)
    const library = await import('@e965/xlsx')
    const book = library.utils.book_new()
    const cells = [columns.map(({ title }) => title), ...rows.map((row) => [...row])]
    library.utils.book_append_sheet(book, library.utils.aoa_to_sheet(cells, { dense: true }), '数据')
    return (library.write(book, { type: 'buffer', compression: true }) as Buffer).length > 0 ? rows.length : 0
  },
}

/** Moved on by ways that must prepare something first. */
let start = performance.now()
let cpuStart = process.cpuUsage()

function startNow(): void {
  start = performance.now()
  cpuStart = process.cpuUsage()
}

async function marketRows(data: string) {
  const table = await readTable(join(data, 'market.csv'))
  const [heading = [], ...rows] = (table.sheets[0]?.rows ?? []) as readonly (readonly (string | null)[])[]
  startNow()
  return { columns: heading.map((title) => ({ title: title ?? '' })), rows }
}

function rowsOf(table: TableFile): number {
  return table.sheets.reduce((rows, sheet) => rows + sheet.rows.length, 0)
}

async function sum(names: readonly string[], read: (name: string) => Promise<number>): Promise<number> {
  let rows = 0
  for (const name of names) rows += await read(name)
  return rows
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

/** The general parser, told to do no more than collect texts. */
async function readWithSaxes(path: string): Promise<number> {
  const yauzl = require('yauzl') as typeof import('yauzl')
  const { SaxesParser } = require('saxes') as typeof import('saxes')
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  const rows: string[][] = []
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.startsWith('xl/worksheets/')) continue
    const parser = new SaxesParser()
    let text = ''
    parser.on('opentag', ({ name }) => {
      if (name === 'row') rows.push([])
      text = ''
    })
    parser.on('text', (piece) => (text += piece))
    parser.on('closetag', ({ name }) => {
      if (name === 'v' || name === 't') rows.at(-1)?.push(text)
    })
    const decoder = new TextDecoder()
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }))
    }
  }
  zip.close()
  return rows.length
}

function titles(line: string): { readonly title: string }[] {
  return line.split(' ').map((title) => ({ title }))
}

/** Files of the shapes of the city's, with invented units. */
async function inventData(folder: string): Promise<void> {
  const units = inventedUnits(41_580)
  await writeCsv(
    join(folder, 'market.csv'),
    {
      columns: titles('企业名称 统一社会信用代码 成立日期 企业类型 注册资本 经营范围 省份 地区 住所'),
      rows: units.map((u) => [
        u.name,
        u.code,
        u.founded,
        '有限责任公司',
        '100万元',
        u.scope,
        '某省',
        '滨城',
        u.address,
      ]),
    },
    { encoding: 'gb18030', closing: false },
  )
  const report = units.slice(0, 34_500).map((u, i) => [u.code, u.name, i % 90, i % 40, i % 7, '否', '否', '2026-03-09'])
  const reportTitles =
    '统一社会信用代码 单位名称 年末从业人数 其中:女职工 党员人数(含预备) 是否建立党组织 法定代表人是否党员 填报日期'
  await writeXlsx(join(folder, 'annual-report.xlsx'), {
    sheets: [{ name: '年报', columns: titles(reportTitles), rows: report }],
  })
  const ledger = units
    .slice(0, 10_656)
    .map((u, i) => [i, u.name, u.code, u.address, 5, 1, 0, '是', '联合组建', '某支部', '2013年', null, null, '无'])
  const ledgerTitles =
    '序号 单位名称 统一社会信用代码 单位地址 职工人数 正式党员 预备党员 是否建立党组织 组建方式 党组织名称 党组织成立时间 党建指导员 未建原因 备注'
  await writeXlsx(join(folder, 'ledger.xlsx'), {
    sheets: [{ name: '台账', titles: ['某台账'], columns: titles(ledgerTitles), rows: ledger }],
  })
}

async function runOne(way: string, data: string): Promise<void> {
  startNow()
  const rows = (await WAYS[way]?.(data)) ?? 0
  const milliseconds = performance.now() - start
  const { user, system } = process.cpuUsage(cpuStart)
  process.stdout.write(
    JSON.stringify({
      rows,
      milliseconds,
      processor: (user + system) / 1000,
      megabytes: process.resourceUsage().maxRSS / 1024,
    }),
  )
}

async function runAll(runs: number, given: string | undefined): Promise<void> {
  const city = given ?? fileURLToPath(new URL('../../shared/data/dalian', import.meta.url))
  const made = existsSync(join(city, 'market.csv')) ? null : mkdtempSync(join(tmpdir(), 'juxin-bench-'))
  if (made) await inventData(made)
  console.log(`| way | rows | best ms of ${runs} | processor ms | peak MB |\n|---|---|---|---|---|`)
  for (const way of Object.keys(WAYS)) {
    const results = Array.from({ length: runs }, () => {
      const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--one', way, made ?? city])
      return JSON.parse(out.toString()) as { rows: number; milliseconds: number; processor: number; megabytes: number }
    })
    const best = Math.min(...results.map(({ milliseconds }) => milliseconds))
    const busy = Math.min(...results.map(({ processor }) => processor))
    const peak = Math.min(...results.map(({ megabytes }) => megabytes))
    console.log(`| ${way} | ${results[0]?.rows} | ${best.toFixed(0)} | ${busy.toFixed(0)} | ${peak.toFixed(0)} |`)
  }
  if (made) rmSync(made, { recursive: true })
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

const [flag, ...rest] = process.argv.slice(2)
if (flag === '--one') await runOne(rest[0] ?? '', rest[1] ?? '')
else {
  await runAll(Number(option('--runs') ?? 3), option('--data'))
}
