/**
 * Backup and restore of a district. With the shared test data: the Dalian district (41,579 units, two plans' worth of
 * rows); else a sample of 40,000 units. Goals: backup ≤ 20 s, restore ≤ 60 s, each read back and proved. Peers, in the
 * same run: for the embedded database tar | zstd | openssl of the closed folder and back; for PostgreSQL pg_dump |
 * openssl and pg_restore. Both peers neither compare rows nor carry keys.
 *
 *     node bench/backup.ts [embedded|postgresql] [--json]
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { proveRestored } from '../src/apps/cli/prove-restored.ts'
import { rooms } from '../src/apps/server/rooms.ts'
import { makeBackup } from '../src/platform/server/backup/make-backup.ts'
import { restoreBackup } from '../src/platform/server/backup/restore.ts'
import { migrationsOf, openContext } from '../src/platform/server/compose.ts'
import { readConfig, type Config } from '../src/platform/server/config.ts'
import { writeSample } from '../src/platform/server/write-sample.ts'
import { importsOf } from '../src/rooms/units/server/index.ts'
import { startPostgres } from '../tools/postgres.ts'

const real = resolve(import.meta.dirname, '../../shared/data/dalian')
const only = process.argv.slice(2).find((arg) => !arg.startsWith('--'))
const json = process.argv.includes('--json')
const base = mkdtempSync(join(tmpdir(), 'juxin-bench-'))
const quiet = (): void => {}
const SEAL = 'openssl enc -aes-256-ctr -pbkdf2 -pass pass:bench'
const OPEN = 'openssl enc -d -aes-256-ctr -pbkdf2 -pass pass:bench'

interface Figures {
  readonly database: string
  readonly rows: number
  readonly bytes: number
  /** Seconds. */
  readonly backup: number
  /** Longest time that another query waited while the backup was made. */
  readonly stall: number
  readonly restore: number
  readonly peerBackup: number | null
  readonly peerRestore: number | null
}

const postgres = only === 'embedded' ? null : await startPostgres()
try {
  const all: Figures[] = []
  if (only !== 'postgresql') all.push(await measure('embedded', null, null))
  if (postgres) {
    const [from, to] = ['juxin_from', 'juxin_to'].map((name) => made(postgres.url, name)) as [string, string]
    all.push(await measure('postgresql', from, to))
  }
  if (json) process.stdout.write(`${JSON.stringify(all)}\n`)
  else for (const figures of all) print(figures)
} finally {
  postgres?.stop()
  rmSync(base, { recursive: true, force: true })
}

async function measure(name: string, url: string | null, into: string | null): Promise<Figures> {
  const config: Config = {
    ...readConfig({ data: join(base, name), logLevel: 'silent' }, {}),
    databaseUrl: url,
    keyFile: join(base, `${name}.keys`),
  }
  const context = await openContext(config, rooms)
  const imports = importsOf(context)
  const { draft, job } = imports.start(context.localScope(), await files(name))
  await context.jobs.finished(job.id)
  const written = await context.jobs.finished(imports.commit(context.localScope(), draft.id).id)
  if (written.state !== 'done') throw new Error(written.problem?.words ?? written.state)
  let stall = 0
  const asking = { on: true }
  const others = (async () => {
    while (asking.on) {
      const from = performance.now()
      await context.database.owner.connection().execute(async () => {})
      stall = Math.max(stall, performance.now() - from)
      await new Promise((wait) => setTimeout(wait, 5))
    }
  })()
  const [backup, file] = await timed(() =>
    makeBackup(config, context.database, { why: 'by-hand', at: new Date(), passphrase: null, say: quiet }),
  )
  asking.on = false
  await others
  await context.close()
  const target = { ...config, dataDir: join(base, `${name}-back`), databaseUrl: into }
  const order = { config: target, migrations: migrationsOf(rooms), say: quiet }
  const [restore] = await timed(() =>
    restoreBackup(file.path, null, {
      ...order,
      prove: async (at) => void (await proveRestored(at, basename(file.path))),
    }),
  )
  const peer = url === null ? peerOfFolder(config.dataDir) : peerOfServer(url)
  return { database: name, rows: file.rows, bytes: file.bytes, backup, stall: stall / 1000, restore, ...peer }
}

async function files(name: string) {
  const paths = existsSync(real)
    ? ['market.csv', 'annual-report.xlsx', 'ledger.xlsx'].map((file) => join(real, file))
    : (await writeSample(join(base, `${name}-sample`), 40_000)).files.map(({ path }) => path)
  return paths.map((path) => ({ name: basename(path), path, bytes: statSync(path).size }))
}

type Peer = Pick<Figures, 'peerBackup' | 'peerRestore'>

function peerOfFolder(dataDir: string): Peer {
  const file = join(base, 'peer.tar.zst.enc')
  return {
    peerBackup: shell(`tar -C ${dataDir} -cf - db | zstd -3 -q | ${SEAL} > ${file}`),
    peerRestore: shell(
      `mkdir ${base}/peer && ${OPEN} < ${file} | zstd -dq | tar -C ${base}/peer -xf - && sync -f ${base}/peer`,
    ),
  }
}

function peerOfServer(url: string): Peer {
  const file = join(base, 'peer.dump.enc')
  const to = made(new URL(url).href, 'juxin_peer')
  return {
    peerBackup: shell(`pg_dump -Fc '${url}' | ${SEAL} > ${file}`),
    peerRestore: shell(`${OPEN} < ${file} | pg_restore -d '${to}'`),
  }
}

/** Seconds; null where a tool is missing. */
function shell(line: string): number | null {
  const from = performance.now()
  const done = spawnSync('/bin/bash', ['-o', 'pipefail', '-c', line], { stdio: 'ignore' })
  return done.status === 0 ? (performance.now() - from) / 1000 : null
}

function made(server: string, name: string): string {
  const url = new URL(server)
  spawnSync('psql', [server, '-c', `create database ${name} encoding 'UTF8' template template0`], { stdio: 'ignore' })
  url.pathname = `/${name}`
  return url.href
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const from = performance.now()
  const result = await work()
  return [(performance.now() - from) / 1000, result]
}

function print(figures: Figures): void {
  const { database, rows, bytes, backup, restore, stall, peerBackup, peerRestore } = figures
  const ratio = (own: number, peer: number | null): string =>
    peer === null ? 'peer not there' : `peer ${peer.toFixed(1)} s, ratio ${(own / peer).toFixed(1)}`
  process.stdout.write(
    [
      `== backup, ${database} (load ${loadavg()[0]?.toFixed(1)}): ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB`,
      `backup, read back    ${backup.toFixed(1)} s (goal 20)   ${ratio(backup, peerBackup)}`,
      `others wait at most  ${stall.toFixed(2)} s`,
      `restore, proved      ${restore.toFixed(1)} s (goal 60)   ${ratio(restore, peerRestore)}`,
      '',
    ].join('\n'),
  )
}
