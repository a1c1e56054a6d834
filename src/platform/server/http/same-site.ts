import type { FastifyRequest } from 'fastify'
import { platformProblem } from '../../contract.ts'

const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The one place that tells our own pages from everybody else's. Browsers say where a request comes from (Sec-Fetch-Site,
 * Origin) and no page can change what they say.
 *
 *  - Host must be ours (DNS rebinding), Origin, where there is one, as well.
 *  - What changes something comes from our own pages only. A program that is no browser says nothing about where it comes
 *    from: it may call as long as it carries no cookie, which only a browser adds by itself.
 *  - Reading the interface from a foreign page is refused too, except by following a link (single sign-on returns so).
 */
export function refuseForeign(request: FastifyRequest, isOwn: (host: string) => boolean): void {
  const { host, origin, cookie } = request.headers
  if (host !== undefined && !isOwn(host)) throw platformProblem('foreign-site')
  if (origin !== undefined && !isOwnOrigin(origin, isOwn)) throw platformProblem('foreign-site')
  const site = one(request.headers['sec-fetch-site'])
  if (CHANGES_NOTHING.has(request.method)) {
    const link = one(request.headers['sec-fetch-mode']) === 'navigate' && request.method === 'GET'
    const foreign = site === 'cross-site' || site === 'same-site'
    if (foreign && !link && request.url.startsWith('/api/')) throw platformProblem('foreign-site')
    return
  }
  if (site !== undefined && site !== 'same-origin') throw platformProblem('foreign-site')
  if (site === undefined && origin === undefined && cookie !== undefined) throw platformProblem('foreign-site')
}

/** `null` is what browsers say for pages that hide where they come from: none of ours do. */
function isOwnOrigin(origin: string, isOwn: (host: string) => boolean): boolean {
  return /^https?:\/\//.test(origin) && isOwn(origin.replace(/^https?:\/\//, ''))
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
