import type { FastifyInstance, FastifyRequest } from 'fastify'
import { platformProblem } from '../../contract.ts'
import { isTooIntricate } from './json-shape.ts'
import type { RequestLimits } from './limits.ts'
import { nowServing } from './request-id.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes files; every other takes JSON or nothing. */
    takesFiles?: boolean
  }
}

/**
 * What may stand in the body of a request. JSON only as `application/json`, which a form on a foreign page cannot send;
 * files only where a route takes files; everything bounded in size, depth and time.
 */
export function takeBodies(app: FastifyInstance, limits: RequestLimits): void {
  app.removeContentTypeParser('text/plain')
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // An empty body with a type is what some programs send with DELETE.
    if (body === '') return done(null, undefined)
    if (isTooIntricate(body as string, limits))
      return done(platformProblem('too-large', { what: '内容层数或项数太多' }))
    return parse(request, body as string, done)
  })
  app.addHook('preParsing', async (request) => {
    const files = /^multipart\//i.test(request.headers['content-type'] ?? '')
    if (files) {
      if (request.routeOptions.config.takesFiles !== true) throw platformProblem('wrong-type')
      checkLength(request, limits)
    }
    endSlow(request, files ? limits.stillTime : null, limits.bodyTime)
  })
  // Reading the body leaves the context in which the request began.
  app.addHook('preValidation', async (request) => nowServing(request.id))
}

/** Files are not held in memory, so nothing counts them while they come: the sender has to say how much it is, and Node holds it to that. */
function checkLength({ headers }: FastifyRequest, { upload }: RequestLimits): void {
  const length = Number(headers['content-length'])
  if (!Number.isInteger(length)) throw platformProblem('length-missing')
  if (length > upload) {
    throw platformProblem('too-large', { what: `一次最多 ${Math.floor(upload / 1024 / 1024)} MB` })
  }
}

/** A body that comes drop by drop holds a connection and a handler: JSON has a fixed time, files may not stand still. */
function endSlow({ raw }: FastifyRequest, still: number | null, whole: number): void {
  if (raw.complete || raw.readableEnded) return
  const give = (): void => void raw.destroy()
  if (still === null) {
    const timer = setTimeout(give, whole)
    timer.unref()
    const stop = (): void => clearTimeout(timer)
    raw.once('end', stop)
    raw.once('close', stop)
    return
  }
  const { socket } = raw
  // Requests made inside the program have no socket.
  if (typeof socket?.setTimeout !== 'function') return
  socket.setTimeout(still, give)
  raw.once('end', () => socket.setTimeout(0))
}
