import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveMaintenance } from '../../src/apps/server/maintenance.ts'
import { rooms } from '../../src/apps/server/rooms.ts'
import type { Endpoint, EndpointTable } from '../../src/kernel/endpoint.ts'
import { makeApp } from '../../src/platform/server/compose.ts'
import { platformEndpoints } from '../../src/platform/contract.ts'
import { openTestContext, testClock, type TestContext } from '../../src/platform/server/testing.ts'
import { accessEndpoints } from '../../src/rooms/access/contract.ts'
import { personalEndpoints } from '../../src/rooms/access/personal/contract.ts'
import { BUILT_IN_ROLES } from '../../src/rooms/access/rules/grants/built-in-roles.ts'
import { setupLink } from '../../src/rooms/access/server/setup-link.ts'
import { hashCheaply, makeAccount, TestBrowser, type MadeAccount } from '../../src/rooms/access/testing.ts'
import { hasherOf } from '../../src/rooms/access/server/hashing.ts'
import { auditEndpoints } from '../../src/rooms/audit/contract.ts'

/** Attacks on people with real accounts, sessions and grants; every refusal stands beside the same call that is let through. */
const WHOLE = { kind: 'area', area: '' } as const
const PASSWORD = '海风吹过老码头 7 点'
const HOUR = 3_600_000

const clock = testClock()
let context: TestContext
let setUpToken = ''
let admin: MadeAccount
let clerk: MadeAccount

beforeAll(async () => {
  const opened = await openTestContext(rooms, clock)
  hashCheaply(opened)
  const app = await makeApp(opened, rooms, (made) => serveMaintenance(made, opened))
  // Whoever asks by a TestBrowser asks the complete program.
  context = { ...opened, app: async () => app, close: () => app.close().then(() => opened.close()) }
  setUpToken = ((await setupLink(context)) ?? '').split('token=')[1] ?? ''
})
afterAll(() => context.close())

const browserOf = ({ cookie }: MadeAccount): TestBrowser => {
  const browser = new TestBrowser(context)
  browser.cookies.set('juxin', tokenOf(cookie))
  return browser
}
const tokenOf = (cookie: string): string => cookie.slice('juxin='.length)
const state = async (): Promise<string> => {
  const { rows } = await sql<{ row: string }>`
    select 'a ' || id || state || name || district || coalesce(post, '') as row from account
    union all select 'g ' || id || account || role || kind || coalesce(area, '') || coalesce(until_day::text, '') from access_grant
    union all select 's ' || id from access_substitution
    union all select 'l ' || id from access_glass order by 1`.execute(context.database.owner)
  return rows.map(({ row }) => row).join('\n')
}

describe('the first administrator', () => {
  test('a guessed code says nothing and costs no hash, a good one works once', async () => {
    const browser = new TestBrowser(context)
    const call = (token: string) =>
      browser.call('POST', '/api/session/setup', { token, username: 'first', name: '刘洋', password: PASSWORD })
    const before = hasherOf(context).count
    for (const token of ['', 'x', 'x'.repeat(43), 'x'.repeat(100), setUpToken.slice(0, -1)]) {
      expect([(await call(token)).status, (await call(token)).body['code']]).toEqual([403, 'access.wrong-token'])
    }
    expect(hasherOf(context).count).toBe(before)
    expect((await call(setUpToken)).status).toBe(200)
    // From now on a right code and a wrong one get the same answer.
    const answers = [await call(setUpToken), await call('x'.repeat(43))]
    expect(answers.map(({ body }) => body['code'])).toEqual(['access.already-set-up', 'access.already-set-up'])
    admin = await makeAccount(context, {
      username: 'admin',
      name: '周明',
      roles: [{ role: 'administrator', on: WHOLE }],
    })
    clerk = await makeAccount(context, { username: 'clerk', name: '李娜', roles: [{ role: 'clerk', on: WHOLE }] })
  })
})

describe('a change comes from our own pages (CSRF), tried with a real cookie', () => {
  const post = async (headers: Record<string, string>, payload = '{"purpose":"核对名册用途"}') => {
    const app = await context.app()
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session/purpose',
      headers: { cookie: clerk.cookie, 'content-type': 'application/json', ...headers },
      payload,
    })
    return answer.statusCode
  }
  const purpose = async () =>
    ((await browserOf(clerk).call('GET', '/api/session')).body as { person: { purpose: { words: string } | null } })
      .person.purpose

  test.each<[string, Record<string, string>, string?]>([
    ['nothing said about where from', {}],
    ['another origin', { origin: 'https://evil.example' }],
    ['our name on another port’s page, hidden origin', { origin: 'null' }],
    ['a neighbouring host', { 'sec-fetch-site': 'same-site', origin: 'http://x.localhost' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    [
      'another site that names our origin in Referer only',
      { 'sec-fetch-site': 'cross-site', referer: 'http://localhost/' },
    ],
    ['typed or from a bookmark', { 'sec-fetch-site': 'none' }],
  ])('%s', async (_name, headers, payload) => {
    expect(await post(headers, payload)).toBe(403)
    expect(await purpose()).toBeNull()
  })

  test.each([
    ['application/x-www-form-urlencoded', 'purpose=abcdef'],
    ['text/plain', '{"purpose":"核对名册用途"}'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nabcdef\r\n--x--\r\n',
    ],
  ])('a form (%s) is refused from elsewhere and not understood from here', async (type, payload) => {
    expect(await post({ 'content-type': type, 'sec-fetch-site': 'cross-site' }, payload)).toBe(403)
    expect(await post({ 'content-type': type, 'sec-fetch-site': 'same-origin' }, payload)).toBe(415)
    expect(await purpose()).toBeNull()
  })

  test('by GET, or a method named in the body or a header, nothing is changed', async () => {
    const app = await context.app()
    const url = '/api/session/purpose?purpose=abcdef&_method=POST'
    const headers = { cookie: clerk.cookie, 'x-http-method-override': 'POST' }
    expect((await app.inject({ url, headers })).statusCode).toBe(404)
    expect(await purpose()).toBeNull()
  })

  test('our own page is let through', async () => {
    expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await purpose()).toMatchObject({ words: '核对名册用途' })
    await browserOf(clerk).call('DELETE', '/api/session/purpose')
    expect(await purpose()).toBeNull()
  })
})

describe('sessions', () => {
  /** A person with a password, invited and accepted as people are. */
  const invite = async (username: string, browser: TestBrowser): Promise<string> => {
    const made = await browserOf(admin).call('POST', '/api/accounts', {
      username,
      name: '赵宁',
      reason: '新到岗',
      grants: [{ role: 'clerk', on: WHOLE }],
    })
    const token = (made.body['link'] as { link: string }).link.split('/invitation/')[1] ?? ''
    expect((await browser.call('POST', `/api/invitations/${token}`, { password: PASSWORD })).status).toBe(200)
    return String(made.body['id'])
  }

  test('fixation: a token planted before an invitation or a sign-in is worth nothing afterwards', async () => {
    for (const planted of ['a'.repeat(43), tokenOf(clerk.cookie)]) {
      const victim = new TestBrowser(context)
      victim.cookies.set('juxin', planted)
      const name = `victim${planted.slice(0, 1)}${planted.length}${planted.slice(1, 3).replace(/\W/g, 'x').toLowerCase()}`
      await invite(name, victim)
      const first = victim.cookies.get('juxin')
      expect(first).not.toBe(planted)
      victim.cookies.set('juxin', planted)
      await victim.call('POST', '/api/session', { username: name, password: PASSWORD })
      expect([planted, first]).not.toContain(victim.cookies.get('juxin'))
      const attacker = new TestBrowser(context)
      attacker.cookies.set('juxin', planted)
      expect((await attacker.call('GET', '/api/office')).status).toBe(401)
    }
    clerk = await makeAccount(context, { username: 'clerk2', name: '李娜', roles: [{ role: 'clerk', on: WHOLE }] })
  })

  test('a token in the address, a header or a body opens nothing', async () => {
    const app = await context.app()
    const token = tokenOf(clerk.cookie)
    for (const url of [`/api/office?juxin=${token}`, `/api/office?session=${token}`, `/api/office;juxin=${token}`])
      expect((await app.inject({ url })).statusCode).toBeGreaterThanOrEqual(401)
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { 'x-juxin': token },
      { cookie: `__Host-juxin=${token}` },
    ])
      expect((await app.inject({ url: '/api/office', headers })).statusCode).toBe(401)
    expect((await app.inject({ url: '/api/office', headers: { cookie: clerk.cookie } })).statusCode).toBe(200)
  })

  test('a session ends with sign-out, revocation, disabling, and hours unused; a stolen copy ends with it', async () => {
    const browser = new TestBrowser(context)
    const id = await invite('sunli', browser)
    const inUse = async (): Promise<number> => (await browser.call('GET', '/api/office')).status
    const again = () => browser.call('POST', '/api/session', { username: 'sunli', password: PASSWORD })
    const stolen = (): TestBrowser => {
      const copy = new TestBrowser(context)
      copy.cookies.set('juxin', browser.cookies.get('juxin') ?? '')
      return copy
    }
    let copy = stolen()
    expect(await inUse()).toBe(200)
    await browser.call('DELETE', '/api/session')
    expect((await copy.call('GET', '/api/office')).status).toBe(401)

    await again()
    copy = stolen()
    const { rows } = (await browser.call('GET', '/api/account/sessions')).body as { rows: { id: string }[] }
    // Nobody revokes a session of somebody else, not by its very id.
    expect((await browserOf(clerk).call('DELETE', `/api/account/sessions/${rows[0]?.id}`)).status).toBe(404)
    expect(await inUse()).toBe(200)
    await browser.call('DELETE', `/api/account/sessions/${rows[0]?.id}`)
    expect((await copy.call('GET', '/api/office')).status).toBe(401)

    await again()
    clock.advance(13 * HOUR)
    expect(await inUse()).toBe(401)
    await again()
    expect(await inUse()).toBe(200)
    // The hours without use took the others' sessions too.
    admin = await makeAccount(context, {
      username: 'admin2',
      name: '周明',
      roles: [{ role: 'administrator', on: WHOLE }],
    })
    clerk = await makeAccount(context, { username: 'clerk3', name: '李娜', roles: [{ role: 'clerk', on: WHOLE }] })
    expect((await browserOf(admin).call('POST', `/api/accounts/${id}/disable`, { reason: '离岗' })).status).toBe(200)
    expect(await inUse()).toBe(401)
    expect((await again()).body['code']).toBe('access.sign-in-failed')
  })

  test('what somebody may changes with the next request: a grant taken back, a day over', async () => {
    const town = await makeAccount(context, {
      username: 'until-today',
      name: '吴江',
      roles: [{ role: 'clerk', on: WHOLE, until: clock.today() }],
    })
    const browser = browserOf(town)
    const tries = async (): Promise<number> => (await browser.call('GET', '/api/reviews')).status
    expect(await tries()).toBe(200)
    clock.advance(8 * HOUR)
    await browser.call('GET', '/api/session')
    clock.advance(8 * HOUR)
    expect(await tries()).toBe(403)

    const busy = await makeAccount(context, { username: 'busy', name: '郑和', roles: [{ role: 'clerk', on: WHOLE }] })
    admin = await makeAccount(context, {
      username: 'admin3',
      name: '周明',
      roles: [{ role: 'administrator', on: WHOLE }],
    })
    clerk = await makeAccount(context, { username: 'clerk4', name: '李娜', roles: [{ role: 'clerk', on: WHOLE }] })
    expect((await browserOf(busy).call('GET', '/api/reviews')).status).toBe(200)
    const { rows } = await sql<{ id: string }>`select id from access_grant where account = ${busy.id}`.execute(
      context.database.owner,
    )
    await browserOf(admin).call('POST', `/api/grants/${rows[0]?.id}/end`, { reason: '调离' })
    expect((await browserOf(busy).call('GET', '/api/reviews')).status).toBe(403)
  })
})

describe('which names exist is told by no message and by no work done', () => {
  test('one-time links: made up, used, ended are one answer without a hash', async () => {
    const made = await browserOf(admin).call('POST', '/api/accounts', {
      username: 'invited',
      name: '冯远',
      reason: '新到岗',
    })
    const token = (made.body['link'] as { link: string }).link.split('/invitation/')[1] ?? ''
    const other = await browserOf(admin).call('POST', `/api/accounts/${String(made.body['id'])}/invitation`, {
      reason: '换一个',
    })
    expect(other.status).toBe(200)
    const before = hasherOf(context).count
    const answers = []
    for (const one of [token, 'x', 'x'.repeat(43), 'invited', String(made.body['id'])]) {
      const stranger = new TestBrowser(context, '10.3.0.1')
      for (const method of ['GET', 'POST'] as const) {
        const { status, body } = await stranger.call(
          method,
          `/api/invitations/${one}`,
          method === 'POST' ? { password: PASSWORD } : undefined,
        )
        answers.push(`${status} ${String(body['code'])} ${String(body['words'])}`)
      }
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('410 access.invitation-ended')
    expect(hasherOf(context).count).toBe(before)
  })

  test('signing in: invited, disabled, unknown and wrong cost one hash each and say the same', async () => {
    await sql`update account set state = 'disabled' where username = 'busy'`.execute(context.database.owner)
    const seen: string[] = []
    for (const [at, username] of ['invited', 'busy', 'sunli', 'nobody', 'clerk4', 'Clerk4', ''].entries()) {
      const before = hasherOf(context).count
      const { status, body } = await new TestBrowser(context, `10.4.0.${at + 1}`).call('POST', '/api/session', {
        username,
        password: 'wrong password',
      })
      seen.push(`${status} ${String(body['code'])} ${String(body['words'])} ${hasherOf(context).count - before}`)
    }
    expect(new Set(seen).size).toBe(1)
    expect(seen[0]).toMatch(/^401 access\.sign-in-failed .* 1$/)
  })

  test('an account in use learns of others what colleagues know, by no other way', async () => {
    const browser = browserOf(clerk)
    for (const id of [admin.id, '1m7xsw1zzzzzzzzzzzzz']) {
      const answer = await browser.call('GET', `/api/accounts/${id}`)
      expect([answer.status, answer.body['code']]).toEqual([403, 'platform.not-allowed'])
    }
    const { rows } = (await browser.call('GET', '/api/colleagues')).body as { rows: Record<string, unknown>[] }
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(['id', 'name', 'post'])
  })
})

describe('mass assignment: nobody gives themselves more by fields that nobody asked for', () => {
  const more = {
    district: 'other',
    state: 'active',
    role: 'administrator',
    roles: ['administrator'],
    verbs: ['access.accounts'],
    account: 'x',
    second_factor: true,
    must_change: false,
    granted_by: '区长',
    scope: { paths: [''] },
    on: WHOLE,
    builtIn: true,
  }

  test('in a new account', async () => {
    const made = await browserOf(admin).call('POST', '/api/accounts', {
      username: 'new-one',
      name: '陈晓',
      reason: '新到岗',
      id: admin.id,
      ...more,
    })
    expect(made.status).toBe(200)
    const { rows } = await sql<Record<string, unknown>>`select district, state, second_factor,
      (select count(*)::int from access_grant g where g.account = a.id) as grants from account a
      where username = 'new-one'`.execute(context.database.owner)
    expect(rows[0]).toEqual({ district: context.config.district, state: 'invited', second_factor: false, grants: 0 })
    expect(made.body['id']).not.toBe(admin.id)
  })

  test('in the account, session, purpose, substitution and glass of one’s own', async () => {
    const town = await makeAccount(context, { username: 'narrow', name: '何静', roles: [] })
    const before = await state()
    const browser = browserOf(town)
    await browser.call('POST', '/api/session/purpose', { purpose: '核对名册用途', ...more })
    await browser.call('POST', '/api/substitutions', {
      ...more,
      of: admin.id,
      by: town.id,
      from: clock.today(),
      until: clock.today(),
      reason: '顶一下',
    })
    await browser.call('POST', '/api/glass', { ...more, area: '', hours: 24, reason: '紧急查看全区情况' })
    await browser.call('POST', `/api/accounts/${town.id}/grants`, { ...more, reason: '给自己' })
    await browser.call('POST', '/api/account/held/correct', {
      ...more,
      key: 'account.state',
      to: 'active',
      reason: '更正',
    })
    expect(await state()).toBe(before)
    const session = (await browser.call('GET', '/api/session')).body as { person: { verbs: object; roles: unknown[] } }
    expect([session.person.verbs, session.person.roles]).toEqual([{}, []])
  })

  test('in a grant: who granted it is who asked', async () => {
    const { body } = await browserOf(admin).call('POST', `/api/accounts/${clerk.id}/grants`, {
      ...more,
      role: 'auditor',
      by: '区长',
      state: 'ended',
      roleName: '管理员',
      reason: '看留痕',
    })
    expect(body).toMatchObject({ role: 'auditor', by: '周明', state: 'in-force' })
    const { rows } = await sql<{
      account: string
    }>`select account from access_grant where id = ${String(body['id'])}`.execute(context.database.owner)
    expect(rows[0]?.account).toBe(clerk.id)
    await browserOf(admin).call('POST', `/api/grants/${String(body['id'])}/end`, { reason: '看完了' })
  })
})

describe('vertical: what a role does not have is refused, endpoint by endpoint', () => {
  const table: EndpointTable = {
    ...accessEndpoints,
    ...personalEndpoints,
    ...auditEndpoints,
    'platform.backups': platformEndpoints['platform.backups'],
    'platform.makeBackup': platformEndpoints['platform.makeBackup'],
    'platform.saveBackupSchedule': platformEndpoints['platform.saveBackupSchedule'],
  }
  const guarded = Object.entries(table).filter(([, { verb }]) => verb !== 'open' && verb !== 'self')
  const url = ({ path }: Endpoint): string => path.replace(/:(\w+)/g, '1m7xsw1zzzzzzzzzzzzz')

  test('there are such endpoints, and one role that may all of them', () => {
    expect(guarded.length).toBeGreaterThan(25)
    const all = BUILT_IN_ROLES.find(({ id }) => id === 'administrator')?.verbs ?? []
    expect(guarded.filter(([, { verb }]) => !all.includes(verb)).map(([name]) => name)).toEqual([])
  })

  test.each(BUILT_IN_ROLES.map(({ id, name, verbs, on }) => ({ id, name, verbs, on })))(
    '$name',
    async ({ id, verbs, on }) => {
      const areas = await sql<{
        id: string
      }>`select id from area where valid_to is null and path <> '' order by path limit 1`.execute(
        context.database.owner,
      )
      const area = areas.rows[0]?.id
      const places = on.includes('self')
        ? [{ kind: 'self' as const }]
        : on.includes('unit')
          ? [{ kind: 'unit' as const, unit: 'x' }]
          : [WHOLE, ...(area === undefined ? [] : [{ kind: 'area' as const, area }])]
      for (const [at, place] of places.entries()) {
        const person = await makeAccount(context, {
          username: `v-${id}-${at}`,
          name: '某某',
          roles: [{ role: id, on: place }],
        })
        const browser = browserOf(person)
        for (const [name, endpoint] of guarded) {
          const mayIt = verbs.includes(endpoint.verb) && (place === WHOLE || endpoint.whole === undefined)
          if (mayIt && endpoint.method !== 'GET') continue // what may change something is tried elsewhere
          const upload = endpoint.upload === true
          const answer = await browser.call(
            endpoint.method,
            url(endpoint),
            endpoint.method === 'GET' || upload ? undefined : {},
          )
          const refused = [401, 403].includes(answer.status)
          expect([id, at, name, answer.status, refused]).toEqual([id, at, name, answer.status, !mayIt])
          expect(answer.status).toBeLessThan(500)
        }
      }
    },
  )
})
