import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askAtDoor, openDoor } from '../../src/platform/server/backup/door.ts'
import { listBackups } from '../../src/platform/server/backup/list.ts'
import { makeBackup } from '../../src/platform/server/backup/make-backup.ts'
import { rollBack } from '../../src/platform/server/backup/roll-back.ts'
import { auditMigrations } from '../../src/platform/server/audit.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { openDatabase, rowsOf } from '../../src/platform/server/db/database.ts'
import { migrate, type Migration } from '../../src/platform/server/db/migrate.ts'
import { openSecrets } from '../../src/platform/server/secrets.ts'
import { auditServer } from '../../src/rooms/audit/server/index.ts'
import { copyEmptyDatabase } from '../../src/platform/server/testing.ts'
import { notes, openNotes } from './ledger-of-notes.ts'

const base = mkdtempSync(join(tmpdir(), 'juxin-upgrade-'))
const data = join(base, 'data')
const config = { ...readConfig({ data }, {}), databaseUrl: null, keyFile: join(base, 'keys.json') }
const old = [...auditMigrations, ...auditServer.migrations, notes]
const added: Migration = { room: 'note', number: 2, sql: 'alter table note add column more text' }
const failing: Migration = { room: 'note', number: 2, sql: 'alter table note add column more no_such_type' }
const quiet = (): void => {}
const wanted = { at: new Date('2026-11-22T09:00:00+08:00'), passphrase: null, say: quiet }

beforeAll(async () => {
  openSecrets(config.keyFile)
  await copyEmptyDatabase(data)
  const office = await openNotes(data)
  for (let id = 1; id <= 20; id++) await office.write(id, `第 ${id} 条`)
  await office.database.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('an upgrade', () => {
  test('whose backup fails is not begun', async () => {
    const database = await openDatabase(config)
    const before = (): Promise<void> => Promise.reject(new Error('磁盘空间不够'))
    await expect(migrate(database, [...old, added], { before })).rejects.toThrow('没有升级')
    await expect(sql`select more from note`.execute(database.owner)).rejects.toThrow('more')
    await database.close()
  })

  test('that fails half way says how to go back; the step leaves nothing', async () => {
    const database = await openDatabase(config)
    await expect(migrate(database, [...old, failing])).rejects.toThrow('juxin rollback')
    expect(await migrate(database, old)).toBe(0)
    await database.close()
  })

  test('backs up first, and rollback brings the rows and tables of before, keeping those of after', async () => {
    const database = await openDatabase(config)
    const before = async (): Promise<void> =>
      void (await makeBackup(config, database, { ...wanted, why: 'before-upgrade' }))
    expect(await migrate(database, [...old, added], { before })).toBe(1)
    await sql`update note set words = 'after', more = 'x'`.execute(database.owner)
    // Nothing is pending now: no second backup.
    await migrate(database, [...old, added], { before: () => Promise.reject(new Error('no')) })
    await database.close()
    expect(await listBackups(join(data, 'backups'))).toMatchObject([{ why: 'before-upgrade', verified: true }])

    const order = { config, migrations: [...old, added], say: quiet, prove: async () => {} }
    const { aside, loaded } = await rollBack(order, null, wanted.at)
    expect(loaded.rows).toBeGreaterThanOrEqual(40)
    const back = await openDatabase(config)
    // The older program finds its own steps and nothing newer.
    expect(await migrate(back, old)).toBe(0)
    expect(await rowsOf(back.owner, sql`select count(*) as n from note where words like '第 %'`)).toEqual([{ n: 20 }])
    await back.close()
    const kept = await openDatabase({ ...config, dataDir: aside })
    expect(await rowsOf(kept.owner, sql`select count(*) as n from note where more = 'x'`)).toEqual([{ n: 20 }])
    await kept.close()
    expect(readdirSync(dirname(data))).toContain('data.before-rollback-20261122-090000')
  })

  test('without a backup of before there is nothing to roll back, and the data stays', async () => {
    const empty = { ...config, dataDir: join(base, 'other') }
    await copyEmptyDatabase(empty.dataDir)
    const order = { config: empty, migrations: old, say: quiet, prove: async () => {} }
    await expect(rollBack(order, null, wanted.at)).rejects.toThrow('没有升级前的备份')
    expect(readdirSync(empty.dataDir)).toContain('db')
  })
})

test('the door lets in who holds the token of the folder, and nobody else', async () => {
  const folder = mkdtempSync(join(base, 'door-'))
  const made = { path: 'p', name: 'n', bytes: 1, rows: 2, files: 0, passphrase: true }
  const asked: (string | null)[] = []
  const door = await openDoor(folder, async (passphrase, say) => {
    asked.push(passphrase)
    say('备份 unit', 0.5)
    return made
  })
  const said: string[] = []
  expect(await askAtDoor(folder, '口令', (doing) => said.push(doing))).toEqual(made)
  expect(said).toEqual(['备份 unit'])
  expect(asked).toEqual(['口令'])
  const { readFileSync, statSync } = await import('node:fs')
  const key = JSON.parse(readFileSync(join(folder, 'juxin.door'), 'utf8')) as { port: number; token: string }
  if (process.platform !== 'win32') expect(statSync(join(folder, 'juxin.door')).mode & 0o777).toBe(0o600)
  const knock = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`http://127.0.0.1:${key.port}/backup`, { method: 'POST', headers })).status
  expect(await knock({})).toBe(404)
  expect(await knock({ 'x-juxin-token': key.token.replace(/./g, '0') })).toBe(404)
  expect(await knock({ 'x-juxin-token': key.token, origin: 'http://127.0.0.1' })).toBe(404)
  await door.close()
  expect(await askAtDoor(folder, null, quiet)).toBe(null)
})
