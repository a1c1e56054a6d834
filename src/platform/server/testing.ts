import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { Day } from '../../kernel/day.ts'
import { makeId } from '../../kernel/ids.ts'
import { seededRandom } from '../../kernel/random.ts'
import type { Clock } from './clock.ts'
import { makeApp, openContext } from './compose.ts'
import { openEmbedded } from './db/embedded.ts'
import { readConfig } from './config.ts'
import type { Context, RoomServer } from './room.ts'

/** The lock file of dependencies names the engine's version, and with it the form of its files. */
const LOCK = createHash('sha256')
  .update(readFileSync(resolve(import.meta.dirname, '../../../package-lock.json')))
  .digest('hex')
  .slice(0, 12)

/** A real database with the given rooms on it, thrown away at `close`. */
export interface TestContext extends Context {
  /** The rooms' HTTP interface, for `inject`; made at the first call. */
  app(): Promise<FastifyInstance>
  close(): Promise<void>
}

/** Stands still unless moved; ids run in order from one seed. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void
}

export function testClock(start = '2026-11-21T09:00:00+08:00', seed = 1): TestClock {
  let millis = Date.parse(start)
  const random = seededRandom(seed)
  return {
    now: () => new Date(millis),
    today: () => new Date(millis + 8 * 3600_000).toISOString().slice(0, 10) as Day,
    id: () => makeId(millis++, random.next),
    advance: (milliseconds) => {
      millis += milliseconds
    },
  }
}

/**
 * Embedded in a temporary folder, or, when TEST_DATABASE_URL names a server, a database of its own there: the same tests
 * run on both.
 */
export async function openTestContext(rooms: readonly RoomServer[], clock: Clock = testClock()): Promise<TestContext> {
  const server = process.env['TEST_DATABASE_URL']
  const place = server === undefined ? await ownFolder() : await ownDatabase(server)
  // Beside the data, never in it.
  const keyFile = `${place.folder}.keys`
  try {
    const config = {
      ...readConfig({ data: place.folder, logLevel: 'silent' }, {}),
      databaseUrl: place.url,
      keyFile,
    }
    const context = await openContext(config, rooms, clock)
    let app: FastifyInstance | null = null
    return {
      ...context,
      async app() {
        app ??= await makeApp(context, rooms)
        return app
      },
      async close() {
        await app?.close()
        await context.close()
        await place.remove()
        rmSync(keyFile, { force: true })
      },
    }
  } catch (error) {
    await place.remove()
    throw error
  }
}

interface Place {
  readonly folder: string
  readonly url: string | null
  remove(): Promise<void>
}

/**
 * Making a database folder anew takes seconds, copying one a tenth of a second: the first test of a machine makes an empty
 * one, the others copy it.
 */
export async function copyEmptyDatabase(folder: string): Promise<void> {
  const template = join(tmpdir(), `juxin-template-${LOCK}`)
  if (!existsSync(template)) {
    const making = mkdtempSync(join(tmpdir(), 'juxin-making-'))
    const { pg: made } = await openEmbedded(making)
    await made.close()
    try {
      renameSync(making, template)
    } catch {
      rmSync(making, { recursive: true, force: true }) // another process was faster
    }
  }
  cpSync(template, folder, { recursive: true })
}

async function ownFolder(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'juxin-test-'))
  await copyEmptyDatabase(folder)
  return { folder, url: null, remove: async () => rmSync(folder, { recursive: true, force: true }) }
}

async function ownDatabase(server: string): Promise<Place> {
  const name = `juxin_test_${makeId(Date.now(), Math.random)}`
  await asAdmin(server, `create database ${name} encoding 'UTF8' template template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const folder = mkdtempSync(join(tmpdir(), 'juxin-test-'))
  return {
    folder,
    url: url.href,
    async remove() {
      await asAdmin(server, `drop database if exists ${name} with (force)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function asAdmin(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
