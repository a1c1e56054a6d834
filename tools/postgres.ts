import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aptInstall } from './ensure-chromium.ts'

export interface TestServer {
  readonly url: string
  stop(): void
}

const OLDEST = 15

/** A throw-away PostgreSQL on a spare loopback port; null where none is installed and none can be. */
export async function startPostgres(): Promise<TestServer | null> {
  const bin = findBin() ?? (aptInstall(['postgresql']) ? findBin() : null)
  if (bin === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'juxin-pg-'))
  chmodSync(folder, 0o777)
  const port = await sparePort()
  const data = join(folder, 'data')
  // PostgreSQL refuses to run as root: use the account its package made.
  const asRoot = process.getuid?.() === 0
  const run = (command: string, args: readonly string[]): boolean => {
    const line = [join(bin, command), ...args].map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' ')
    const done = asRoot
      ? spawnSync('su', ['postgres', '-s', '/bin/sh', '-c', line], { stdio: 'ignore', cwd: folder })
      : spawnSync('/bin/sh', ['-c', line], { stdio: 'ignore', cwd: folder })
    return done.status === 0
  }
  const options = `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off -c max_connections=60`
  const started =
    run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']) &&
    run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'])
  const stop = (): void => {
    run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  }
  if (!started) {
    stop()
    return null
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
}

function findBin(): string | null {
  const base = '/usr/lib/postgresql'
  if (!existsSync(base)) return null
  const newest = readdirSync(base)
    .map(Number)
    .filter((version) => version >= OLDEST)
    .sort((one, other) => other - one)[0]
  return newest === undefined ? null : join(base, String(newest), 'bin')
}

function sparePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
