import { existsSync } from 'node:fs'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance } from 'fastify'
import { Problem } from '../../../kernel/problem.ts'
import { platformProblem } from '../../contract.ts'
import { VERSION, type Config } from '../config.ts'

/** Uploads up to this size are taken; the reader of spreadsheets has limits of its own. */
export const UPLOAD_LIMIT = 600 * 1024 * 1024

export async function makeServer(config: Config): Promise<FastifyInstance> {
  const app = Fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel },
    genReqId: () => Math.random().toString(36).slice(2, 10),
    requestIdHeader: false,
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
    // Input is checked by the contract's own schemas; the JSON schemas given to routes only describe.
    schemaErrorFormatter: (errors) => new Error(errors.map((error) => error.message).join('; ')),
  })
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    refuseForeignHost(request.headers.host, request.headers.origin)
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
    )
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = error instanceof Problem ? error : asProblem(error, request.id)
    if (problem.status >= 500) request.log.error({ err: error }, 'unexpected')
    return reply
      .status(problem.status)
      .type('application/problem+json')
      .send({ code: problem.code, words: problem.message, details: problem.details, requestId: request.id })
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '聚新 Juxin',
        version: VERSION,
        description: '页面只用这些接口。列表按键翻页：把 next 作为 after 传回。',
      },
    },
  })
  await app.register(multipart, { limits: { fileSize: UPLOAD_LIMIT, files: 50 } })
  return app
}

/** Adds what belongs after all rooms: the API description, the web application and the two kinds of "not found". */
export async function finishServer(app: FastifyInstance, config: Config): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  if (existsSync(config.webDir)) {
    await app.register(fastifyStatic, {
      root: config.webDir,
      cacheControl: false,
      // File names under assets/ carry a hash of their content; every other file may change under its name.
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !/\.\w{1,8}$/.test(path)
    if (isPage && existsSync(config.webDir)) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    throw platformProblem('not-found', { path })
  })
}

/**
 * The server has no accounts yet and listens on loopback only. A web page elsewhere could still make the browser call
 * it (DNS rebinding, cross-site posts); such calls carry a foreign Host or Origin and are refused.
 */
function refuseForeignHost(host: string | undefined, origin: string | undefined): void {
  const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/
  if (host !== undefined && !local.test(host)) throw platformProblem('not-found', { path: host })
  if (origin !== undefined && origin !== 'null' && !local.test(origin.replace(/^https?:\/\//, ''))) {
    throw platformProblem('not-found', { path: origin })
  }
}

function asProblem(error: unknown, requestId: string): Problem {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status >= 400 && status < 500) {
    return platformProblem('invalid-input', { where: error instanceof Error ? error.message : String(error) })
  }
  if (error instanceof Error && /ENOSPC|No space left/i.test(error.message)) return platformProblem('disk-full')
  return platformProblem('internal', { requestId })
}
