import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sql } from 'kysely'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { auditServer } from '../../audit/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import { makeAccount, TestBrowser } from '../testing.ts'
import { accessServer } from './index.ts'

const rooms = [areasServer, accessServer, auditServer, rulebookServer, unitsServer]
const CLIENT = { id: 'juxin', secret: 'a-secret-of-the-client' }

/** A provider as small as the standard allows: one key, codes that are good once. */
class Provider {
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #codes = new Map<string, { challenge: string; nonce: string; claims: object }>()
  readonly #server: Server
  /** What the next one who comes is. */
  claims: object = {}
  /** Instead of the nonce that was asked for. */
  otherNonce: string | null = null

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const [status, answer] = this.#answer(request.url ?? '', Buffer.concat(chunks).toString())
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      })
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The person agrees; the provider leads the browser back with a code. */
  agree(url: string): string {
    const asked = new URL(url).searchParams
    const code = `code${this.#codes.size}`
    this.#codes.set(code, {
      challenge: asked.get('code_challenge') ?? '',
      nonce: this.otherNonce ?? asked.get('nonce') ?? '',
      claims: this.claims,
    })
    return `/api/oidc/callback?code=${code}&state=${asked.get('state') ?? ''}`
  }

  stop(): void {
    this.#server.close()
  }

  #answer(path: string, body: string): [number, object] {
    if (path.startsWith('/.well-known/')) {
      return [
        200,
        {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        },
      ]
    }
    if (path === '/keys') {
      return [
        200,
        { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: '1', use: 'sig', alg: 'RS256' }] },
      ]
    }
    const form = new URLSearchParams(body)
    const found = this.#codes.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const known = form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret
    if (!found || !known || challenge !== found.challenge) return [400, { error: 'invalid_grant' }]
    this.#codes.delete(form.get('code') ?? '')
    return [200, { access_token: 'x', token_type: 'bearer', id_token: this.#idToken(found.nonce, found.claims) }]
  }

  #idToken(nonce: string, claims: object): string {
    const now = Math.floor(Date.now() / 1000)
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const body = { iss: this.issuer, aud: CLIENT.id, sub: '1', iat: now, exp: now + 60, nonce, ...claims }
    const text = `${part({ alg: 'RS256', kid: '1' })}.${part(body)}`
    return `${text}.${sign('sha256', Buffer.from(text), this.#keys.privateKey).toString('base64url')}`
  }
}

describe('single sign-on', () => {
  const provider = new Provider()
  let context: TestContext

  beforeAll(async () => {
    await provider.start()
    vi.stubEnv('JUXIN_OIDC_ISSUER', provider.issuer)
    vi.stubEnv('JUXIN_OIDC_CLIENT_ID', CLIENT.id)
    vi.stubEnv('JUXIN_OIDC_CLIENT_SECRET', CLIENT.secret)
    vi.stubEnv('JUXIN_OIDC_LABEL', '政务统一登录')
    context = await openTestContext(rooms, testClock())
    await makeAccount(context, {
      username: 'wang',
      name: '王秀英',
      roles: [{ role: 'clerk', on: { kind: 'area', area: '' } }],
      secondFactor: false,
    })
    await makeAccount(context, { username: 'careful', name: '李静', secondFactor: true })
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    provider.stop()
    await context.close()
  })

  const start = async (browser: TestBrowser): Promise<string> => {
    const { status, location } = await browser.call('GET', '/api/oidc/start')
    expect(status).toBe(302)
    return location
  }
  const come = async (claims: object) => {
    provider.claims = claims
    const browser = new TestBrowser(context)
    const answer = await browser.call('GET', provider.agree(await start(browser)))
    return { browser, answer }
  }

  test('who has an account gets in under it', async () => {
    const { browser, answer } = await come({ preferred_username: 'Wang' })
    expect([answer.status, answer.location]).toEqual([302, '/'])
    const { body } = await browser.call('GET', '/api/session')
    expect(body).toMatchObject({ singleSignOn: '政务统一登录', person: { username: 'wang' } })
    expect((await browser.call('GET', '/api/office')).status).toBe(200)
  })

  test('afterwards the page opens that was asked for, never one elsewhere', async () => {
    const opened = async (to: string): Promise<string> => {
      provider.claims = { preferred_username: 'wang' }
      const browser = new TestBrowser(context)
      const { location } = await browser.call('GET', `/api/oidc/start?to=${encodeURIComponent(to)}`)
      return (await browser.call('GET', provider.agree(location))).location
    }
    expect(await opened('/units?q=1')).toBe('/units?q=1')
    for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a\r\nset-cookie: x=1'])
      expect(await opened(to)).toBe('/')
  })

  test('who does not get in comes back to the page of signing in, with the page that was wanted', async () => {
    provider.claims = { preferred_username: 'stranger' }
    const browser = new TestBrowser(context)
    const { location } = await browser.call('GET', '/api/oidc/start?to=%2Funits%3Fq%3D1')
    const answer = await browser.call('GET', provider.agree(location))
    expect(answer.location).toBe('/sign-in?failed=stranger&to=%2Funits%3Fq%3D1')
  })

  test('who has none does not, and none is made', async () => {
    for (const claims of [{ preferred_username: 'stranger' }, {}, { preferred_username: ['wang'] }]) {
      const { browser, answer } = await come(claims)
      expect([answer.status, answer.location]).toEqual([302, '/sign-in?failed=stranger'])
      expect(browser.cookies.has('juxin')).toBe(false)
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from account`.execute(context.database.owner)
    expect(rows[0]?.n).toBe(2)
  })

  test('a second factor set here stays, unless the provider asked for one', async () => {
    expect((await come({ preferred_username: 'careful' })).answer.location).toBe('/sign-in?failed=second-factor')
    expect((await come({ preferred_username: 'careful', amr: ['pwd', 'otp'] })).answer.status).toBe(302)
  })

  test('another state, nonce, browser or a code once used does not open', async () => {
    provider.claims = { preferred_username: 'wang' }
    const failed = async (browser: TestBrowser, url: string) => {
      expect((await browser.call('GET', url)).location).toMatch(/^\/sign-in\?failed=(late|unconfirmed)$/)
      expect((await browser.call('GET', '/api/office')).status).toBe(401)
    }
    const first = new TestBrowser(context)
    const back = provider.agree(await start(first))
    await failed(new TestBrowser(context), back)
    await failed(first, back.replace(/state=.*/, 'state=other'))
    // The cookie is used up by any answer.
    await failed(first, back)
    const second = new TestBrowser(context)
    provider.otherNonce = 'other'
    const nonce = provider.agree(await start(second))
    provider.otherNonce = null
    await failed(second, nonce)
    const third = new TestBrowser(context)
    const good = provider.agree(await start(third))
    const kept = new Map(third.cookies)
    expect((await third.call('GET', good)).status).toBe(302)
    const again = new TestBrowser(context)
    for (const [name, value] of kept) again.cookies.set(name, value)
    await failed(again, good)
  })
})
