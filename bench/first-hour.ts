/**
 * The main job as a clerk meets it: three files from drop to coverage and plan, the pages of the ledger, the second start.
 * Peer: COPY of the same rows as they are into one plain table, in the same run on the same database. Runs on the
 * embedded database, and on PostgreSQL when DATABASE_URL or a Debian installation offers one. Every job runs in a process
 * of its own, so that its peak memory is its own.
 *
 *   node bench/first-hour.ts            both databases
 *   node bench/first-hour.ts embedded   one of them
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { sql } from 'kysely'
import { rooms } from '../src/apps/server/rooms.ts'
import type { CopyValue } from '../src/platform/server/db/copy-text.ts'
import { makeApp, openContext } from '../src/platform/server/compose.ts'
import { readConfig } from '../src/platform/server/config.ts'
import { readTable } from '../src/platform/server/spreadsheets/read-table.ts'
import { writeSample } from '../src/platform/server/write-sample.ts'
import { startPostgres } from '../tools/postgres.ts'
import { importsOf } from '../src/rooms/units/server/index.ts'

const real = resolve(import.meta.dirname, '../../shared/data/dalian')
const [mode = 'all', folder = '', url = ''] = process.argv.slice(2)

if (mode === 'job') await job(folder, url === '' ? null : url)
else await run(mode)

async function run(which: string): Promise<void> {
  const postgres = which === 'embedded' ? null : await startPostgres()
  const targets = [
    ...(which === 'postgresql' ? [] : [['embedded', ''] as const]),
    ...(postgres ? [['postgresql', postgres.url] as const] : []),
  ]
  try {
    for (const [name, address] of targets) {
      const data = mkdtempSync(join(tmpdir(), 'juxin-bench-'))
      const child = spawnSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', import.meta.filename, 'job', data, address],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
      )
      process.stdout.write(`\n== first hour, ${name} (load ${loadavg()[0]?.toFixed(1)})\n${child.stdout}`)
      rmSync(data, { recursive: true, force: true })
    }
  } finally {
    postgres?.stop()
  }
}

/** One database from empty to plan, then the pages. */
async function job(data: string, databaseUrl: string | null): Promise<void> {
  const config = { ...readConfig({ data, logLevel: 'silent' }, {}), databaseUrl }
  const names = existsSync(real)
    ? ['market.csv', 'annual-report.xlsx', 'ledger.xlsx'].map((name) => join(real, name))
    : await sample(data)
  const files = names.map((path) => ({ name: basename(path), path, bytes: statSync(path).size }))
  const say = (what: string, figure: string): void => void process.stdout.write(`${what.padEnd(52)} ${figure}\n`)

  let context = await openContext(config, rooms)
  const scope = context.localScope()
  const startedAt = performance.now()
  const imports = importsOf(context)
  const { draft, job: reading } = imports.start(scope, files)
  await context.jobs.finished(reading.id)
  const compared = performance.now()
  await context.jobs.finished(imports.commit(scope, draft.id).id)
  const written = performance.now()
  let app = await makeApp(context, rooms)
  const summary = await app.inject('/api/coverage')
  const planned = await app.inject({ method: 'POST', url: '/api/plans', payload: {} })
  await context.jobs.finished(planned.json<{ job: string }>().job)
  const plan = (await app.inject('/api/plans/latest')).json<{
    groups: number
    milliseconds: number
    cost: number
    bound: number
  }>()
  const shown = performance.now()
  const rows =
    draft.counts.new + draft.counts.changed + draft.counts.same + draft.counts.suspicious + draft.counts.doubtful
  say('rows of the three files', String(rows))
  say('drop → compared', seconds(compared - startedAt))
  say('compared → written', seconds(written - compared))
  say('written → coverage and plan shown', seconds(shown - written))
  say('drop → coverage and plan shown', seconds(shown - startedAt))
  say('coverage answer, bytes', String(summary.body.length))
  say(
    'plan: groups, solver ms, cost = bound',
    `${plan.groups}, ${plan.milliseconds.toFixed(0)} ms, ${plan.cost === plan.bound}`,
  )
  say('peak memory of the process', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)

  const copied = await copyPeer(context, names)
  say('peer: COPY of the same rows as they are', seconds(copied))
  say('ratio drop → written : COPY', `${((written - startedAt) / copied).toFixed(1)} ×`)
  say('ratio compared → written : COPY', `${((written - compared) / copied).toFixed(1)} ×`)

  for (const [what, address] of [
    ['ledger, first page of 100', '/api/units?limit=100'],
    ['search, two characters', `/api/units?limit=100&q=${encodeURIComponent('海运')}`],
    ['search, initials', '/api/units?limit=100&q=dlhy'],
    ['search, part of a code', '/api/units?limit=100&q=2102118'],
    ['facets', '/api/units/count'],
    ['coverage summary', '/api/coverage'],
    ['coverage by town', '/api/coverage/table?by=town'],
    ['coverage by industry', '/api/coverage/table?by=industry'],
    ['areas of the office', '/api/areas'],
  ] as const) {
    const times: number[] = []
    for (let time = 0; time < 40; time++) {
      const from = performance.now()
      const answer = await app.inject(address)
      if (answer.statusCode !== 200) throw new Error(`${address}: ${answer.body}`)
      times.push(performance.now() - from)
    }
    times.sort((one, other) => one - other)
    say(what, `median ${times[20]?.toFixed(0)} ms, p95 ${times[37]?.toFixed(0)} ms`)
  }
  await app.close()
  await context.close()

  const again = performance.now()
  context = await openContext(config, rooms)
  app = await makeApp(context, rooms)
  await app.inject('/api/coverage')
  say('second start → first answer', seconds(performance.now() - again))
  await app.close()
  await context.close()
}

async function copyPeer(context: Awaited<ReturnType<typeof openContext>>, names: readonly string[]): Promise<number> {
  let spent = 0
  for (const [place, name] of names.entries()) {
    const table = await readTable(name, {})
    const rows = table.sheets.flatMap((sheet) => sheet.rows)
    const width = Math.max(...rows.map((row) => row.length))
    const columns = Array.from({ length: width }, (_, column) => `c${column}`)
    const values = rows.map((row): CopyValue[] => columns.map((_, column) => plain(row[column] ?? null)))
    await context.database.writeAsOwner(async (tx) => {
      await sql.raw(`create table peer_${place} (${columns.map((column) => `${column} text`).join(', ')})`).execute(tx)
      const from = performance.now()
      await context.database.copy(tx, `peer_${place}`, columns, values)
      spent += performance.now() - from
    })
  }
  return spent
}

function plain(cell: unknown): string | null {
  if (cell === null) return null
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

async function sample(data: string): Promise<string[]> {
  return (await writeSample(join(data, 'sample'), 40_000)).files.map((file) => file.path)
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`
}
