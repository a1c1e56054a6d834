import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * `unit_record` keeps what each source said, row by row, and is the only place facts are entered; `unit` is derived from
 * it by the precedence table and can be made anew at any time. `place_past` keeps where a unit stood under earlier trees.
 */
export const units1: Migration = {
  room: 'units',
  number: 1,
  sql: `
create table unit (
  district text not null,
  id text not null,
  name text not null,
  code text,
  kind text not null,
  kind_note text,
  section text,
  industry text,
  industry_name text,
  industry_note text,
  founded date,
  address text,
  path text not null,
  county text,
  town text,
  community text,
  building text,
  park text,
  grid text,
  road text,
  place jsonb not null,
  employees int,
  size text not null,
  revenue numeric,
  members_full int,
  members_probationary int,
  members_reported int,
  has_organization boolean,
  org_form text,
  org_name text,
  instructor text,
  liaison text,
  trade_union text,
  youth_league text,
  life text not null,
  excluded text,
  sources text[] not null,
  coverage text not null,
  due text not null,
  reason text not null,
  must boolean not null,
  with_member boolean not null,
  search text not null,
  changed_at timestamptz not null,
  primary key (district, id)
);
create index unit_name on unit (district, name collate "C", id collate "C");
create index unit_code on unit (district, code);
create index unit_path on unit (district, path text_pattern_ops);
create index unit_building on unit (district, building) where building is not null;
create table unit_record (
  district text not null,
  id text not null,
  unit_id text,
  batch_id text not null,
  source text not null,
  as_of date not null,
  row_no int not null,
  facts jsonb not null,
  texts jsonb,
  notes jsonb,
  hash text not null,
  state text not null,
  joined_by text not null,
  primary key (district, id)
);
create index unit_record_unit on unit_record (district, unit_id);
create index unit_record_batch on unit_record (district, batch_id);
create table unit_batch (
  district text not null,
  id text not null,
  import_id text not null,
  file text not null,
  sheet text not null,
  sha256 text not null,
  source text not null,
  as_of date not null,
  written_at timestamptz not null,
  undone_at timestamptz,
  rows int not null,
  counts jsonb not null,
  primary key (district, id)
);
create table unit_review (
  district text not null,
  id text not null,
  record_id text not null,
  batch_id text not null,
  candidates jsonb not null,
  reason text not null,
  score double precision not null,
  state text not null,
  decided_unit text,
  decided_at timestamptz,
  primary key (district, id)
);
create index unit_review_state on unit_review (district, state, id);
create table unit_merge (
  district text not null,
  id text not null,
  kept text not null,
  gone text not null,
  records text[] not null,
  reason text not null,
  at timestamptz not null,
  undone_at timestamptz,
  primary key (district, id)
);
create table unit_exclusion (
  district text not null,
  id text not null,
  unit_id text not null,
  reason text not null,
  evidence text not null,
  approver text not null,
  valid_from date not null,
  expires date not null,
  ended_at timestamptz,
  primary key (district, id)
);
create index unit_exclusion_unit on unit_exclusion (district, unit_id);
create table place_past (
  district text not null,
  unit_id text not null,
  valid_from date not null,
  valid_to date not null,
  path text not null,
  county text,
  town text,
  community text,
  primary key (district, unit_id, valid_to)
);
create table unit_view (
  district text not null,
  id text not null,
  name text not null,
  query text not null,
  primary key (district, id)
);
create table fact_precedence (
  district text not null,
  fact text not null,
  sources text[] not null,
  newest_first boolean not null,
  primary key (district, fact)
);
create table layout_memory (
  district text not null,
  fingerprint text not null,
  source text not null,
  mapping jsonb not null,
  at timestamptz not null,
  primary key (district, fingerprint)
);
`,
}
