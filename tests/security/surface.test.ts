import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveGuide } from '../../src/apps/server/guide.ts'
import { rooms } from '../../src/apps/server/rooms.ts'
import { everybody } from '../../src/platform/server/gate.ts'
import { makeApp } from '../../src/platform/server/compose.ts'
import { openTestContext, type TestContext } from '../../src/platform/server/testing.ts'

/** What every answer carries and what is refused before any room sees it. */
let context: TestContext
let app: FastifyInstance
let web: string

beforeAll(async () => {
  context = await openTestContext(rooms)
  web = mkdtempSync(join(tmpdir(), 'juxin-web-'))
  mkdirSync(join(web, 'assets'))
  writeFileSync(join(web, 'index.html'), '<!doctype html><div id="root"></div>')
  writeFileSync(join(web, 'assets/a-1.js'), '1')
  app = await makeApp({ ...context, config: { ...context.config, webDir: web } }, rooms, serveGuide)
})
afterAll(async () => {
  await app.close()
  await context.close()
  rmSync(web, { recursive: true, force: true })
})

const ask = (options: InjectOptions) => app.inject(options)
const json = (body: string): InjectOptions => ({
  method: 'POST',
  url: '/api/views',
  headers: { 'content-type': 'application/json' },
  payload: body,
})

describe('headers', () => {
  test.each(['/', '/api/health', '/guide/', '/assets/a-1.js', '/api/nothing', '/units?q=x'])('%s', async (url) => {
    const { headers } = await ask({ url })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/script-src[^;]*unsafe|unsafe-eval|https?:|\*/)
    for (const part of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(part)
    }
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{16}$/)
    for (const absent of ['server', 'x-powered-by', 'strict-transport-security'])
      expect(headers).not.toHaveProperty(absent)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    if (url.startsWith('/api/')) expect(headers['cache-control']).toBe('no-store')
  })

  test('pages of the guide carry no style and no script of their own', async () => {
    const { body } = await ask({ url: '/guide/units.md' })
    expect(body).not.toMatch(/<style|<script|style=|\son\w+=/)
    expect((await ask({ url: '/guide/guide.css' })).headers['content-type']).toContain('text/css')
  })

  test('a preflight of another origin is not answered', async () => {
    const answer = await ask({
      method: 'OPTIONS',
      url: '/api/units',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(answer.statusCode).toBe(403)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  test('request ids do not repeat and are not taken from the caller', async () => {
    const ids = await Promise.all(
      Array.from(
        { length: 50 },
        async () => (await ask({ url: '/api/health', headers: { 'x-request-id': 'mine' } })).headers['x-request-id'],
      ),
    )
    expect(new Set(ids).size).toBe(50)
    expect(ids).not.toContain('mine')
  })
})

describe('requests from elsewhere (CSRF, DNS rebinding)', () => {
  const send = async (headers: Record<string, string>) =>
    (
      await ask({
        method: 'DELETE',
        url: '/api/views/x',
        headers: { 'content-type': 'application/json', ...headers },
        payload: '{}',
      })
    ).json<{ code?: string }>().code

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost.evil.example' }],
    [{ origin: 'http://evil.example#localhost' }],
    [{ cookie: 'juxin=abc' }],
    [{ host: 'evil.example' }],
    [{ host: 'localhost.evil.example' }],
    [{ host: '127.0.0.1.evil.example:80' }],
    [{ host: 'evil.example', 'x-forwarded-host': 'localhost' }],
  ])('%j is refused', async (headers) => {
    expect(await send(headers)).toBe('platform.foreign-site')
  })

  test.each([
    [{}],
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'same-origin', cookie: 'juxin=abc' }],
    [{ origin: 'http://localhost:7200', cookie: 'juxin=abc' }],
    [{ host: 'LOCALHOST:1234' }],
  ])('%j is let through', async (headers) => {
    expect(await send(headers)).not.toBe('platform.foreign-site')
  })

  test('reading by a foreign page is refused, following a link is not', async () => {
    const from = (mode: string) =>
      ask({ url: '/api/health', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode } })
    expect((await from('cors')).statusCode).toBe(403)
    expect((await from('no-cors')).statusCode).toBe(403)
    expect((await from('navigate')).statusCode).toBe(200)
  })

  test('a proxy that nobody announced is refused', async () => {
    for (const name of ['x-forwarded-for', 'forwarded']) {
      const answer = await ask({ url: '/api/health', headers: { [name]: '10.0.0.1' } })
      expect(answer.json<{ code: string }>().code).toBe('platform.unannounced-proxy')
    }
  })

  test('the method stands in the request line and nowhere else', async () => {
    for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      const answer = await ask({ url: '/api/views?_method=DELETE', headers: { [name]: 'DELETE' } })
      expect([200, 401]).toContain(answer.statusCode)
    }
    for (const method of ['PATCH', 'TRACE'] as const) {
      expect((await ask({ method, url: '/api/views' } as InjectOptions)).statusCode).toBe(404)
    }
  })
})

describe('bodies', () => {
  test.each([
    ['application/x-www-form-urlencoded', 'name=x'],
    ['text/plain', '{"name":"x"}'],
    ['application/xml', '<x/>'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'],
  ])('%s is not taken where JSON is', async (type, payload) => {
    const answer = await ask({ method: 'POST', url: '/api/views', headers: { 'content-type': type }, payload })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([415, 'platform.wrong-type'])
  })

  test('depth, number of parts and size are bounded', async () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect((await ask(json(`{"a":${deep(19)}}`))).statusCode).not.toBe(413)
    expect((await ask(json(`{"a":${deep(20)}}`))).statusCode).toBe(413)
    expect((await ask(json(deep(500_000)))).statusCode).toBe(413)
    expect((await ask(json(`{"a":"${'['.repeat(5000)}"}`))).statusCode).not.toBe(413)
    expect((await ask(json(`[${'1,'.repeat(60_000)}1]`))).statusCode).toBe(413)
    expect((await ask(json(`{"a":"${'x'.repeat(1024 * 1024)}"}`))).statusCode).toBe(413)
  })

  test('where nobody has signed in yet, less is taken', async () => {
    const endpoint = { ...json(`{"username":"${'x'.repeat(20_000)}","password":"x"}`), url: '/api/session' }
    const answer = await ask(endpoint)
    expect([413, 404]).toContain(answer.statusCode)
  })

  test.each(['{', '{"a":01}', '\0', '{"a":1}{"b":2}', '{"constructor":{"prototype":{"x":1}}}', '{"__proto__":1}'])(
    'what is no JSON, or reaches for prototypes, is refused without a word of the parser: %j',
    async (body) => {
      const answer = await ask(json(body))
      expect(answer.statusCode).toBe(400)
      expect(answer.body).not.toMatch(/JSON|token|position|prototype|at /)
    },
  )

  test('NUL and half characters are refused, in body, query and path', async () => {
    for (const answer of [
      await ask(json(JSON.stringify({ name: 'a\0b', query: '' }))),
      await ask(json('{"name":"\\ud800","query":""}')),
      await ask({ url: '/api/units?q=%00' }),
      await ask({ url: '/api/units/a%00b' }),
    ]) {
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'platform.invalid-input'])
    }
  })

  test('addresses are bounded', async () => {
    expect((await ask({ url: `/api/units?q=${'x'.repeat(9000)}` })).statusCode).toBe(413)
    expect((await ask({ url: `/api/units/${'x'.repeat(300)}` })).statusCode).toBeLessThan(500)
    expect((await ask({ url: '/api/units/%E0%A4%A' })).statusCode).toBe(400)
  })
})

describe('paths', () => {
  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fetc%2fpasswd',
    '/assets/%2e%2e%5c%2e%2e%5cwindows',
    '/assets/a-1.js%00.png',
    '/guide/../README.md',
    '/guide/..%2f..%2fREADME.md',
    '/guide/%2e%2e%2f%2e%2e%2fpackage.json',
    '/guide/pictures/..%2f..%2f..%2fpackage.json',
    '/guide/pictures/../../../package.json.png',
    '/guide/a%00.md',
    '//etc/passwd',
    '/.git/config',
    '/guide//etc/passwd',
  ])('%s leads nowhere', async (url) => {
    const answer = await ask({ url })
    expect(answer.statusCode === 200 ? answer.body : '').not.toMatch(/"dependencies"|root:|repositoryformat|# 聚新 /)
    expect(answer.statusCode).toBeLessThan(500)
  })

  test('what is asked for does not come back as a header or a page', async () => {
    for (const path of [
      '/x%0d%0aset-cookie:%20a=b',
      '/guide%0d%0aset-cookie:%20a=b',
      '/api/%3Cscript%3Ealert(1)%3C/script%3E',
    ]) {
      const answer = await ask({ url: path })
      expect(answer.headers).not.toHaveProperty('set-cookie')
      expect(String(answer.headers['content-type'])).not.toMatch(/html.*script/)
      if (path.startsWith('/api/')) expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })
})

describe('what a stranger is told', () => {
  test('neither version nor database, and no description of the interface', async () => {
    const accounts = async () => true
    const before = context.gates.current
    context.gates.install({ caller: async () => null, accounts })
    const health = (await ask({ url: '/api/health' })).json<Record<string, unknown>>()
    expect(health).toEqual({
      ok: true,
      version: null,
      database: null,
      loopbackOnly: true,
      accounts: true,
      diskLow: false,
    })
    expect((await ask({ url: '/api/openapi.json' })).statusCode).toBe(401)
    expect((await ask({ url: '/api/ready' })).json()).toEqual({ ok: true })
    context.gates.install({ caller: async () => everybody('某人'), accounts })
    expect((await ask({ url: '/api/health' })).json<{ version: string }>().version).toMatch(/^\d/)
    context.gates.install(before)
  })

  test('an error from inside is a number to give to somebody, and nothing more', async () => {
    const before = context.gates.current
    context.gates.install({
      caller: () => Promise.reject(new Error('relation "account" does not exist at /srv/juxin')),
      accounts: async () => true,
    })
    const answer = await ask({ url: '/api/units' })
    context.gates.install(before)
    expect(answer.statusCode).toBe(500)
    expect(answer.json<Record<string, unknown>>()).toEqual({
      code: 'platform.internal',
      words: expect.stringContaining(String(answer.headers['x-request-id'])),
      details: { requestId: answer.headers['x-request-id'] },
      requestId: answer.headers['x-request-id'],
    })
  })
})

describe('figures', () => {
  test('count by endpoint and class of status, and hold nothing that somebody sent', async () => {
    await ask({ url: '/api/units?q=张三机密' })
    await ask({ url: '/api/units/secretid123' })
    await ask({ url: '/secret-page?token=abc' })
    const { body, headers } = await ask({ url: '/metrics' })
    expect(headers['content-type']).toContain('text/plain; version=0.0.4')
    expect(body).toMatch(/juxin_request_seconds_bucket\{endpoint="units\.list",status="2xx",le="\+Inf"\} [1-9]/)
    expect(body).toMatch(/juxin_request_seconds_count\{endpoint="units\.get",status="4xx"\} [1-9]/)
    expect(body).toMatch(/juxin_jobs\{state="running"\} \d/)
    expect(body).toMatch(/juxin_memory_bytes\{of="rss"\} \d/)
    expect(body).not.toMatch(/张三|%E5|secret|token|\?/)
    for (const line of body.trim().split('\n')) {
      expect(line).toMatch(
        /^(# (HELP|TYPE) juxin_[a-z_]+ .+|juxin_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[\d.e+-]+)$/,
      )
    }
  })

  test('are for this machine, or for whoever has the token', async () => {
    const config = { ...context.config, webDir: web, metricsToken: 'correct horse' }
    const other = await makeApp({ ...context, config }, rooms)
    const from = async (remoteAddress: string, authorization?: string) =>
      (
        await other.inject({
          url: '/metrics',
          remoteAddress,
          headers: authorization === undefined ? {} : { authorization },
        })
      ).statusCode
    expect(await from('127.0.0.1')).toBe(200)
    expect(await from('10.0.0.8')).toBe(404)
    expect(await from('10.0.0.8', 'Bearer wrong')).toBe(404)
    expect(await from('10.0.0.8', 'Bearer correct horse')).toBe(200)
    await other.close()
    expect(
      (await app.inject({ url: '/metrics', remoteAddress: '10.0.0.8', headers: { authorization: 'Bearer ' } }))
        .statusCode,
    ).toBe(404)
  })
})
