/** A refusal as the server sent it (`application/problem+json`), or a failure to reach it at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: string
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string | null

  constructor(from: {
    code: string
    words: string
    status: number
    details?: Record<string, unknown>
    requestId?: string | null
  }) {
    super(from.words)
    this.code = from.code
    this.status = from.status
    this.details = from.details ?? {}
    this.requestId = from.requestId ?? null
  }
}

/** Code of the problem that the browser itself raises when no answer came. */
export const UNREACHABLE = 'web.unreachable'
export const UNREADABLE = 'web.unreadable'
/** The server's answer to a request without a session. */
export const NOT_SIGNED_IN = 'platform.not-signed-in'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Reads the body of a refused request; tolerant, because a proxy may have written it. */
export function readProblem(status: number, body: string, header: string | null): ApiProblem {
  let json: unknown = null
  try {
    json = JSON.parse(body)
  } catch {
    json = null
  }
  const record = isRecord(json) ? json : {}
  return new ApiProblem({
    code: textOf(record['code']) ?? UNREADABLE,
    words: textOf(record['words']) ?? textOf(record['detail']) ?? textOf(record['title']) ?? '',
    status,
    details: isRecord(record['details']) ? record['details'] : {},
    requestId: textOf(record['requestId']) ?? header,
  })
}
