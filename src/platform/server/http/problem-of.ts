import type { Socket } from 'node:net'
import type { Problem } from '../../../kernel/problem.ts'
import { platformProblem } from '../../contract.ts'

/** What Fastify and its parsers refuse, in the office's words; the rest by status, and nothing of what lies inside. */
const WORDS: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => platformProblem('too-large', { what: '内容太长' }),
  FST_REQ_FILE_TOO_LARGE: () => platformProblem('too-large', { what: '文件太大' }),
  FST_FILES_LIMIT: () => platformProblem('too-large', { what: '文件太多' }),
  FST_PARTS_LIMIT: () => platformProblem('too-large', { what: '文件太多' }),
  FST_FIELDS_LIMIT: () => platformProblem('too-large', { what: '填写项太多' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => platformProblem('wrong-type'),
  FST_INVALID_MULTIPART_CONTENT_TYPE: () => platformProblem('wrong-type'),
  FST_ERR_BAD_URL: () => platformProblem('invalid-input', { where: '网址读不出' }),
  FST_ERR_MAX_PARAM_LENGTH: () => platformProblem('too-large', { what: '编号太长' }),
}

export function asProblem(error: unknown, requestId: string): Problem {
  const { code, statusCode } = partsOf(error)
  const known = WORDS[code]
  if (known) return known()
  if (statusCode === 413) return platformProblem('too-large', { what: '内容太长' })
  if (statusCode === 415) return platformProblem('wrong-type')
  if (statusCode >= 400 && statusCode < 500) return platformProblem('invalid-input', { where: '请求的内容读不出' })
  if (code === 'ENOSPC' || code === '53100' || isDiskFull(error)) return platformProblem('disk-full')
  return platformProblem('internal', { requestId })
}

function partsOf(error: unknown): { code: string; statusCode: number } {
  if (!(error instanceof Error)) return { code: '', statusCode: 500 }
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    statusCode: 'statusCode' in error ? Number(error.statusCode) : 500,
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && /ENOSPC|No space left/i.test(error.message)
}

/** What is no HTTP, or too large or too slow to become a request: one line, no name of a server, and the end. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const line =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`)
}
