import { sql } from 'kysely'
import type { Scope } from '../../kernel/scope.ts'
import type { Clock } from './clock.ts'
import type { Tx } from './db/database.ts'
import type { Migration } from './db/migrate.ts'
import { ACCOUNT, byArea, OWN_DISTRICT } from './db/policies.ts'

const audit1: Migration = {
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
}

/**
 * Rows are added and never changed or removed: no role may. Everybody adds rows of what they do; who reads which is the
 * rooms' affair: here only that the whole office sees all, a part sees rows of its areas and its own deeds.
 */
const audit2: Migration = {
  room: 'platform',
  number: 2,
  sql: `
alter table audit add column account text;
alter table audit add column acting_for text[] not null default '{}';
alter table audit add column came_from text not null default '';
alter table audit add column request text;
alter table audit add column path text;
create index audit_account on audit (district, account, at desc);
alter table audit enable row level security;
grant select, insert on audit to juxin_office, juxin_part, juxin_gate;
create policy adds on audit for insert to juxin_office, juxin_part, juxin_gate with check (${OWN_DISTRICT});
create policy office on audit for select to juxin_office, juxin_gate using (${OWN_DISTRICT});
create policy part on audit for select to juxin_part using (${OWN_DISTRICT} and (${byArea('path')} or account = ${ACCOUNT}));
`,
}

export const auditMigrations: readonly Migration[] = [audit1, audit2]

export interface AuditMore {
  /** Path of the area that the deed concerns, so that the area's own people can be shown it. */
  readonly path?: string
}

/**
 * Who did what to what, for whom, from where, in the same transaction as the deed: it is there exactly when the deed is.
 * Personal data never stands in `details` in the clear; `before`/`after` of it are keyed hashes.
 */
export async function writeAudit(
  tx: Tx,
  scope: Scope,
  clock: Clock,
  action: string,
  subject: string | null,
  details: Readonly<Record<string, unknown>> = {},
  { path }: AuditMore = {},
): Promise<void> {
  await sql`insert into audit (district, id, at, actor, account, acting_for, came_from, request, action, subject, path, details)
    values (${scope.district}, ${clock.id()}, ${clock.now().toISOString()}, ${scope.actor}, ${scope.account},
      ${scope.actingFor}, ${scope.from}, ${scope.request}, ${action}, ${subject}, ${path ?? null},
      ${JSON.stringify(details)}::jsonb)`.execute(tx)
}
