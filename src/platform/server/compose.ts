import type { FastifyInstance } from 'fastify'
import type { Scope } from '../../kernel/scope.ts'
import { auditMigrations, platformAuditWords } from './audit.ts'
import { catalogueOf } from './catalogue.ts'
import { backupMigrations } from './backup/migrations.ts'
import { makeBackup } from './backup/make-backup.ts'
import { givenPassphrase } from './backup/place.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Config } from './config.ts'
import { openDatabase, type Database, type Opening } from './db/database.ts'
import { migrate, type Migration } from './db/migrate.ts'
import { makeDisk, type Disk } from './disk.ts'
import { admit, everybody, makeGates } from './gate.ts'
import { servePlatform } from './http/platform-routes.ts'
import { finishServer, makeServer } from './http/server.ts'
import { refuseInside } from './key-file.ts'
import { openKeysFor } from './personal/check-keys.ts'
import { personalMigrations } from './personal/migrations.ts'
import { makePersonalRegistry } from './personal/registry.ts'
import { describeError } from './http/log.ts'
import { makeJobs } from './jobs.ts'
import { makeMetrics } from './metrics.ts'
import { makeReactions, type Context, type RoomServer } from './room.ts'

/** Every step of every table, in the order in which they are taken. */
export function migrationsOf(rooms: readonly RoomServer[]): readonly Migration[] {
  return [...auditMigrations, ...personalMigrations, ...backupMigrations, ...rooms.flatMap((room) => room.migrations)]
}

export interface Circumstances extends Opening {
  /** How full the disk is; the real one unless a test says otherwise. */
  readonly disk?: Disk
  /** Before further steps on an office's rows a backup is made, except where one is just being restored. */
  readonly backUpFirst?: boolean
}

/** Opens the data and puts the rooms on it, in their order. `close` ends long work first, then the database. */
export async function openContext(
  config: Config,
  rooms: readonly RoomServer[],
  clock: Clock = systemClock,
  { disk = makeDisk(config.dataDir), backUpFirst = true, ...opening }: Circumstances = {},
): Promise<Context & { close(): Promise<void> }> {
  refuseInside(config.keyFile, config.dataDir)
  const database = await openDatabase(config, { guard: disk.demandRoom, ...opening })
  try {
    const personal = makePersonalRegistry(rooms)
    await migrate(database, migrationsOf(rooms), {
      before: backUpFirst ? () => backUpBeforeUpgrade(config, database, clock) : undefined,
    })
    const jobs = makeJobs(clock, (error, job) => {
      if (config.logLevel !== 'silent')
        console.error(JSON.stringify({ level: 'error', job: job.id, kind: job.kind, error: describeError(error) }))
    })
    const localScope = (): Scope => consoleScope(config.district)
    const context: Context = {
      config,
      database,
      jobs,
      clock,
      reactions: makeReactions(),
      secrets: await openKeysFor(database, config, personal.sealed),
      personal,
      gates: makeGates(),
      disk,
      metrics: makeMetrics(),
      auditWords: new Map(
        [platformAuditWords, ...rooms.map((room) => room.auditWords ?? {})].flatMap((words) => Object.entries(words)),
      ),
      catalogue: catalogueOf(rooms),
      auditSubjects: rooms.flatMap(({ auditSubjects }) => auditSubjects ?? []),
      localScope,
    }
    for (const room of rooms) room.react?.(context)
    for (const room of rooms) await room.prepare?.(context)
    return {
      ...context,
      async close() {
        await jobs.drain()
        context.metrics.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function backUpBeforeUpgrade(config: Config, database: Database, clock: Clock): Promise<void> {
  await makeBackup(config, database, {
    why: 'before-upgrade',
    at: clock.now(),
    passphrase: givenPassphrase(),
    say: () => {},
  })
}

export async function makeApp(
  context: Context,
  rooms: readonly RoomServer[],
  more: (app: FastifyInstance) => void = () => {},
): Promise<FastifyInstance> {
  const app = await makeServer(context.config)
  servePlatform(app, context)
  for (const room of rooms) room.serve(app, context)
  more(app)
  await finishServer(app, context.config)
  await app.ready()
  return app
}

export function consoleScope(district: string): Scope {
  return admit(district, everybody('本机'), { verb: 'platform.operate', from: '控制台', request: null })
}
