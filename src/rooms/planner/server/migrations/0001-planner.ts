import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * A plan is kept as it was made: names, addresses and counts of units with members are those of that day (of the many
 * without, spoken of in batches, the ledger's present ones are shown). `planned_no` is the
 * proposal in which the plan had put a unit, `no` the one it is in after the office's changes. A proposal that a later
 * plan took over says so in `carried_to` and is decided there.
 */
export const planner1: Migration = {
  room: 'planner',
  number: 1,
  sql: `
create table plan (
  district text not null,
  id text not null,
  no int not null,
  made_at timestamptz not null,
  as_of date not null,
  params jsonb not null,
  area_path text not null,
  sentence text not null,
  figures jsonb not null,
  ledger_at text,
  ledger_units int not null,
  primary key (district, id)
);
create table proposal (
  district text not null,
  plan_id text not null,
  no int not null,
  kind text not null,
  title text not null,
  area_key text not null,
  county_name text not null,
  town text,
  town_name text not null,
  units int not null,
  weight int not null,
  industries text not null,
  common text,
  place_name text not null,
  cost double precision not null,
  why text not null,
  against text[] not null,
  instructor text,
  obstacle text,
  alternatives jsonb not null,
  nearest jsonb not null,
  as_planned jsonb,
  decision text not null,
  reason text,
  decided_at timestamptz,
  carried_to text,
  search text not null,
  primary key (district, plan_id, no)
);
create index proposal_standing on proposal (district, decision) where decision <> 'open';
create table proposal_member (
  district text not null,
  plan_id text not null,
  no int not null,
  unit_id text not null,
  planned_no int not null,
  name text,
  code text,
  weight int not null,
  reported boolean not null,
  address text,
  section text,
  industry_name text,
  place text,
  number text,
  building_name text,
  confidence real not null,
  primary key (district, plan_id, no, unit_id)
);
`,
}
