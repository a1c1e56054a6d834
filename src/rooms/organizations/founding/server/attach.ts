import type { FastifyRequest } from 'fastify'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { forget, keepEvidence, receiveEvidence } from '../../evidence/server/public.ts'
import { findOrganization } from '../../server/public.ts'
import { stepNames } from '../rules/names.ts'
import { requireAct } from './take.ts'

/** Papers behind a step; once there is an organisation they stand behind it. Nothing is taken for who may not attach it. */
export async function attach(
  context: Context,
  scope: Scope,
  id: string,
  request: FastifyRequest,
): Promise<{ ids: string[] }> {
  await context.database.write(scope, (tx) => requireAct(tx, scope, id))
  const sent = await receiveEvidence(context, request)
  try {
    return await context.database.write(scope, async (tx) => {
      const row = await requireAct(tx, scope, id)
      const made = row.organization === null ? null : await findOrganization(tx, scope, row.organization)
      const { chain, path } = made ?? row
      const kept = { subject: made?.id ?? id, chain, path, about: `组建材料（${stepNames[row.step]}）` }
      return { ids: await keepEvidence(context, tx, scope, sent, kept) }
    })
  } catch (error) {
    await forget(context, sent.files)
    throw error
  }
}
