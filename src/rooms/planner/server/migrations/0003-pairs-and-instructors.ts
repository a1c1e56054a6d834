import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * What the office says about units and instructors for planning. A pair stands once, its smaller id first. Instructors
 * themselves are named by the ledger; here stands only what it does not know. Units with a place are few among those in
 * batches: the map reads them by an index of their own.
 */
export const planner3: Migration = {
  room: 'planner',
  number: 3,
  sql: `
create table planner_pair (
  district text not null,
  id text not null,
  kind text not null,
  unit_a text not null,
  unit_b text not null,
  reason text not null,
  created_at timestamptz not null,
  primary key (district, id)
);
create unique index planner_pair_units on planner_pair (district, unit_a, unit_b);
create table planner_instructor (
  district text not null,
  name text not null,
  capacity int,
  until date,
  leaving boolean not null,
  conflicts text[] not null,
  note text not null,
  changed_at timestamptz not null,
  primary key (district, name)
);
create index proposal_member_placed on proposal_member (district, plan_id) where place is not null;
`,
}
