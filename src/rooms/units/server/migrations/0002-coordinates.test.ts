import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readConfig } from '../../../../platform/server/config.ts'
import { openDatabase } from '../../../../platform/server/db/database.ts'
import { migrate } from '../../../../platform/server/db/migrate.ts'
import { units1 } from './0001-units.ts'
import { units2 } from './0002-coordinates.ts'

test('a ledger of the first version keeps its units, without point and superior', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'juxin-units-'))
  const database = await openDatabase({ ...readConfig({ data: folder, logLevel: 'silent' }, {}), databaseUrl: null })
  try {
    expect(await migrate(database, [units1])).toBe(1)
    await database.writeAsOwner(async (tx) => {
      await sql`insert into unit (district, id, name, kind, path, place, size, life, sources, coverage, due, reason, must,
          with_member, search, changed_at)
        values ('local', 'u1', '宁波样例模具厂', 'enterprise', '330212/', '{}', 'small', 'operating', '{}', 'none', 'nothing', '',
          false, false, '', '2026-11-20T00:00:00Z')`.execute(tx)
    })
    expect(await migrate(database, [units1, units2])).toBe(1)
    expect(await migrate(database, [units1, units2])).toBe(0)
    const { rows } = await sql`select name, lng, lat, parent_name from unit`.execute(database.owner)
    expect(rows).toEqual([{ name: '宁波样例模具厂', lng: null, lat: null, parent_name: null }])
    await database.writeAsOwner(async (tx) => {
      await sql`update unit set lng = 121.544012, lat = 29.812345`.execute(tx)
    })
    const placed = await sql`select lng, lat from unit`.execute(database.owner)
    expect(placed.rows).toEqual([{ lng: 121.544012, lat: 29.812345 }])
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
