import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as encrypted } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../../src/apps/server/rooms.ts'
import { makeApp } from '../../src/platform/server/compose.ts'
import { openTestContext, type TestContext } from '../../src/platform/server/testing.ts'
import { setupLink } from '../../src/rooms/access/server/setup-link.ts'
import { hashCheaply } from '../../src/rooms/access/testing.ts'

/** Cookies as they go over the wire, from a server with a certificate made for the test. */
const openssl = spawnSync('openssl', ['version']).status === 0
const PASSWORD = '海风吹过老码头 7 点'

describe.skipIf(!openssl)('cookies over TLS (skipped without openssl)', () => {
  let context: TestContext
  let app: FastifyInstance
  let folder: string
  let port: number

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'juxin-tls-'))
    const [cert, key] = [join(folder, 'c.pem'), join(folder, 'k.pem')]
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    const name = ['-days', '2', '-subj', '/CN=localhost', '-keyout', key, '-out', cert]
    expect(spawnSync('openssl', ['req', '-x509', ...curve, ...name]).status).toBe(0)
    context = await openTestContext(rooms)
    hashCheaply(context)
    app = await makeApp({ ...context, config: { ...context.config, tls: { cert, key } } }, rooms)
    await app.listen({ port: 0, host: '127.0.0.1' })
    port = (app.server.address() as AddressInfo).port
  })
  afterAll(async () => {
    await app?.close()
    await context?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: object) =>
    new Promise<{ status: number; cookies: string[]; body: string }>((done, failed) => {
      const asked = encrypted(
        {
          port,
          host: '127.0.0.1',
          method,
          path,
          rejectUnauthorized: false,
          agent: false,
          headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
        },
        (answer) => {
          let heard = ''
          answer.setEncoding('utf8').on('data', (text: string) => (heard += text))
          answer.on('end', () =>
            done({ status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [], body: heard }),
          )
        },
      )
      asked.on('error', failed)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })

  test('carry Secure, HttpOnly, SameSite and the prefix that binds them to this host', async () => {
    const token = ((await setupLink(context)) ?? '').split('token=')[1] ?? ''
    const first = { token, username: 'liuyang', name: '刘洋', password: PASSWORD }
    const made = await ask('POST', '/api/session/setup', {}, first)
    expect(made.status).toBe(200)
    const signedIn = await ask('POST', '/api/session', {}, { username: 'liuyang', password: PASSWORD })
    expect(signedIn.status).toBe(200)
    const all = [...made.cookies, ...signedIn.cookies]
    expect(all.length).toBeGreaterThanOrEqual(3)
    for (const cookie of all)
      expect(cookie).toMatch(/^__Host-[\w-]+=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/)

    const cookie = signedIn.cookies.find((one) => one.startsWith('__Host-juxin='))?.split(';')[0] ?? ''
    const session = async (header: string): Promise<unknown> =>
      (JSON.parse((await ask('GET', '/api/session', { cookie: header })).body) as { person: unknown }).person
    expect(await session(cookie)).toMatchObject({ username: 'liuyang' })
    // One that a neighbouring host planted has no prefix, and is not looked at; nor does it stand before ours.
    const planted = cookie.replace('__Host-', '')
    expect(await session(planted)).toBeNull()
    expect(await session(`juxin=${'a'.repeat(43)}; ${cookie}`)).toMatchObject({ username: 'liuyang' })
    // The session of the other name is not taken over plain http either.
    const plain = await (await context.app()).inject({ url: '/api/session', headers: { cookie } })
    expect(plain.json<{ person: unknown }>().person).toBeNull()

    const out = await ask('DELETE', '/api/session', { cookie })
    expect(out.cookies.join()).toMatch(/^__Host-juxin=; .*Max-Age=0; Secure$/)
    expect(await session(cookie)).toBeNull()
  })
})
