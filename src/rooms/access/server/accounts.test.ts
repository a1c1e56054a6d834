import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { Writable } from 'node:stream'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { auditServer } from '../../audit/server/index.ts'
import { organizationsTable } from '../../organizations/testing-table.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import { accessEvents, type HandedOver } from '../contract.ts'
import { hashCheaply, makeAccount, TestBrowser, type MadeAccount } from '../testing.ts'
import { accessServer } from './index.ts'

const rooms = [areasServer, accessServer, auditServer, rulebookServer, unitsServer, organizationsTable]
const WHOLE = { kind: 'area', area: '' } as const
const PASSWORD = '海风吹过老码头 7 点'

describe('accounts', () => {
  const clock = testClock()
  let context: TestContext
  let admin: TestBrowser
  let boss: MadeAccount
  const handed: HandedOver[] = []

  beforeAll(async () => {
    context = await openTestContext(rooms, clock)
    hashCheaply(context)
    context.reactions.on<HandedOver>(accessEvents.handedOver, async (_tx, _scope, payload) => void handed.push(payload))
  })
  afterAll(() => context.close())

  const as = ({ cookie }: MadeAccount): TestBrowser => {
    const browser = new TestBrowser(context)
    browser.cookies.set('juxin', cookie.slice('juxin='.length))
    return browser
  }
  const create = async (username: string, more: object = {}) => {
    const { status, body } = await admin.call('POST', '/api/accounts', {
      username,
      name: '李娜',
      reason: '新到岗',
      ...more,
    })
    const link = (body['link'] as { link: string; until: string } | undefined) ?? { link: '', until: '' }
    return { status, body, id: String(body['id']), token: link.link.split('/invitation/')[1] ?? '', until: link.until }
  }
  const accept = (token: string, password = PASSWORD, browser = new TestBrowser(context)) =>
    browser.call('POST', `/api/invitations/${token}`, { password })
  const signIn = (username: string, browser = new TestBrowser(context)) =>
    browser.call('POST', '/api/session', { username, password: PASSWORD })

  test('nobody is made before there is an administrator', async () => {
    admin = new TestBrowser(context)
    expect((await create('early')).body['code']).toBe('access.set-up-first')
    boss = await makeAccount(context, {
      username: 'boss',
      name: '刘洋',
      roles: [{ role: 'administrator', on: WHOLE }],
    })
    admin = as(boss)
  })

  test('a one-time link is good once, for its own account, and shows no more than a name', async () => {
    const made = await create('lina', { phone: '138 4286 7719', grants: [{ role: 'clerk', on: WHOLE }] })
    expect(made.status).toBe(200)
    expect(Date.parse(made.until) - clock.now().getTime()).toBeGreaterThan(71.9 * 3600_000)
    expect((await signIn('lina')).status).toBe(401)
    const shown = await new TestBrowser(context).call('GET', `/api/invitations/${made.token}`)
    expect(Object.keys(shown.body).sort()).toEqual(['name', 'until', 'username'])
    // A weak password does not use the link up.
    expect((await accept(made.token, 'lina123456')).body['code']).toBe('access.weak-password')
    const browser = new TestBrowser(context)
    expect((await accept(made.token, PASSWORD, browser)).status).toBe(200)
    expect((await browser.call('GET', '/api/office')).status).toBe(200)
    expect((await accept(made.token)).body['code']).toBe('access.invitation-ended')
    expect((await new TestBrowser(context).call('GET', `/api/invitations/${made.token}`)).status).toBe(410)
    expect((await signIn('lina')).status).toBe(200)
  })

  test('of two who open the link at the same time one sets the password', async () => {
    const { token } = await create('twice')
    const both = await Promise.all([accept(token), accept(token)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
  })

  test('a link ends after 72 hours, and with the next one', async () => {
    const late = await create('late')
    const replaced = await create('replaced')
    const again = await admin.call('POST', `/api/accounts/${replaced.id}/invitation`, { reason: '链接丢了' })
    const fresh = (again.body['link'] as { link: string }).link.split('/invitation/')[1] ?? ''
    expect((await accept(replaced.token)).body['code']).toBe('access.invitation-ended')
    expect((await accept(fresh)).status).toBe(200)
    clock.advance(72 * 3600_000)
    expect((await accept(late.token)).body['code']).toBe('access.invitation-ended')
    admin = as(
      await makeAccount(context, { username: 'boss2', name: '陈静', roles: [{ role: 'administrator', on: WHOLE }] }),
    )
  })

  test('a new link ends the password and the sessions that were', async () => {
    const { id, token } = await create('forgot', { grants: [{ role: 'clerk', on: WHOLE }] })
    const browser = new TestBrowser(context)
    await accept(token, PASSWORD, browser)
    expect((await browser.call('GET', '/api/office')).status).toBe(200)
    await admin.call('POST', `/api/accounts/${id}/invitation`, { reason: '忘了密码' })
    expect((await browser.call('GET', '/api/office')).status).toBe(401)
    expect((await signIn('forgot')).status).toBe(401)
  })

  test('names are taken once, whatever their case', async () => {
    expect((await create('LINA')).body['code']).toBe('access.username-taken')
    expect((await create('a b')).body['code']).toBe('platform.invalid-input')
  })

  test('a phone is sealed, masked in lists, and found by its whole number only', async () => {
    const { rows } = await sql<{ row: string }>`select a::text as row from account a`.execute(context.database.owner)
    expect(rows.map(({ row }) => row).join()).not.toMatch(/1384286|4286 7719/)
    const find = async (q: string) =>
      (await admin.call('GET', `/api/accounts?q=${encodeURIComponent(q)}`)).body['rows'] as {
        username: string
        phone: string
      }[]
    expect(await find('13842867719')).toMatchObject([{ username: 'lina' }])
    expect((await find('13842867719'))[0]?.phone).not.toContain('4286')
    expect(await find('1384286')).toEqual([])
    await admin.call('POST', '/api/session/purpose', { purpose: '通知开会时间' })
    expect((await find('13842867719'))[0]?.phone).toBe('138 4286 7719')
    await admin.call('DELETE', '/api/session/purpose')
    expect((await find('13842867719'))[0]?.phone).not.toContain('4286')
    const { rows: read } = await sql<{
      n: number
    }>`select count(*)::int as n from audit where action = 'personal.read'`.execute(context.database.owner)
    expect(read[0]?.n).toBe(1)
  })

  test('lists are paged by username and filtered by state and role', async () => {
    const usernames: string[] = []
    let after = ''
    for (;;) {
      const { body } = await admin.call('GET', `/api/accounts?limit=2${after}`)
      usernames.push(...(body['rows'] as { username: string }[]).map(({ username }) => username))
      if (body['next'] === null) break
      after = `&after=${encodeURIComponent(String(body['next']))}`
    }
    expect(usernames).toEqual([...new Set(usernames)].sort())
    const invited = await admin.call('GET', '/api/accounts?state=invited')
    expect((invited.body['rows'] as { state: string }[]).every(({ state }) => state === 'invited')).toBe(true)
    const administrators = await admin.call('GET', '/api/accounts?role=administrator')
    expect((administrators.body['rows'] as { username: string }[]).map(({ username }) => username)).toEqual([
      'boss',
      'boss2',
    ])
  })

  test('who is disabled is out at once, and in again when enabled', async () => {
    const person = await makeAccount(context, { username: 'temp', name: '周杰', roles: [{ role: 'clerk', on: WHOLE }] })
    const browser = as(person)
    expect((await browser.call('GET', '/api/office')).status).toBe(200)
    expect((await admin.call('POST', `/api/accounts/${person.id}/disable`, { reason: '借调' })).status).toBe(200)
    expect((await browser.call('GET', '/api/office')).status).toBe(401)
    expect((await admin.call('POST', `/api/accounts/${person.id}/invitation`, { reason: '再来' })).status).toBe(400)
    expect((await admin.call('POST', `/api/accounts/${person.id}/enable`, { reason: '回来了' })).status).toBe(200)
    const { body } = await admin.call('GET', `/api/accounts/${person.id}`)
    // It never had a password of its own.
    expect(body['state']).toBe('invited')
  })

  test('duties go to the successor, the leaver is out, the history stays with the leaver', async () => {
    const leaver = await makeAccount(context, {
      username: 'leaver',
      name: '吴磊',
      roles: [{ role: 'clerk', on: WHOLE }],
    })
    const successor = await makeAccount(context, { username: 'next', name: '赵敏' })
    const successors = as(successor)
    expect((await successors.call('GET', '/api/units')).status).toBe(403)
    expect(
      (await admin.call('POST', `/api/accounts/${leaver.id}/hand-over`, { successor: leaver.id, reason: '退休' }))
        .status,
    ).toBe(400)
    const done = await admin.call('POST', `/api/accounts/${leaver.id}/hand-over`, {
      successor: successor.id,
      reason: '退休',
    })
    expect(done.status).toBe(200)
    expect(handed).toEqual([{ from: leaver.id, to: successor.id }])
    expect((await as(leaver).call('GET', '/api/office')).status).toBe(401)
    expect((await successors.call('GET', '/api/units')).status).toBe(200)
    const { body } = await admin.call('GET', `/api/accounts/${leaver.id}`)
    expect(body).toMatchObject({ state: 'handed-over', successor: successor.id, name: '吴磊' })
  })

  test('the last who can manage accounts cannot be disabled, nor handed over to somebody who cannot sign in yet', async () => {
    const { body } = await admin.call('GET', '/api/accounts?role=administrator')
    const ids = (body['rows'] as { id: string }[]).map(({ id }) => id)
    expect((await admin.call('POST', `/api/accounts/${ids[0] ?? ''}/disable`, { reason: '离任' })).status).toBe(200)
    const last = ids[1] ?? ''
    expect((await admin.call('POST', `/api/accounts/${last}/disable`, { reason: '离任' })).body['code']).toBe(
      'access.last-administrator',
    )
    const { id } = await create('invited-only')
    expect(
      (await admin.call('POST', `/api/accounts/${last}/hand-over`, { successor: id, reason: '离任' })).body['code'],
    ).toBe('access.last-administrator')
  })

  test('who may not manage accounts makes none, sees none, and cannot give themselves anything', async () => {
    const clerk = as(
      await makeAccount(context, { username: 'plain', name: '王芳', roles: [{ role: 'clerk', on: WHOLE }] }),
    )
    expect((await clerk.call('GET', '/api/accounts')).status).toBe(403)
    expect((await clerk.call('POST', '/api/accounts', { username: 'x1', name: 'x', reason: '试试' })).status).toBe(403)
    const more = {
      old: PASSWORD,
      password: '另一句好记的话 9',
      state: 'active',
      roles: ['administrator'],
      must_change: false,
    }
    expect((await clerk.call('POST', '/api/account/password', more)).body['code']).toBe('access.password-wrong')
  })

  const upload = async (rows: readonly (readonly string[])[], titles: readonly string[]) => {
    const chunks: Buffer[] = []
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        done()
      },
    })
    await writeXlsx(out, { sheets: [{ name: '人员', columns: titles.map((title) => ({ title })), rows }] })
    const boundary = 'juxin-test-boundary'
    const payload = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="list.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      ...chunks,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    const app = await context.app()
    const answer = await app.inject({
      method: 'POST',
      url: '/api/accounts/file',
      headers: {
        'sec-fetch-site': 'same-origin',
        cookie: `juxin=${admin.cookies.get('juxin') ?? ''}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': String(payload.length),
      },
      payload,
    })
    return answer.json<{
      rows: { row: number; username: string; problem: { column: string } | null; made: boolean }[]
      good: number
      words: string
    }>()
  }

  /** As the office calls it. */
  const clerkRole = async (): Promise<string> => {
    const { body } = await admin.call('GET', '/api/roles')
    return (body['rows'] as { id: string; name: string }[]).find(({ id }) => id === 'clerk')?.name ?? ''
  }

  test('a list is read, each wrong row told with column, reason and remedy; the good ones are made', async () => {
    const clerk = await clerkRole()
    const read = await upload(
      [
        ['王秀英', 'wangxiuying', clerk, '全区'],
        ['李静', 'lina', clerk, '全区'],
        ['赵敏', 'a b', clerk, '全区'],
        ['', 'noname', clerk, '全区'],
        ['周杰', 'wangxiuying', clerk, '全区'],
        ['吴磊', 'wulei', '没有的岗位', '全区'],
        ['陈静', 'chenjing', clerk, '没有的街道'],
      ],
      ['姓 名', '登录账号', '角色', '管辖范围'],
    )
    expect(read.rows.map(({ row, username, problem }) => [row, username, problem?.column ?? 'good'])).toEqual([
      [2, 'wangxiuying', 'good'],
      [3, 'lina', '用户名'],
      [4, 'a b', '用户名'],
      [5, 'noname', '姓名'],
      [6, 'wangxiuying', '用户名'],
      [7, 'wulei', '岗位'],
      [8, 'chenjing', '范围'],
    ])
    for (const { problem } of read.rows.slice(1)) {
      expect(problem).toMatchObject({ why: expect.stringMatching(/./), remedy: expect.stringMatching(/./) })
    }
  })

  test('a batch is made whole or not at all, each with a link of its own', async () => {
    const clerk = await clerkRole()
    const batch = (rows: object[]) => admin.call('POST', '/api/accounts/batch', { rows, reason: '年初建账号' })
    const one = { username: 'batch1', name: '甲', role: clerk, on: '全区' }
    const two = { username: 'batch2', name: '乙', role: clerk, on: '全区' }
    const refused = await batch([one, { ...two, role: '没有的岗位' }])
    expect(refused.body['words']).toContain('batch2')
    expect((await admin.call('GET', '/api/accounts?q=batch')).body['total']).toBe(0)
    const made = await batch([one, two])
    const links = made.body['links'] as { username: string; link: string }[]
    expect(new Set(links.map(({ link }) => link)).size).toBe(2)
    expect((await accept(links[0]?.link.split('/invitation/')[1] ?? '')).status).toBe(200)
    const batch1 = new TestBrowser(context)
    expect((await signIn('batch1', batch1)).status).toBe(200)
    expect((await batch1.call('GET', '/api/units')).status).toBe(200)
    // The list comes back with one person more: who is made already is neither wrong nor made again.
    const again = await upload(
      [
        ['甲', 'batch1', clerk, '全区'],
        ['乙', 'batch2', clerk, '全区'],
        ['丙', 'batch1', clerk, '全区'],
        ['丁', 'batch3', clerk, '全区'],
      ],
      ['姓名', '用户名', '岗位', '范围'],
    )
    expect(again.rows.map((row) => [row.made, row.problem?.column ?? null])).toEqual([
      [true, null],
      [true, null],
      [false, '用户名'],
      [false, null],
    ])
    expect(again.good).toBe(1)
    expect((await batch([one])).body['words']).toContain('已经建好')
  })

  test('a sheet that is no list says what it must have; the blank form is one', async () => {
    expect((await upload([['甲', '乙']], ['单位', '地址'])).words).toContain('用户名')
    const app = await context.app()
    const form = await app.inject({
      method: 'GET',
      url: '/api/accounts/form',
      headers: { cookie: `juxin=${admin.cookies.get('juxin') ?? ''}` },
    })
    expect(form.statusCode).toBe(200)
    expect(form.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})
