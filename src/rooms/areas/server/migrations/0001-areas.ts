import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * One row per version of an area; the current one has no `valid_to`. `path` is the ids from the office's root down to
 * this area, each followed by `/`, so that a subtree is one prefix.
 */
export const areas1: Migration = {
  room: 'areas',
  number: 1,
  sql: `
create table area (
  district text not null,
  id text not null,
  valid_from date not null,
  valid_to date,
  tree text not null,
  code text,
  name text not null,
  level text not null,
  zone boolean not null default false,
  parent text,
  path text not null,
  source text not null,
  primary key (district, id, valid_from)
);
create index area_path on area (district, path text_pattern_ops);
create index area_parent on area (district, parent);
create table area_change (
  district text not null,
  id text not null,
  day date not null,
  at timestamptz not null,
  change jsonb not null,
  reason text not null,
  areas text[] not null,
  words text not null,
  primary key (district, id)
);
create table office (
  district text not null primary key,
  root text not null,
  as_of date not null,
  tree_version int not null default 1
);
`,
}
