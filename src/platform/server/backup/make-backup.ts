import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import type { Config } from '../config.ts'
import { rowsOf, type Database } from '../db/database.ts'
import type { Why } from './header.ts'
import { backupFolder } from './place.ts'
import { backupProblem } from './problems.ts'
import type { BackupOrder, Made, Told } from './run-backup.ts'

export interface Wanted {
  readonly why: Why
  readonly at: Date
  readonly passphrase: string | null
  readonly say: (doing: string, progress: number) => void
}

/** Data folders of which a backup is being made by this process. */
const busy = new Set<string>()

/**
 * A backup of the running database, made by a process of its own. On the server database that process reads everything
 * as of one moment over a connection of its own. The embedded database has one connection: it is checkpointed and stands
 * still while its files are copied; the copy is what is read then, and work goes on meanwhile.
 */
export async function makeBackup(config: Config, database: Database, wanted: Wanted): Promise<Made> {
  if (busy.has(config.dataDir)) throw backupProblem('busy')
  busy.add(config.dataDir)
  try {
    const order = orderOf(config, wanted)
    if (database.kind === 'postgres') return await inProcess(order, wanted.say, () => {})
    let made: Promise<Made> | null = null
    await database.owner.connection().execute(async (db) => {
      await sql`checkpoint`.execute(db)
      const [log] = await rowsOf<{ firstLog: string; lastLog: string }>(
        db,
        sql`select redo_wal_file as "firstLog", pg_walfile_name(pg_current_wal_lsn()) as "lastLog" from pg_control_checkpoint()`,
      )
      if (!log) throw new Error('the database does not say where its log begins')
      wanted.say('复制数据文件', 0)
      await new Promise<void>((copied, failed) => {
        made = inProcess({ ...order, copy: log }, wanted.say, copied)
        made.then(() => copied(), failed)
      })
    })
    // Set by the line above, which the compiler does not see through the callback.
    return await (made as unknown as Promise<Made>)
  } finally {
    busy.delete(config.dataDir)
  }
}

/** The order for a database that nobody has open. */
export function orderOf(config: Config, { why, at, passphrase }: Wanted): BackupOrder {
  return {
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    copy: null,
    keyFile: config.keyFile,
    passphrase,
    folder: backupFolder(config).path,
    district: config.district,
    why,
    at: at.toISOString(),
  }
}

type Line =
  | Told
  | { readonly made: Made }
  | { readonly problem: { code: string; status: number; words: string; details: Record<string, unknown> } }
  | { readonly failed: string }

function inProcess(order: BackupOrder, say: Wanted['say'], copied: () => void): Promise<Made> {
  return new Promise((done, failed) => {
    const script = join(import.meta.dirname, 'backup-worker.ts')
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script])
    let errors = ''
    child.stderr.on('data', (bytes: Buffer) => (errors = (errors + bytes.toString()).slice(-2000)))
    let end: (() => void) | null = null
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line
      if ('copied' in line) copied()
      else if ('doing' in line) say(line.doing, line.progress)
      else if ('made' in line) end = () => done(line.made)
      else if ('problem' in line) {
        const { code, status, words, details } = line.problem
        end = () => failed(new Problem(code, { status, words }, details))
      } else end = () => failed(backupProblem('failed', { why: sayCause(line.failed) }))
    })
    child.on('error', failed)
    child.on('close', (code) => {
      if (end !== null) end()
      else failed(backupProblem('failed', { why: sayCause(errors.trim() || `进程结束（${code}）`) }))
    })
    // A child that died before reading its order says so by its exit.
    child.stdin.on('error', () => {})
    child.stdin.end(JSON.stringify(order))
  })
}

export function sayCause(text: string): string {
  if (/ENOSPC|No space left/i.test(text)) return '磁盘空间不够'
  if (/EACCES|EPERM/.test(text)) return '备份文件夹不能写入'
  if (/EROFS/.test(text)) return '备份文件夹所在的磁盘是只读的'
  return text.split('\n')[0] ?? text
}
