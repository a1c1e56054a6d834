import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../../kernel/problem.ts'
import { readConfig } from '../config.ts'
import { copyEmptyDatabase } from '../testing.ts'
import { openDatabase, rowsOf, type Database } from './database.ts'

let folder: string
let database: Database

const open = (): Promise<Database> =>
  openDatabase({ ...readConfig({ data: folder, logLevel: 'silent' }, {}), databaseUrl: null })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juxin-db-'))
  await copyEmptyDatabase(folder)
  database = await open()
  await database.writeAsOwner(async (tx) => {
    await sql`create table note (id int primary key, words text, list text[], more jsonb)`.execute(tx)
  })
})

afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the embedded database', () => {
  test('every commit reaches the disk: as many fsync calls as commits, at least', async () => {
    const before = database.syncs() ?? 0
    for (let id = 0; id < 100; id++) {
      await database.writeAsOwner(async (tx) => {
        await sql`insert into note (id) values (${id})`.execute(tx)
      })
    }
    const calls = (database.syncs() ?? 0) - before
    expect(calls).toBeGreaterThanOrEqual(100)
    expect(calls).toBeLessThan(120)
  })

  test('reading alone does not touch the disk', async () => {
    const before = database.syncs() ?? 0
    for (let time = 0; time < 20; time++) await rowsOf(database.owner, sql`select * from note`)
    expect((database.syncs() ?? 0) - before).toBe(0)
  })

  test('a second process on the folder is told who holds it', async () => {
    const second = open()
    await expect(second).rejects.toThrow(Problem)
    await expect(second).rejects.toThrow(String(process.pid))
  })

  test('a transaction that fails leaves nothing, copied rows included', async () => {
    const failing = database.writeAsOwner(async (tx) => {
      await database.copy(tx, 'note', ['id'], [[1], [2]])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await rowsOf(database.owner, sql`select * from note`)).toEqual([])
  })

  test('copy keeps tabs, line ends, backslashes, quotes and nulls as they are', async () => {
    const words = 'a\tb\nc\\d"e\r\'{},中'
    await database.writeAsOwner(async (tx) => {
      await database.copy(
        tx,
        'note',
        ['id', 'words', 'list', 'more'],
        [
          [1, words, [words, ''], { words }],
          [2, null, [], null],
        ],
      )
    })
    expect(await rowsOf(database.owner, sql`select * from note order by id`)).toEqual([
      { id: 1, words, list: [words, ''], more: { words } },
      { id: 2, words: null, list: [], more: null },
    ])
  })

  test('a reader never sees what an open transaction has written', async () => {
    let seen: unknown[] = []
    let reading: Promise<void> = Promise.resolve()
    await database.writeAsOwner(async (tx) => {
      await sql`insert into note (id) values (7)`.execute(tx)
      reading = rowsOf(database.owner, sql`select * from note`).then((rows) => void (seen = rows))
      await new Promise((wait) => setTimeout(wait, 20))
      expect(seen).toEqual([])
    })
    await reading
    expect(seen).toHaveLength(1)
  })
})
