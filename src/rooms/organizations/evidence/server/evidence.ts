import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { Evidence } from '../contract.ts'
import type { Sent } from './receive.ts'

export interface NewEvidence {
  /** An organisation, or a founding until there is one. */
  readonly subject: string
  readonly chain: string
  readonly path: string
  /** What it proves, when the sender did not say. */
  readonly about: string
}

/** Files received by `receiveEvidence` become papers of the subject. Returns their ids. */
export async function keepEvidence(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  scope: Scope,
  sent: Sent,
  { subject, chain, path, about }: NewEvidence,
): Promise<string[]> {
  const at = context.clock.now().toISOString()
  const words = sent.about === '' ? about : sent.about
  for (const file of sent.files) {
    await sql`insert into evidence (district, id, subject, chain, path, about, name, kind, size, sha256, key, at, actor)
      values (${scope.district}, ${file.id}, ${subject}, ${chain}, ${path}, ${words}, ${file.name}, ${file.kind},
        ${file.size}, ${file.sha256}, ${file.key}, ${at}, ${scope.actor})`.execute(tx)
  }
  const details = { files: sent.files.map(({ name, sha256 }) => ({ name, sha256 })), about: words }
  await writeAudit(tx, scope, context.clock, 'organizations.add-evidence', subject, details, { path })
  return sent.files.map((file) => file.id)
}

/** The newest first; what was taken back is left out. */
export async function listEvidence(db: Db | Tx, scope: Scope, subjects: readonly string[]): Promise<Evidence[]> {
  const rows = await rowsOf<Omit<Evidence, 'at'> & { at: Date }>(
    db,
    sql`select id, name, size, about, at from evidence where district = ${scope.district}
      and subject = any(${[...subjects]}::text[]) and dropped_at is null order by at desc, id desc limit 500`,
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** What stood behind a founding stands behind the organisation from the reply on. */
export async function handEvidence(
  tx: Tx,
  wide: Scope,
  from: string,
  to: { readonly id: string; readonly chain: string; readonly path: string },
): Promise<void> {
  await sql`update evidence set subject = ${to.id}, chain = ${to.chain}, path = ${to.path}
    where district = ${wide.district} and subject = ${from}`.execute(tx)
}
