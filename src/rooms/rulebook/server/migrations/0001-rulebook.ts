import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * Versions are added, never changed: a figure frozen under an old version can still show its text. `preset_choice` is
 * the history of what was put in force; the newest row is in force, none means the built-in default.
 */
export const rulebook1: Migration = {
  room: 'rulebook',
  number: 1,
  sql: `
create table rule_version (
  district text not null,
  id text not null,
  version int not null,
  body jsonb not null,
  valid_from date not null,
  valid_to date,
  added_at timestamptz not null,
  primary key (district, id, version)
);
create table preset_version (
  district text not null,
  id text not null,
  version int not null,
  built_in boolean not null,
  body jsonb not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (district, id, version)
);
create table preset_choice (
  district text not null,
  id text not null,
  preset_id text not null,
  version int not null,
  at timestamptz not null,
  actor text not null,
  reason text not null,
  primary key (district, id)
);
`,
}
