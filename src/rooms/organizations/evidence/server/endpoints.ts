import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { dropKept, readKept } from '../../../../platform/server/files/kept-files.ts'
import type { Handlers } from '../../../../platform/server/http/route.ts'
import { sendFile } from '../../../../platform/server/http/send-file.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { organizationsProblem } from '../../contract.ts'
import { mayChange, requireChangeable } from '../../server/organizations.ts'
import { evidenceProblem, type evidenceEndpoints } from '../contract.ts'
import { keepEvidence } from './evidence.ts'
import { forget, receiveEvidence } from './receive.ts'

export function evidenceHandlers(context: Context): Handlers<typeof evidenceEndpoints> {
  const { clock, config, database, secrets } = context
  return {
    'organizations.addEvidence': async ({ id }, { scope, db, request }) => {
      // Nothing is taken for who may not attach it.
      await requireChangeable(db, scope, id)
      const sent = await receiveEvidence(context, request)
      try {
        return await database.write(scope, async (tx) => {
          const { chain, path } = await requireChangeable(tx, scope, id)
          return { ids: await keepEvidence(context, tx, scope, sent, { subject: id, chain, path, about: '材料' }) }
        })
      } catch (error) {
        await forget(context, sent.files)
        throw error
      }
    },
    'organizations.getEvidence': async ({ id }, { scope, db, reply }) => {
      const { name, key, subject, path } = await find(db, scope, id)
      const bytes = await readKept(config.dataDir, secrets, id, key).catch(() => null)
      if (bytes === null) throw evidenceProblem('damaged', { name })
      await database.write(scope, (tx) =>
        writeAudit(tx, scope, clock, 'organizations.getEvidence', subject, { name }, { path }),
      )
      return sendFile(reply, name, async (out) => void out.write(bytes))
    },
    'organizations.dropEvidence': async ({ id, reason }, { scope }) => {
      await database.write(scope, async (tx) => {
        const { name, sha256, subject, chain, path } = await find(tx, scope, id)
        if (!mayChange(scope, { chain, path })) throw organizationsProblem('outside-scope', { name })
        await sql`update evidence set dropped_at = ${clock.now().toISOString()}, dropped_why = ${reason}
          where district = ${scope.district} and id = ${id}`.execute(tx)
        await writeAudit(tx, scope, clock, 'organizations.drop-evidence', subject, { name, sha256, reason }, { path })
      })
      await dropKept(config.dataDir, id)
      return { ok: true as const, sentence: '已撤下，留痕里记有文件名和事由。' }
    },
  }
}

interface Found {
  readonly name: string
  readonly key: string
  readonly sha256: string
  readonly subject: string
  readonly chain: string
  readonly path: string
}

async function find(db: Db | Tx, scope: Scope, id: string): Promise<Found> {
  const rows = await rowsOf<Found>(
    db,
    sql`select name, key, sha256, subject, chain, path from evidence
      where district = ${scope.district} and id = ${id} and dropped_at is null`,
  )
  if (!rows[0]) throw evidenceProblem('not-found')
  return rows[0]
}
