import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOTHING, type Reach } from '../../src/kernel/scope.ts'
import { writeAudit } from '../../src/platform/server/audit.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { mintScope } from '../../src/platform/server/mint-scope.ts'
import { openOffice, sampleFiles, type Office } from '../api/office.ts'

interface Unit {
  readonly id: string
  readonly path: string
  readonly section: string | null
}

let office: Office
let units: Unit[]
beforeAll(async () => {
  office = await openOffice()
  const dropped = await office.drop(await sampleFiles(office.folder, 120))
  await office.commit(dropped.id)
  const { database, clock } = office.context
  units = await rowsOf<Unit>(database.owner, sql`select id, path, section from unit order by id`)
  const scope = office.context.localScope()
  await database.write(scope, async (tx) => {
    for (const { id, path } of units) await writeAudit(tx, scope, clock, 'units.edit', id, {}, { path })
  })
})
afterAll(() => office.close())

async function seen(reach: Partial<Reach>): Promise<string[]> {
  const { database, localScope } = office.context
  const scope = mintScope({ ...localScope(), account: 'somebody', ...NOTHING, ...reach })
  const rows = await rowsOf<{ subject: string }>(
    database.as(scope),
    sql`select subject from audit where action = 'units.edit' order by subject`,
  )
  return rows.map(({ subject }) => subject)
}

const ids = (of: (unit: Unit) => boolean): string[] =>
  units
    .filter(of)
    .map(({ id }) => id)
    .sort()

test('a part is shown what was done to the units that it reaches, by whichever kind of reach, and nothing else', async () => {
  expect(await seen({})).toEqual([])
  const [one] = units
  const path = one?.path.split('/').slice(0, 3).join('/') ?? ''
  expect(await seen({ paths: [`${path}/`] })).toEqual(ids((unit) => unit.path.startsWith(`${path}/`)))
  expect(await seen({ units: [one?.id ?? ''] })).toEqual([one?.id])
  const section = units.find((unit) => unit.section !== null)?.section ?? ''
  const line = ids((unit) => unit.section === section)
  expect(line.length).toBeGreaterThan(0)
  expect(line.length).toBeLessThan(units.length)
  expect(await seen({ lines: [{ section, path: '' }] })).toEqual(line)
})
