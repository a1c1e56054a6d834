import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { openTrail, type Trail } from '../testing.ts'
import { findHead, countWaiting, sealWaiting } from './seal.ts'
import { readHead, writeHead } from './verify/noted-head.ts'
import { verifyChain } from './verify/verify.ts'

let trail: Trail
beforeAll(async () => {
  trail = await openTrail()
})
afterAll(() => trail.context.close())
beforeEach(() => trail.empty())

const verify = (head?: string) =>
  verifyChain(trail.context.database.gate, trail.district, { noted: head === undefined ? null : readHead(head) })

describe('seals', () => {
  test('take what waits, once, in order, no more than a seal holds', async () => {
    const ids = await trail.write(5)
    expect(await trail.seal(2)).toBe(3)
    expect(await trail.seal()).toBe(0)
    const seals = await rowsOf<{ no: number; ids: string[]; total: number }>(
      trail.context.database.gate,
      sql`select no, ids, total from audit_seal order by no`,
    )
    expect(seals).toEqual([
      { no: 1, ids: ids.slice(0, 2), total: 2 },
      { no: 2, ids: ids.slice(2, 4), total: 4 },
      { no: 3, ids: ids.slice(4), total: 5 },
    ])
    expect(await verify()).toMatchObject({ ok: true, rows: 5, seals: 3, faults: [] })
  })

  test('a transaction that commits late falls into a later seal', async () => {
    const { database, clock } = trail.context
    const [late = ''] = await trail.write(1)
    // As the sealer saw it before the commit: written, with the earliest id, and not yet waiting.
    await trail.tamper(sql`delete from audit_waiting`)
    await trail.write(2)
    await trail.seal()
    await trail.tamper(sql`insert into audit_waiting (district, id) values (${trail.district}, ${late})`)
    expect(await sealWaiting(database, clock, trail.district)).toMatchObject([{ no: 2, rows: 1 }])
    expect(await verify()).toMatchObject({ ok: true, rows: 3, seals: 2 })
  })

  test('several at once seal each row once, in one chain', async () => {
    await trail.write(12)
    await Promise.all([trail.seal(3), trail.seal(3), trail.seal(3), trail.seal(3)])
    expect(await countWaiting(trail.context.database.gate, trail.district)).toBe(0)
    expect(await verify()).toMatchObject({ ok: true, rows: 12 })
  })

  test('a clock that jumps back or forth changes nothing', async () => {
    await trail.write(3)
    await trail.seal()
    trail.clock.advance(-3 * 3600_000)
    await trail.write(3)
    await trail.seal()
    trail.clock.advance(400 * 86_400_000)
    await trail.write(3)
    await trail.seal()
    trail.clock.advance(-400 * 86_400_000)
    await trail.write(3)
    await trail.seal()
    expect(await verify()).toMatchObject({ ok: true, rows: 12, seals: 4 })
  })

  test('can be computed again from the table alone, as chain-sql.ts says', async () => {
    await trail.write(3)
    await trail.seal()
    const rows = await rowsOf<Record<string, unknown>>(
      trail.context.database.owner,
      sql`select district, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '000Z' as at, actor, account,
        acting_for, came_from, request, action, subject, path, details::text as details from audit order by id`,
    )
    const sha = (...parts: (Buffer | string)[]) => {
      const hash = createHash('sha256')
      for (const part of parts) hash.update(part)
      return hash.digest()
    }
    const hashes = rows.map((row) => {
      const { acting_for: actingFor, details, ...plain } = row
      const [district, id, at, actor, account, cameFrom, request, action, subject, path] = Object.values(plain)
      const before = [district, id, at, actor, account].map((value) => JSON.stringify(value))
      const after = [cameFrom, request, action, subject, path].map((value) => JSON.stringify(value))
      return sha(`[${[...before, JSON.stringify(actingFor), ...after, details].join(', ')}]`)
    })
    const [seal] = await rowsOf<{ at: string; hash: string }>(
      trail.context.database.owner,
      sql`select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '000Z' as at, encode(hash, 'hex') as hash from audit_seal`,
    )
    const head = `["${trail.district}", 1, "${seal?.at}", 3, 3, ${JSON.stringify(rows.map((row) => row['id']))}]`
    expect(sha(Buffer.alloc(32), head, ...hashes).toString('hex')).toBe(seal?.hash)
  })

  test('nobody but the gate may add a seal, and nobody may change the trail', async () => {
    await trail.write(1)
    await trail.seal()
    const { database } = trail.context
    const scope = trail.context.localScope()
    for (const statement of [
      sql`update audit set actor = 'x'`,
      sql`delete from audit`,
      sql`delete from audit_waiting`,
      sql`update audit_seal set rows = 1`,
      sql`delete from audit_seal`,
      sql`insert into audit_seal (district, no, at, rows, total, ids, row_hashes, previous, hash)
        select district, 2, at, rows, total, ids, row_hashes, previous, hash from audit_seal`,
    ])
      await expect(database.write(scope, (tx) => statement.execute(tx))).rejects.toThrow('permission denied')
    for (const statement of [
      sql`update audit set actor = 'x'`,
      sql`update audit_seal set rows = 1`,
      sql`delete from audit_seal`,
    ])
      await expect(database.writeAsGate((tx) => statement.execute(tx))).rejects.toThrow('permission denied')
    // What is younger than six months is not there for the gate's deletion either.
    await trail.write(1)
    await trail.tamper(sql`update audit set at = now()`)
    await database.writeAsGate((tx) => sql`delete from audit`.execute(tx))
    expect(await trail.ids()).toHaveLength(2)
  })
})

describe('a noted head', () => {
  test('shows that the newest seals were removed together with their rows', async () => {
    await trail.write(4)
    await trail.seal(2)
    const head = writeHead(await findHead(trail.context.database.gate, trail.district))
    expect(await verify(head)).toMatchObject({ ok: true })
    await trail.tamper(sql`delete from audit where id = any((select ids from audit_seal where no = 2)::text[])`)
    await trail.tamper(sql`delete from audit_seal where no = 2`)
    expect(await verify()).toMatchObject({ ok: true })
    const found = await verify(head)
    expect(found.faults).toEqual([
      {
        kind: 'head-missing',
        seal: 2,
        row: null,
        words: '抄下的链头是第 2 次封存，现在只到第 1 次：最新的 1 次封存被拿掉了。',
      },
    ])
    await trail.write(1)
    await trail.seal()
    expect((await verify(head)).faults).toMatchObject([{ kind: 'head-missing', seal: 2 }])
  })

  test('is read as people copy it', () => {
    const hash = 'ab'.repeat(32)
    expect(readHead(` 12：${hash.toUpperCase()} `)).toEqual({ no: 12, hash })
    for (const bad of ['', '12', hash, `12:${hash}0`, `-1:${hash}`]) expect(() => readHead(bad)).toThrow('链头')
  })
})
