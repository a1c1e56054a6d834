import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { auditServer } from '../../audit/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import { makeAccount } from '../testing.ts'
import { accessServer } from './index.ts'

const rooms = [areasServer, accessServer, auditServer, rulebookServer, unitsServer]

describe('the gate', () => {
  const clock = testClock()
  let context: TestContext
  const ask = async (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => {
    const app = await context.app()
    return app.inject({ method: 'GET', url: '/api/office', headers, remoteAddress })
  }

  beforeAll(async () => {
    context = await openTestContext(rooms, clock)
  })
  afterAll(() => context.close())

  test('before the first account this PC has everything, and nobody else anything', async () => {
    expect((await ask()).statusCode).toBe(200)
    expect((await ask({}, '10.0.0.7')).statusCode).toBe(401)
    // Refused before the gate is asked; the gate would refuse as well.
    expect((await ask({ 'x-forwarded-for': '10.0.0.7' })).statusCode).toBeGreaterThanOrEqual(401)
  })

  test('from the first account on, the cookie decides', async () => {
    const clerk = await makeAccount(context, {
      username: 'clerk',
      name: '王秀英',
      roles: [{ role: 'clerk', on: { kind: 'area', area: '' } }],
    })
    expect((await ask()).statusCode).toBe(401)
    expect((await ask({ cookie: clerk.cookie }, '10.0.0.7')).statusCode).toBe(200)
    expect((await ask({ cookie: `${clerk.cookie}x` })).statusCode).toBe(401)
    expect((await ask({ cookie: 'juxin=' })).statusCode).toBe(401)
  })

  test('a session ends after its hours without use and after its days in any case', async () => {
    const person = await makeAccount(context, {
      username: 'idle',
      name: '李静',
      roles: [{ role: 'clerk', on: { kind: 'area', area: '' } }],
    })
    clock.advance(11 * 3600_000)
    expect((await ask({ cookie: person.cookie })).statusCode).toBe(200)
    clock.advance(11 * 3600_000)
    expect((await ask({ cookie: person.cookie })).statusCode).toBe(200)
    clock.advance(13 * 3600_000)
    expect((await ask({ cookie: person.cookie })).statusCode).toBe(401)
    const busy = await makeAccount(context, {
      username: 'busy',
      name: '赵敏',
      roles: [{ role: 'clerk', on: { kind: 'area', area: '' } }],
    })
    const answers: number[] = []
    for (let hours = 0; hours < 7 * 24; hours += 8) {
      answers.push((await ask({ cookie: busy.cookie })).statusCode)
      clock.advance(8 * 3600_000)
    }
    expect(new Set(answers)).toEqual(new Set([200]))
    expect((await ask({ cookie: busy.cookie })).statusCode).toBe(401)
  })

  test('tokens are not in the database', async () => {
    const person = await makeAccount(context, { username: 'secret', name: '周杰' })
    const token = person.cookie.slice('juxin='.length)
    const { rows } = await sql<{ all: string }>`select string_agg(s::text, '') as all from account_session s`.execute(
      context.database.owner,
    )
    expect(rows[0]?.all).toContain(person.id)
    expect(rows[0]?.all).not.toContain(token)
  })

  test('a page elsewhere cannot use the cookie', async () => {
    const person = await makeAccount(context, {
      username: 'csrf',
      name: '吴磊',
      roles: [{ role: 'clerk', on: { kind: 'area', area: '' } }],
    })
    const app = await context.app()
    const post = async (headers: Record<string, string>) =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/jobs/none/cancel',
          headers: { cookie: person.cookie, host: 'localhost', ...headers },
        })
      ).statusCode
    expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(404)
    expect(await post({ origin: 'http://localhost' })).toBe(404)
    for (const elsewhere of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
      { origin: 'http://localhost.evil.example' },
    ])
      expect([401, 403]).toContain(await post(elsewhere))
  })
})
