import type { Migration } from '../db/migrate.ts'
import { ACCOUNT, byArea, protect } from '../db/policies.ts'

/**
 * Numbers that are kept encrypted, releases of files, and what the office sets. A vault row is reached through the area
 * it stands in (of the member or contact it belongs to) or by the account whose own it is.
 */
const personal1: Migration = {
  room: 'personal',
  number: 1,
  sql: `
create table personal_vault (
  district text not null,
  owner text not null,
  kind text not null,
  sealed text not null,
  hash text not null,
  path text,
  account text,
  changed_at timestamptz not null,
  primary key (district, owner, kind)
);
create index personal_vault_hash on personal_vault (district, kind, hash);
create table personal_release (
  district text not null,
  id text not null,
  account text,
  who text not null,
  export text not null,
  query text not null,
  words text not null,
  persons int not null,
  purpose text not null,
  asked_at timestamptz not null,
  state text not null,
  decided_by text,
  decided_account text,
  answer text,
  until timestamptz,
  primary key (district, id)
);
create index personal_release_account on personal_release (district, account, id desc);
create table personal_setting (
  district text not null,
  name text not null,
  value int not null,
  primary key (district, name)
);
${protect({ table: 'personal_vault', part: { where: `${byArea('path')} or account = ${ACCOUNT}` } })}
${protect({ table: 'personal_release', part: { where: `account = ${ACCOUNT}` } })}
${protect({ table: 'personal_setting', part: 'everybody' })}
`,
}

export const personalMigrations: readonly Migration[] = [personal1]
