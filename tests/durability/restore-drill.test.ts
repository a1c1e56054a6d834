import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proveRestored, type Proof } from '../../src/apps/cli/prove-restored.ts'
import { rooms } from '../../src/apps/server/rooms.ts'
import { seededRandom } from '../../src/kernel/random.ts'
import type { Made } from '../../src/platform/server/backup/run-backup.ts'
import { makeBackup } from '../../src/platform/server/backup/make-backup.ts'
import { moveOffice } from '../../src/platform/server/backup/move.ts'
import { checkBackup } from '../../src/platform/server/backup/read-backup.ts'
import { restoreBackup } from '../../src/platform/server/backup/restore.ts'
import { makeApp, migrationsOf, openContext } from '../../src/platform/server/compose.ts'
import type { Config } from '../../src/platform/server/config.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { testClock } from '../../src/platform/server/testing.ts'
import { openOffice, sampleFiles, type Office } from '../api/office.ts'
import { emptyFolderPlace, emptyPlaces, type Place } from './places.ts'

/**
 * The restore drill: an office that has worked is backed up while it is open, restored into both kinds of database, and
 * must answer the same figures there.
 */
const QUESTIONS = [
  '/api/coverage',
  '/api/coverage/table?by=town',
  '/api/coverage/table?by=industry',
  '/api/units?limit=200',
  '/api/units/count',
  '/api/areas',
  '/api/plans/latest',
]
const PASSPHRASE = '一二三四五六七八九十十一'

let office: Office
let made: Made
let figures: unknown[]
const backups = mkdtempSync(join(tmpdir(), 'juxin-backups-'))
const quiet = (): void => {}

const orderFor = (config: Config, proofs: Proof[] = []) => ({
  config,
  migrations: migrationsOf(rooms),
  say: quiet,
  prove: async (at: Config) => void proofs.push(await proveRestored(at, '演练')),
})

async function figuresOf(config: Config): Promise<unknown[]> {
  const context = await openContext(config, rooms, testClock())
  try {
    const app = await makeApp(context, rooms)
    const answers: unknown[] = []
    for (const url of QUESTIONS) answers.push((await app.inject(url)).json())
    await app.close()
    return answers
  } finally {
    await context.close()
  }
}

beforeAll(async () => {
  process.env['JUXIN_BACKUPS'] = backups
  office = await openOffice()
  const { id } = await office.drop(await sampleFiles(office.folder, 150))
  await office.commit(id)
  const planned = await office.send<{ job: string }>('POST', '/api/plans', {})
  await office.finished(planned.job)
  const { dataDir } = office.context.config
  mkdirSync(join(dataDir, 'papers/内'), { recursive: true })
  writeFileSync(join(dataDir, 'papers/内/名单.bin'), Buffer.from([0, 10, 13, 255]))
  writeFileSync(join(dataDir, 'papers/empty'), '')
  const doing: string[] = []
  made = await makeBackup(office.context.config, office.context.database, {
    why: 'by-hand',
    at: office.context.clock.now(),
    passphrase: PASSPHRASE,
    say: (what) => doing.push(what),
  })
  expect(made.passphrase).toBe(true)
  expect(doing).toContain('备份 unit')
  figures = await Promise.all(QUESTIONS.map((url) => office.get(url)))
})

afterAll(async () => {
  delete process.env['JUXIN_BACKUPS']
  await office.close()
  rmSync(backups, { recursive: true, force: true })
})

async function everywhere(work: (place: Place) => Promise<void>): Promise<void> {
  for (const place of await emptyPlaces(office.context.config)) {
    try {
      await work(place)
    } finally {
      await place.remove()
    }
  }
}

describe('restore drill', () => {
  test('the backup says what it is and reads back whole', async () => {
    const { keyFile } = office.context.config
    const { header, rows, closing } = await checkBackup(made.path, keyFile, null)
    expect(header.why).toBe('by-hand')
    expect(rows).toBe(made.rows)
    expect(closing.files).toBe(2)
    const [units] = await rowsOf<{ n: number }>(office.context.database.owner, sql`select count(*) as n from unit`)
    expect(closing.tables.find(({ name }) => name === 'unit')?.rows).toBe(units?.n)
    expect(units?.n).toBeGreaterThan(100)
    const line = readFileSync(made.path).subarray(0, 2000).toString()
    expect(line.startsWith('{"juxin":"backup"')).toBe(true)
  })

  test('restored into either database it has the same rows, files and figures', async () => {
    await everywhere(async (place) => {
      const proofs: Proof[] = []
      const loaded = await restoreBackup(made.path, null, orderFor(place.config, proofs))
      expect(loaded.rows).toBe(made.rows)
      expect(loaded.files).toBe(2)
      expect(proofs).toMatchObject([{ ok: true }])
      expect(readFileSync(join(place.config.dataDir, 'papers/内/名单.bin'))).toEqual(Buffer.from([0, 10, 13, 255]))
      expect(existsSync(join(place.config.dataDir, 'papers/empty'))).toBe(true)
      expect(existsSync(join(place.config.dataDir, 'restoring'))).toBe(false)
      expect(await figuresOf(place.config)).toEqual(figures)
      // A second time the place is not empty.
      await expect(restoreBackup(made.path, null, orderFor(place.config))).rejects.toThrow('已有数据')
      expect(await figuresOf(place.config)).toEqual(figures)
    })
  })

  test('on another machine the passphrase opens it and the keys come with it', async () => {
    const place = emptyFolderPlace(office.context.config)
    try {
      const keyFile = join(place.config.dataDir, '..', 'keys', 'keys.json')
      const there = { ...place.config, keyFile }
      await expect(restoreBackup(made.path, null, orderFor(there))).rejects.toThrow('密钥文件')
      await expect(restoreBackup(made.path, 'not the passphrase', orderFor(there))).rejects.toThrow('口令不对')
      expect(existsSync(there.dataDir)).toBe(false)
      await restoreBackup(made.path, PASSPHRASE, orderFor(there))
      expect(readFileSync(keyFile)).toEqual(readFileSync(office.context.config.keyFile))
      expect(await figuresOf(there)).toEqual(figures)
    } finally {
      await place.remove()
    }
  })

  test('a key file of somebody else is neither used nor overwritten', async () => {
    const place = emptyFolderPlace(office.context.config)
    try {
      const keyFile = join(place.config.dataDir, '..', 'other', 'keys.json')
      mkdirSync(join(keyFile, '..'), { recursive: true })
      const other = await import('../../src/platform/server/secrets.ts')
      other.openSecrets(keyFile)
      const before = readFileSync(keyFile)
      await expect(restoreBackup(made.path, PASSPHRASE, orderFor({ ...place.config, keyFile }))).rejects.toThrow(
        '另一套数据',
      )
      expect(readFileSync(keyFile)).toEqual(before)
    } finally {
      await place.remove()
    }
  })

  test('a damaged backup restores nothing, wherever the damage is', async () => {
    const bytes = readFileSync(made.path)
    const random = seededRandom(8)
    const first = bytes.indexOf(10) + 1
    const damaged = join(backups, 'damaged.jxb')
    for (const place of [first + 30, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ (1 << random.int(8))
      writeFileSync(damaged, changed)
      await everywhere(async (target) => {
        await expect(restoreBackup(damaged, null, orderFor(target.config))).rejects.toThrow('损坏')
        if (target.kind === 'embedded') expect(existsSync(target.config.dataDir)).toBe(false)
      })
    }
    writeFileSync(damaged, bytes.subarray(0, bytes.length - 10))
    await expect(checkBackup(damaged, office.context.config.keyFile, null)).rejects.toThrow('损坏')
    writeFileSync(damaged, 'name,code\n1,2\n')
    await expect(checkBackup(damaged, office.context.config.keyFile, null)).rejects.toThrow('不是聚新的备份')
    rmSync(damaged)
  })

  test('a restore that was killed half way is cleared and done again', async () => {
    const place = emptyFolderPlace(office.context.config)
    try {
      const half = join(place.config.dataDir, 'restoring', 'db')
      mkdirSync(half, { recursive: true })
      writeFileSync(join(half, 'PG_VERSION'), '18\n')
      await restoreBackup(made.path, null, orderFor(place.config))
      expect(await figuresOf(place.config)).toEqual(figures)
    } finally {
      await place.remove()
    }
  })
})

describe.skipIf(process.env['TEST_DATABASE_URL'] === undefined)('moving', () => {
  test('from the folder to the server and back: equal each time, and the source stays as it was', async () => {
    const [folder, server, back] = [
      ...(await emptyPlaces(office.context.config)),
      emptyFolderPlace(office.context.config),
    ] as [Place, Place, Place]
    try {
      await restoreBackup(made.path, null, orderFor(folder.config))
      const rows = (await moveOffice(folder.config, orderFor(server.config))).rows
      expect(await figuresOf(server.config)).toEqual(figures)
      expect(await figuresOf(folder.config)).toEqual(figures)
      const again = await moveOffice(server.config, orderFor(back.config))
      // Proving it adds a row or two to the trail.
      expect(again.rows).toBeGreaterThanOrEqual(rows)
      expect(await figuresOf(back.config)).toEqual(figures)
      await expect(moveOffice(folder.config, orderFor(server.config))).rejects.toThrow('已有数据')
      const open = await openContext(server.config, rooms)
      const another = emptyFolderPlace(office.context.config)
      await expect(moveOffice(server.config, orderFor(another.config))).rejects.toThrow('连着数据库')
      await open.close()
      await another.remove()
    } finally {
      for (const place of [folder, server, back]) await place.remove()
    }
  })
})
