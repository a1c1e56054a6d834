import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * `coverage_cell` is the cube of the roll-ups, moved by deltas in the transaction of every change. A snapshot is three
 * tables written once and never touched again: its figures, the units behind them, and the cube of that day.
 * Paths of cells compare by bytes, so that a subtree is a range of the key. The two indexes on `unit` serve this room's questions only and hold few rows.
 */
export const coverage1: Migration = {
  room: 'coverage',
  number: 1,
  sql: `
create table coverage_cell (
  district text not null,
  path text collate "C" not null,
  kind text not null,
  section text not null,
  size text not null,
  coverage text not null,
  due text not null,
  must boolean not null,
  with_member boolean not null,
  n int not null,
  primary key (district, path, kind, section, size, coverage, due, must, with_member)
);
create table coverage_edition (
  district text not null primary key,
  edition text not null
);
create table snapshot (
  district text not null,
  id text not null,
  name text not null,
  as_of date not null,
  taken_at timestamptz not null,
  actor text not null,
  units int not null,
  tree_version text not null,
  rules_version text not null,
  preset_id text not null,
  preset_version int not null,
  checksum text not null,
  tally jsonb not null,
  figures jsonb not null,
  primary key (district, id)
);
create unique index snapshot_name on snapshot (district, name);
create table snapshot_unit (
  district text not null,
  snapshot_id text not null,
  unit_id text collate "C" not null,
  name text not null,
  code text,
  path text not null,
  county text,
  town text,
  kind text not null,
  section text not null,
  size text not null,
  coverage text not null,
  due text not null,
  must boolean not null,
  with_member boolean not null,
  reason text not null,
  excluded text,
  org_name text,
  work_by text,
  founded date,
  sources text[] not null,
  primary key (district, snapshot_id, unit_id)
);
create table snapshot_cell (
  district text not null,
  snapshot_id text not null,
  path text collate "C" not null,
  kind text not null,
  section text not null,
  size text not null,
  coverage text not null,
  due text not null,
  must boolean not null,
  with_member boolean not null,
  n int not null,
  primary key (district, snapshot_id, path, kind, section, size, coverage, due, must, with_member)
);
create index unit_shut on unit (district, path text_pattern_ops) where coverage = 'excluded';
create index unit_with_revenue on unit (district) where revenue is not null;
`,
}
