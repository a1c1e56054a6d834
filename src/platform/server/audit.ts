import { sql } from 'kysely'
import type { Scope } from '../../kernel/scope.ts'
import type { Clock } from './clock.ts'
import type { Tx } from './db/database.ts'

export const auditTables = {
  room: 'platform',
  number: 1,
  sql: `
create table audit (
  district text not null,
  id text not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text,
  details jsonb not null,
  primary key (district, id)
);
create index audit_at on audit (district, at desc);
create index audit_subject on audit (district, subject, at desc);
`,
} as const

/** Who did what to what, in the same transaction as the deed: it is there exactly when the deed is. */
export async function writeAudit(
  tx: Tx,
  scope: Scope,
  clock: Clock,
  action: string,
  subject: string | null,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await sql`insert into audit (district, id, at, actor, action, subject, details)
    values (${scope.district}, ${clock.id()}, ${clock.now().toISOString()}, ${scope.actor}, ${action}, ${subject}, ${JSON.stringify(details)}::jsonb)`.execute(
    tx,
  )
}
