import { describe, expect, test } from 'vitest'
import { findPastLocks, judge, type Way } from './check-locks.ts'

const room = 'src/rooms/units/server/reads.ts'
const faults: readonly (readonly [text: string, way: Way])[] = [
  ['const rows = await rowsOf(context.database.owner, query)', 'owner'],
  ['await database.writeAsOwner(async (tx) => {})', 'owner'],
  ['const { owner } = context.database', 'owner'],
  ['const { owner: db } = database', 'owner'],
  ['await rowsOf(context.database.gate, query)', 'gate'],
  ['const { writeAsGate } = context.database', 'gate'],
  ['const wide = { ...scope, paths: [""] }', 'forged'],
  ['run({ ...call.scope, units: [] })', 'forged'],
  ['const wide = { district, ...EVERYTHING } as Scope', 'forged'],
  ['const wide = {} as unknown as Scope', 'forged'],
]

describe('going past the locks is found', () => {
  test.each(faults)('%s', (text, way) => {
    const found = findPastLocks(room, text)
    expect(found.map((one) => one.way)).toEqual([way])
    expect(judge(found)).toHaveLength(1)
  })

  test.each([
    'await rowsOf(context.database.as(scope), query)',
    'await context.database.write(scope, work)',
    'const { district, paths } = scope',
    'job.owner === account',
    'const copy = { ...scopeOfWork }',
  ])('and nothing in: %s', (text) => {
    expect(findPastLocks(room, text)).toEqual([])
  })

  test('where it is at home it stays', () => {
    const at = (file: string, text: string): string[] => judge(findPastLocks(file, text))
    expect(at('src/platform/server/db/migrate.ts', 'database.writeAsOwner(work)')).toEqual([])
    expect(at('src/rooms/access/server/gate.ts', 'context.database.gate')).toEqual([])
    expect(at('src/rooms/access/server/gate.ts', 'context.database.owner')).toHaveLength(1)
    expect(at('src/rooms/units/server/reads.test.ts', 'context.database.owner')).toEqual([])
    expect(at('src/rooms/planner/server/reads.ts', 'context.database.gate')).toHaveLength(1)
  })
})
