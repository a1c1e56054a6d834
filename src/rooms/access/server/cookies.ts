import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * The session's cookie. No script reads it, no other site's page makes the browser send it. Over HTTPS it carries the
 * prefix that browsers take from this very host only, so that a neighbouring host cannot plant one.
 */
function nameFor(request: FastifyRequest, plain: string): string {
  return isSecure(request) ? `__Host-${plain}` : plain
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https'
}

export type SameSite = 'Strict' | 'Lax'

export function readCookie(request: FastifyRequest, plain: string): string | null {
  const wanted = nameFor(request, plain)
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim()
  }
  return null
}

/** `seconds` 0 takes it away. Values are tokens of our own: letters, digits and `-_.`. */
export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  plain: string,
  value: string,
  seconds: number,
  sameSite: SameSite = 'Strict',
): void {
  const secure = isSecure(request) ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${nameFor(request, plain)}=${value}; Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${seconds}${secure}`,
  )
}

export const SESSION_COOKIE = 'juxin'

/**
 * Whether a request that changes something comes from our own pages. Browsers say where a call comes from and pages
 * cannot forge it; a program that says nothing is no browser and was not led here by a page.
 */
export function isFromOwnPages(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const origin = request.headers.origin
  if (origin === undefined) return true
  return origin === `${request.protocol}://${request.headers.host ?? ''}`
}
