import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * Scenarios are the office's own sets of rules and weights; a plan keeps the name of the one it was made for. What is proven
 * of a plan is refined after it was made, so it stands beside the figures: `proof` for the whole, `plan_town` per area, where
 * areas that were planned together share a `region` and its cost and bound. `facts` of a member is what the prices were
 * worked out from, so that they can be worked out again at any time; `pairs` are the pairs the plan had to mind. A `settled`
 * proposal was decided before the plan was made. `better` are groups of an area that a proof found to cost less.
 */
export const planner2: Migration = {
  room: 'planner',
  number: 2,
  sql: `
create table scenario (
  district text not null,
  id text not null,
  name text not null,
  note text not null,
  params jsonb not null,
  changed_at timestamptz not null,
  primary key (district, id),
  unique (district, name)
);
alter table plan add column name text not null default '';
alter table plan add column scenario_id text;
alter table plan add column proof jsonb;
alter table plan add column curve jsonb;
alter table plan add column pairs jsonb not null default '[]';
create table plan_town (
  district text not null,
  plan_id text not null,
  town text not null,
  region text not null,
  cost double precision not null,
  bound double precision not null,
  left_over int not null,
  left_bound int not null,
  proven boolean not null,
  method text not null,
  seconds double precision,
  better jsonb,
  primary key (district, plan_id, town)
);
alter table proposal add column host text;
alter table proposal add column settled boolean not null default false;
alter table proposal_member add column facts jsonb;
alter table proposal_member add column price double precision;
create index proposal_member_unit on proposal_member (district, plan_id, unit_id);
`,
}
