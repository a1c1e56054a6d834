import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { ACCOUNT, OWN_DISTRICT, protect } from '../../../../platform/server/db/policies.ts'

/**
 * Who may what, where, from when until when. Rows are never taken away: what ended says when and by whom. Of a role every
 * version stays; built-in roles have rows only once the office has changed them. Narrower scopes than the office write
 * nothing here but their own substitution and their own broken glass, and end these; the rest is the office's.
 */
export const grants1: Migration = {
  room: 'access',
  number: 10,
  sql: [
    `
create table access_role (
  district text not null,
  id text not null,
  version int not null,
  name text not null,
  note text not null,
  verbs text[] not null,
  on_kinds text[] not null,
  needs_second_factor boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  reason text not null,
  primary key (district, id, version)
);
create table access_grant (
  district text not null,
  id text not null,
  account text not null,
  role text not null,
  kind text not null,
  area text,
  section text,
  unit text,
  from_day date not null,
  until_day date,
  reason text not null,
  granted_by text not null,
  granted_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  primary key (district, id),
  check (until_day is null or until_day >= from_day),
  check (case kind
    when 'area' then area is not null and section is null and unit is null
    when 'line' then area is not null and section is not null and unit is null
    when 'unit' then area is null and section is null and unit is not null
    when 'self' then area is null and section is null and unit is null
    else false end)
);
create index access_grant_account on access_grant (district, account);
create table access_substitution (
  district text not null,
  id text not null,
  of_account text not null,
  by_account text not null,
  from_day date not null,
  until_day date not null,
  reason text not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  primary key (district, id),
  check (until_day >= from_day),
  check (of_account <> by_account)
);
create index access_substitution_of on access_substitution (district, of_account);
create index access_substitution_by on access_substitution (district, by_account);
create table access_glass (
  district text not null,
  id text not null,
  account text not null,
  who text not null,
  area text not null,
  path text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  reason text not null,
  ended_at timestamptz,
  primary key (district, id),
  check ((area = '') = (path = ''))
);
create unique index access_glass_open on access_glass (district, account) where ended_at is null;
create index access_glass_from on access_glass (district, from_at desc);
`,
    protect({ table: 'access_role', part: { where: 'false' }, gate: 'read' }),
    protect({ table: 'access_grant', part: { where: 'false' }, gate: 'read' }),
    ownDeeds('access_substitution', {
      reads: `of_account = ${ACCOUNT} or by_account = ${ACCOUNT}`,
      adds: `of_account = ${ACCOUNT}`,
      ends: 'ended_at, ended_by',
    }),
    ownDeeds('access_glass', { reads: `account = ${ACCOUNT}`, adds: `account = ${ACCOUNT}`, ends: 'ended_at' }),
  ].join(''),
}

/** The office and the gates as everywhere; a part sees, adds and ends its own and changes nothing else about them. */
function ownDeeds(table: string, { reads, adds, ends }: { reads: string; adds: string; ends: string }): string {
  const own = `${OWN_DISTRICT} and (${reads})`
  return [
    `alter table ${table} enable row level security`,
    `create policy gate on ${table} to juxin_gate using (${OWN_DISTRICT})`,
    `grant select on ${table} to juxin_gate`,
    `create policy office on ${table} to juxin_office using (${OWN_DISTRICT})`,
    `grant select, insert, update on ${table} to juxin_office`,
    `create policy part_reads on ${table} for select to juxin_part using (${own})`,
    `create policy part_adds on ${table} for insert to juxin_part with check (${OWN_DISTRICT} and ${adds})`,
    `create policy part_ends on ${table} for update to juxin_part using (${own})`,
    `grant select, insert, update (${ends}) on ${table} to juxin_part`,
  ]
    .map((statement) => `${statement};\n`)
    .join('')
}
