import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { auditServer } from '../../audit/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import { hashCheaply, TestBrowser } from '../testing.ts'
import { hasherOf } from './hashing.ts'
import { accessServer } from './index.ts'
import { setupLink } from './setup-link.ts'
import { stepAt, totpCode } from './totp.ts'

const rooms = [areasServer, accessServer, auditServer, rulebookServer, unitsServer]
const PASSWORD = '海风吹过老码头 7 点'
const ADMIN = { username: 'liuyang', name: '刘洋', password: PASSWORD }

/** From the first administrator on, one story: each test goes on where the one before ended. */
describe('signing in', () => {
  const clock = testClock()
  let context: TestContext
  let admin: TestBrowser
  let secret = ''
  let recovery: string[] = []

  beforeAll(async () => {
    context = await openTestContext(rooms, clock)
    hashCheaply(context)
    admin = new TestBrowser(context)
  })
  afterAll(() => context.close())

  const actions = async (): Promise<string[]> => {
    const { rows } = await sql<{ action: string }>`select action from audit order by id`.execute(context.database.owner)
    return rows.map(({ action }) => action)
  }
  const signIn = (browser: TestBrowser, password: string, code?: string, username = ADMIN.username) =>
    browser.call('POST', '/api/session', { username, password, ...(code === undefined ? {} : { code }) })
  /** Each step counts once: the next code is of the next half minute. */
  const freshCode = (): string => {
    clock.advance(31_000)
    return totpCode(secret, stepAt(clock.now()))
  }

  test('the first administrator is made by the code on the console, once', async () => {
    const link = (await setupLink(context)) ?? ''
    expect(link).toMatch(/^\/setup\?token=[\w-]{43}$/)
    const token = link.slice('/setup?token='.length)
    const call = (given: object) => admin.call('POST', '/api/session/setup', { ...ADMIN, token, ...given })
    expect((await call({ token: 'x'.repeat(43) })).body['code']).toBe('access.wrong-token')
    expect((await call({ token: '密'.repeat(43) })).body['code']).toBe('access.wrong-token')
    expect((await call({ password: 'liuyang2024' })).body['code']).toBe('access.weak-password')
    expect((await call({})).status).toBe(200)
    expect((await call({})).body['code']).toBe('access.already-set-up')
    expect(await setupLink(context)).toBeNull()
    expect(await actions()).toEqual(expect.arrayContaining(['access.set-up', 'access.grant', 'access.signed-in']))
    const stranger = new TestBrowser(context)
    expect((await stranger.call('GET', '/api/office')).status).toBe(401)
  })

  test('an administrator must set the second factor first', async () => {
    const { body } = await admin.call('GET', '/api/session')
    expect(body).toMatchObject({
      accounts: true,
      person: { username: 'liuyang', must: 'second-factor', roles: [expect.stringContaining('管理员')] },
    })
    expect((await admin.call('GET', '/api/office')).body['code']).toBe('platform.second-factor')
    expect((await admin.call('POST', '/api/account/second-factor', { password: 'wrong' })).body['code']).toBe(
      'access.password-wrong',
    )
    expect((await admin.call('POST', '/api/account/second-factor/confirm', { code: '123456' })).body['code']).toBe(
      'access.not-begun',
    )
    const begun = await admin.call('POST', '/api/account/second-factor', { password: PASSWORD })
    secret = String(begun.body['secret'])
    expect(begun.body['picture']).toMatch(/^<svg/)
    expect(begun.body['uri']).toContain(`secret=${secret}`)
    const wrong = totpCode(secret, stepAt(clock.now()) + 100)
    expect((await admin.call('POST', '/api/account/second-factor/confirm', { code: wrong })).body['code']).toBe(
      'access.code-wrong',
    )
    const before = admin.cookies.get('juxin')
    const confirmed = await admin.call('POST', '/api/account/second-factor/confirm', {
      code: totpCode(secret, stepAt(clock.now())),
    })
    recovery = confirmed.body['recoveryCodes'] as string[]
    expect(new Set(recovery).size).toBe(10)
    // Its power grew, so its token is another one, and the old one opens nothing.
    expect(admin.cookies.get('juxin')).not.toBe(before)
    expect((await admin.call('GET', '/api/office')).status).toBe(200)
    const old = new TestBrowser(context)
    old.cookies.set('juxin', before ?? '')
    expect((await old.call('GET', '/api/office')).status).toBe(401)
    const stored = await sql<{ row: string }>`select s::text as row from account_secret s`.execute(
      context.database.owner,
    )
    expect(stored.rows[0]?.row).not.toContain(secret)
    for (const code of recovery) expect(stored.rows[0]?.row).not.toContain(code.replaceAll('-', ''))
  })

  test('with a second factor the password alone only brings the question for the code', async () => {
    const browser = new TestBrowser(context)
    expect((await signIn(browser, PASSWORD)).body).toEqual({ needsCode: true, must: null })
    expect(browser.cookies.get('juxin')).toBeUndefined()
    const code = freshCode()
    expect((await signIn(browser, PASSWORD, '000000')).body['code']).toBe('access.sign-in-failed')
    expect((await signIn(browser, PASSWORD, code)).body).toEqual({ needsCode: false, must: null })
    // The same code does not count twice.
    expect((await signIn(new TestBrowser(context), PASSWORD, code)).status).toBe(401)
  })

  test('of two calls with one code at the same time one gets in', async () => {
    const code = freshCode()
    const both = await Promise.all([1, 2].map(() => signIn(new TestBrowser(context), PASSWORD, code)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('a recovery code opens once, however it is written down', async () => {
    const code = (recovery[0] ?? '').toUpperCase().replaceAll('-', ' ')
    expect((await signIn(new TestBrowser(context), PASSWORD, code)).status).toBe(200)
    expect((await signIn(new TestBrowser(context), PASSWORD, code)).status).toBe(401)
  })

  test('who brings a session along when signing in leaves with another one', async () => {
    const planted = new TestBrowser(context)
    await signIn(planted, PASSWORD, freshCode())
    const token = planted.cookies.get('juxin') ?? ''
    const victim = new TestBrowser(context)
    victim.cookies.set('juxin', token)
    await signIn(victim, PASSWORD, freshCode())
    expect(victim.cookies.get('juxin')).not.toBe(token)
    expect((await planted.call('GET', '/api/office')).status).toBe(401)
    const invented = new TestBrowser(context)
    invented.cookies.set('juxin', 'a'.repeat(43))
    await signIn(invented, PASSWORD, freshCode())
    expect(invented.cookies.get('juxin')).not.toBe('a'.repeat(43))
  })

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const app = await context.app()
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { username: ADMIN.username, password: PASSWORD, code: freshCode() },
    })
    const header = String([answer.headers['set-cookie']].flat()[0])
    expect(header).toMatch(/^juxin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
  })

  test('sessions are listed and revoked; a password change ends all others', async () => {
    const here = new TestBrowser(context)
    const there = new TestBrowser(context, '10.0.0.9')
    await signIn(here, PASSWORD, freshCode())
    await signIn(there, PASSWORD, freshCode())
    const { rows } = (await here.call('GET', '/api/account/sessions')).body as { rows: Record<string, unknown>[] }
    expect(rows.filter(({ current }) => current === true)).toHaveLength(1)
    const other = rows.find(({ from }) => from === '10.0.0.9')
    expect(other).toMatchObject({ browser: 'Chrome 109 · Windows', current: false })
    expect((await there.call('GET', '/api/office')).status).toBe(200)
    expect((await here.call('DELETE', `/api/account/sessions/${String(other?.['id'])}`)).status).toBe(200)
    expect((await there.call('GET', '/api/office')).status).toBe(401)
    expect((await here.call('DELETE', `/api/account/sessions/${String(other?.['id'])}`)).status).toBe(404)

    await signIn(there, PASSWORD, freshCode())
    const changed = await here.call('POST', '/api/account/password', { old: PASSWORD, password: '渔港的灯塔 42 盏' })
    expect(changed.status).toBe(200)
    expect((await there.call('GET', '/api/office')).status).toBe(401)
    expect((await here.call('GET', '/api/office')).status).toBe(200)
    await here.call('POST', '/api/account/password', { old: '渔港的灯塔 42 盏', password: PASSWORD })
    admin = here
  })

  test('signing out ends the session on the server too', async () => {
    const browser = new TestBrowser(context)
    await signIn(browser, PASSWORD, freshCode())
    const token = browser.cookies.get('juxin') ?? ''
    expect((await browser.call('DELETE', '/api/session')).status).toBe(200)
    expect(browser.cookies.get('juxin')).toBeUndefined()
    browser.cookies.set('juxin', token)
    expect((await browser.call('GET', '/api/office')).status).toBe(401)
  })

  test('an unknown name, a wrong password and a wrong code cost the same and say the same', async () => {
    const hasher = hasherOf(context)
    const count = async (username: string, password: string, code?: string) => {
      const before = hasher.count
      const { status, body } = await signIn(new TestBrowser(context, '10.9.9.9'), password, code, username)
      return { status, code: body['code'], words: body['words'], hashes: hasher.count - before }
    }
    const unknown = await count('nobody', 'x')
    expect(unknown).toMatchObject({ status: 401, code: 'access.sign-in-failed', hashes: 1 })
    expect(await count(ADMIN.username, 'x')).toEqual(unknown)
    expect(await count(ADMIN.username, PASSWORD, '000000')).toEqual(unknown)
    expect(await count("x' or 1=1 --", 'x')).toEqual(unknown)
  })

  test('who guesses waits longer and longer, a name that exists and one that does not alike', async () => {
    const waits = async (username: string): Promise<unknown[]> => {
      const seen: unknown[] = []
      for (let attempt = 0; attempt < 9; attempt++) {
        const { status, body } = await signIn(
          new TestBrowser(context, `10.1.0.${username.length}`),
          'wrong',
          undefined,
          username,
        )
        seen.push(status === 429 ? (body['details'] as { minutes: number }).minutes : status)
        // Waits as told, then tries again.
        if (status === 429) clock.advance(Number(seen.at(-1)) * 60_000 + 1000)
      }
      return seen
    }
    const known = await waits(ADMIN.username)
    expect(known).toEqual([401, 401, 401, 401, 401, 1, 401, 2, 401])
    expect(await waits('nobody-here')).toEqual(known)
  })

  test('a refused attempt computes nothing; the right password is refused as well while waiting; another address is not', async () => {
    const hasher = hasherOf(context)
    const from = (address: string) => new TestBrowser(context, address)
    for (let attempt = 0; attempt < 5; attempt++) await signIn(from('10.2.0.1'), 'wrong')
    const before = hasher.count
    expect((await signIn(from('10.2.0.1'), PASSWORD, freshCode())).status).toBe(429)
    expect(hasher.count).toBe(before)
    expect((await signIn(from('10.2.0.2'), PASSWORD, freshCode())).status).toBe(200)
  })

  test('many guesses at the same instant do not all slip through', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signIn(new TestBrowser(context, '10.3.0.1'), 'wrong')),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
  })

  test('an address that tries many names is stopped; a browser that signed in before is not kept out by it', async () => {
    const regular = new TestBrowser(context, '10.4.0.1')
    expect((await signIn(regular, PASSWORD, freshCode())).status).toBe(200)
    const answers: number[] = []
    for (let name = 0; name < 33; name++) {
      answers.push((await signIn(new TestBrowser(context, '10.4.0.1'), 'x', undefined, `name${name}`)).status)
    }
    expect(answers.indexOf(429)).toBe(31)
    expect((await signIn(new TestBrowser(context, '10.4.0.1'), PASSWORD, freshCode())).status).toBe(429)
    expect((await signIn(regular, PASSWORD, freshCode())).status).toBe(200)
  })

  test('the trail has every attempt, and no name that nobody has', async () => {
    const { rows } = await sql<{ action: string; subject: string | null; details: string; came_from: string }>`
      select action, subject, details::text as details, came_from from audit where action like 'access.sign%'`.execute(
      context.database.owner,
    )
    const failed = rows.filter(({ action }) => action === 'access.sign-in-failed')
    expect(failed.some(({ subject, details }) => subject !== null && details.includes(ADMIN.username))).toBe(true)
    const unknown = failed.filter(({ subject }) => subject === null)
    expect(unknown.length).toBeGreaterThan(30)
    expect(unknown.map(({ details }) => details).join()).not.toMatch(/nobody|name1|or 1=1/)
    expect(rows.some(({ action, came_from }) => action === 'access.signed-in' && came_from === '10.4.0.1')).toBe(true)
    const counters = await sql<{ all: string }>`select string_agg(f::text, '') as all from sign_in_failure f`.execute(
      context.database.owner,
    )
    expect(counters.rows[0]?.all).not.toMatch(/nobody|liuyang|10\.4\.0/)
  })

  test('everything of it is refused to row-level security of others', async () => {
    for (const table of ['account_secret', 'sign_in_failure']) {
      const asOffice = sql.raw(`select * from ${table}`).execute(context.database.as(context.localScope()))
      await expect(asOffice).rejects.toThrow(/permission denied/)
    }
  })
})
