import { sql } from 'kysely'
import { auditServer } from '../../src/rooms/audit/server/index.ts'
import { sealWaiting } from '../../src/rooms/audit/server/seal.ts'
import { verifyChain } from '../../src/rooms/audit/server/verify/verify.ts'
import { auditMigrations, writeAudit } from '../../src/platform/server/audit.ts'
import { systemClock, type Clock } from '../../src/platform/server/clock.ts'
import { consoleScope } from '../../src/platform/server/compose.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { openDatabase, rowsOf, type Database, type Opening } from '../../src/platform/server/db/database.ts'
import { migrate } from '../../src/platform/server/db/migrate.ts'
import { protect } from '../../src/platform/server/db/policies.ts'

/** The smallest office that has everything durability is about: rows of its own, the trail and its chain. */
const DISTRICT = 'local'

export const notes = {
  room: 'note',
  number: 1,
  sql: `create table note (district text not null, id int not null, words text not null, primary key (district, id));
${protect({ table: 'note', part: 'everybody' })}`,
}

export interface Notes {
  readonly database: Database
  /** A row and its row in the trail; acknowledged when it comes back. */
  write(id: number, words: string): Promise<void>
  seal(): Promise<void>
  /** Ids of the rows, and of those the trail tells of. */
  read(): Promise<{ rows: number[]; told: number[] }>
  verify(): Promise<{ ok: boolean; sentence: string }>
}

export async function openNotes(folder: string, opening: Opening = {}, clock: Clock = systemClock): Promise<Notes> {
  const config = readConfig({ data: folder, logLevel: 'silent' }, {})
  const database = await openDatabase({ ...config, databaseUrl: null, district: DISTRICT }, opening)
  try {
    await migrate(database, [...auditMigrations, ...auditServer.migrations, notes])
  } catch (error) {
    await database.close().catch(() => {})
    throw error
  }
  const scope = consoleScope(DISTRICT)
  return {
    database,
    write: (id, words) =>
      database.write(scope, async (tx) => {
        await sql`insert into note (district, id, words) values (${DISTRICT}, ${id}, ${words})`.execute(tx)
        await writeAudit(tx, scope, clock, 'note.written', String(id))
      }),
    async seal() {
      await sealWaiting(database, clock, DISTRICT)
    },
    async read() {
      const rows = await rowsOf<{ id: number }>(database.owner, sql`select id from note order by id`)
      const told = await rowsOf<{ id: number }>(
        database.owner,
        sql`select subject::int as id from audit where action = 'note.written' order by 1`,
      )
      return { rows: rows.map(({ id }) => id), told: told.map(({ id }) => id) }
    },
    verify: () => verifyChain(database.gate, DISTRICT),
  }
}
