import type { FastifyRequest } from 'fastify'
import type { Context } from '../../../platform/server/room.ts'

/** Origin for links that are handed to people: as configured, else as the administrator reached the server. */
export function linkBase(
  { config }: Pick<Context, 'config'>,
  request: Pick<FastifyRequest, 'protocol' | 'host'>,
): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`
}
