import type { FastifyRequest } from 'fastify'
import type { Scope } from '../../../kernel/scope.ts'
import { releaseProblem } from '../../contract.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../room.ts'
import { MASKED, openEyes, subjectsOf, type Eyes } from './eyes.ts'
import { findThreshold, selectionText, useRelease } from './releases.ts'

/**
 * The eyes with which a file is written. Without a stated purpose the file is masked and nobody need be asked. With one,
 * the persons in it are counted first; above the threshold a release is used up, in the same transaction as the row in the
 * trail that says what goes out. Before there are accounts, and at the console, there is no second person to ask.
 */
export async function exportPersonal<I extends Readonly<Record<string, unknown>>>(
  context: Pick<Context, 'database' | 'secrets' | 'clock' | 'personal'>,
  call: { readonly scope: Scope; readonly request: Pick<FastifyRequest, 'query' | 'params'> },
  name: string,
  input: I,
): Promise<Eyes> {
  const { scope, request } = call
  if (scope.purpose === null) return MASKED
  const kind = context.personal.exports.get(name)
  if (!kind) throw new Error(`${name} is not declared as an export of personal data`)
  const given = { ...asRecord(request.query), ...asRecord(request.params) }
  const release = typeof given['release'] === 'string' ? given['release'] : ''
  await context.database.write(scope, async (tx) => {
    const persons = await kind.persons(tx, scope, input, context)
    if (persons.count === 0) return
    const threshold = await findThreshold(tx, scope)
    const needed = scope.account !== null && persons.count > threshold
    if (needed) {
      const wanted = { id: release, export: name, query: selectionText(given), persons: persons.count }
      const used = release !== '' && (await useRelease(tx, scope, context.clock, wanted))
      if (!used) throw releaseProblem('release-needed', { persons: persons.count, threshold })
    }
    await writeAudit(tx, scope, context.clock, 'personal.read', null, {
      what: name,
      persons: persons.count,
      subjects: persons.names.flatMap((text) => subjectsOf(context.secrets, 'name', text)),
      purpose: scope.purpose,
      ...(needed ? { release } : {}),
    })
  })
  return openEyes(context.secrets, scope)
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
