import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backUpIfOwed, serveMaintenance } from '../../src/apps/server/maintenance.ts'
import { rooms } from '../../src/apps/server/rooms.ts'
import { beginSchedule } from '../../src/platform/server/backup/schedule.ts'
import { listBackups } from '../../src/platform/server/backup/list.ts'
import { makeApp } from '../../src/platform/server/compose.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { openTestContext, testClock, type TestClock, type TestContext } from '../../src/platform/server/testing.ts'
import { makeAccount } from '../../src/rooms/access/testing.ts'

/** Backups as people and the clock ask for them. */
let clock: TestClock
let context: TestContext
let app: FastifyInstance
const backups = mkdtempSync(join(tmpdir(), 'juxin-backups-'))
const HOUR = 3600_000

interface Shown {
  readonly folder: string
  readonly rows: readonly { name: string; why: string; verified: boolean; rows: number }[]
  readonly nextAt: string | null
  readonly lastProblem: string | null
  readonly schedule: { readonly daily: string | null; readonly keepDays: number }
}

beforeAll(async () => {
  process.env['JUXIN_BACKUPS'] = backups
  clock = testClock('2026-11-21T09:00:00+08:00')
  context = await openTestContext(rooms, clock)
  app = await makeApp(context, rooms, (made) => serveMaintenance(made, context))
})
afterAll(async () => {
  delete process.env['JUXIN_BACKUPS']
  await app.close()
  await context.close()
  rmSync(backups, { recursive: true, force: true })
})

const show = async (headers: Record<string, string> = {}): Promise<Shown> =>
  (await app.inject({ url: '/api/backups', headers })).json<Shown>()
const told = (action: string) =>
  rowsOf<{ subject: string | null; details: Record<string, unknown> }>(
    context.database.owner,
    sql`select subject, details from audit where action = ${action} order by id`,
  )
const scheduled = async () => (await listBackups(backups)).filter(({ why }) => why === 'scheduled')

describe('by the clock', () => {
  test('one is owed from its time of day on, made once, and made up after the program was off', async () => {
    const scope = context.localScope()
    // Nobody has started the server: no schedule, nothing owed.
    expect(await backUpIfOwed(context, scope)).toBe(false)
    await beginSchedule(context, scope)
    expect(await backUpIfOwed(context, scope)).toBe(false)
    clock.advance(17 * HOUR + 60_000)
    expect(await backUpIfOwed(context, scope)).toBe(true)
    expect(await backUpIfOwed(context, scope)).toBe(false)
    expect(await scheduled()).toMatchObject([{ verified: true }])
    // Three days off: one is made up, not three.
    clock.advance(72 * HOUR)
    expect(await backUpIfOwed(context, scope)).toBe(true)
    expect(await backUpIfOwed(context, scope)).toBe(false)
    expect(await scheduled()).toHaveLength(2)
    expect(await told('platform.backup-made')).toMatchObject([
      { details: { why: 'scheduled' } },
      { details: { why: 'scheduled' } },
    ])
  })

  test('a failure is shown, tried again an hour later, and gone with the next success', async () => {
    const scope = context.localScope()
    const nowhere = join(backups, 'not-a-folder')
    writeFileSync(nowhere, '')
    process.env['JUXIN_BACKUPS'] = join(nowhere, 'inside')
    clock.advance(24 * HOUR)
    expect(await backUpIfOwed(context, scope)).toBe(true)
    expect((await show()).lastProblem).toContain('备份没有做成')
    expect(await backUpIfOwed(context, scope)).toBe(false)
    process.env['JUXIN_BACKUPS'] = backups
    rmSync(nowhere)
    clock.advance(HOUR)
    expect(await backUpIfOwed(context, scope)).toBe(true)
    expect((await show()).lastProblem).toBe(null)
    expect(await scheduled()).toHaveLength(3)
  })
})

describe('over HTTP', () => {
  test('made by hand: a job, a row of the list, a row of the trail', async () => {
    const { job } = (await app.inject({ method: 'POST', url: '/api/backups' })).json<{ job: string }>()
    const done = await context.jobs.finished(job)
    expect(done.state, done.problem?.words).toBe('done')
    const { rows, folder, nextAt } = await show()
    expect(folder).toBe(backups)
    expect(rows[0]).toMatchObject({ name: done.result?.['name'], why: 'by-hand', verified: true })
    expect(nextAt).toBe('2026-11-26T18:00:00.000Z')
    expect((await told('platform.backup-made')).at(-1)).toMatchObject({
      subject: rows[0]?.name,
      details: { why: 'by-hand', rows: rows[0]?.rows },
    })
  })

  test('the schedule: changed with a row of the trail, rotation keeps to it, nonsense is refused', async () => {
    const scope = context.localScope()
    const put = (payload: Record<string, unknown>) =>
      app.inject({ method: 'PUT', url: '/api/backups/schedule', payload })
    const wanted = { daily: '03:30', keepDays: 1, keepWeeks: 0, keepMonths: 0 }
    expect((await put({ ...wanted, daily: '25:00' })).statusCode).toBe(400)
    expect((await put({ ...wanted, keepDays: 0 })).statusCode).toBe(400)
    const changed = await put(wanted)
    expect(changed.json()).toMatchObject({ ok: true, sentence: expect.stringContaining('每天 03:30 自动备份') })
    expect(await told('platform.backup-scheduled')).toMatchObject([{ details: wanted }])
    expect((await show()).schedule).toMatchObject({ daily: '03:30', keepDays: 1 })
    clock.advance(24 * HOUR)
    expect(await backUpIfOwed(context, scope)).toBe(true)
    expect(await scheduled()).toHaveLength(1)
    // What somebody made by hand is theirs to remove.
    expect((await show()).rows.map(({ why }) => why).sort()).toEqual(['by-hand', 'scheduled'])
    expect((await put({ ...wanted, daily: null })).json()).toMatchObject({ sentence: expect.stringContaining('不再') })
    clock.advance(48 * HOUR)
    expect(await backUpIfOwed(context, scope)).toBe(false)
    expect(await show()).toMatchObject({ nextAt: null })
  })

  test('once there are accounts, only who may: the others are told so and nothing is made', async () => {
    const on = { kind: 'area' as const, area: '' }
    const keeper = await makeAccount(context, { username: 'gly', name: '管', roles: [{ role: 'administrator', on }] })
    const clerk = await makeAccount(context, { username: 'jbr', name: '经', roles: [{ role: 'clerk', on }] })
    const before = (await listBackups(backups)).length
    const payload = { daily: null, keepDays: 1, keepWeeks: 0, keepMonths: 0 }
    for (const [headers, status] of [
      [{ ...clerk.headers }, 403],
      [{ 'sec-fetch-site': 'same-origin' }, 401],
    ] as const) {
      expect((await app.inject({ url: '/api/backups', headers })).statusCode).toBe(status)
      expect((await app.inject({ method: 'POST', url: '/api/backups', headers })).statusCode).toBe(status)
      const put = await app.inject({ method: 'PUT', url: '/api/backups/schedule', headers, payload })
      expect(put.statusCode).toBe(status)
    }
    expect(await listBackups(backups)).toHaveLength(before)
    expect((await show({ ...keeper.headers })).rows).toHaveLength(before)
  })
})
