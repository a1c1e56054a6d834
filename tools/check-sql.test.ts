import { expect, test } from 'vitest'
import { findSqlPastParameters, judge } from './check-sql.ts'

const ways = (source: string): string[] => findSqlPastParameters('src/x.ts', source).map(({ way }) => way)

test.each([
  ['sql`select 1 from unit where name = ${sql.raw(name)}`', 'raw'],
  ['sql`select 1 from unit where name = ${sql.lit(name)}`', 'lit'],
  ['await client.query(statement)', 'driver'],
  ['await this.#client.query(statement, values)', 'driver'],
  ['await embedded.pg.exec(statement)', 'driver'],
  ['await pool.query(statement)', 'driver'],
  ['CompiledQuery.raw(text)', 'raw'],
  ['const q = `select name from unit where id = ${id}`', 'text'],
  ['const q = `DELETE FROM unit WHERE id = ${id}`', 'text'],
  ["const q = 'update unit set name = ' + name", 'text'],
  ['const q = `set local app.paths = ${paths}`', 'text'],
])('a planted way around parameters is found: %s', (source, way) => {
  expect(ways(source)).toContain(way)
})

test.each([
  'sql`select name from unit where id = ${id}`',
  'sql<{ id: string }>`select id from unit where name like ${pattern}`',
  'const words = `请从 ${from} 里选 (select)`',
  "const q = 'select name from unit'",
  'useQuery(api.query(name, input))',
])('what is parameterised or no SQL is left alone: %s', (source) => {
  expect(ways(source)).toEqual([])
})

test('what is not allowed, what is allowed without need and what has no reason are faults', () => {
  const found = findSqlPastParameters('src/rooms/a/server/reads.ts', 'sql`select ${sql.raw(text)} from unit`')
  const reason = 'chosen by a boolean'
  expect(judge(found, [])).toHaveLength(1)
  expect(judge(found, [{ file: 'src/rooms/a/server/reads.ts', ways: ['raw'], why: reason }])).toEqual([])
  expect(judge(found, [{ file: 'src/rooms/a/server/reads.ts', ways: ['lit'], why: reason }])).toHaveLength(2)
  expect(judge(found, [{ file: 'src/rooms/a/server/reads.ts', ways: ['raw'], why: '' }])).toHaveLength(1)
})
