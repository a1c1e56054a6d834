import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { makeBackup } from '../../src/platform/server/backup/make-backup.ts'
import { rollBack } from '../../src/platform/server/backup/roll-back.ts'
import { auditMigrations } from '../../src/platform/server/audit.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { openDatabase, rowsOf } from '../../src/platform/server/db/database.ts'
import { migrate, type Migration } from '../../src/platform/server/db/migrate.ts'
import { openSecrets } from '../../src/platform/server/secrets.ts'
import { auditServer } from '../../src/rooms/audit/server/index.ts'
import { notes } from './ledger-of-notes.ts'
import { emptyDatabasePlace } from './places.ts'

const server = process.env['TEST_DATABASE_URL'] ?? ''
const base = mkdtempSync(join(tmpdir(), 'juxin-back-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const old = [...auditMigrations, ...auditServer.migrations, notes]
const added: Migration = { room: 'note', number: 2, sql: 'alter table note add column more text' }
const at = new Date('2026-11-22T09:00:00+08:00')
const quiet = (): void => {}

describe.skipIf(server === '')('rollback on the server database', () => {
  test('puts the schema aside whole, brings the rows of before, and brings all back when it fails', async () => {
    const place = await emptyDatabasePlace(readConfig({ data: join(base, 'data') }, {}), server)
    const config = { ...place.config, keyFile: join(base, 'keys.json') }
    openSecrets(config.keyFile)
    const order = { config, migrations: [...old, added], say: quiet, prove: async () => {} }
    const countIn = async (schema: string, where: string): Promise<number | undefined> => {
      const database = await openDatabase(config)
      const query = sql<{ n: number }>`select count(*) as n from ${sql.id(schema, 'note')} where ${sql.raw(where)}`
      const [row] = await rowsOf(database.owner, query)
      await database.close()
      return row?.n
    }
    try {
      const database = await openDatabase(config)
      await migrate(database, old)
      await sql`insert into note select 'local', n, 'before' from generate_series(1, 20) n`.execute(database.owner)
      await sql`insert into audit (district, id, at, actor, action, details) values ('local', 'a', now(), 'x', 'note.written', '{}')`.execute(
        database.owner,
      )
      const before = async (): Promise<void> =>
        void (await makeBackup(config, database, { why: 'before-upgrade', at, passphrase: null, say: quiet }))
      expect(await migrate(database, [...old, added], { before })).toBe(1)
      await sql`update note set words = 'after', more = 'x'`.execute(database.owner)
      // Whoever is still connected would go on writing into what is put aside.
      await expect(rollBack(order, null, at)).rejects.toThrow('连着数据库')
      await database.close()
      expect(await countIn('public', `words = 'after'`)).toBe(20)

      const failing = { ...order, prove: () => Promise.reject(new Error('not proved')) }
      await expect(rollBack(failing, null, at)).rejects.toThrow('not proved')
      expect(await countIn('public', `more = 'x'`)).toBe(20)

      const { aside, loaded } = await rollBack(order, null, at)
      expect(aside).toBe('before_rollback_20261122_090000')
      expect(loaded.rows).toBeGreaterThanOrEqual(21)
      expect(await countIn('public', `words = 'before'`)).toBe(20)
      expect(await countIn(aside, `more = 'x'`)).toBe(20)
      const back = await openDatabase(config)
      expect(await migrate(back, old)).toBe(0)
      await back.close()
    } finally {
      await place.remove()
    }
  })
})
