import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { auditServer } from '../../audit/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import { USUAL_TIMES } from '../rules/times.ts'
import { makeAccount, type MadeAccount } from '../testing.ts'
import { accessServer } from './index.ts'

const clock = testClock()
let context: TestContext
let admin: MadeAccount

beforeAll(async () => {
  context = await openTestContext([areasServer, accessServer, auditServer, rulebookServer, unitsServer], clock)
  admin = await makeAccount(context, {
    username: 'admin',
    name: '陈明',
    roles: [{ role: 'administrator', on: { kind: 'area', area: '' } }],
  })
})
afterAll(() => context.close())

async function call(who: MadeAccount, method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) {
  const app = await context.app()
  const answer = await app.inject({ method, url, headers: who.headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}

const WANTED = { idleHours: 2, longestDays: 3, purposeMinutes: 5, linkHours: 24 }

test('the office sets its own times, with the reason in the trail, and they hold from then on', async () => {
  expect((await call(admin, 'GET', '/api/access/times')).body).toEqual(USUAL_TIMES)
  expect((await call(admin, 'PUT', '/api/access/times', { ...WANTED, reason: '单位规定' })).status).toBe(200)
  expect((await call(admin, 'GET', '/api/access/times')).body).toEqual(WANTED)
  const rows = await rowsOf<{ details: object }>(
    context.database.owner,
    sql`select details from audit where action = 'access.save-times'`,
  )
  expect(rows.map(({ details }) => details)).toEqual([{ before: USUAL_TIMES, after: WANTED, reason: '单位规定' }])
  const { body } = await call(admin, 'POST', '/api/session/purpose', { purpose: '核对党员名册' })
  expect(Math.ceil((Date.parse(String(body['until'])) - clock.now().getTime()) / 60_000)).toBe(5)
  clock.advance(2 * 3600_000 + 60_000)
  expect((await call(admin, 'GET', '/api/account/held')).status).toBe(401)
})

test('nobody else may, and nothing out of bounds is taken', async () => {
  const leader = await makeAccount(context, {
    username: 'leader2',
    name: '赵敏',
    roles: [{ role: 'leader', on: { kind: 'area', area: '' } }],
  })
  expect((await call(leader, 'PUT', '/api/access/times', { ...WANTED, reason: '试试' })).status).toBe(403)
  const other = await makeAccount(context, {
    username: 'admin2',
    name: '刘洋',
    roles: [{ role: 'administrator', on: { kind: 'area', area: '' } }],
  })
  for (const wrong of [
    { idleHours: 0 },
    { idleHours: 1.5 },
    { longestDays: 91 },
    { purposeMinutes: 4 },
    { linkHours: 169 },
  ]) {
    const answer = await call(other, 'PUT', '/api/access/times', { ...WANTED, ...wrong, reason: '试试' })
    expect([wrong, answer.status]).toEqual([wrong, 400])
  }
})
