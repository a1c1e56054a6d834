import { existsSync, mkdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOffice, type Office } from '../api/office.ts'

/** Nothing of a person is kept that the list of personal columns does not know, and nothing longer than it says. */
let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('every column whose name speaks of a person is on the list', async () => {
  const { rows } = await sql<{ place: string }>`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and data_type = 'text'
      and column_name ~ '^(instructor|liaison|contact|secretary|phone|mobile|email|identity|id_number|id_card|member_name|person)(_|$)'
      and column_name !~ 'hash$' order by 1`.execute(office.context.database.owner)
  const known = new Set(office.context.personal.columns.map(({ table, column }) => `${table}.${column}`))
  expect(rows.map(({ place }) => place)).toContain('unit.instructor')
  expect(rows.map(({ place }) => place).filter((place) => !known.has(place))).toEqual([])
})

test('every column on the list is there, and whatever is sealed has a key to be sealed anew by', async () => {
  const { columns, sealed } = office.context.personal
  for (const { table, column } of [...columns, ...sealed]) {
    const [name = '', entry] = column.split('.')
    const { rows } = await sql<{ type: string }>`select data_type as type from information_schema.columns
      where table_name = ${table} and column_name = ${name}`.execute(office.context.database.owner)
    expect([table, column, rows[0]?.type]).toEqual([table, column, entry === undefined ? 'text' : 'jsonb'])
  }
  for (const { table, key } of sealed) {
    const { rows } = await sql<{ name: string }>`select a.attname as name from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = ${table}::regclass and i.indisprimary order by 1`.execute(office.context.database.owner)
    expect([table, rows.map(({ name }) => name)]).toEqual([table, ['district', ...key].sort()])
  }
})

test('kinds of keeping have ids of their own, and no default below what the law demands', () => {
  const { retention } = office.context.personal
  expect(new Set(retention.map(({ id }) => id)).size).toBe(retention.length)
  for (const { id, months, least } of retention) expect([id, (months ?? 1200) >= (least ?? 0)]).toEqual([id, true])
})

test('originals of broken-off imports and settings of former instructors go in time', async () => {
  const { context } = office
  const uploads = join(context.config.dataDir, 'uploads')
  const [old, fresh] = [join(uploads, 'old'), join(uploads, 'fresh')]
  for (const folder of [old, fresh]) mkdirSync(folder, { recursive: true })
  const now = context.clock.now()
  utimesSync(old, new Date(now.getTime() - 60 * 86_400_000), new Date(now.getTime() - 60 * 86_400_000))
  utimesSync(fresh, now, now)
  for (const [name, at] of [
    ['从前人', '2020-01-01'],
    ['近来人', now.toISOString()],
  ]) {
    await sql`insert into planner_instructor (district, name, leaving, conflicts, note, changed_at)
      values (${context.config.district}, ${name}, false, '{}', '', ${at})`.execute(context.database.owner)
  }
  const { job } = await office.send<{ job: string }>('POST', '/api/personal/retention/run')
  const done = await office.finished(job)
  expect([done.state, done.result?.['erased']]).toEqual(['done', 2])
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
  const { rows } = await sql<{ name: string }>`select name from planner_instructor`.execute(context.database.owner)
  expect(rows).toEqual([{ name: '近来人' }])
})
