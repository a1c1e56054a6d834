import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { request as encrypted } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig, type Config } from '../../src/platform/server/config.ts'
import { isSecure, mayOpen, ownHosts } from '../../src/platform/server/http/reach.ts'
import { REQUEST_LIMITS } from '../../src/platform/server/http/limits.ts'
import { makeServer } from '../../src/platform/server/http/server.ts'
import { copyEmptyDatabase } from '../../src/platform/server/testing.ts'
import { makeUploads } from '../../src/platform/server/http/uploads.ts'
import { emptyFolder, root } from '../journeys/program.ts'

const config = (options: Parameters<typeof readConfig>[0] = {}): Config =>
  readConfig({ logLevel: 'silent', ...options }, {})

describe('opening to the office', () => {
  const opened = (options: Parameters<typeof readConfig>[0], accounts: boolean, insecure = false) =>
    mayOpen(config(options), accounts, insecure)
  const tls = { tlsCert: 'c.pem', tlsKey: 'k.pem' }

  test('loopback needs nothing', () => {
    expect(opened({}, false).ok).toBe(true)
    expect(opened({ host: 'localhost' }, false).ok).toBe(true)
  })

  test.each([
    { host: '0.0.0.0', ...tls },
    { host: '192.168.1.9', ...tls },
    { behindProxy: '127.0.0.1', publicUrl: 'https://juxin.example' },
    { publicUrl: 'https://juxin.example' },
  ])('never without accounts: %j', (options) => {
    expect(opened(options, false, true)).toMatchObject({ ok: false, why: expect.stringContaining('还没有账号') })
    expect(opened(options, true).ok).toBe(true)
  })

  test('over plain http only when said so', () => {
    expect(opened({ host: '0.0.0.0' }, true)).toMatchObject({
      ok: false,
      why: expect.stringContaining('--insecure-http'),
    })
    expect(opened({ host: '0.0.0.0' }, true, true).ok).toBe(true)
    expect(isSecure(config({ publicUrl: 'https://juxin.example' }))).toBe(true)
  })

  test.each([
    'juxin.example',
    'https://juxin.example/x',
    'https://u:p@juxin.example',
    'ftp://juxin.example',
    'javascript:1',
  ])('the public address has to be an origin: %s', (publicUrl) =>
    expect(opened({ publicUrl }, true, true).ok).toBe(false),
  )

  test('which names are ours follows from where it listens', () => {
    const own = ownHosts(config({ host: '192.168.1.9', publicUrl: 'https://juxin.example' }))
    for (const host of ['192.168.1.9:7200', 'juxin.example', 'JUXIN.example:443', 'localhost:7200'])
      expect(own(host)).toBe(true)
    for (const host of [
      '192.168.1.8:7200',
      'evil.example',
      'juxin.example.evil',
      'x.juxin.example',
      '',
      'juxin.example:99999999',
    ])
      expect(own(host)).toBe(false)
    expect(ownHosts(config())('192.168.1.9:7200')).toBe(false)
  })

  test('`juxin serve --host` says so and ends, with the data untouched', async () => {
    const folder = emptyFolder()
    await copyEmptyDatabase(join(folder.path, 'data'))
    const said = spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(root, 'src/apps/cli/main.ts'),
        'serve',
        '--data',
        join(folder.path, 'data'),
        '--host',
        '0.0.0.0',
        '--port',
        '0',
      ],
      { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', JUXIN_KEYS: join(folder.path, 'keys.json') } },
    )
    expect([said.status, said.stdout]).toEqual([1, ''])
    expect(said.stderr).toContain('还没有账号，不能向其他电脑开放')
    folder.remove()
  })
})

describe('behind a proxy', () => {
  const asked = async (behindProxy: string, remoteAddress: string) => {
    const app = await makeServer(config({ behindProxy, publicUrl: 'https://juxin.example' }))
    app.get('/who', (request, reply) => reply.send({ ip: request.ip, protocol: request.protocol }))
    const headers = { host: 'juxin.example', 'x-forwarded-for': '1.2.3.4', 'x-forwarded-proto': 'https' }
    const answer = await app.inject({ url: '/who', remoteAddress, headers })
    await app.close()
    return { ...answer.json<{ ip: string; protocol: string }>(), hsts: answer.headers['strict-transport-security'] }
  }

  test('the announced one is believed, anybody else is not', async () => {
    expect(await asked('10.0.0.0/8', '10.1.1.1')).toMatchObject({
      ip: '1.2.3.4',
      protocol: 'https',
      hsts: expect.stringContaining('max-age'),
    })
    expect(await asked('10.0.0.0/8', '11.1.1.1')).toEqual({ ip: '11.1.1.1', protocol: 'http', hsts: undefined })
  })
})

/** Sends bytes as they are and gives all that comes back until the other side closes. */
function exchange(port: number, send: (write: (text: string) => void) => void): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
    socket.on('connect', () => send((text) => void (socket.writable && socket.write(text))))
    socket.on('error', () => {})
    socket.on('close', () => done(heard))
  })
}

describe('slow, large and broken requests', () => {
  let port: number
  let stop: () => Promise<unknown>

  beforeAll(async () => {
    const app = await makeServer(config(), { ...REQUEST_LIMITS, headersTime: 300, bodyTime: 300, stillTime: 300 })
    app.post('/json', async () => ({ ok: true }))
    const take = async (request: FastifyRequest): Promise<{ ok: true }> => {
      for await (const part of request.files()) await part.toBuffer()
      return { ok: true }
    }
    app.route({ method: 'POST', url: '/file', config: { takesFiles: true }, handler: take })
    await app.listen({ port: 0, host: '127.0.0.1' })
    port = (app.server.address() as AddressInfo).port
    stop = () => app.close()
  })
  afterAll(() => stop())

  test('headers that never end', async () => {
    const heard = await exchange(port, (write) => {
      write('GET /json HTTP/1.1\r\nHost: localhost\r\n')
      const timer = setInterval(() => write('X-A: b\r\n'), 50)
      setTimeout(() => clearInterval(timer), 20_000).unref()
    })
    expect(heard).toMatch(/^HTTP\/1\.1 408/)
  })

  test('a JSON body that comes drop by drop', async () => {
    const heard = await exchange(port, (write) => {
      write('POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{')
      const timer = setInterval(() => write(' '), 50)
      setTimeout(() => clearInterval(timer), 20_000).unref()
    })
    expect(heard).not.toContain('200 OK')
  })

  test('an upload that stands still', async () => {
    const heard = await exchange(port, (write) =>
      write(
        'POST /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      ),
    )
    expect(heard).not.toContain('200 OK')
  })

  test.each([
    ['more than is allowed', '700000000', '413'],
    ['nobody knows how much', null, '411'],
  ])('an upload of %s is refused before it comes', async (_name, length, status) => {
    const size = length === null ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`
    const heard = await exchange(port, (write) =>
      write(
        `POST /file HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\n${size}\r\n\r\n`,
      ),
    )
    expect(heard).toContain(`HTTP/1.1 ${status}`)
  })

  test.each([
    ['headers larger than allowed', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
    ['no HTTP', 'hello\r\n\r\n', '400'],
    [
      'two lengths',
      'POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
      '400',
    ],
    [
      'length and chunks (smuggling)',
      'POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', '400'],
    ['a line end within a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nY: b\rZ: c\r\n\r\n', '400'],
  ])('%s', async (_name, text, status) => {
    const heard = await exchange(port, (write) => write(text))
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`))
    expect(heard).not.toMatch(/^(server|x-powered-by):/im)
  })
})

test('uploads at the same time are counted by person and in all', async () => {
  const uploads = makeUploads({ uploads: 3, uploadsOfOne: 2 })
  const ends: (() => void)[] = []
  const begin = (person: string) => uploads.during(person, () => new Promise<void>((end) => ends.push(end)))
  const running = [begin('a'), begin('a')]
  await expect(begin('a')).rejects.toMatchObject({ code: 'platform.too-many-uploads', status: 429 })
  running.push(begin('b'))
  await expect(begin('c')).rejects.toMatchObject({ code: 'platform.too-many-uploads' })
  for (const end of ends) end()
  await Promise.all(running)
  const again = begin('a')
  ends.at(-1)?.()
  await again
})

const openssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!openssl)('certificates (skipped without openssl)', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'juxin-tls-'))
    for (const name of ['one', 'two']) {
      spawnSync('openssl', [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
        '-subj',
        `/CN=${name}`,
        '-keyout',
        join(folder, `${name}.key`),
        '-out',
        join(folder, `${name}.pem`),
      ])
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const nameOn = (port: number): Promise<{ name: string; hsts: unknown; protocol: string | null }> =>
    new Promise((done, failed) => {
      const asked = encrypted(
        { port, host: '127.0.0.1', path: '/x', rejectUnauthorized: false, agent: false },
        (answer) => {
          const socket = answer.socket as TLSSocket
          answer.resume()
          done({
            name: String(socket.getPeerCertificate().subject.CN),
            hsts: answer.headers['strict-transport-security'],
            protocol: socket.getProtocol(),
          })
        },
      )
      asked.on('error', failed)
      asked.end()
    })

  test('are taken up again when they are renewed, and a pair that does not fit leaves the old one', async () => {
    const files = { cert: join(folder, 'now.pem'), key: join(folder, 'now.key') }
    const put = (cert: string, key: string): void => {
      copyFileSync(join(folder, `${cert}.pem`), files.cert)
      copyFileSync(join(folder, `${key}.key`), files.key)
    }
    put('one', 'one')
    const limits = { ...REQUEST_LIMITS, certificateTime: 20 }
    const app = await makeServer(config({ tlsCert: files.cert, tlsKey: files.key }), limits)
    app.get('/x', async () => ({ ok: true }))
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    expect(await nameOn(port)).toEqual({ name: 'one', hsts: 'max-age=31536000', protocol: 'TLSv1.3' })
    put('two', 'one')
    // Long enough for several looks; each must leave the pair that fits.
    for (let look = 0; look < 10; look++) {
      expect((await nameOn(port)).name).toBe('one')
      await new Promise((next) => setTimeout(next, 20))
    }
    put('two', 'two')
    await waitFor(async () => (await nameOn(port)).name === 'two')
    await app.close()
  })

  test('that cannot be read are named', async () => {
    const missing = config({ tlsCert: join(folder, 'none.pem'), tlsKey: join(folder, 'none.key') })
    await expect(makeServer(missing)).rejects.toMatchObject({ code: 'platform.certificate-unreadable' })
  })
})

async function waitFor(seen: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await seen())) await new Promise((next) => setTimeout(next, 20))
}
