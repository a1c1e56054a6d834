import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { dayInChina } from '../../kernel/day.ts'
import { makeId } from '../../kernel/ids.ts'
import { seededRandom } from '../../kernel/random.ts'
import { systemClock, type Clock } from './clock.ts'
import { openContext } from './compose.ts'
import { readConfig } from './config.ts'
import type { Context, RoomServer } from './room.ts'

/** A real database for a test: embedded in a folder of its own, or a fresh one on the server named by TEST_DATABASE_URL. */
export interface TestContext extends Context {
  /** Ends the work, closes the database and removes it. */
  close(): Promise<void>
}

export async function openTestContext(rooms: readonly RoomServer[], clock: Clock = systemClock): Promise<TestContext> {
  const server = process.env['TEST_DATABASE_URL']
  const made = server === undefined ? makeFolder() : await makeServerDatabase(server)
  const config = readConfig({ data: made.dataDir, logLevel: 'silent' }, { DATABASE_URL: made.url })
  try {
    const context = await openContext(config, rooms, clock)
    return {
      ...context,
      async close() {
        await context.close()
        await made.remove()
      },
    }
  } catch (error) {
    await made.remove()
    throw error
  }
}

/** A clock that stands still until it is moved, with ids from a seed. */
export function stillClock(start: string, seed = 1): Clock & { move(to: string): void } {
  let at = new Date(start)
  let made = 0
  const random = seededRandom(seed)
  return {
    now: () => at,
    today: () => dayInChina(at),
    // Ids sort by time; counting on keeps them in the order of their making while the clock stands.
    id: () => makeId(at.getTime() + made++, () => random.next()),
    move(to) {
      at = new Date(to)
    },
  }
}

interface Made {
  readonly dataDir: string
  readonly url: string | undefined
  remove(): Promise<void>
}

function makeFolder(): Made {
  const dataDir = mkdtempSync(join(tmpdir(), 'juxin-test-'))
  return { dataDir, url: undefined, remove: async () => rmSync(dataDir, { recursive: true, force: true }) }
}

async function makeServerDatabase(server: string): Promise<Made> {
  const name = `juxin_test_${randomBytes(6).toString('hex')}`
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const folder = makeFolder()
  return {
    dataDir: folder.dataDir,
    url: url.href,
    async remove() {
      await run(`drop database ${name} with (force)`)
      await folder.remove()
    },
  }
}
