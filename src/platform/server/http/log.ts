import type { FastifyRequest } from 'fastify'

/**
 * What log lines hold: which endpoint, not which address (addresses carry ids, one-time links and what people searched
 * for), no headers, no cookies, no bodies. Messages of the database quote the values that offended it; here the quoted
 * parts are blanked and the names of table, column and constraint are kept.
 */
export const serializers = {
  req: (request: FastifyRequest) => ({
    method: request.method,
    route: request.routeOptions?.url ?? '未知地址',
    from: request.ip,
  }),
  res: ({ statusCode }: { statusCode?: number }) => ({ status: statusCode }),
  err: describeError,
}

const NAMES = ['code', 'table', 'column', 'constraint', 'severity', 'routine'] as const

/** Fastify's logger demands these three; the rest are names that the database gives. */
export interface SaidError {
  readonly type: string
  readonly message: string
  readonly stack: string
  readonly [name: string]: string
}

export function describeError(error: unknown): SaidError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)), stack: '' }
  const names = NAMES.flatMap((name) => {
    const value = (error as unknown as Record<string, unknown>)[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  const message = withoutValues(error.message)
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { type: error.name, message, stack: frames.slice(0, 12).join('\n'), ...Object.fromEntries(names) }
}

/** Line ends and control characters go too: a log is read line by line, often in a terminal. */
export function withoutValues(text: string): string {
  return text
    .replace(/"[^"]*"|'[^']*'|“[^”]*”|=\([^)]*\)/g, '…')
    .replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ')
    .slice(0, 400)
}
