import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import {
  byArea,
  byChain,
  HOLDS_ORGANIZATIONS,
  OWN_DISTRICT,
  protect,
} from '../../../../../platform/server/db/policies.ts'

/**
 * `development` is one person's way; `development_step` what stands as done now (`day` null: done before the case was taken
 * over), `development_deed` everything that was entered, never changed. Names are sealed and found by keyed hashes, as
 * those of members. `chain` and `path` are the organisation's. A case is reached by them alone: to reach the unit
 * somebody works in does not show who applied there.
 */
export const members4: Migration = {
  room: 'members',
  number: 4,
  sql: `
create table development (
  district text not null,
  id text not null,
  name text not null,
  name_hash text not null,
  born date not null,
  gender text,
  ethnicity text,
  education text,
  job text,
  post_kind text,
  group_kind text,
  backbone boolean not null default false,
  unit_id text,
  organization text not null,
  chain text not null,
  path text not null,
  stage text not null,
  stage_since date,
  state text not null,
  end_kind text,
  ended date,
  extended int not null default 0,
  special boolean not null default false,
  outcome text,
  outcome_months int,
  approved_on date,
  member text,
  version int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (district, id)
);
create index development_stage on development (district, state, stage);
create index development_chain on development (district, chain text_pattern_ops);
create index development_path on development (district, path text_pattern_ops);
create index development_organization on development (district, organization);
create index development_name on development (district, name_hash);
create index development_approved on development (district, approved_on) where approved_on is not null;
create unique index development_member on development (district, member) where member is not null and state = 'open';
create table development_name_key (
  district text not null,
  key text not null,
  development text not null,
  primary key (district, key, development)
);
create index development_name_key_of on development_name_key (district, development);
create table development_step (
  district text not null,
  development text not null,
  step text not null,
  day date,
  deed text not null,
  primary key (district, development, step)
);
create table development_person (
  district text not null,
  development text not null,
  role text not null,
  position int not null,
  name text not null,
  primary key (district, development, role, position)
);
create table development_deed (
  district text not null,
  id text not null,
  development text not null,
  deed text not null,
  step text,
  day date not null,
  words text not null,
  details jsonb not null default '{}',
  papers text not null default '',
  note text not null default '',
  reason text not null default '',
  late text,
  actor text not null,
  at timestamptz not null,
  primary key (district, id)
);
create index development_deed_of on development_deed (district, development, id);
create table development_quota (
  district text not null,
  year int not null,
  area text not null,
  path text not null,
  planned jsonb not null,
  remark text not null default '',
  version int not null default 1,
  changed_at timestamptz not null,
  primary key (district, year, area)
);
create table dual_cultivation (
  district text not null,
  id text not null,
  direction text not null,
  day date not null,
  member text not null,
  organization text not null,
  chain text not null,
  path text not null,
  role text not null,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (district, id)
);
create index dual_cultivation_day on dual_cultivation (district, day);
${protect({ table: 'development', part: { where: `${byArea('path')} or ${byChain('chain')}` } })}
${['development_name_key', 'development_step', 'development_person']
  .map((table) => protect({ table, part: { where: withDevelopment(table, 'development') } }))
  .join('')}
${protect({ table: 'development_deed', part: { where: withDevelopment('development_deed', 'development') }, append: true })}
${protect({ table: 'development_quota', part: { where: byArea('path') } })}
${protect({ table: 'dual_cultivation', part: { where: `${byArea('path')} or ${byChain('chain')}` } })}
create policy part_of_development on audit for select to juxin_part
  using (${OWN_DISTRICT} and ${HOLDS_ORGANIZATIONS} and ${withDevelopment('audit', 'subject')});
`,
}

function withDevelopment(table: string, column: string): string {
  return `exists (select 1 from development d where d.district = ${table}.district and d.id = ${table}.${column})`
}
