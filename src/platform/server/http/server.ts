import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer as createPlain, type Server } from 'node:http'
import { createServer as createEncrypted } from 'node:https'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify'
import { Problem } from '../../../kernel/problem.ts'
import { platformProblem } from '../../contract.ts'
import { VERSION, type Config } from '../config.ts'
import { takeBodies } from './bodies.ts'
import { securityHeaders } from './headers.ts'
import { REQUEST_LIMITS, type RequestLimits } from './limits.ts'
import { serializers } from './log.ts'
import { asProblem, refuseUnreadable } from './problem-of.ts'
import { ownHosts } from './reach.ts'
import { nowServing } from './request-id.ts'
import { refuseForeign } from './same-site.ts'
import { followCertificate, readCertificate } from './tls.ts'

/** The server before any route: what holds for every request whoever serves it. */
export async function makeServer(config: Config, limits: RequestLimits = REQUEST_LIMITS): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOf(config),
    genReqId: () => randomBytes(8).toString('hex'),
    requestIdHeader: false,
    trustProxy: config.behindProxy.length > 0 ? [...config.behindProxy] : false,
    bodyLimit: limits.json,
    forceCloseConnections: true,
    clientErrorHandler: refuseUnreadable,
    // Input is checked by the contract's own schemas; the JSON schemas given to routes only describe.
    schemaErrorFormatter: (errors) => new Error(errors.map((error) => error.message).join('; ')),
    serverFactory: (handler) => listener(config, limits, handler),
    frameworkErrors: (error, request, reply) => {
      const problem = asProblem(error, request.id)
      // Its generic type knows no bodies yet.
      const plain = reply as unknown as FastifyReply
      void plain.code(problem.status).type(PROBLEM).send(bodyOf(problem, request.id))
    },
  })
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  const isOwn = ownHosts(config)
  app.addHook('onRequest', async (request, reply) => {
    nowServing(request.id)
    reply.header('x-request-id', request.id)
    reply.headers(securityHeaders(request.url, request.protocol === 'https'))
    if (request.url.length > limits.url) throw platformProblem('too-large', { what: '网址太长' })
    refuseUnannounced(config, request.headers)
    refuseForeign(request, isOwn)
  })
  takeBodies(app, limits)
  app.setErrorHandler((error, request, reply) => {
    const problem = error instanceof Problem ? error : asProblem(error, request.id)
    if (problem.status >= 500) request.log.error({ err: error, req: request }, 'unexpected')
    return reply.code(problem.status).type(PROBLEM).send(bodyOf(problem, request.id))
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
  await app.register(multipart, {
    limits: {
      fileSize: limits.upload,
      files: limits.files,
      fields: 20,
      fieldSize: 4096,
      parts: limits.files + 20,
      headerPairs: 20,
    },
  })
  if (config.tls !== null) {
    // Made by `listener` with these very files.
    const server = app.server as Parameters<typeof followCertificate>[0]
    const say = (error: unknown): void => app.log.error({ err: error }, 'certificate not taken up')
    const stop = followCertificate(server, config.tls, say, limits.certificateTime)
    app.addHook('onClose', async () => stop())
  }
  return app
}

function listener(
  config: Config,
  limits: RequestLimits,
  handler: Parameters<NonNullable<FastifyServerOptions['serverFactory']>>[0],
): Server {
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTime,
    requestTimeout: limits.uploadTime,
    connectionsCheckingInterval: Math.min(5000, limits.headersTime),
    keepAliveTimeout: 65_000,
    insecureHTTPParser: false,
    requireHostHeader: true,
  }
  const server =
    config.tls === null
      ? createPlain(options, handler)
      : createEncrypted({ ...options, ...readCertificate(config.tls), minVersion: 'TLSv1.2' }, handler)
  server.maxConnections = limits.connections
  server.maxHeadersCount = 100
  return server
}

function loggerOf(config: Config): NonNullable<FastifyServerOptions['logger']> {
  return config.logLevel === 'silent' ? false : { level: config.logLevel, serializers }
}

/**
 * A proxy that nobody announced would make every stranger look as if sitting at this machine, who before the first
 * account is made may everything.
 */
function refuseUnannounced(config: Config, headers: Readonly<Record<string, unknown>>): void {
  if (config.behindProxy.length > 0) return
  if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined) {
    throw platformProblem('unannounced-proxy')
  }
}

const PROBLEM = 'application/problem+json'

function bodyOf({ code, message, details }: Problem, requestId: string) {
  return { code, words: message, details, requestId }
}

/** Adds what belongs after all rooms: the web application and the two kinds of "not found". */
export async function finishServer(app: FastifyInstance, config: Config): Promise<void> {
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
    throw platformProblem('not-found', { path: path.slice(0, 200) })
  })
}
