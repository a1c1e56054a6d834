import { sql } from 'kysely'
import type { Scope } from '../../kernel/scope.ts'
import type { Clock } from './clock.ts'
import type { Db, Tx } from './db/database.ts'
import type { Migration } from './db/migrate.ts'
import { ACCOUNT, byArea, byUnit, OWN_DISTRICT } from './db/policies.ts'
import type { Secrets } from './secrets.ts'

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

/**
 * Rows that no seal holds yet. Each stands here from the transaction that wrote it until the one that seals it, so that a
 * transaction that commits late, or a clock that jumps, changes nothing: the sealer takes what waits. Rows older than the
 * least that the law allows (网络安全法 第二十一条: six months of logs) may be erased by the gate, younger ones by nobody.
 */
const audit3: Migration = {
  room: 'platform',
  number: 3,
  sql: `
create table audit_waiting (
  district text not null,
  id text not null,
  primary key (district, id)
);
alter table audit_waiting enable row level security;
grant insert on audit_waiting to juxin_office, juxin_part, juxin_gate;
grant select on audit_waiting to juxin_office, juxin_gate;
grant delete on audit_waiting to juxin_gate;
create policy adds on audit_waiting for insert to juxin_office, juxin_part, juxin_gate with check (${OWN_DISTRICT});
create policy office on audit_waiting for select to juxin_office, juxin_gate using (${OWN_DISTRICT});
create policy seals on audit_waiting for delete to juxin_gate using (${OWN_DISTRICT});
insert into audit_waiting (district, id) select district, id from audit;
create index audit_action on audit (district, action text_pattern_ops, at desc);
grant delete on audit to juxin_gate;
create policy part_units on audit for select to juxin_part using (${OWN_DISTRICT} and ${byUnit('subject')});
create policy expires on audit for delete to juxin_gate using (${OWN_DISTRICT} and at < now() - interval '6 months');
`,
}

export const auditMigrations: readonly Migration[] = [audit1, audit2, audit3]

export const auditKinds = ['write', 'read', 'export', 'sign-in', 'permission'] as const

/** How the viewer says an action. */
export interface AuditWords {
  /** What was done, in the office's words: `导出台账`. */
  readonly words: string
  readonly kind: (typeof auditKinds)[number]
  /** Names of the entries of `details`, and of what `before` and `after` hold, where they are not the usual ones. */
  readonly labels?: Readonly<Record<string, string>>
}

/** What the program itself writes, rather than a room. */
export const platformAuditWords: Readonly<Record<string, AuditWords>> = {
  'platform.backup-made': { words: '做备份', kind: 'export' },
  'platform.backup-scheduled': { words: '改自动备份', kind: 'write' },
  'platform.restored': { words: '从备份恢复', kind: 'write' },
}

/** Names of those of the ids that a room knows, within the scope. */
export type AuditSubjects = (db: Db | Tx, scope: Scope, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** A personal value as the trail keeps it: equal values look equal, and nobody without the key can tell what they were. */
export function keyed(secrets: Secrets, kind: string, text: string | null): { readonly keyed: string } | null {
  return text === null || text === '' ? null : { keyed: secrets.hash(kind, text) }
}

export interface AuditMore {
  /** Path of the area that the deed concerns, so that the area's own people can be shown it. */
  readonly path?: string
}

const written = new WeakMap<Scope, Set<string>>()

/** Whether a row of this action was written under this very scope, which is that of one request. */
export function hasWritten(scope: Scope, action: string): boolean {
  return written.get(scope)?.has(action) ?? false
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
  const id = clock.id()
  await sql`with row as (
      insert into audit (district, id, at, actor, account, acting_for, came_from, request, action, subject, path, details)
      values (${scope.district}, ${id}, ${clock.now().toISOString()}, ${scope.actor}, ${scope.account},
        ${scope.actingFor}, ${scope.from}, ${scope.request}, ${action}, ${subject}, ${path ?? null},
        ${JSON.stringify(details)}::jsonb))
    insert into audit_waiting (district, id) values (${scope.district}, ${id})`.execute(tx)
  written.set(scope, (written.get(scope) ?? new Set<string>()).add(action))
}
