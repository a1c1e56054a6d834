import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '../../../kernel/endpoint.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { hasWritten, keyed, writeAudit } from '../audit.ts'
import type { Context } from '../room.ts'

/** What was asked for, once it was found in order. */
export type Asked = WeakMap<FastifyRequest, { readonly scope: Scope; readonly input: unknown }>

/**
 * Every file that leaves is a row in the trail, written before its first byte: as the endpoint's name, with what was asked
 * for. A handler that has more to say writes the row of that name itself. Where the row cannot be written nothing leaves.
 */
export function noteFile(context: Context, name: string, endpoint: Endpoint, asked: Asked) {
  return async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const found = asked.get(request)
    if (!found || reply.statusCode >= 300 || hasWritten(found.scope, name)) return payload
    const { scope, input } = found
    const details = Object.entries(typeof input === 'object' ? { ...input } : {}).map(([key, value]) => [
      key,
      endpoint.keyed?.includes(key) ? keyed(context.secrets, key, String(value)) : value,
    ])
    const { id, ...rest } = Object.fromEntries(details) as Record<string, unknown>
    try {
      await context.database.write(scope, (tx) =>
        writeAudit(tx, scope, context.clock, name, typeof id === 'string' ? id : null, rest),
      )
    } catch (error) {
      if (payload instanceof Readable) payload.destroy()
      throw error
    }
    return payload
  }
}
