import { spawn } from 'node:child_process'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveMaintenance } from '../../src/apps/server/maintenance.ts'
import { rooms } from '../../src/apps/server/rooms.ts'
import { makeApp } from '../../src/platform/server/compose.ts'
import { admit } from '../../src/platform/server/gate.ts'
import { openTestContext, type TestContext } from '../../src/platform/server/testing.ts'
import { REQUEST_LIMITS } from '../../src/platform/server/http/limits.ts'
import { uploadsOf } from '../../src/platform/server/http/uploads.ts'
import { makeAccount, type MadeAccount } from '../../src/rooms/access/testing.ts'

/** What the server says of itself and what it bears from one person, with everything on it that can be there. */
let context: TestContext
let app: Awaited<ReturnType<TestContext['app']>>
let person: MadeAccount
let other: MadeAccount

beforeAll(async () => {
  context = await openTestContext(rooms)
  app = await makeApp(context, rooms, (made) => serveMaintenance(made, context))
  const roles = [{ role: 'clerk', on: { kind: 'area', area: '' } }] as const
  person = await makeAccount(context, { username: 'zhangxiulan', name: '张秀兰', roles })
  other = await makeAccount(context, { username: 'liuyang', name: '刘洋', roles })
})
afterAll(async () => {
  context.jobs.stopAll()
  await app.close()
  await context.close()
})

describe('figures for a collector', () => {
  const figures = async (): Promise<string> => (await app.inject({ url: '/metrics' })).body

  test('rows that wait for a seal are counted', async () => {
    const waiting = async () => Number(/^juxin_seals_waiting (\d+)$/m.exec(await figures())?.[1])
    const before = await waiting()
    await app.inject({
      method: 'POST',
      url: '/api/session/purpose',
      headers: person.headers,
      payload: { purpose: '核对张秀兰的电话' },
    })
    expect(await waiting()).toBe(before + 1)
  })

  test('connections are counted where there is a database server', async () => {
    const text = await figures()
    if (context.database.kind === 'embedded') expect(text).not.toContain('juxin_database_connections')
    else expect(text).toMatch(/juxin_database_connections\{state="idle"\} \d+/)
  })

  test('without a backup there is no age of one', async () => {
    expect(await figures()).not.toContain('juxin_backup_age_seconds')
  })

  test('no person, no id, no searched word and no text of a query', async () => {
    const asked = [
      '/api/units?q=机密单位',
      '/api/units/1m7xsw1zzzzzzzzzzzzz',
      '/api/audit?who=张秀兰',
      '/invitation/tok3n',
    ]
    for (const url of asked) await app.inject({ url, headers: { cookie: person.cookie } })
    await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { username: 'zhangxiulan', password: 'x' },
    })
    const text = await figures()
    expect(text).toContain('endpoint="access.signIn"')
    for (const said of ['张秀兰', '刘洋', 'zhangxiulan', 'liuyang', person.id, other.id, '1m7xsw1', 'tok3n', '机密'])
      expect(text).not.toContain(said)
    expect(text).not.toMatch(/%E|select |insert |from unit|\p{Script=Han}/u)
    // Every value of a label is a word of ours: names of endpoints, states, classes of status, bounds.
    for (const [, value = ''] of text.matchAll(/="([^"]*)"/g))
      expect(value).toMatch(/^([a-z]+\.)?[a-zA-Z_]+$|^\dxx$|^[\d.]+$|^\+Inf$|^p\d+$/)
  })
})

describe('what one person may hold open', () => {
  test('files: one count for the whole server, whichever room takes them', async () => {
    const uploads = uploadsOf(app)
    const ends: (() => void)[] = []
    const running = Array.from({ length: REQUEST_LIMITS.uploadsOfOne }, () =>
      uploads.during(person.id, () => new Promise<void>((end) => ends.push(end))),
    )
    const send = async (who: MadeAccount): Promise<number> => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/imports',
        headers: { ...who.headers, 'content-type': 'multipart/form-data; boundary=x' },
        payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na\r\n--x--\r\n',
      })
      return answer.statusCode
    }
    expect(await send(person)).toBe(429)
    expect(await send(other)).not.toBe(429)
    for (const end of ends) end()
    await Promise.all(running)
    expect(await send(person)).not.toBe(429)
  })

  test('progress: as many as pages that one has, then no more until one is closed', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    // A job that stays, so that its streams stay open.
    const { promise, resolve: end } = Promise.withResolvers<Record<string, unknown>>()
    const caller = await context.gates.current.caller({
      headers: { cookie: person.cookie },
      method: 'GET',
      protocol: 'http',
    } as never)
    expect(caller?.account).toBe(person.id)
    const scope = admit(context.config.district, caller, { verb: 'self', from: '127.0.0.1', request: null })
    const { id } = context.jobs.start(scope, 'test', () => promise)
    const watch = (): Promise<IncomingMessage> =>
      new Promise((done, failed) =>
        get(
          { port, host: '127.0.0.1', path: `/api/jobs/${id}/events`, agent: false, headers: { cookie: person.cookie } },
          done,
        ).on('error', failed),
      )
    const open: IncomingMessage[] = []
    for (let at = 0; at < REQUEST_LIMITS.streamsOfOne; at++) open.push(await watch())
    expect(open.map(({ statusCode }) => statusCode)).toEqual(open.map(() => 200))
    const refused = await watch()
    expect(refused.statusCode).toBe(429)
    refused.destroy()
    open.pop()?.destroy()
    let again = 429
    while (again === 429) {
      const stream = await watch()
      again = stream.statusCode ?? 0
      open.push(stream)
    }
    expect(again).toBe(200)
    end({})
    for (const stream of open) stream.destroy()
  })
})

describe('errors that nobody caught, in a process of its own', () => {
  const file = pathToFileURL(resolve(import.meta.dirname, '../../src/apps/server/last-resort.ts')).href
  const run = (code: string): Promise<{ code: number | null; out: string; errors: string }> =>
    new Promise((done, failed) => {
      const text = `import { catchTheRest } from '${file}'
        catchTheRest(() => { console.log('closed in order'); process.exit(1) })
        setTimeout(() => { console.log('still here'); process.exit(0) }, 300)
        ${code}`
      const child = spawn(process.execPath, ['--input-type=module', '--eval', text])
      let [out, errors] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (said: string) => (out += said))
      child.stderr.setEncoding('utf8').on('data', (said: string) => (errors += said))
      child.on('error', failed)
      child.on('close', (ended) => done({ code: ended, out, errors }))
    })

  test('a promise that nobody waited for is written down, and the server goes on', async () => {
    const { code, out, errors } = await run(`void Promise.reject(new Error('Key (name)=(张秀兰) already exists'))`)
    expect([code, out.trim()]).toEqual([0, 'still here'])
    expect(errors).toContain('unhandled rejection')
    expect(errors).not.toContain('张秀兰')
  })

  test('after an exception out of nowhere the server is closed in order', async () => {
    const { code, out, errors } = await run(`setTimeout(() => { throw new TypeError('no "张秀兰" here') }, 10)`)
    expect([code, out.trim()]).toEqual([1, 'closed in order'])
    const said = JSON.parse(errors.trim().split('\n').at(-1) ?? '') as { what: string; error: { type: string } }
    expect(said).toMatchObject({ what: 'uncaught exception', error: { type: 'TypeError' } })
    expect(errors).not.toContain('张秀兰')
  })
})

test.skipIf(process.env['TEST_DATABASE_URL'] === undefined)(
  'a database server that drops its connections is asked anew (needs TEST_DATABASE_URL)',
  async () => {
    await app.inject({ url: '/api/units', headers: { cookie: person.cookie } })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(context.database.owner)
    let status = 0
    for (let look = 0; look < 50 && status !== 200; look++) {
      status = (await app.inject({ url: '/api/units', headers: { cookie: person.cookie } })).statusCode
    }
    expect(status).toBe(200)
  },
)
