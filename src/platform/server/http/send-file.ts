import { PassThrough, type Writable } from 'node:stream'
import type { FastifyReply } from 'fastify'

const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
}

/** Streams a file to the browser under a Chinese name while it is being written. A failure breaks the download off, so that half a file is never taken for a whole one. */
export function sendFile(reply: FastifyReply, name: string, write: (out: Writable) => Promise<unknown>): FastifyReply {
  const out = new PassThrough()
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  reply.header('content-type', type)
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  reply.header('cache-control', 'no-store')
  const finish = async (): Promise<void> => {
    await write(out)
    out.end()
  }
  finish().catch((error: unknown) => {
    reply.log.error({ err: error }, 'file not finished')
    out.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return reply.send(out)
}
