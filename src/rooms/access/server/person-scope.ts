import type { FastifyRequest } from 'fastify'
import type { Scope } from '../../../kernel/scope.ts'
import { admit, everybody } from '../../../platform/server/gate.ts'
import type { Context } from '../../../platform/server/room.ts'

/** A scope that reaches nothing, in the name of somebody who is just signing in: the trail tells who it was. */
export function personScope(
  context: Context,
  request: Pick<FastifyRequest, 'ip' | 'id'>,
  person: { readonly id: string; readonly name: string },
): Scope {
  const caller = { ...everybody(person.name), account: person.id }
  return admit(context.config.district, caller, { verb: 'self', from: request.ip, request: request.id })
}
