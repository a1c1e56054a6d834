import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Verdict } from '../../contract.ts'
import { openTrail, type Trail } from '../../testing.ts'
import { findHead } from '../seal.ts'
import { verifyChain } from './verify.ts'

let trail: Trail
beforeAll(async () => {
  trail = await openTrail()
})
afterAll(() => trail.context.close())

type Named = {
  readonly kind: Verdict['faults'][number]['kind']
  readonly seal: number | null
  readonly row: string | null
}

interface World {
  readonly ids: readonly string[]
  readonly sealOf: ReadonlyMap<string, number>
  readonly seals: number
  pick<T>(from: readonly T[]): T
}

/** One act of tampering; returns what must be named, in any order. */
type Act = (world: World) => Promise<Named[]>

const COLUMNS = ['at', 'actor', 'account', 'acting_for', 'came_from', 'request', 'action', 'subject', 'path', 'details']
const OTHER: Readonly<Record<string, string>> = {
  at: `at + interval '1 microsecond'`,
  acting_for: `acting_for || '{甲}'`,
  details: `details || '{"x": 1}'`,
}
const SEAL_COLUMNS: Readonly<Record<string, string>> = {
  at: `at + interval '1 second'`,
  rows: 'rows + 1',
  total: 'total + 1',
  ids: `ids || '{zzzzzzzzzzzzzzzzzzzz}'`,
  row_hashes: `set_byte(row_hashes, 0, 255 - get_byte(row_hashes, 0))`,
  previous: `set_byte(previous, 0, 255 - get_byte(previous, 0))`,
  hash: `set_byte(hash, 0, 255 - get_byte(hash, 0))`,
}

const acts: Readonly<Record<string, Act>> = {
  nothing: async () => [],
  'a column changed': async ({ ids, sealOf, pick }) => {
    const [id, column] = [pick(ids), pick(COLUMNS)]
    const value = OTHER[column] ?? `coalesce(${column}, '') || '改'`
    await trail.tamper(sql`update audit set ${sql.ref(column)} = ${sql.raw(value)} where id = ${id}`)
    return [{ kind: 'changed', seal: sealOf.get(id) ?? 0, row: id }]
  },
  'a row removed': async ({ ids, sealOf, pick }) => {
    const id = pick(ids)
    await trail.tamper(sql`delete from audit where id = ${id}`)
    return [{ kind: 'removed', seal: sealOf.get(id) ?? 0, row: id }]
  },
  'a row added with an earlier date': async ({ ids, pick }) => {
    const like = pick(ids)
    const id = `${like.slice(0, -1)}${like.endsWith('0') ? '1' : '0'}`
    await trail.tamper(sql`insert into audit (district, id, at, actor, action, subject, details)
      select district, ${id}, at, actor, action, subject, details from audit where id = ${like}`)
    return [{ kind: 'added', seal: null, row: id }]
  },
  'a row added at the end': async () => {
    await trail.tamper(sql`insert into audit (district, id, at, actor, action, details)
      select district, 'zzzzzzzzzzzzzzzzzzzz', at, actor, action, details from audit limit 1`)
    return [{ kind: 'added', seal: null, row: 'zzzzzzzzzzzzzzzzzzzz' }]
  },
  'two rows exchanged': async ({ ids, sealOf, pick }) => {
    const one = pick(ids)
    const other = pick(ids.filter((id) => id !== one))
    const [spare, moved] = ['spare', sql.raw('id')]
    await trail.tamper(sql`update audit set id = ${spare} where ${moved} = ${one}`)
    await trail.tamper(sql`update audit set id = ${one} where id = ${other}`)
    await trail.tamper(sql`update audit set id = ${other} where id = ${spare}`)
    return [one, other].map((id) => ({ kind: 'changed', seal: sealOf.get(id) ?? 0, row: id }))
  },
  'a column of a seal changed': async ({ seals, pick }) => {
    const no = pick(Array.from({ length: seals }, (_, at) => at + 1))
    const column = pick(Object.keys(SEAL_COLUMNS))
    await trail.tamper(
      sql`update audit_seal set ${sql.ref(column)} = ${sql.raw(SEAL_COLUMNS[column] ?? '')} where no = ${no}`,
    )
    return [{ kind: 'seal-broken', seal: no, row: null }]
  },
  'a seal taken out of the middle': async ({ seals, pick }) => {
    const no = pick(Array.from({ length: seals - 1 }, (_, at) => at + 1))
    await trail.tamper(sql`delete from audit_seal where no = ${no}`)
    return [{ kind: 'seal-broken', seal: no, row: null }]
  },
  'two seals exchanged': async ({ seals, pick }) => {
    const one = pick(Array.from({ length: seals }, (_, at) => at + 1))
    const other = pick(Array.from({ length: seals }, (_, at) => at + 1).filter((no) => no !== one))
    await trail.tamper(sql`update audit_seal set no = -1 where no = ${one}`)
    await trail.tamper(sql`update audit_seal set no = ${one} where no = ${other}`)
    await trail.tamper(sql`update audit_seal set no = ${other} where no = -1`)
    return [one, other].map((seal) => ({ kind: 'reordered', seal, row: null }))
  },
  'the newest seals cut off with their rows': async ({ seals, pick }) => {
    const keep = pick(Array.from({ length: seals }, (_, at) => at))
    await trail.tamper(sql`delete from audit where id in (select unnest(ids) from audit_seal where no > ${keep})`)
    await trail.tamper(sql`delete from audit_seal where no > ${keep}`)
    return [{ kind: 'head-missing', seal: seals, row: null }]
  },
  'the newest seals cut off, rows left': async ({ seals, pick }) => {
    const keep = pick(Array.from({ length: seals }, (_, at) => at))
    await trail.tamper(sql`delete from audit_seal where no > ${keep}`)
    return [{ kind: 'head-missing', seal: seals, row: null }]
  },
}

test('one act of tampering with a random trail is named exactly; an untouched one verifies', async () => {
  const step = fc.record({
    rows: fc.integer({ min: 1, max: 6 }),
    jump: fc.constantFrom(0, 0, 0, 61_000, -3_600_000, 86_400_000),
    most: fc.constantFrom(2, 3, 100),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 4 }),
      fc.constantFrom(...Object.keys(acts)),
      fc.infiniteStream(fc.nat(1_000_000)),
      async (steps, name, numbers) => {
        await trail.empty()
        for (const { rows, jump, most } of steps) {
          await trail.write(rows)
          await trail.seal(most)
          trail.clock.advance(jump)
        }
        const { database } = trail.context
        const seals = await rowsOf<{ no: number; ids: string[] }>(database.owner, sql`select no, ids from audit_seal`)
        const head = await findHead(database.gate, trail.district)
        const named = await (acts[name] as Act)({
          ids: await trail.ids(),
          sealOf: new Map(seals.flatMap(({ no, ids }) => ids.map((id) => [id, no] as const))),
          seals: seals.length,
          pick: (from) => from[(numbers.next().value as number) % from.length] as (typeof from)[number],
        })
        const found = await verifyChain(database.gate, trail.district, { noted: head })
        const plain = found.faults.map(({ kind, seal, row }) => ({ kind, seal, row }))
        expect(plain).toHaveLength(named.length)
        expect(plain).toEqual(expect.arrayContaining(named))
        expect(found.ok).toBe(named.length === 0)
      },
    ),
    { seed: 20261122, numRuns: 120 },
  )
})
