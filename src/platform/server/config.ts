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
  /** Certificate chain and key, PEM files that are read again when they change; null is plain http. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Addresses or CIDR ranges of the proxies whose X-Forwarded-* headers are believed. */
  readonly behindProxy: readonly string[]
  /** Origin under which people reach the server, e.g. `https://juxin.example`; null: as it listens. */
  readonly publicUrl: string | null
  /** Lets a collector on another machine read /metrics. */
  readonly metricsToken: string | null
  /** Distribution key of every table: which office's ledger this is. */
  readonly district: string
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly webDir: string
}

export const VERSION = '0.1.0'

export interface Options {
  readonly data?: string
  readonly host?: string
  readonly port?: number
  readonly tlsCert?: string
  readonly tlsKey?: string
  /** Separated by commas. */
  readonly behindProxy?: string
  readonly publicUrl?: string
  readonly logLevel?: Config['logLevel']
}

export function readConfig(options: Options, env: Readonly<Record<string, string | undefined>>): Config {
  const cert = options.tlsCert ?? env['JUXIN_TLS_CERT']
  const key = options.tlsKey ?? env['JUXIN_TLS_KEY']
  const proxies = options.behindProxy ?? env['JUXIN_BEHIND_PROXY'] ?? ''
  return {
    dataDir: resolve(options.data ?? env['JUXIN_DATA'] ?? 'data'),
    databaseUrl: env['DATABASE_URL'] ?? null,
    keyFile: resolve(env['JUXIN_KEYS'] ?? join(homedir(), '.juxin', 'keys.json')),
    // Beyond loopback only when asked for, and only once accounts exist (http/reach.ts).
    host: options.host ?? env['JUXIN_HOST'] ?? '127.0.0.1',
    port: options.port ?? Number(env['JUXIN_PORT'] ?? 7200),
    tls: cert === undefined || key === undefined ? null : { cert: resolve(cert), key: resolve(key) },
    behindProxy: proxies.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])),
    publicUrl: (options.publicUrl ?? env['JUXIN_PUBLIC_URL'])?.replace(/\/+$/, '') ?? null,
    metricsToken: env['JUXIN_METRICS_TOKEN'] || null,
    district: env['JUXIN_DISTRICT'] ?? 'local',
    logLevel: options.logLevel ?? 'info',
    webDir: resolve(import.meta.dirname, '../../../dist/web'),
  }
}
