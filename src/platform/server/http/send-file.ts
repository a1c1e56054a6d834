import { PassThrough, type Writable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { safeFileName } from './file-name.ts'

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
  reply.header('content-disposition', attachment(name))
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

/** RFC 8187: what `encodeURIComponent` leaves and the header's grammar does not allow is encoded as well. */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(safeFileName(name)).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename*=UTF-8''${encoded}`
}
