import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where the data lives and where the server listens. Everything comes from the command line or the environment. */
export interface Config {
  /** Folder of the embedded database, uploads and the lock. */
  readonly dataDir: string
  /** PostgreSQL ≥ 15 instead of the embedded database. */
  readonly databaseUrl: string | null
  /** Keys for personal data and backups, outside the data folder. */
  readonly keyFile: string
  readonly host: string
  readonly port: number
  /** Distribution key of every table: which office's ledger this is. */
  readonly district: string
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly webDir: string
}

export const VERSION = '0.1.0'

export function readConfig(
  options: { data?: string; port?: number; logLevel?: Config['logLevel'] },
  env: Readonly<Record<string, string | undefined>>,
): Config {
  return {
    dataDir: resolve(options.data ?? env['JUXIN_DATA'] ?? 'data'),
    databaseUrl: env['DATABASE_URL'] ?? null,
    keyFile: resolve(env['JUXIN_KEYS'] ?? join(homedir(), '.juxin', 'keys.json')),
    // Until accounts exist the server must not be reachable from another machine.
    host: '127.0.0.1',
    port: options.port ?? Number(env['JUXIN_PORT'] ?? 7200),
    district: env['JUXIN_DISTRICT'] ?? 'local',
    logLevel: options.logLevel ?? 'info',
    webDir: resolve(import.meta.dirname, '../../../dist/web'),
  }
}
